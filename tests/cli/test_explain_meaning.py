"""What ``explain`` tells of a path that is written otherwise than it stands there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.command import run
from tests.cli.explaining import FILES, explained, prepare
from tests.diff.support import write
from tests.diff.test_schema import validate

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A script over a resource."""
    return prepare(tmp_path)


def data(folder: Path, *arguments: str) -> Any:
    """The JSON of a story."""
    return json.loads(explained(folder, *arguments, "--format=json"))


STORY = """\
theme.isLight = false
a key of Flex UI from 2.0 on, true or false
set at appConfig.js:3:21 (appConfig.js)

shadows, highest precedence first
  true  configuration.json:6:27 (ui_attributes)  overridden by appConfig.js:3:21

to change it
  edit appConfig.js:3:21
  an edit at configuration.json:6:27 has no effect while appConfig.js:3:21 sets it
"""


@pytest.mark.parametrize("path", ["window.appConfig.theme.isLight", "/ui_attributes/theme/isLight"])
def test_an_address(folder: Path, path: str) -> None:
    """It says which path is meant, and tells its story."""
    asked = path.removeprefix("/").replace("/", ".")

    assert explained(folder, path) == f"{asked}: you mean theme.isLight\n{STORY}"


def test_another_spelling(folder: Path) -> None:
    """It isn't set; what was probably meant is told, and nothing is proposed for the other."""
    assert explained(folder, "Theme.is_light") == (
        f"Theme.is_light is not set: did you mean theme.isLight?\n\n{STORY}"
    )


def test_as_data(folder: Path) -> None:
    """For an address the answer is that of the path meant; for a guess it stands by itself."""
    address = data(folder, "appConfig.theme.isLight")
    guess = data(folder, "THEME.isLight")

    assert (address["path"], address["value"]) == (["theme", "isLight"], False)
    assert (address["asked"], address["reading"]) == (
        ["appConfig", "theme", "isLight"],
        "address",
    )
    assert (guess["path"], guess["kind"]) == (["THEME", "isLight"], "absent")
    assert guess["change"] == {"edits": [], "no_effect": []}
    assert guess["nearest"] == [["theme", "isLight"]]
    assert guess["meant"]["value"] is False
    assert guess["meant"]["known_key"] == {
        "path": ["theme", "isLight"],
        "sentence": "a key of Flex UI from 2.0 on, true or false",
        "types": ["boolean"],
        "values": [],
        "releases": [{"since": "2.0"}],
        "documented": True,
    }


def test_a_property_of_the_resource(tmp_path: Path) -> None:
    """Its value, what Flex UI makes of it, and how it is changed, if it can be."""
    resource = """\
{
  "account_sid": "AC00000000000000000000000000000000",
  "runtime_domain": "https://desk-1234.twil.io",
  "attributes": {"apiKey": "Zm9vYmFyYmF6cXV4MTIzNDU2"},
  "ui_version": "2.17.1",
  "citrix_voice_vdi": null,
  "ui_attributes": {}
}
"""
    write(tmp_path, appConfig__js="var appConfig = {};\n", configuration__json=resource)
    paths = ("runtime_domain", "attributes.apiKey", "uiVersion", "citrix_voice_vdi", "url")

    assert (
        explained(tmp_path, *paths)
        == """\
runtime_domain is a property of the resource, not of the configuration
the resource has "https://desk-1234.twil.io"  configuration.json:3:21
Flex UI 2.17.1 makes serviceBaseUrl of it
it is read-only: set serviceBaseUrl in appConfig.js instead

attributes.apiKey is a property of the resource, not of the configuration
the resource has "********"  configuration.json:4:28
Flex UI 2.17.1 makes no key of the configuration of it

to change it
  change attributes.apiKey in the resource (configuration.json:4:28): \
effective-config update --set attributes.apiKey=JSON

uiVersion is not set: did you mean ui_version, a property of the resource?

ui_version is a property of the resource, not of the configuration
the resource has "2.17.1"  configuration.json:5:17
Flex UI 2.17.1 makes no key of the configuration of it

to change it
  change ui_version in the resource (configuration.json:5:17): \
effective-config update --set ui_version=JSON

citrix_voice_vdi is a property of the resource, not of the configuration
the resource has null  configuration.json:6:23
Flex UI 2.17.1 makes citrixVoiceVdi of it

to change it
  change citrix_voice_vdi in the resource (configuration.json:6:23): \
effective-config update --set citrix_voice_vdi=JSON; it may be refused: nothing published says \
whether it can be changed

url is a property of the resource, not of the configuration
the resource doesn't have it
Flex UI 2.17.1 makes no key of the configuration of it

to change it
  change url in the resource: effective-config update --set url=JSON; it may be refused: \
some lists have it as read-only
"""
    )


def test_a_property_as_data(folder: Path) -> None:
    """No value of the configuration, but the property's."""
    told = data(folder, "account_sid")

    assert (told["path"], told["kind"], told["reading"]) == (["account_sid"], "absent", "property")
    assert told["property"] == {
        "path": ["account_sid"],
        "writing": "read-only",
        "value": "AC00000000000000000000000000000000",
        "location": {
            "file": "configuration.json", "line": 2, "column": 18, "end_line": 2, "end_column": 54,
        },
        "release": "2.17.1",
        "keys": [["sso", "accountSid"]],
    }  # fmt: skip
    assert told["change"]["edits"] == []


def test_a_property_without_a_resource(tmp_path: Path) -> None:
    """Its value isn't known, and what becomes of it is."""
    write(tmp_path, appConfig__js="var appConfig = {};\n")

    assert (
        run("explain", "appConfig.js", "account_sid", cwd=tmp_path).stdout
        == """\
account_sid is a property of the resource, not of the configuration
Flex UI 2.17.1 makes sso.accountSid of it
it is read-only: set sso.accountSid in appConfig.js instead
"""
    )


def test_keys_that_look_like_it(folder: Path) -> None:
    """What a source sets that Flex UI never reads, whoever sets the key itself."""
    script = 'var appConfig = {\n  theme: { islight: false },\n  "theme.isLight": false,\n};\n'
    write(folder, appConfig__js=script)

    assert (
        "".join(explained(folder, "theme.isLight").splitlines(keepends=True)[3:7])
        == """\

appConfig.js:3:3 sets ["theme.isLight"], which Flex UI never reads
appConfig.js:2:12 sets theme.islight, which Flex UI never reads

"""
    )
    assert [one["path"] for one in data(folder, "theme.isLight")["never_read"]] == [
        ["theme.isLight"],
        ["theme", "islight"],
    ]
    assert explained(folder, "theme.islight").splitlines()[1] == (
        "no key of Flex UI: did you mean theme.isLight?"
    )
    assert data(folder, "theme.islight")["instead"] == ["theme", "isLight"]


def test_what_the_script_would_set_if_it_did_not_stop(folder: Path) -> None:
    """Where that is, and where it stops before."""
    script = "var appConfig = { theme: {} };\nnothing();\nappConfig.theme.isLight = true;\n"
    write(folder, appConfig__js=script)
    line = "appConfig.js:3:27 would set it again, but the script stops at 2:1"

    assert line in explained(folder, "theme.isLight").splitlines()
    (one,) = data(folder, "theme.isLight")["unreached"]
    assert (one["location"]["line"], one["stop"]["line"]) == (3, 2)


def test_an_object_that_is_not_flex_uis(tmp_path: Path) -> None:
    """Its keys are its own, whatever they are called."""
    write(tmp_path, env__js="var env = { theme: { islight: 1 }, logLevel: 2 };\n")
    text = run("explain", "env.js", "env.logLevel", "theme.islight", "--global=env", cwd=tmp_path)

    assert (
        text.stdout
        == """\
env.logLevel: you mean logLevel
logLevel = 2
set at env.js:1:46 (appConfig.js)

to change it
  edit env.js:1:46

theme.islight = 1
set at env.js:1:31 (appConfig.js)

to change it
  edit env.js:1:31
"""
    )


def test_a_key_of_another_release(folder: Path) -> None:
    """What it is, that the release doesn't read it, and what is to be done instead."""
    text = explained(folder, "colorTheme", "--flex-ui=2.17.1")

    assert text.splitlines()[1] == (
        "a key of Flex UI up to 1.34, one of GreyLight, GreyDark, FlexLight, FlexDark, "
        "MediumTheme, DarkTheme, BlueMediumTheme, BlueDarkTheme or an object; Flex UI 2.17.1 "
        "doesn't read it: set theme instead: it has a default, and 2.x reads colorTheme only "
        "where it is falsy"
    )


def test_nothing_of_it_changes_the_exit_code(folder: Path) -> None:
    """A guess is an answer; ``--strict`` looks at what was meant."""
    for path, code in (("Theme.isLight", 0), ("account_sid", 0), ("URL", 4)):
        assert run("explain", *FILES, path, "--strict", cwd=folder).code == code


def test_all_of_it_is_as_the_schema_says(folder: Path) -> None:
    """Whatever is asked for, and however it is written."""
    paths = (
        "appConfig.theme.isLight", "THEME.isLight", "account_sid", "language", "none.at.all",
        "logLevel", "isLight", "theme", "citrix_voice_vdi", '["theme.isLight"]',
    )  # fmt: skip
    for release in ("documented", "2.17.1"):
        told = data(folder, *paths, "--without=appConfig.js", f"--flex-ui={release}")
        for one in told:
            validate(one, "urn:appconfig-merge:effective-config:1#/$defs/explanation")
