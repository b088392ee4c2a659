"""What bash, zsh and fish make of the candidates, with the scripts that the command prints."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from appconfig_merge.cli.commands import cli
from tests.cli.command import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.completion.shells import Shell

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are a Unix thing")

LINES = {
    "bash": {
        "exp": "explain ",
        "--conf": "--configuration ",
        "appConfig.js --format=c": "appConfig.js --format=config ",
        "--configuration con": "--configuration conf\\ file.json ",
        "appConfig.js > con": "appConfig.js > conf\\ file.json ",
        "explain --configuration=conf\\ file.json appConfig.js rem":
            "explain --configuration=conf\\ file.json appConfig.js remote ",
        "explain appConfig.js 'theme.": "explain appConfig.js 'theme.isLight' ",
        "explain appConfig.js /b": "explain appConfig.js /b.c ",
        "explain broken.js the": "explain broken.js the",
        "check --severity overr": "check --severity overridden=",
        "check --severity=overridden=w": "check --severity=overridden=warning ",
        "diff env": "diff environments.toml ",
        # What would need quotes isn't offered.
        "explain appConfig.js theme\\[": "explain appConfig.js theme\\[",
        "explain odd.js /e": "explain odd.js /e",
        'explain odd.js "/!': 'explain odd.js "/!',
    },
    "zsh": {
        "exp": "explain ",
        "--format=c": "--format=config ",
        "--configuration con": "--configuration conf\\ file.json ",
        "explain appConfig.js 'theme[\"i": "explain appConfig.js 'theme[\"it'\\''s\"]' ",
        "explain odd.js /\\$": "explain odd.js /\\$\\(touch\\ ran\\) ",
        "explain broken.js the": "explain broken.js the",
        "diff 'test t": "diff 'test two' ",
    },
}  # fmt: skip


@pytest.fixture(scope="module", params=["bash", "zsh"])
def shell(request: pytest.FixtureRequest, folder: Path) -> Iterator[tuple[str, Shell]]:
    """A shell in the project, with the completion of effective-config."""
    from tests.cli.completion.shells import Shell

    with Shell(request.param, folder) as opened:
        yield request.param, opened


def test_lines(shell: tuple[str, Shell]) -> None:
    """TAB makes of a line what stands beside it, quoted as the shell wants it."""
    name, opened = shell
    lines = {f"effective-config {typed}": line for typed, line in LINES[name].items()}

    found = {typed: opened.completed(typed) for typed in lines}

    assert found == {typed: f"effective-config {line}" for typed, line in lines.items()}


def test_nothing_is_run(shell: tuple[str, Shell], folder: Path) -> None:
    """Commands in keys, in names and in the line are text, also when the completed line is run."""
    _, opened = shell
    for typed in ("explain odd.js /\\$", "explain odd.js /\\`", "diff appConfig.js \\$"):
        opened.entered(f"effective-config {typed}")
    opened.completed("effective-config explain $(touch ran) the")

    assert not (folder / "ran").exists()


FISH = {
    "exp": ["explain"],
    "m": ["matrix", "matrix/"],
    "--format=c": ["--format=config"],
    "explain appConfig.js the": ["theme", "theme.isLight", 'theme["a key"]', 'theme["it\'s"]'],
    "explain odd.js /": ["/!x", "/$(touch ran)", "/*", "/`touch ran`"],
    "explain broken.js (touch ran": [],
}


FISH_SCRIPT = """
effective-config completion fish | source
for line in $argv
    echo '>'
    complete -C "effective-config $line"
end
"""


def test_fish(folder: Path) -> None:
    """The candidates of fish, which quotes them by itself; one with a comma isn't offered."""
    from tests.cli.completion.shells import environment, program

    done = subprocess.run(
        [program("fish"), "--no-config", "-c", FISH_SCRIPT, *FISH],
        cwd=folder, env=environment(folder), capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    answers = [answer.splitlines() for answer in done.stdout.decode().split(">\n")[1:]]
    found = [sorted(line.partition("\t")[0] for line in answer) for answer in answers]

    assert (dict(zip(FISH, found, strict=True)), done.stderr) == (FISH, b"")
    assert not (folder / "ran").exists()


def test_nothing_is_said_of_what_is_wrong(folder: Path) -> None:
    """Neither of a broken file nor of a name of nothing: it would stand in the line."""
    words = "effective-config explain broken.js --parser nope the"
    asked = {"COMP_WORDS": words, "COMP_CWORD": "5", "_EFFECTIVE_CONFIG_COMPLETE": "zsh_complete"}

    assert run(cwd=folder, env=asked) == (0, "\n", "")


def test_how_to_install_it() -> None:
    """Without a shell the command says what to do, as the documentation does."""
    result = CliRunner().invoke(cli, ["completion"])
    page = (Path(__file__).parents[3] / "docs" / "completion.md").read_text("utf-8")

    commands = [line.strip() for line in result.output.splitlines() if line.startswith("    ")]
    assert (result.exit_code, len(commands)) == (0, 6)
    for command in commands:
        assert command.partition("     ")[0] in page


def test_a_shell_that_is_not_known() -> None:
    """Is wrong usage."""
    assert CliRunner().invoke(cli, ["completion", "csh"]).exit_code == 2
