"""A call of ``--watch`` in a process of its own, and what it writes as it comes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.hanging import LATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

SCRIPT = "var appConfig = {\n  theme: { isLight: true },\n  logLevel: 'warn',\n};\n"
RESOURCE = '{"ui_attributes": {\n  "language": "en-US",\n  "logLevel": "error"\n}}\n'
FILES = ("appConfig.js", "--configuration", "configuration.json")
MAIN = "from appconfig_merge.cli import main; main()"


class _Output:
    """What a process writes on a stream, as it comes."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._text = ""
        self._told = 0
        self._news = threading.Condition()
        self._is_open = True
        threading.Thread(target=self._read, args=(stream,), daemon=True).start()

    def _read(self, stream: IO[bytes]) -> None:
        with stream:
            for line in stream:
                with self._news:
                    self._text += line.decode("utf-8")
                    self._news.notify()
        with self._news:
            self._is_open = False
            self._news.notify()

    def until(self, end: str) -> str:
        """What is new up to a text, with it."""
        with self._news:
            found = self._news.wait_for(lambda: end in self._text[self._told :], LATE)
            assert found, f"no {end!r} in {self._text[self._told :]!r}"
            at = self._text.index(end, self._told) + len(end)
            new, self._told = self._text[self._told : at], at
            return new

    def rest(self) -> str:
        """What is new at the end of the process."""
        with self._news:
            assert self._news.wait_for(lambda: not self._is_open, LATE)
            return self._text[self._told :]


class Watching:
    """A call with --watch that goes on."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        assert process.stderr is not None
        self.process = process
        self.out = _Output(process.stdout)
        self.err = _Output(process.stderr)

    def interrupt(self) -> int:
        """Press Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(LATE)


@contextmanager
def watching(*arguments: str, cwd: Path, is_ready: bool = True) -> Iterator[Watching]:
    """Begin a call with --watch, and wait until it has begun to watch."""
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", MAIN, *arguments, "--watch"],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    try:
        call = Watching(process)
        if is_ready:
            call.err.until("; Ctrl-C ends it\n")
        yield call
    finally:
        process.kill()
        process.wait(timeout=60)


def prepare(tmp_path: Path) -> Path:
    """A script over a resource."""
    (tmp_path / "appConfig.js").write_text(SCRIPT, "utf-8")
    (tmp_path / "configuration.json").write_text(RESOURCE, "utf-8")
    return tmp_path


def edit(file: Path, old: str, new: str) -> None:
    """Replace a text in a file as an editor does that writes over it."""
    before = file.read_text("utf-8")
    assert old in before
    file.write_text(before.replace(old, new), "utf-8")
