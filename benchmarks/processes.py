"""Whole processes as people have them: into a pipe that is read, or at a terminal."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import termios
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_LINES_AND_COLUMNS = (40, 100)
_SECONDS = 120
"""What a process may take on a machine that is busy with other things."""


class Call(NamedTuple):
    """A command with what is around it, and the exit codes that are no failure of it."""

    words: Sequence[str]
    environment: Mapping[str, str] = {}
    """Beside the variables of this process."""
    folder: Path | None = None
    codes: frozenset[int] = frozenset({0})


class Spent(NamedTuple):
    """What a process took from its start to its end."""

    seconds: float
    """By the clock on the wall."""
    cpu: float
    """In seconds, that of the system for it included."""
    megabytes: float
    """At its peak; what the process that started it takes is the least that Linux tells."""


class CallError(Exception):
    """A process ended with another code than expected, or not in time."""


def effective_config(*words: str) -> Call:
    """The console script that is installed beside this Python."""
    command = shutil.which("effective-config", path=str(Path(sys.executable).parent))
    if command is None:
        sys.exit("effective-config is not installed beside this Python")
    return Call((command, *words))


@contextmanager
def compiled() -> Iterator[None]:
    """Let the processes find Python's modules compiled, as those of an installed package are."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PYTHONPYCACHEPREFIX"] = folder
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def into_pipe(call: Call, *, errors: IO[bytes] | None = None) -> Spent:
    """Run a command whose output goes through a pipe; ``errors`` takes what it says beside it."""
    ours, theirs = os.pipe()
    return _run(call, ours, theirs, subprocess.DEVNULL, errors)


def at_terminal(call: Call, *, errors: IO[bytes] | None = None) -> Spent:
    """Run a command at a pseudo-terminal, all of whose output is read as it comes."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, _LINES_AND_COLUMNS)
    return _run(call, ours, theirs, theirs, errors)


def _run(call: Call, ours: int, theirs: int, stdin: int, errors: IO[bytes] | None) -> Spent:
    environment = {**os.environ, "TERM": "xterm-256color", **call.environment}
    start = perf_counter()
    with subprocess.Popen(
        call.words,
        cwd=call.folder,
        env=environment,
        stdin=stdin,
        stdout=theirs,
        stderr=errors or theirs,
    ) as process:
        try:
            os.close(theirs)
            said = _read(ours, until=start + _SECONDS)
        except BaseException:
            process.kill()
            raise
        finally:
            os.close(ours)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in call.codes:
        raise CallError(f"{' '.join(call.words)} ended with {process.returncode}: {said}")
    return Spent(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _read(descriptor: int, until: float) -> str:
    """Read what a process writes to its end; the last of it, which says what went wrong."""
    last = b""
    while select.select([descriptor], [], [], max(0, until - perf_counter()))[0]:
        try:
            read = os.read(descriptor, 1 << 16)
        except OSError:  # Linux says so when the other side of a terminal is closed
            read = b""
        if not read:
            return last.decode("utf-8", "replace")
        last = (last + read)[-2000:]
    raise CallError(f"no end within {_SECONDS} seconds")
