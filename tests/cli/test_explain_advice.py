"""What ``explain`` tells of how to change a value."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import run
from tests.cli.explaining import FILES, UPDATE, explained, prepare, section, update
from tests.diff.support import repository, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A script over a resource."""
    return prepare(tmp_path)


LEVELS = "sdkOptions.chat.logLevel, sdkOptions.worker.logLevel and 3 more may change with it"


def test_the_whole_story(folder: Path) -> None:
    """The value, where it is set, what it shadows, what would be without, how to change it."""
    assert (
        explained(folder, "theme.isLight", "--without", "appConfig.js:3")
        == """\
theme.isLight = false
a key of Flex UI from 2.0 on, true or false
set at appConfig.js:3:21 (appConfig.js)

shadows, highest precedence first
  true  configuration.json:6:27 (ui_attributes)  overridden by appConfig.js:3:21

without appConfig.js:3
  it would be true
  set at configuration.json:6:27 (ui_attributes)

to change it
  edit appConfig.js:3:21
  an edit at configuration.json:6:27 has no effect while appConfig.js:3:21 sets it
"""
    )


def test_what_is_not_set(folder: Path) -> None:
    """Where it was looked for, how deep it is there, what is like it, where it can be added."""
    assert (
        explained(folder, "theme.isDark.now")
        == """\
theme.isDark.now is not set
looked in, highest precedence first
  appConfig.js                        theme is at appConfig.js:3:10, but has no isDark
  ui_attributes (configuration.json)  theme is at configuration.json:6:14, but has no isDark
nearest: theme.isLight

to change it
  add isDark.now to theme, at appConfig.js:3:10
  or change ui_attributes.theme.isDark.now in the resource: \
effective-config update --set ui_attributes.theme.isDark.now=JSON
"""
    )


def test_where_nothing_was_found(folder: Path) -> None:
    """All layers are named, highest precedence first; the resource's columns as one."""
    named = "appConfig.js, the resource's columns, ui_attributes, Flex UI 2.17.1"
    derived = "derived from logLevel, ui_attributes.logLevel"

    assert "looked in appConfig.js, ui_attributes\n" in explained(folder, "none")
    told = explained(folder, "none.at.all", "--flex-ui=2.17.1")
    assert f"looked in {derived}, {named}\n" in told
    told = explained(folder, "url.x", "theme.x", "--flex-ui=2.17.1")
    assert f"  nothing of theme in {derived}, the resource's columns\n" in told


def test_beneath_what_has_no_keys(folder: Path) -> None:
    """Nothing can be added; that is why it isn't set."""
    text = explained(folder, "logLevel.flex")

    assert "  appConfig.js                        logLevel is set at appConfig.js:2:13, " in text
    assert section(text, "to change it") == []


@pytest.mark.parametrize(
    ("path", "options", "told"),
    [
        ("language", (), [
            update("ui_attributes.language", "5:17"),
            "or add language to the object at appConfig.js:1:17",
        ]),
        ("url", (), ["edit appConfig.js:4:8"]),
        ("theme", (), ["add a key to theme, at appConfig.js:3:10"]),
        ("logLevel", ("--flex-ui=2.17.1",), [
            f"{update('ui_attributes.logLevel', '4:17')}; {LEVELS}",
            "an edit at appConfig.js:2:13 has no effect while configuration.json:4:17 sets it",
        ]),
        ("sdkOptions.chat.logLevel", ("--flex-ui=2.17.1",), [
            "change logLevel, which it follows (configuration.json:4:17); \
sdkOptions.worker.logLevel, sdkOptions.flex.logger.level and 2 more may change with it",
            "or add sdkOptions.chat.logLevel to the object at appConfig.js:1:17",
        ]),
        ("sso.accountSid", ("--flex-ui=2.17.1",), [
            "add sso.accountSid to the object at appConfig.js:1:17",
        ]),
        ("enableClientCalling", ("--flex-ui=2.17.1",), [
            "add enableClientCalling to the object at appConfig.js:1:17",
            ]),
    ],
)  # fmt: skip
def test_how_to_change_it(
    folder: Path, path: str, options: tuple[str, ...], told: list[str]
) -> None:
    """The edit of least effort first, then others, then those that would do nothing."""
    assert section(explained(folder, path, *options), "to change it") == told


def test_a_value_that_is_computed(tmp_path: Path) -> None:
    """Can be changed where it is used, or where it comes from."""
    write(
        tmp_path,
        appConfig__js='var sid = "AC00000000000000000000000000000000";\n'
        "var appConfig = { sso: { accountSid: sid } };\n",
    )
    text = run("explain", "appConfig.js", "sso.accountSid", cwd=tmp_path).stdout

    assert section(text, "to change it") == [
        "edit appConfig.js:2:38",
        "or edit appConfig.js:1:11, which it comes from",
    ]


def test_a_value_that_an_option_gave(tmp_path: Path) -> None:
    """What comes from the command line isn't edited in a file."""
    write(tmp_path, appConfig__js="var appConfig = { host: location.hostname };\n")
    options = ("--page-url", "https://desk.example.com/")
    text = run("explain", "appConfig.js", "host", *options, cwd=tmp_path).stdout

    assert section(text, "to change it") == [
        "edit appConfig.js:1:25",
        "or give another --page-url",
    ]


def test_where_the_newest_release_departs(folder: Path) -> None:
    """An edit that counts by the documented rule alone says so, and so does one of the others."""
    assert section(explained(folder, "logLevel"), "to change it") == [
        "edit appConfig.js:2:13; in Flex UI 2.17.1 that has no effect",
        "an edit at configuration.json:4:17 has no effect while appConfig.js:2:13 sets it; \
in Flex UI 2.17.1 it has one",
    ]
    change = json.loads(explained(folder, "logLevel", "--format", "json"))["change"]
    assert change["edits"][0]["lost_in"] == "2.17.1"
    assert change["no_effect"][0]["wins_in"] == "2.17.1"


ODD = """\
var brand = { isLight: true };
var appConfig = { theme: brand, list: location.hash ? {} : 1, gone: 1, sdkOptions: "x" };
delete appConfig.gone;
"""
ODD_RESOURCE = """\
{"ui_attributes": {
"logLevel": "",
"list": ["x"],
"text": "abc", "more": [1],
"notes": {"a": {"b": 1}}
}}
"""


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("theme", ["add a key to theme, at appConfig.js:1:13"]),
        ("theme.isDark", [
            "add isDark to theme, at appConfig.js:1:13",
            f"or change ui_attributes.theme.isDark in the resource: \
{UPDATE} ui_attributes.theme.isDark=JSON",
        ]),
        ("notes.a", [
            update("ui_attributes.notes.a", "5:16"),
            "or add notes.a to the object at appConfig.js:2:17",
        ]),
        ("gone", [
            f"change ui_attributes.gone in the resource: {UPDATE} ui_attributes.gone=JSON",
            "or add at the end of appConfig.js: appConfig.gone = JSON",
            "an edit at appConfig.js:2:69 has no effect while appConfig.js:3:1 deletes it",
        ]),
        ("text.x", [
            'add text.x to the object at appConfig.js:2:17; text["0"], text["1"] \
and 1 more may change with it'
        ]),
        ("more.x", [
            'add more.x to the object at appConfig.js:2:17; more["0"] may change with it'
        ]),
        ("list", [
            "edit appConfig.js:2:39",
            "an edit at configuration.json:3:9 may have no effect: \
what appConfig.js:2:39 sets is unresolved",
        ]),
    ],
)  # fmt: skip
def test_odd_places(tmp_path: Path, path: str, told: list[str]) -> None:
    """An object is added to where it is written out; what can't come true isn't advised."""
    write(tmp_path, appConfig__js=ODD, configuration__json=ODD_RESOURCE)

    assert section(explained(tmp_path, path), "to change it") == told


def test_a_log_level_that_is_empty(tmp_path: Path) -> None:
    """Loses in the resource, but a new one there would win: that is an edit that takes effect."""
    write(tmp_path, appConfig__js='var appConfig = { logLevel: "info" };\n',
          configuration__json='{"ui_attributes": {\n"logLevel": ""\n}}\n')  # fmt: skip

    assert section(explained(tmp_path, "logLevel", "--flex-ui=2.17.1"), "to change it") == [
        f"edit appConfig.js:1:29; {LEVELS}",
        f"or {update('ui_attributes.logLevel', '2:13')}; {LEVELS}",
    ]


def test_an_array_replaces_an_array(tmp_path: Path) -> None:
    """So an element of ui_attributes can't be set by itself in appConfig.js."""
    write(tmp_path, appConfig__js="var appConfig = { a: {} };\n",
          ui__json='{"a": {"list": ["x", "y"]}}')  # fmt: skip
    text = run(
        "explain", "appConfig.js", "a.list[1]", "--ui-attributes", "ui.json", cwd=tmp_path
    ).stdout

    first, second = section(text, "to change it")
    assert first == (
        "change ui_attributes.a.list[1] in the resource (ui.json:1:22): "
        f"{UPDATE} 'ui_attributes.a.list[1]='JSON"
    )
    assert second == (
        "or add list to a, at appConfig.js:1:22: an array there replaces all of a.list"
    )


def test_a_dead_key(tmp_path: Path) -> None:
    """Its fate names the column, and no edit of it counts."""
    resource = (
        '{"account_sid": "AC00000000000000000000000000000000",\n'
        '"ui_attributes": {"notifications": {"browser": false}},\n'
        '"notifications": {"enabled": true}}\n'
    )
    write(tmp_path, appConfig__js="var appConfig = {};\n", configuration__json=resource)
    result = run("explain", *FILES, "notifications.browser", "--flex-ui", "2.17.1", cwd=tmp_path)

    assert (
        result.stdout
        == """\
notifications.browser = true
a key of Flex UI up to 1.34, true or false; Flex UI 2.17.1 doesn't read it: set \
notifications.enabled in appConfig.js
set at configuration.json:3:30 (column notifications)

shadows, highest precedence first
  false  configuration.json:2:48 (ui_attributes)  dead key: Flex UI takes it \
from column notifications (configuration.json:3:18)

to change it
  change notifications.enabled in the resource (configuration.json:3:30): \
effective-config update --set notifications.enabled=JSON; it may be refused: nothing published \
says whether it can be changed; notifications.enabled may change with it
  an edit at configuration.json:2:48 has no effect while configuration.json:3:18 takes its place
"""
    )


def test_a_color_theme_that_is_a_string(tmp_path: Path) -> None:
    """Is written as one, though Flex UI 1.x makes an object of it."""
    write(tmp_path, appConfig__js='var appConfig = { colorTheme: "GreyDark" };\n')
    text = run(
        "explain", "appConfig.js", "colorTheme.baseName", "--flex-ui", "1.34", cwd=tmp_path
    ).stdout

    assert text.startswith('colorTheme.baseName = "GreyDark"\n')
    assert "Flex UI 1.x makes { baseName: ... } of a colorTheme that is a string" in text
    assert section(text, "to change it") == ["edit appConfig.js:1:31"]


def test_as_data(tmp_path: Path) -> None:
    """Everything is there for programs, too."""
    repository(tmp_path)
    arguments = ("--blame", "--without", "appConfig.js", "--format", "json")
    told = json.loads(explained(tmp_path, "theme.isLight", "theme.isDark", *arguments))
    value, absent = told
    place = {"line": 3, "column": 21, "end_line": 3, "end_column": 26, "file": "appConfig.js"}
    lower = {"line": 6, "column": 27, "end_line": 6, "end_column": 31, "file": "configuration.json"}

    assert value["change"] == {
        "edits": [
            {"action": "edit", "layer": "appConfig.js", "path": ["theme", "isLight"],
             "location": place},
        ],
        "no_effect": [
            {"layer": "ui_attributes", "location": lower, "rule": "higher-layer", "certain": True,
             "rival": {"layer": "appConfig.js", "location": place}},
        ],
    }  # fmt: skip
    assert value["without"]["left_out"] == "appConfig.js"
    assert value["without"]["value"] is True
    assert value["blame"][0]["when"] == "2026-01-02T03:04:05+01:00"
    assert value["blame"][0]["author"] == "Ada Lovelace"
    assert absent["sought"][0]["missing"] == "isDark"
    assert [one["action"] for one in absent["change"]["edits"]] == ["add", "update"]
