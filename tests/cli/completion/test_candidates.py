"""What is offered where, whatever shell asks."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.cli.commands import cli
from appconfig_merge.cli.completion.shells import SHELLS

if TYPE_CHECKING:
    from pathlib import Path

    from click.shell_completion import ShellComplete


@pytest.fixture(autouse=True)
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The project is the folder one is in."""
    monkeypatch.chdir(folder)


def answers(shell: str) -> ShellComplete:
    """What answers a shell."""
    return SHELLS[shell](cli, {}, "effective-config", "")


def offered(*words: str) -> list[str]:
    """What is offered in place of the last word; names of files as <file> and <dir>."""
    *before, last = words
    found = answers("zsh").get_completions(before, last)
    return [item.value if item.type == "plain" else f"<{item.type}>" for item in found]


CONFIGURATION = ("--configuration", "conf file.json")
PATHS = ["theme", "theme.isLight", 'theme["a key"]', 'theme["it\'s"]']


def test_at_the_start() -> None:
    """Commands, and files: `effective-config appConfig.js` needs no command."""
    assert {*offered("")} >= {"check", "explain", "show", "<file>"}
    assert offered("exp") == ["explain", "<file>"]
    assert offered("appC") == ["<file>"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--configu",), ["--configuration"]),
        (("--vers",), ["--version"]),
        (("appConfig.js", "--ou"), ["--output"]),
        (("explain", "appConfig.js", "--wi"), ["--without"]),
        (("nope.js", "--strict", "--for"), ["--format"]),
        (("--format", "json", "--format"), []),
        (("--define", "a=1", "--defi"), ["--define"]),
    ],
)
def test_options(words: tuple[str, ...], expected: list[str]) -> None:
    """Options complete with and without a command's name, and once where once is enough."""
    assert offered(*words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--format=j",), ["--format=json", "--format=js"]),
        (("--flex-ui", "2.1"), ["2.17.1", "2.10.0"]),
        (("diff", "--flex-ui-a", "a"), ["auto"]),
        (("--configuration", "c"), ["<file>"]),
        (("restore", "b"), ["<file>"]),
        (("matrix", ""), ["<file>"]),
        (("backup", "--backup-dir", ""), ["<dir>"]),
        (("update", "--set", "u"), ["ui_attributes="]),
        (("update", "--app-config", "appConfig.js", "--set", "/ui_attributes/b"),
         ["/ui_attributes/b.c="]),
        (("update", "--app-config", "appConfig.js", "--unset", "ui_attributes.theme.i"),
         ["ui_attributes.theme.isLight"]),
        (("update", "--app-config", "missing.js", "--unset", ""), ["ui_attributes"]),
        (("check", "--explain", "reset"), ["reset-by-null"]),
        (("check", "--ignore", "dead-key,reset"), ["dead-key,reset-by-null"]),
        (("check", "--select", "overridden,over"), []),
        (("verify", "a.js", "--allow", "pl"), ["plugin"]),
        (("verify", "a.js", "--allow", "plugin,p"), ["plugin,page-script", "plugin,page-decided"]),
        (("verify", "a.js", "--allow", "un"), []),
        (("verify", "a.js", "--format", "j"), ["json", "junit"]),
        (("verify", "a.js", "--running", "s"), ["<file>"]),
        (("check", "--severity", "overr"),
         ["overridden=error", "overridden=warning", "overridden=info"]),
        (("check", "--severity=overridden=e"), ["--severity=overridden=error"]),
        (("diff", "test"), ["test", "test two", "<file>"]),
        (("diff", "--environments", "environments.toml", "test "), ["test two", "<file>"]),
        (("diff", "--environments", "broken.toml", ""), ["<file>"]),
        (("--define", "a"), []),
    ],
)  # fmt: skip
def test_values(words: tuple[str, ...], expected: list[str]) -> None:
    """Choices, files and folders, releases, rules, environments."""
    assert offered(*words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("appConfig.js", "the"), PATHS),
        (("appConfig.js", "theme.isLight", "theme.i"), []),
        (("appConfig.js", "["), ['["b.c"]']),
        (("appConfig.js", "/theme/"), ["/theme/isLight", "/theme/a key", "/theme/it's"]),
        ((*CONFIGURATION, "appConfig.js", "theme.isD"), ["theme.isDark"]),
        (("--configuration=conf file.json", "appConfig.js", "r"), ["remote"]),
        (("appConfig.js", "--flex-ui", "2.17.1", "enableC"), ["enableClientCalling"]),
        (("appConfig.js", "--flex-ui", "0", "theme.i"), []),
        (("appConfig.js", "--parser", "none", "theme.i"), ["theme.isLight"]),
        (("appConfig.js", "--live", "--ui-version", "2.0", "theme.i"), ["theme.isLight"]),
        (("appC",), ["<file>"]),
        (("broken.js", ""), []),
        (("missing.js", ""), []),
        (("-", ""), []),
        (("appConfig.js", "--configuration", "a", "--ui-attributes", "b", ""), []),
        (("appConfig.js", *CONFIGURATION, "--without", ""), ["ui_attributes", "appConfig.js"]),
        (("appConfig.js", *CONFIGURATION, "--without=u"), ["--without=ui_attributes"]),
        (("broken.js", "--without", ""), []),
    ],
)
def test_explain(words: tuple[str, ...], expected: list[str]) -> None:
    """The paths and layers of the configuration that the line names, silently none without one."""
    assert offered("explain", *words) == expected


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    """Nobody waits for what may never come."""
    os.mkfifo(tmp_path / "pipe.js")

    assert offered("explain", str(tmp_path / "pipe.js"), "") == []


def test_large_files(tmp_path: Path) -> None:
    """Of many paths those at the top are offered; a file that takes long to read gives none."""
    inner = ", ".join(f"k{at}: {{ deep: {at} }}" for at in range(90))
    script = tmp_path / "many.js"
    script.write_text(f"var appConfig = {{ {inner} }};\n", "utf-8")

    assert offered("explain", str(script), "") == [f"k{at}" for at in range(90)]
    assert offered("explain", str(script), "k89") == ["k89", "k89.deep"]
    script.write_text(f"var appConfig = {{ {inner} }};\n//{' ' * 1_000_000}", "utf-8")
    assert offered("explain", str(script), "") == []


def test_what_is_offered_can_be_shown(tmp_path: Path) -> None:
    """A key with a line break is left out, and what is said of a candidate is one line."""
    file = tmp_path / "environments.toml"
    file.write_text('[environments.test]\napp_config = "a\\u001b[31m\\nb"\n', "utf-8")
    test, _ = answers("zsh").get_completions(["diff", "--environments", str(file)], "te")

    assert (test.value, test.help) == ("test", f"{tmp_path}/a\\u001b[31m\\u000ab in {file}")
    assert offered("explain", "odd.js", "/z") == []
