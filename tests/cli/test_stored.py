"""``--stored``: what a browser keeps, in whole outputs."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

import jsonschema
import pytest

from tests.cli.command import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.golden import Golden

SCRIPT = """\
var appConfig = {
  language: "en-GB",
  logLevel: undefined,
  theme: { tokens: {} },
  sso: null,
};
"""
RESOURCE = """\
{
  "account_sid": "AC00000000000000000000000000000000",
  "ui_attributes": {
    "version_compatibility": "yes",
    "theme": { "isLight": true },
    "language": "de"
  }
}
"""
STORED = {
    "theme": {"isLight": False},
    "logLevel": "debug",
    "language": "sv",
    "sso": {"accountSid": "AC00000000000000000000000000000000"},
}
BROWSER = {"FLEX_CONFIG": json.dumps(STORED, separators=(",", ":")), "loglevel": "WARN"}
GIVEN = ["--configuration", "configuration.json", "--stored", "localStorage.json"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A script over a resource, and all of a browser's localStorage."""
    (tmp_path / "appConfig.js").write_text(SCRIPT)
    (tmp_path / "configuration.json").write_text(RESOURCE)
    (tmp_path / "localStorage.json").write_text(json.dumps(BROWSER, indent=2))
    return tmp_path


CALLS = {
    "stored-show.text": ["appConfig.js"],
    "stored-show-2.17.1.text": ["appConfig.js", "--flex-ui", "2.17.1"],
    "stored-show.js": ["appConfig.js", "--format", "js"],
    "stored-explain.text": ["explain", "appConfig.js", "theme.isLight", "logLevel", "language"],
    "stored-explain.json": ["explain", "appConfig.js", "theme.isLight", "--format", "json"],
}


@pytest.mark.parametrize("name", CALLS)
def test_whole_output(folder: Path, name: str, golden: Golden) -> None:
    """Whose a value is, what gap it fills, what it beats, and what to do about one browser."""
    done = run(*CALLS[name], *GIVEN, cwd=folder)

    golden(name, done.stdout)
    assert (done.code, done.stderr) == (0, "")


def test_an_undefined_is_a_gap_to_be_filled_in_the_script(folder: Path) -> None:
    """An edit there takes effect; where the newest release takes the resource's, that is said."""
    done = run("explain", "appConfig.js", "logLevel", *GIVEN, cwd=folder)
    (folder / "configuration.json").write_text(RESOURCE.replace('"language"', '"logLevel"'))
    other = run("explain", "appConfig.js", "logLevel", *GIVEN, cwd=folder)

    assert (
        "undefined  appConfig.js:3:13 (appConfig.js)  a gap, filled by localStorage.json:2:63"
        in (done.stdout)
    )
    assert done.stdout.endswith("  or edit appConfig.js:3:13\n")
    assert "  or edit appConfig.js:3:13; in Flex UI 2.17.1 that has no effect\n" in other.stdout


def test_what_lost(folder: Path) -> None:
    """The script sets it: what is stored is no gap's."""
    done = run("explain", "appConfig.js", "language", *GIVEN, cwd=folder)

    assert (
        "  an edit at localStorage.json:2:86 has no effect while appConfig.js:2:13 sets it\n"
    ) in done.stdout


@pytest.mark.parametrize("release", ["documented", "2.17.1"])
def test_json_keeps_the_schema(folder: Path, release: str) -> None:
    """The layer's kind, the rule, and the advice are in it."""
    text = (files("appconfig_merge") / "data" / "effective-config.schema.json").read_text("utf-8")
    schema = json.loads(text)
    explanation = {"$ref": "#/$defs/explanation", "$defs": schema["$defs"]}
    more = [*GIVEN, "--flex-ui", release, "--format", "json"]

    shown = json.loads(run("appConfig.js", *more, cwd=folder).stdout)
    told = json.loads(run("explain", "appConfig.js", "sso", *more, cwd=folder).stdout)

    jsonschema.validate(shown, schema)
    jsonschema.validate(told, explanation)
    assert {"id": "FLEX_CONFIG", "kind": "stored", "file": "localStorage.json"} in shown["layers"]
    assert told["change"]["edits"][0]["action"] == "clear-stored"


def test_a_script_that_reads_it_itself(folder: Path) -> None:
    """It finds what is given; where that comes from is no place for an edit."""
    (folder / "appConfig.js").write_text(
        'var kept = JSON.parse(localStorage.getItem("FLEX_CONFIG")) || {};\n'
        "var appConfig = { mode: kept.logLevel, other: localStorage.loglevel };\n"
    )

    shown = run("appConfig.js", *GIVEN, cwd=folder).stdout
    told = run("explain", "appConfig.js", "mode", *GIVEN, cwd=folder).stdout
    nothing = run("appConfig.js", "--stored", "-", cwd=folder, stdin=b"null").stdout

    assert 'mode                   "debug"' in shown
    assert "other                  unresolved: localStorage.loglevel" in shown
    assert "to change it\n  edit appConfig.js:2:25\n" in told
    assert "or edit localStorage.json" not in told
    assert nothing.startswith("mode   undefined")


def test_an_environment_has_it(folder: Path) -> None:
    """As a setting, and as an option for one side of a comparison."""
    (folder / "environments.toml").write_text(
        '[environments.one]\napp_config = "appConfig.js"\nstored = "localStorage.json"\n'
    )

    done = run("diff", "appConfig.js", "one", "--environments", "environments.toml", cwd=folder)
    same = run("diff", "appConfig.js", "one", "--environments", "environments.toml",
               "--stored-a", "localStorage.json", cwd=folder)  # fmt: skip

    assert "~ theme.isLight" in done.stdout or "+ theme.isLight" in done.stdout
    assert "theme.isLight" not in same.stdout


def test_a_check_says_nothing_of_one_browser(folder: Path) -> None:
    """But of what is so for all, and no secret that is in the browser is shown anywhere."""
    with_sso = run("check", "appConfig.js", *GIVEN, "--fail-on", "never", cwd=folder)
    secret = "SK" + "f" * 32
    (folder / "localStorage.json").write_text(
        json.dumps({"apiKey": secret, "theme": {"isLight": True}, "language": {"a": 1}})
    )

    checked = run("check", "appConfig.js", *GIVEN, "--fail-on", "never", cwd=folder)
    run("report", "appConfig.js", *GIVEN, "--output", "report.html", cwd=folder)

    assert "warning[reset-by-null]: undefined resets" not in checked.stdout
    assert "sso is null: Flex UI 2.17.1 does not start" in checked.stdout
    assert "does not start" not in with_sso.stdout
    assert (
        "appConfig.js:2:13: error[spread-to-keys]: FLEX_CONFIG (localStorage.json) has an object "
        'for the text language of appConfig.js, whose characters become keys of it: "en-GB"\n'
    ) in checked.stdout
    assert secret not in checked.stdout + checked.stderr
    assert secret not in (folder / "report.html").read_text("utf-8")


def test_a_mistaken_file(folder: Path) -> None:
    """The resource in its place, and text that is no JSON."""
    done = run("appConfig.js", "--stored", "configuration.json", cwd=folder)

    assert done.code == 3
    assert done.stderr == (
        "error: configuration.json:1:1: this is the Configuration resource, not what the browser "
        "has stored\n"
        "  help: use --configuration for it; in DevTools `copy(localStorage.FLEX_CONFIG)` copies "
        "what is meant\n"
    )
