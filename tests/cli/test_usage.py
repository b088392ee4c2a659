"""Calls that mean nothing: one form for every message, and what was probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.command import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an appConfig.js."""
    (tmp_path / "appConfig.js").write_text("var appConfig = { a: 1 };\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            "shwo appConfig.js",
            (
                "error: there is no command shwo, and no file of that name\n"
                "  help: did you mean show?\n"
                "  see: effective-config --help\n"
            ),
        ),
        (
            "Explain",
            (
                "error: there is no command Explain, and no file of that name\n"
                "  help: did you mean explain?\n"
                "  see: effective-config --help\n"
            ),
        ),
        (
            "foobar appConfig.js",
            (
                "error: there is no command foobar, and no file of that name\n"
                "  help: the commands are backup, check, completion, diff, drift, explain, fetch, "
                "log, matrix, report, restore, show, snapshot, update, upgrade, verify\n"
                "  see: effective-config --help\n"
            ),
        ),
        (
            "help",
            (
                "error: there is no command help, and no file of that name\n"
                "  help: did you mean --help?\n"
                "  see: effective-config --help\n"
            ),
        ),
        (
            "appConfig.js --outptu x",
            (
                "error: there is no option --outptu\n"
                "  help: did you mean --output?\n"
                "  see: effective-config show --help\n"
            ),
        ),
        (
            "check --frmat json appConfig.js",
            (
                "error: there is no option --frmat\n"
                "  help: did you mean --format?\n"
                "  see: effective-config check --help\n"
            ),
        ),
        (
            "appConfig.js --zzz",
            "error: there is no option --zzz\n  see: effective-config show --help\n",
        ),
        (
            "appConfig.js other.js",
            (
                "error: got unexpected extra argument (other.js)\n"
                "  help: `effective-config explain APP_CONFIG PATH` tells of one value, "
                "`effective-config diff A B` compares two files\n"
                "  see: effective-config show --help\n"
            ),
        ),
        (
            "log appConfig.js a -n some",
            (
                "error: invalid value for '-n' / '--limit': 'some' is not a valid number\n"
                "  see: effective-config log --help\n"
            ),
        ),
        (
            "completion bash zsh",
            (
                "error: got unexpected extra argument (zsh)\n"
                "  see: effective-config completion --help\n"
            ),
        ),
        (
            "appConfig.js --format yaml",
            (
                "error: invalid value for '--format': 'yaml' is not one of "
                "'text', 'json', 'config', 'js'\n"
                "  see: effective-config show --help\n"
            ),
        ),
        (
            "explain appConfig.js",
            "error: missing argument 'PATH...'\n  see: effective-config explain --help\n",
        ),
        (
            "- --configuration -",
            (
                "error: only one input can be standard input\n"
                "  help: give the others as files\n"
                "  see: effective-config show --help\n"
            ),
        ),
        (
            "appConfig.js --configuration a.json --configuration b.json",
            (
                "error: --configuration is given twice: a.json and b.json\n"
                "  help: it has one value: leave the others out\n"
                "  see: effective-config show --help\n"
            ),
        ),
        (
            "check appConfig.js --ui-attributes a --ui-attributes=b --ui-attributes a",
            (
                "error: --ui-attributes is given 3 times: a and b and a\n"
                "  help: it has one value: leave the others out\n"
                "  see: effective-config check --help\n"
            ),
        ),
        (
            "diff a.js b.js --flex-ui-a 2 --flex-ui-a 2.17.1",
            (
                "error: --flex-ui-a is given twice\n"
                "  help: it has one value: leave the others out\n"
                "  see: effective-config diff --help\n"
            ),
        ),
        (
            "check appConfig.js --select overriden",
            (
                "error: --select: no rule is called 'overriden'\n"
                "  help: did you mean overridden?\n"
                "  see: effective-config check --help\n"
            ),
        ),
        (
            "check appConfig.js --config x --isolated",
            (
                "error: --config and --isolated exclude each other\n"
                "  help: --config FILE takes the settings from there, --isolated takes none\n"
                "  see: effective-config check --help\n"
            ),
        ),
    ],
)
def test_wrong_usage_is_told_as_every_error(folder: Path, call: str, message: str) -> None:
    """What is wrong, what helps, and where to read more: on stderr, with exit code 2."""
    assert run(*call.split(), cwd=folder) == (2, "", message)


def test_a_file_is_a_file_whatever_it_is_called(folder: Path) -> None:
    """A file called nearly as a command is read, if it is there."""
    (folder / "shwo").write_text("var appConfig = { a: 1 };\n", "utf-8")

    assert run("shwo", cwd=folder) == run("show", "shwo", cwd=folder)


@pytest.mark.parametrize("name", ["missing", "show.js", "dir/show"])
def test_what_is_like_no_command_is_a_file_that_is_missing(folder: Path, name: str) -> None:
    """A path, or a name that no command has, even nearly."""
    assert run(name, cwd=folder) == (3, "", f"error: {name}: No such file or directory\n")


def test_without_words_the_help_is_shown(folder: Path) -> None:
    """As wrong usage: nothing was done."""
    done = run(cwd=folder)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr == run("--help", cwd=folder).stdout
