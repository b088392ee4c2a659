"""The script that takes a snapshot, in a page with a stand-in for Flex UI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.snapshots.reading import read_snapshot
from appconfig_merge.source import Source
from tests.secrets.test_every_output import leaked, script

if TYPE_CHECKING:
    from tests.snapshots.page import Opened

RUNNING = """\
<script>
  localStorage.FLEX_CONFIG = '{"stored": {"gap": 1}}';
  localStorage.TWILIO_FLEX_SSO = '{"token": "kept-private"}';
</script>
<script>
  var appConfig = { theme: { isLight: false }, password: "hush-hush", call: (x) => x };
</script>
<script src="flex.js"></script>
<script src="page.js"></script>
"""
PAGE = """\
window.done = Twilio.Flex.runDefault(appConfig).then((manager) => {
  manager.updateConfig({ theme: { isLight: true } });
});
"""


def test_a_running_page(opened: Opened) -> None:
    """All that the snapshot has, and nothing that isn't on its list."""
    opened.open(RUNNING, {"page.js": PAGE})

    text = opened.text()
    taken = read_snapshot(Source("snapshot.json", text))

    assert taken.state == "running"
    assert taken.flex_ui == "2.17.1"
    assert taken.address.endswith("/index.html?desk=1")
    assert taken.configuration is not None
    assert list(taken.configuration) == [
        "logLevel", "theme", "password", "call", "stored", "language",
    ]  # fmt: skip
    assert taken.configuration["theme"] == {"isLight": True}
    assert taken.resource == {
        "account_sid": "AC00000000000000000000000000000000",
        "markdown": {"enabled": True},
        "ui_attributes": {"language": "en-GB"},
        "ui_version": "~2",
    }
    assert taken.feature_flags == {"teams": True}
    assert taken.feature_overrides == {"dark-mode": False}
    assert [script.address.rpartition("/")[2] for script in taken.scripts] == ["flex.js", "page.js"]
    assert "hush-hush" not in text
    assert "kept-private" not in text


def test_what_was_handed_is_as_it_was_then(opened: Opened) -> None:
    """Flex UI fills the gaps of the object itself."""
    opened.open(RUNNING, {"page.js": PAGE})

    taken = opened.snapshot()

    assert set(taken["app_config"]["on_window"]) - set(taken["handed"]) == {"stored"}


def test_a_call_is_kept_with_its_place(opened: Opened) -> None:
    """And Flex UI's own calls aren't."""
    opened.open(RUNNING, {"page.js": PAGE})

    (call,) = opened.snapshot()["calls"]

    assert call.pop("address").endswith("/page.js")
    assert call == {
        "plugin": "", "means": "updateConfig", "line": 2, "column": 11,
        "value": {"theme": {"isLight": True}},
    }  # fmt: skip


def test_a_page_that_nobody_watched(opened: Opened) -> None:
    """Has neither what was handed nor calls."""
    opened.open(RUNNING, {"page.js": PAGE}, watched=False)

    assert not {"handed", "calls"} & set(opened.snapshot())


def test_no_secret_is_in_a_snapshot(opened: Opened) -> None:
    """Not where it stands, nor in another text; ``reveals`` shows that they were there."""
    page = f"window.login = window.load = () => ({{}});\n{script()}"
    html = "".join(f"<script src={name}.js></script>" for name in ("page", "flex", "go"))
    files = {"page.js": page, "go.js": "window.done = Twilio.Flex.runDefault(appConfig);"}
    opened.open(html, files)

    masked, revealed = opened.text(), opened.text(reveals=True)

    assert leaked(masked) == []
    assert len(leaked(revealed)) >= 19
    assert '"label":{"$js":"masked"}' in masked


def test_a_page_without_flex_ui(opened: Opened) -> None:
    """Is told as such."""
    opened.open("<h1>Hello</h1>")

    taken = opened.snapshot()

    assert taken["state"] == "absent"
    assert taken["configuration"] is None
    assert taken["app_config"] == {}
