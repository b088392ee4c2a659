"""What scripts rely on: streams, exit codes, formats."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import run

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = "var appConfig = { logLevel: 'debug', url: location.origin + '/' };\n"
ATTRIBUTES = '{"logLevel": "error", "language": "en-US"}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an appConfig.js and a ui_attributes.json."""
    (tmp_path / "appConfig.js").write_text(SCRIPT, "utf-8")
    (tmp_path / "ui_attributes.json").write_text(ATTRIBUTES, "utf-8")
    return tmp_path


def test_a_bare_file_name_means_show(folder: Path) -> None:
    """`effective-config FILE` and `effective-config show FILE` are the same call."""
    assert run("show", "appConfig.js", cwd=folder) == run("appConfig.js", cwd=folder)


def test_options_may_come_before_the_file(folder: Path) -> None:
    """Options before a bare file name belong to show."""
    result = run("--format", "config", "appConfig.js", cwd=folder)

    assert result.code == 0
    assert json.loads(result.stdout)["logLevel"] == "debug"


def test_a_file_named_like_a_command_is_read_with_show(folder: Path) -> None:
    """`show` before the name reads a file even if a command has that name."""
    (folder / "explain").write_text(SCRIPT, "utf-8")

    assert run("show", "explain", cwd=folder).code == 0


def test_dash_reads_standard_input(folder: Path) -> None:
    """The script may come through a pipe; its name is then <stdin>."""
    result = run("-", "--format", "json", cwd=folder, stdin=SCRIPT.encode())

    assert result.code == 0
    assert json.loads(result.stdout)["layers"][0]["file"] == "<stdin>"
    assert json.loads(result.stdout)["layers"][0]["id"] == "appConfig.js"


def test_the_resource_may_come_through_the_pipe_too(folder: Path) -> None:
    """Standard input serves any one of the inputs."""
    result = run(
        "appConfig.js", "--ui-attributes", "-", "--format", "config", cwd=folder,
        stdin=ATTRIBUTES.encode(),
    )  # fmt: skip

    assert json.loads(result.stdout)["language"] == "en-US"


def test_two_inputs_cannot_both_be_standard_input(folder: Path) -> None:
    """A second dash is wrong usage."""
    result = run("-", "--ui-attributes", "-", cwd=folder)

    assert result.code == 2
    assert "only one input can be standard input" in result.stderr


def test_configuration_and_ui_attributes_exclude_each_other(folder: Path) -> None:
    """Giving both is wrong usage."""
    result = run(
        "appConfig.js", "--configuration", "x.json", "--ui-attributes", "y.json", cwd=folder
    )

    assert result.code == 2
    assert "exclude each other" in result.stderr


def test_diagnostics_go_to_stderr_and_results_to_stdout(folder: Path) -> None:
    """A warning never gets between a pipeline and its JSON."""
    (folder / "appConfig.js").write_text("const appConfig = { a: 1 };\n", "utf-8")

    result = run("appConfig.js", "--format", "config", cwd=folder)

    assert result.stdout == '{\n  "a": 1\n}\n'
    assert result.stderr == (
        "appConfig.js:1:7: error[lexical-binding]: appConfig is declared with const or let, so "
        "window.appConfig is undefined: a page that passes window.appConfig, as Twilio's own "
        "sample does, ignores this whole file\n"
        "  1 | const appConfig = { a: 1 };\n"
        "    |       ^^^^^^^^^\n"
        "  help: write `var appConfig = ...` or `window.appConfig = ...`; only a page that passes "
        "appConfig by its name, as the plugin builder's development page does, takes it as it "
        "is\n"
    )


def test_strict_fails_on_unresolved_values(folder: Path) -> None:
    """--strict still prints the result, and exits with 4."""
    lenient = run("appConfig.js", cwd=folder)
    strict = run("appConfig.js", "--strict", cwd=folder)

    assert (lenient.code, strict.code) == (0, 4)
    assert lenient.stdout == strict.stdout


def test_strict_explain_concerns_the_paths_asked_for(folder: Path) -> None:
    """An unresolved value elsewhere doesn't matter to explain --strict."""
    assert run("explain", "appConfig.js", "logLevel", "--strict", cwd=folder).code == 0
    assert run("explain", "appConfig.js", "url", "--strict", cwd=folder).code == 4


def test_output_goes_to_a_file(folder: Path) -> None:
    """--output leaves stdout empty and writes the same bytes."""
    printed = run("appConfig.js", "--format", "js", cwd=folder)
    written = run("appConfig.js", "--format", "js", "--output", "out.js", cwd=folder)

    assert written.stdout == ""
    assert printed.stdout == (folder / "out.js").read_text("utf-8")


def test_a_failed_call_leaves_the_output_file_alone(folder: Path) -> None:
    """The output file is only replaced by a whole result."""
    (folder / "out.json").write_text("old", "utf-8")

    result = run("missing.js", "--output", "out.json", cwd=folder)

    assert result.code == 3
    assert (folder / "out.json").read_text("utf-8") == "old"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(folder: Path) -> None:
    """Missing permission is an input error, not a traceback."""
    (folder / "appConfig.js").chmod(stat.S_IWUSR)

    assert run("appConfig.js", cwd=folder).code == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.js"], "error: missing.js: No such file or directory\n"),
        (["."], "error: .: Is a directory\n  help: did you mean appConfig.js?\n"),
        (["a\0b"], ""),
        (
            ["appConfig.js", "--configuration", "ui_attributes.json"],
            (
                "error: ui_attributes.json:1:1: this has no ui_attributes, so it is not a "
                "Configuration resource\n"
                '  1 | {"logLevel": "error", "language": "en-US"}\n'
                "    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
                "  help: for a file that holds ui_attributes alone use --ui-attributes; "
                "`effective-config fetch --output configuration.json` gets the whole resource\n"
            ),
        ),
        (
            ["appConfig.js", "--global", "flexConfig"],
            (
                "error: appConfig.js:1:5: the script never sets flexConfig: it sets appConfig\n"
                "  1 | var appConfig = { logLevel: 'debug', url: location.origin + '/' };\n"
                "    |     ^^^^^^^^^\n"
                "  help: did you mean --global appConfig? Otherwise write "
                "`var flexConfig = { ... };`\n"
            ),
        ),
    ],
)
def test_unreadable_inputs_exit_with_3(folder: Path, arguments: list[str], message: str) -> None:
    """An input that can't be read says why, on stderr alone."""
    if "\0" in arguments[0]:
        pytest.skip("no system passes NUL in an argument")

    result = run(*arguments, cwd=folder)

    assert (3, "", message) == (result.code, result.stdout, result.stderr)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["appConfig.js", "--define", "location.hostname=flex.example.com"],
            (
                "a string takes double quotes, which the shell takes away: "
                "--define location.hostname='\"flex.example.com\"'"
            ),
        ),
        (["appConfig.js", "--define", "location.hostname"], "write it as NAME=JSON"),
        (["appConfig.js", "--assume", "a b"], "--assume a b: not a name"),
        (["appConfig.js", "--format", "yaml"], "'yaml' is not one of"),
        (["explain", "appConfig.js", "a..b"], "is not a path"),
        (["explain", "appConfig.js"], "missing argument 'PATH...'"),
    ],
)
def test_wrong_usage_exits_with_2(folder: Path, arguments: list[str], message: str) -> None:
    """Wrong usage says what would be right."""
    result = run(*arguments, cwd=folder)

    assert result.code == 2
    assert result.stdout == ""
    assert message in result.stderr


def test_no_colour_without_a_terminal(folder: Path) -> None:
    """A pipe gets plain text."""
    assert "\x1b" not in run("appConfig.js", cwd=folder).stdout


def test_version_and_help(folder: Path) -> None:
    """--version and --help answer on stdout."""
    assert "effective-config 0." in run("--version", cwd=folder).stdout
    assert "Exit codes:" in run("--help", cwd=folder).stdout
    assert "--configuration FILE" in run("show", "--help", cwd=folder).stdout


def test_paths_complete(folder: Path) -> None:
    """The shell offers the configuration's own paths."""
    env = {
        "_EFFECTIVE_CONFIG_COMPLETE": "bash_complete",
        "COMP_WORDS": "effective-config explain appConfig.js l",
        "COMP_CWORD": "3",
    }

    assert "plain,logLevel" in run(cwd=folder, env=env).stdout


def test_a_closed_pipe_is_no_traceback(folder: Path) -> None:
    """`effective-config ... | head -1` ends quietly."""
    import subprocess
    import sys

    many = ", ".join(f"k{at}: {at}" for at in range(20000))
    (folder / "big.js").write_text(f"var appConfig = {{ {many} }};", "utf-8")
    command = [sys.executable, "-c", "from appconfig_merge.cli import main; main()", "big.js"]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize(
    "words",
    [("show",), ("explain", "logLevel"), ("check",), ("report",), ("diff", "appConfig.js")],
    ids=lambda words: words[0],
)
def test_ctrl_c_is_exit_code_130(folder: Path, words: tuple[str, ...]) -> None:
    """Quietly, while a file is read: 1 would mean that a check found something."""
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, words[0], "appConfig.js", *words[1:]],
        cwd=folder,
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )

    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


INTERRUPTED = """
from appconfig_merge.cli import main
from appconfig_merge.syntax.tree_sitter import binding
def parse(*_):
    raise KeyboardInterrupt
binding.parse = parse
main()
"""
