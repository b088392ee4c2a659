"""What a plain command line means is what click finds that it means."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from appconfig_merge.cli.clicked import ClickedCommand
from appconfig_merge.cli.commands import cli
from appconfig_merge.cli.names import DEFAULT, MODULES, command_named
from appconfig_merge.cli.parameters import Option
from appconfig_merge.cli.plain import read
from tests.cli.command import run_in_new_process

if TYPE_CHECKING:
    import click

SOURCES = Path(__file__).parent.parent.parent / "appconfig_merge" / "cli"
_HERE = Path(__file__)
_VALUES = (
    "a.js", "-", "", "--", "-x", "a=b", "2", "0", "-1", "text", "json", "tree-sitter", "error",
    "bash", "logLevel", "--output", "--format", "--help", "-h", "--version", "missing", "é",
    str(_HERE), str(_HERE.parent), "-n", "-n5", "-n=5",
)  # fmt: skip
"""What can stand in a place, rightly or wrongly, whatever the command."""


def _words_of(name: str) -> st.SearchStrategy[list[str]]:
    """The words of a call of one command, mostly of its own."""
    options = [one for one in command_named(name).parameters if isinstance(one, Option)]
    value = st.sampled_from(_VALUES)
    flags = [flag for one in options for flag in (one.flag, one.short) if flag]
    flag = st.sampled_from([*flags, "--nothing"])
    choices = [(one.flag, choice) for one in options for choice in one.choices]
    part = st.one_of(
        value.map(lambda word: (word,)),
        flag.map(lambda word: (word,)),
        st.tuples(flag, value),
        st.sampled_from([*choices, ("--output", "a")]),
        st.tuples(flag, value).map(lambda pair: ("=".join(pair),)),
    )
    named = st.just([name]) if name != DEFAULT else st.sampled_from([[name], []])
    return st.tuples(named, st.lists(part, max_size=5)).map(
        lambda found: [*found[0], *(word for one in found[1] for word in one)]
    )


def _by_click(words: list[str]) -> tuple[str, dict[str, Any]]:
    """The command that click calls for some words, and what its function gets."""
    called: list[tuple[str, dict[str, Any]]] = []

    class Called(Exception):  # noqa: N818
        """The command was called."""

    def note(context: click.Context) -> None:
        assert context.command.name is not None
        called.append((context.command.name, dict(context.params)))
        raise Called

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ClickedCommand, "invoke", lambda _self, context: note(context))
        patched.setattr("appconfig_merge.cli.commands.demand_no_misspelt_command", lambda _: None)
        with pytest.raises(Called):
            cli(list(words), prog_name="effective-config")
    return called[0]


@given(st.one_of(*map(_words_of, MODULES)))
@example(["update", "--set", "a=1", "--unset", "b", "--set=c=2", "--dry-run"])
@example(["log", "a.js", "logLevel", "-n", " 5"])
@example(["backup", "--backup-dir", str(_HERE.parent)])
@example(["appConfig.js", "--define", "-", "--define=--strict"])
def test_a_plain_reading_is_that_of_click(words: list[str]) -> None:
    """The same command with the same values; all else is left to click, with its mistakes."""
    found = read(words)

    if found is not None:
        assert (found[0].name, found[1]) == _by_click(words)


USUAL = (
    "appConfig.js",
    "show appConfig.js --configuration configuration.json",
    "--format json appConfig.js --live --flex-ui auto",
    "appConfig.js --format=config --output out.json --strict",
    "production --watch",
    "explain appConfig.js theme.isLight language --without ui_attributes",
    "explain public/index.html logLevel --blame --page-url https://example.com/",
    "check a.js b.js --select overridden,remote-wins --fail-on never --format sarif",
    "check . --config settings.toml",
    "diff a.js HEAD~1:a.js --configuration-a a.json --flex-ui-b 2.17 --exit-code",
    "matrix --environment prod-* --path theme --format csv",
    "matrix environments.toml --kept kept --offline",
    "drift --since 2026-11-30 --show-secrets",
    "upgrade --to 2.17.1 --from 2.1",
    "log appConfig.js logLevel -n 5",
    "report appConfig.js --output report.html",
    "fetch --environment production --kept resources",
    "backup --backup-dir .",
    "update --set a=1 --merge-patch patch.json --yes",
    "restore backup.json --dry-run",
    "snapshot --browser https://example.com --wait 30",
    "verify index.html --running snapshot.json --allow plugin",
    "completion bash",
)
"""Calls as the documentation has them."""


@pytest.mark.parametrize("call", USUAL)
def test_usual_calls_are_plain(call: str) -> None:
    """Each of them, of every command."""
    found = read(call.split())

    assert found is not None
    assert (found[0].name, found[1]) == _by_click(call.split())


def test_every_command_has_a_usual_call() -> None:
    """A new one is to be thought of here."""
    called = {found[0].name for call in USUAL if (found := read(call.split()))}

    assert called == set(MODULES)


@pytest.mark.parametrize(
    "call",
    [
        "", "--help", "--version x", "show", "explain appConfig.js", "a.js b.js", "a.js --format",
        "a.js --format yaml", "a.js --format text --format json", "a.js --strict --strict",
        "a.js --strict=yes", "a.js --help", "check -h", "check --rules", "check --explain dead",
        "upgrade", "log a.js b -n5", "log a.js b -n=5", "log a.js b -n 0", "log a.js b -n x",
        "a.js --outptu x", "-- a.js", f"backup --backup-dir {__file__}",
    ],
)  # fmt: skip
def test_all_else_is_left_to_click(call: str) -> None:
    """Help, mistakes, and what can be said otherwise."""
    assert read(call.split()) is None


def test_what_a_shell_would_expand(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows click does it."""
    assert read(["*.js"]) is not None
    monkeypatch.setattr(os, "name", "nt")
    assert read(["*.js"]) is None
    assert read(["$HOME/a.js"]) is None
    assert read(["a.js"]) is not None


_REPORTING = """
import sys
def leave(code):
    print("click" in sys.modules, file=sys.stderr)
    raise SystemExit(code)
import os; os._exit = leave
"""


@pytest.mark.parametrize(
    "call",
    [
        "appConfig.js", "appConfig.js --configuration configuration.json --format json",
        "explain appConfig.js logLevel", "check appConfig.js --fail-on never",
        "diff appConfig.js appConfig.js", "missing.js", "--version",
    ],
)  # fmt: skip
def test_usual_calls_import_no_click(call: str, fixtures: Path) -> None:
    """Nor do their results, remarks and errors."""
    import subprocess

    code = f"{_REPORTING}\nfrom appconfig_merge.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *call.split()],
        cwd=fixtures / "contact-centre", capture_output=True, check=False, text=True, timeout=60,
    )  # fmt: skip

    assert done.stderr.endswith("False\n")


def test_the_version(tmp_path: Path) -> None:
    """As click prints it where other words follow."""
    done = run_in_new_process("--version", cwd=tmp_path)

    assert done == run_in_new_process("--version", "x", cwd=tmp_path)
    assert done.code == 0


def test_only_one_module_makes_parameters_of_click() -> None:
    """All others declare theirs in records."""
    words = ("click.option", "click.argument", "click.Option", "click.Argument", "click.Choice")
    using = {
        path.name
        for path in SOURCES.rglob("*.py")
        if any(word in path.read_text("utf-8") for word in words)
    }

    assert using == {"clicked.py", "usage.py"}
