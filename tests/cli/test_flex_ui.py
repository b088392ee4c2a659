"""``--flex-ui``: exactly what a release makes of the fixtures, as whole outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.command import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.golden import Golden

SHOW = ["appConfig.js", "--configuration", "configuration.json", "--flex-ui"]
CALLS = {
    "contact-centre-2.17.1.text": [*SHOW, "2.17.1"],
    "contact-centre-2.17.1.json": [*SHOW, "2.17.1", "--format", "json"],
    "contact-centre-2.17.1.js": [*SHOW, "2.17.1", "--format", "js"],
    "contact-centre-2.0.config": [*SHOW, "2.0", "--format", "config"],
    "contact-centre-1.34.text": [*SHOW, "1.34"],
    "contact-centre-1.18.config": [*SHOW, "1.18", "--format", "config"],
}


@pytest.mark.parametrize("name", CALLS)
def test_whole_output(name: str, fixtures: Path, golden: Golden) -> None:
    """The same files, as several releases see them."""
    result = run(*CALLS[name], cwd=fixtures / "contact-centre")

    golden(name, result.stdout)
    assert (result.code, result.stderr) == (0, "")


def test_levels_that_lost(tmp_path: Path) -> None:
    """A derived level is called so; the resource's logLevel is not told to beat itself."""
    (tmp_path / "appConfig.js").write_text('var appConfig = {logLevel: "info"};')
    (tmp_path / "configuration.json").write_text(
        '{"ui_attributes": {"logLevel": "warn", "sdkOptions": {"chat": {"logLevel": "trace"}}}}'
    )

    lines = run(*SHOW, "2.17.1", cwd=tmp_path).stdout.splitlines()

    notes = {line.split()[0]: line.split("  ")[-1].strip() for line in lines if line}
    assert notes["logLevel"] == (
        'overrides "info" (appConfig.js:1:28); overrides "error" (Flex UI 2.17.1)'
    )
    assert notes["sdkOptions.chat.logLevel"] == 'overrides "info" (appConfig.js:1:28, derived)'


def test_the_choice_of_auto_is_told(tmp_path: Path) -> None:
    """On stderr, with the file that says it; what follows goes by it."""
    (tmp_path / "package.json").write_text('{"dependencies": {"@twilio/flex-ui": "~2.2.0"}}')
    (tmp_path / "appConfig.js").write_text("var appConfig = {};")
    (tmp_path / "ui.json").write_text("{}")

    result = run("appConfig.js", "--ui-attributes", "ui.json", "--flex-ui", "auto", cwd=tmp_path)

    assert "values in Flex UI 2.2:" in result.stdout
    assert result.stderr == ("info[chosen-release]: Flex UI 2.2, as package.json (~2.2.0) says\n")


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ("1.10", "error: Flex UI 1.10 is older than any release that is known here\n"),
        ("x", "error: 'x' is no version of Flex UI\n"),
        ("auto", "error: no package.json at or above the script depends on @twilio/flex-ui,"),
    ],
)
def test_a_release_that_is_not_known(version: str, message: str, tmp_path: Path) -> None:
    """Wrong usage, with a hint."""
    (tmp_path / "appConfig.js").write_text("var appConfig = {};")

    result = run("appConfig.js", "--flex-ui", version, cwd=tmp_path)

    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.startswith(message)
    assert "= help: " in result.stderr or "help:" in result.stderr


def test_a_newer_release_is_said_to_be_one(tmp_path: Path) -> None:
    """The newest rules are used, with a warning."""
    (tmp_path / "appConfig.js").write_text("var appConfig = {logLevel: 'info'};")

    result = run("explain", "appConfig.js", "logLevel", "--flex-ui", "2.99", cwd=tmp_path)

    assert result.code == 0
    assert (
        "warning[newer-release]: Flex UI 2.99 is newer than any that is known here" in result.stderr
    )
