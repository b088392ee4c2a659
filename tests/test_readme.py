"""What the README says is so; tests/docs runs its commands, and those of all pages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.cli.command import run

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^\$ (.*)$", README, re.MULTILINE)


def test_ci_runs_the_test_command_of_the_readme() -> None:
    """What CI runs and what the README tells people to run are the same line."""
    (command,) = [line for line in COMMANDS if line.endswith("-m pytest")]

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
        timeout=60,
    )

    assert done.returncode == 0, done.stderr
    assert timeless(shown) in timeless(done.stdout)
    assert "theme.isLight                            false " in done.stdout


def timeless(text: str) -> str:
    """A text with another time in it."""
    return re.sub(r"\d{4}-?\d\d-?\d\dT\d\d:?\d\d:?\d\dZ", "TIME", text)


def test_every_command_is_named(tmp_path: Path) -> None:
    """The README's list has the commands of --help, and no other."""
    shown = run("--help", cwd=tmp_path).stdout.partition("Commands:\n")[2].partition("\n\n")[0]
    (listed,) = re.findall(r"## The command\n\n```\n(.*?)```", README, re.DOTALL)

    named = re.findall(r"^effective-config \[?(\w+)", listed, re.MULTILINE)
    assert sorted(named) == re.findall(r"^  (\w+)", shown, re.MULTILINE)


def test_the_library_example_runs(fixtures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python of the README works as written."""
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(fixtures / "quickstart")

    namespace: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), namespace)

    assert "config" in namespace
