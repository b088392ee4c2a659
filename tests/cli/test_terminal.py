"""What a person at a terminal sees: a real pseudo-terminal of a given width."""

from __future__ import annotations

import io
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.cli.streams import width_of

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("pty", reason="pseudo-terminals are a Unix thing")


def on_terminal(*arguments: str, cwd: Path, columns: int, env: dict[str, str]) -> str:
    """Run the command on a pseudo-terminal and give what it writes there."""
    from tests.terminal import Terminal

    with Terminal(*arguments, cwd=cwd, columns=columns, **env) as terminal:
        terminal.end()
        return terminal.shown


def test_colours_on_a_terminal(fixtures: Path) -> None:
    """A terminal gets colours."""
    shown = on_terminal("appConfig.js", cwd=fixtures / "contact-centre", columns=120, env={})

    assert "\x1b[" in shown


def test_no_color_is_honoured(fixtures: Path) -> None:
    """NO_COLOR turns them off (https://no-color.org)."""
    shown = on_terminal(
        "appConfig.js", cwd=fixtures / "contact-centre", columns=120, env={"NO_COLOR": "1"}
    )

    assert "\x1b" not in shown
    assert "logLevel" in shown


def test_a_terminal_of_another_encoding(tmp_path: Path) -> None:
    """What it can't show is escaped."""
    (tmp_path / "appConfig.js").write_text('var appConfig = { a: "é €" };', "utf-8")

    env = {"PYTHONIOENCODING": "latin-1"}
    shown = on_terminal("appConfig.js", cwd=tmp_path, columns=80, env=env)

    assert "\N{REPLACEMENT CHARACTER} \\u20ac" in shown  # é as Latin-1, read as UTF-8 here


@pytest.mark.parametrize("call", [("appConfig.js",), ("é €.js",)], ids=["result", "error"])
def test_a_terminal_of_no_encoding(tmp_path: Path, call: tuple[str, ...]) -> None:
    """ASCII is what Python takes where nobody says more; what it lacks is shown all the same."""
    (tmp_path / "appConfig.js").write_text('var appConfig = { a: "é €" };', "utf-8")

    env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "1"}
    assert "é €" in on_terminal(*call, cwd=tmp_path, columns=80, env=env)


@pytest.mark.parametrize("columns", [80, 100, 160])
def test_lines_keep_to_the_width(fixtures: Path, columns: int) -> None:
    """A line is only longer than the terminal where its path is too long for its column."""
    shown = on_terminal(
        "appConfig.js", "--configuration", "configuration.json",
        cwd=fixtures / "contact-centre", columns=columns, env={"NO_COLOR": "1"},
    )  # fmt: skip

    short_paths = [line for line in shown.splitlines() if line.startswith(("logLevel", "language"))]
    assert len(short_paths) == 2
    assert all(len(line) <= columns for line in short_paths), shown


@pytest.mark.parametrize("columns", ["", "0", "-1", "wide", "40", " 70 "])
@pytest.mark.parametrize("has_output", [True, False])
def test_the_width_is_what_shutil_says(
    columns: str, has_output: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """COLUMNS, or the terminal's, or a guess where neither is known."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", columns)
    if not has_output:
        monkeypatch.setattr(sys, "__stdout__", None)

    assert width_of(Terminal()) == shutil.get_terminal_size((100, 24)).columns


@pytest.mark.parametrize(
    ("folder", "call"),
    [
        ("quickstart", ("report", "appConfig.js")),
        ("environments", ("matrix", "environments.toml", "--format", "html")),
    ],
)
def test_a_page_is_not_for_a_terminal(fixtures: Path, folder: str, call: tuple[str, ...]) -> None:
    """Nobody wants to see its HTML there."""
    shown = on_terminal(*call, cwd=fixtures / folder, columns=80, env={})

    assert shown.endswith(
        "the page is not for a terminal\x1b[0m\n"
        "  help: --output FILE writes it to a file\n"
        f"  see: effective-config {call[0]} --help\n"
    )
