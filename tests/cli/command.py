"""Running the command as a person does: a process, its streams, its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Result(NamedTuple):
    """What a call printed and how it ended."""

    code: int
    stdout: str
    stderr: str


def run(
    *arguments: str, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None
) -> Result:
    """Run ``effective-config`` in a folder."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "from appconfig_merge.cli import main; main()",
         *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", **(env or {})},
        timeout=60,
    )  # fmt: skip
    return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
