"""The script that takes a snapshot, in a page with a stand-in for Flex UI."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

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


MOVED = """\
class Part {}
Part.defaultProps = {};
Part.overrideProps = { title: "moved inside" };
const more = {
  SideNav: class { static defaultProps = {}; },
  Plain: class {},
  Supervisor: { Part },
};
for (const name of Object.keys(more)) {
  Object.defineProperty(Twilio.Flex, name, { get: () => more[name] });
}
Object.assign(Twilio.Flex.MainHeader.overrideProps, {
  logoUrl: "/moved.svg", apiKey: "hush-hush", kept: "old",
});
window.done = Twilio.Flex.runDefault({ componentProps: {
  MainHeader: { logoUrl: 1, kept: "new", none: undefined, never: 1 },
  SideNav: { gone: 1, stays: 2 }, Plain: { stays: 1 }, Supervisor: { Part: { title: 1 } },
  Unknown: { stays: 1 }, constructor: { stays: 1 },
} }).then((manager) => {
  const { MainHeader, SideNav, Supervisor } = manager.configuration.componentProps;
  for (const prop of ["logoUrl", "none", "never"]) delete MainHeader[prop];
  delete SideNav.gone;
  delete Supervisor.Part.title;
});
"""


def test_props_that_moved(opened: Opened) -> None:
    """Into overrideProps, or into nothing. What has a value and is in neither isn't told."""
    opened.open('<script src="flex.js"></script><script src="go.js"></script>', {"go.js": MOVED})

    assert opened.snapshot()["moved"] == {
        "MainHeader": {
            "logoUrl": "/moved.svg",
            "apiKey": {"$js": "masked"},
            "none": {"$js": "undefined"},
        },
        "SideNav": {"gone": {"$js": "other", "class": "dropped"}},
        "Supervisor": {"Part": {"title": "moved inside"}},
    }


BUNDLED = """<div id="root"></div><script src="flex.js"></script><script src="go.js"></script>
"""
TREE = """const { Manager, runDefault } = Twilio.Flex;
delete window.Twilio;
const fiber = { memoizedProps: null, child: { memoizedProps: { manager: { configuration: {} } },
  sibling: { memoizedProps: {}, child: { memoizedProps: {} } } } };
document.getElementById("root").__reactContainer$x = { stateNode: { current: fiber } };
window.done = runDefault({ a: 1 }).then((manager) => {
  fiber.child.sibling.child.memoizedProps.manager = manager;
});
"""


def test_a_page_that_has_no_name_for_flex_ui(opened: Opened) -> None:
    """Has the manager in its components."""
    opened.open(BUNDLED, {"go.js": TREE}, watched=False)

    taken = opened.snapshot()

    assert (taken["state"], taken["configuration"]["a"]) == ("running", 1)
    assert not {"flex_ui", "moved", "plugins"} & set(taken)


def test_addresses_are_taken_without_secrets(opened: Opened) -> None:
    """In whatever part of them."""
    sid = "AC00000000000000000000000000000000"
    scripts = {
        "https://u:hush@a.test/x.js": "https://a.test/x.js",
        f"https://a.test/{sid}/b.js?v=1#hush": f"https://a.test/{sid}/b.js?v=1",
        "https://a.test/c.js?a=1&token=hush-hush&code=abc&x": "https://a.test/c.js?a=1"
        "&token=masked&code=masked&x",
        "https://a.test/sk_live_0123456789abc/d.js": "https://a.test/masked/d.js",
        "https://a.test/?AKIAA1B2C3D4E5F6G7H8": "https://a.test/?masked",
        "https://a.test/?token=%E0%A4": "https://a.test/?token=masked",
        "data:text/javascript,'hush'": "data:",
    }
    tags = "".join(f'<script type="text/x" src="{address}"></script>' for address in scripts)
    opened.open(tags, watched=False)

    assert [one["address"] for one in opened.snapshot()["scripts"]] == list(scripts.values())


def test_a_resource_that_came_from_the_cache(opened: Opened) -> None:
    """Is told by the names of Twilio's API, and since when the browser has it."""
    resource = '{"accountSid": "AC1", "uiAttributes": {"a": 1}, "attributes": {"hush": 1}}'
    opened.open(
        "<script>localStorage.FLEX_SDK_CACHE_ACCOUNT_CONFIG_DATA = "
        f"JSON.stringify({{ value: {resource}, expiry: Date.UTC(2026, 10, 30) }});</script>"
    )

    assert opened.snapshot()["cached_resource"] == {
        "value": {"account_sid": "AC1", "ui_attributes": {"a": 1}},
        "cached": "2026-11-29T00:00:00.000Z",
    }


@pytest.mark.parametrize(
    ("stored", "taken"),
    [
        ('{"a": {"b": 1}, "__proto__": 2}', {"a": {"b": 1}, "__proto__": 2}),
        ('["x"]', {"0": "x"}),
        ('"xy"', {"0": "x", "1": "y"}),
        ("null", None),
        ("1", None),
        ('{"a":', None),
    ],
)
def test_what_is_stored(opened: Opened, stored: str, taken: object) -> None:
    """As Flex UI goes through its properties, whatever it is."""
    opened.open(f"<script>localStorage.FLEX_CONFIG = {json.dumps(stored)};</script>", watched=False)

    assert opened.snapshot().get("stored") == taken


@pytest.mark.parametrize(
    ("script", "by_name", "on_window"),
    [
        ("", False, False),
        ("var appConfig = 1;", 1, 1),
        ("const appConfig = 1;", 1, False),
        ("const appConfig = 1; window.appConfig = 2;", 1, 2),
        ("let appConfig;", {"$js": "undefined"}, False),
        ("try { appConfig; let x = y; } catch {} throw 1; let appConfig;", False, False),
        ("appConfig = null;", None, None),
        ("Object.prototype.appConfig = 1;", 1, 1),
    ],
)
def test_the_page_s_own_app_config(
    opened: Opened, script: str, by_name: object, on_window: object
) -> None:
    """By its name and on window; False stands for none."""
    opened.open('<script src="page.js"></script>', {"page.js": script}, watched=False)

    taken = opened.snapshot()["app_config"]

    assert (taken.get("by_name", False), taken.get("on_window", False)) == (by_name, on_window)


def test_an_app_config_that_the_page_computes(opened: Opened) -> None:
    """Isn't computed for a snapshot."""
    script = (
        "Object.defineProperty(window, 'appConfig', { get() { window.called = 1; return {}; } });"
    )
    opened.open(f"<script>{script}</script>", watched=False)

    accessor = {"$js": "other", "class": "accessor"}
    assert opened.snapshot()["app_config"] == {"by_name": accessor, "on_window": accessor}
    assert opened.tab.evaluate("window.called") is None


def test_a_page_without_flex_ui(opened: Opened) -> None:
    """Is told as such."""
    opened.open("<h1>Hello</h1>")

    taken = opened.snapshot()

    assert taken["state"] == "absent"
    assert taken["configuration"] is None
    assert taken["app_config"] == {}
