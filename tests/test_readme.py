"""What the README and docs show is what happens."""

from __future__ import annotations

import re
import shlex
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


def test_every_option_is_documented(tmp_path: Path) -> None:
    """An option in --help is in the README, and the other way round."""
    shown = set(re.findall(r"(--[a-z-]+)", run("show", "--help", cwd=tmp_path).stdout))
    told = set(re.findall(r"`(--[a-z-]+)", README))

    assert told <= shown
    assert shown - told <= {"--help"}


def test_the_library_example_runs(fixtures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python of the README works as written."""
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(fixtures / "quickstart")

    namespace: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), namespace)

    assert "config" in namespace
