"""The action's steps, run as a runner would run them."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from tests.pipelines.support import ROOT, TOOLS, environment, load, shell

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ACTION = load(ROOT / "action.yml")
STEPS = {step.get("id", step.get("uses")): step for step in ACTION["runs"]["steps"]}


class Ran(NamedTuple):
    """What a step printed and left."""

    code: int
    stdout: str
    stderr: str
    outputs: dict[str, str]
    summary: str


def expanded(text: str, values: Mapping[str, str]) -> str:
    """A value of env with what the runner puts in place of ``${{ ... }}``."""
    return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda match: values[match[1]], text)


def run_step(id: str, project: Path, home: Path, inputs: Mapping[str, str], **job: str) -> Ran:
    """Run a step of the action: its inputs in env and nowhere else, its files as GitHub's.

    ``job`` is what the job's own env has.
    """
    step = STEPS[id]
    defaults = {name: str(one.get("default", "")) for name, one in ACTION["inputs"].items()}
    given = {**defaults, **inputs}
    assert given.keys() == ACTION["inputs"].keys()
    values = {
        **{f"inputs.{name}": value for name, value in given.items()},
        "github.action_path": str(ROOT),
        "steps.python.outputs.python-path": sys.executable,
        "steps.install.outputs.bin": str(TOOLS),
    }
    files = {name: home / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        file.write_text("", "utf-8")
    env = environment(
        home,
        RUNNER_TEMP=str(home / "temp"),
        **job,
        **{name: str(file) for name, file in files.items()},
        **{name: expanded(value, values) for name, value in step["env"].items()},
    )
    # https://docs.github.com/actions: what "shell: bash" stands for
    done = shell(step["run"], project, env, "--noprofile", "--norc", "-eo", "pipefail")
    outputs = dict(
        line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text("utf-8").splitlines()
    )
    summary = files["GITHUB_STEP_SUMMARY"].read_text("utf-8")
    return Ran(done.returncode, done.stdout, done.stderr, outputs, summary)


def outside(stdout: str) -> str:
    """What the runner looks for commands in: what isn't between stop-commands and its token."""
    return re.sub(
        r"^::stop-commands::(\w{32})\n.*?\n::\1::\n", "", stdout, flags=re.DOTALL | re.MULTILINE
    )
