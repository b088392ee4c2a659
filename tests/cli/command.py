"""Running the command as a person does: a process, its streams, its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

from tests.forkserver import client

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS = 60


class Result(NamedTuple):
    """What a call printed and how it ended."""

    code: int
    stdout: str
    stderr: str


def run(
    *arguments: str, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None
) -> Result:
    """Run ``effective-config`` in a folder, in a process forked from one that has imported it."""
    environment = _environment(env)
    if not client.is_able(environment):
        return run_in_new_process(*arguments, cwd=cwd, stdin=stdin, env=env)
    done = client.run(arguments, cwd=cwd, stdin=stdin, environment=environment, timeout=_SECONDS)
    return _result(done)


def run_in_new_process(
    *arguments: str, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None
) -> Result:
    """The same in a new interpreter, for tests of what is imported, and when."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "from appconfig_merge.cli import main; main()",
         *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env=_environment(env),
        timeout=_SECONDS,
    )  # fmt: skip
    return _result(done)


def _environment(env: dict[str, str] | None) -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1", **(env or {})}


def _result(done: subprocess.CompletedProcess[bytes]) -> Result:
    return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
