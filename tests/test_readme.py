"""What the README and docs show is what happens."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import run

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```console\n\$ (.*?)\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(
    ("command", "output"), [block for block in BLOCKS if block[0].startswith("effective-config")]
)
def test_shown_output_is_real(command: str, output: str, fixtures: Path) -> None:
    """Each command of the README prints just what stands below it."""
    result = run(*shlex.split(command)[1:], cwd=fixtures / "quickstart")

    assert output == result.stdout


def test_ci_runs_the_test_command_of_the_readme() -> None:
    """What CI runs and what the README tells people to run are the same line."""
    (command,) = [line for line, _ in BLOCKS if line.endswith("-m pytest")]

    assert command in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_live_loop_runs_as_written() -> None:
    """Fetch, show, update, show, against the fake API; but for its line of set-up."""
    (loop,) = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    (shown,) = re.findall(r"```\n(Configuration resource of .*?)```", README, re.DOTALL)
    script = f"{loop.partition(chr(10))[2]}kill %1\n"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=ROOT,
        env={**os.environ, "PATH": path, "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert done.returncode == 0, done.stderr
    assert timeless(shown) in timeless(done.stdout)
    assert "theme.isLight                            false " in done.stdout


def timeless(text: str) -> str:
    """A text with another time in it."""
    return re.sub(r"\d{4}-?\d\d-?\d\dT\d\d:?\d\d:?\d\dZ", "TIME", text)


@pytest.mark.parametrize(
    ("commands", "table"),
    [
        (("show", "explain"), r"Of `show` and `explain`:\n(.*?)A path is dotted"),
        (("update", "restore"), r"Of `update`(.*?)## The library"),
    ],
)
def test_every_option_is_documented(commands: tuple[str, ...], table: str, tmp_path: Path) -> None:
    """An option in --help is in the README's table, and the other way round."""
    helps = (run(command, "--help", cwd=tmp_path).stdout for command in commands)
    shown = set(re.findall(r"^ +(?:-\w, )?(--[a-z-]+)", "\n".join(helps), re.MULTILINE))
    (text,) = re.findall(table, README, re.DOTALL)
    told = set(re.findall(r"`(--[a-z-]+)", text))

    assert told <= shown
    assert shown - told <= {"--help", *OF_SHOW}


OF_SHOW = {
    "--define", "--page-url", "--script", "--assume", "--global", "--parser", "--format",
    "--api-url",
}  # fmt: skip
"""What update has in common with show."""


def test_the_library_example_runs(fixtures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python of the README works as written."""
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(fixtures / "quickstart")

    namespace: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), namespace)

    assert "config" in namespace
