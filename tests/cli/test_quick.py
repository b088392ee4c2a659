"""The usual calls are answered without click, and as the commands answer them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from appconfig_merge.cli.commands import cli
from appconfig_merge.cli.quick import answer

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
SCRIPTS = sorted(FIXTURES.glob("*/appConfig.js"))


def _by_commands(*arguments: str) -> tuple[bytes, bytes, int]:
    done = CliRunner().invoke(cli, [*arguments])
    # An older click has both in one; nothing is in the second then.
    return done.stdout_bytes, done.stderr_bytes or b"", done.exit_code


@pytest.mark.parametrize("format", ["text", "json", "config", "js"])
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.parent.name)
def test_as_the_commands(script: Path, format: str) -> None:
    """Whatever is answered at once is what the command prints, with nothing on stderr."""
    calls = [[str(script), "--format", format]]
    for option, name in (
        ("--configuration", "configuration.json"),
        ("--ui-attributes", "ui_attributes.json"),
    ):
        if (script.parent / name).exists():
            calls.append(["--format", format, str(script), option, str(script.parent / name)])
            calls.append([*calls[-1], "--flex-ui", "2.17.1"])
            calls.append([*calls[-1], "--page-url", "https://desk.example.com/x"])
    for call in calls:
        found = answer(call)
        if found is not None:
            assert ("".join(found).encode(), b"", 0) == _by_commands(*call)


def test_the_typical_call_is_a_usual_one() -> None:
    """A script alone, or over a resource, needs no click."""
    typical = FIXTURES / "contact-centre"
    script = str(typical / "appConfig.js")
    assert answer([script]) is not None
    assert answer([script, "--format", "config"]) is not None
    assert answer([script, "--configuration", str(typical / "configuration.json")]) is not None


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--help"],
        ["--version"],
        ["show"],
        ["explain", "appConfig.js", "a.b"],
        ["a.js", "b.js"],
        ["a.js", "--format"],
        ["a.js", "--format", "yaml"],
        ["a.js", "--format", "config", "--format", "json"],
        ["a.js", "--strict"],
        ["--strict", "a.js"],
        [str(SCRIPTS[0]), "--parser", "acorn"],
        [str(SCRIPTS[0]), "--ui-version", "2.0"],
        [str(SCRIPTS[0]), "--define", "a=1"],
        [str(SCRIPTS[0]), "--page-url", "nowhere"],
        [str(SCRIPTS[0]), "--configuration", "a.json", "--ui-attributes", "b.json"],
        [str(SCRIPTS[0]), "--flex-ui", "0.1"],
        ["--", "a.js"],
        ["-"],
        ["a.js", "--configuration", "-"],
        ["missing.js"],
        ["appconfig"],
    ],
)
def test_all_else_is_left_to_the_commands(arguments: list[str]) -> None:
    """Other options, mistakes and unreadable files are not answered at once."""
    assert answer(arguments) is None
