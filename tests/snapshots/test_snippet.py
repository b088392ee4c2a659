"""The script for a console, as a console runs it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.errors import DefinitionError
from appconfig_merge.releases.table import table
from appconfig_merge.snapshots.snippet import columns, snippet, taking

if TYPE_CHECKING:
    from tests.snapshots.page import Opened

RUNNING = """\
<script>
  var appConfig = { theme: { isLight: false }, apiKey: "hush-hush" };
  const environment = { brand: { name: "north" }, get made() { return 1; }, token: "hush-hush" };
</script>
<script src="flex.js"></script>
<script>window.done = Twilio.Flex.runDefault(appConfig);</script>
"""


def in_console(opened: Opened, script: str) -> tuple[object, list[str]]:
    """What the console shows, and what was copied there."""
    session = opened.tab.context.new_cdp_session(opened.tab)
    copied: list[str] = []
    session.on("Runtime.inspectRequested", lambda event: copied.append(event["object"]["value"]))
    session.send("Runtime.enable")
    answer = session.send(
        "Runtime.evaluate",
        {"expression": script, "includeCommandLineAPI": True, "returnByValue": True},
    )
    session.detach()
    return answer["result"]["value"], copied


def test_in_a_console(opened: Opened) -> None:
    """The snapshot is copied, and a line says what it is and what comes next."""
    opened.open(RUNNING, watched=False)

    shown, (copied,) = in_console(opened, snippet())

    taken = json.loads(copied)
    assert taken["taken_by"] == "snippet"
    assert taken["configuration"]["apiKey"] == {"$js": "masked"}
    assert shown == (
        "copied: Flex UI 2.17.1; 12 values, 3 masked\n"
        "save it as snapshot.json, then: effective-config verify appConfig.js"
        " --running snapshot.json"
    )


@pytest.mark.parametrize(
    ("html", "says"),
    [
        ("<h1>Hello</h1>", "no Flex UI is found in this page"),
        (
            '<script src="flex.js"></script>',
            "Flex UI hasn't started; wait a little and take it again",
        ),
        (
            f'{RUNNING}<form class="Twilio-LoginFormView-Container"></form>',
            "Flex UI is at its login; log in and take it again",
        ),
        (
            '<script src="flex.js"></script><div class="Twilio-ErrorPage css-1"></div>',
            "Flex UI shows an error instead of itself",
        ),
    ],
)
def test_a_page_in_which_flex_ui_does_not_run(opened: Opened, html: str, says: str) -> None:
    """Is said to be none."""
    opened.open(html, watched=False)

    shown, _ = in_console(opened, snippet())

    assert str(shown).startswith(f"copied: {says}; ")


@pytest.mark.parametrize("page", ["", "window.copy = (text) => { window.got = text; };"])
def test_without_the_console_s_copy(opened: Opened, page: str) -> None:
    """The snapshot itself is shown; a copy of the page's own doesn't get it."""
    opened.open(f"{RUNNING}<script>{page}</script>", watched=False)

    shown = opened.tab.evaluate(snippet())

    assert json.loads(shown)["flex_ui"] == "2.17.1"
    assert opened.tab.evaluate("window.got") is None


def test_values_of_the_page_that_are_asked_for(opened: Opened) -> None:
    """By names that its code sees; nothing that the page computes, and nothing that isn't there."""
    opened.open(RUNNING)

    taken = opened.snapshot(
        ["environment.brand", "environment.made", "environment.token", "nothing.here",
         "environment.none", "window.location.search", 'environment["brand"].name.length']
    )  # fmt: skip

    assert taken["page_values"] == {
        "environment.brand": {"name": "north"},
        "environment.made": {"$js": "other", "class": "accessor"},
        "environment.token": {"$js": "masked"},
        "location.search": "?desk=1",
        "environment.brand.name.length": 5,
    }


@pytest.mark.parametrize("name", ["class.x", "(alert)(1)", "a b", "", "1", "a;b", "window.this"])
def test_what_is_no_name_is_refused(name: str) -> None:
    """Nothing but names gets into the script."""
    with pytest.raises(DefinitionError):
        taking([name])


def test_the_columns_are_those_of_all_releases() -> None:
    """And those that identify the resource."""
    merged = {column.column for row in table().rows for column in row.at("").columns}

    assert set(columns()) == merged | {
        "account_sid", "date_updated", "runtime_domain", "ui_attributes", "ui_version",
    }  # fmt: skip


def test_the_script_is_one_that_people_can_read() -> None:
    """It is short, has no long lines but its tables, and no comment for those who wrote it."""
    lines = snippet().splitlines()

    assert sum(map(len, lines)) < 32_000
    assert [line[:20] for line in lines if len(line) > 120] == [
        'const COLUMNS = ["ac', 'const LOOKS = {"word',
    ]  # fmt: skip
    assert not [line for line in lines if line.lstrip().startswith("//")]
