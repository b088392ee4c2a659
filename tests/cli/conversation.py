"""A call of the command at a real pseudo-terminal: what is shown, and the keys that are pressed."""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import Result
from tests.hanging import AGAIN, LATE

if TYPE_CHECKING:
    from tests.cli.service import Caller

pty = pytest.importorskip("pty", reason="pseudo-terminals are a Unix thing")

CTRL_C = "\x03"
# A terminal sends its Ctrl-C to the processes that it controls.
OWN_TERMINAL = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0)"


class Conversation:
    """A call at a terminal; what is given to it, and what it has shown so far."""

    def __init__(self, caller: Caller, question: str, *arguments: str, pipe: bool = False) -> None:
        self.own, theirs = pty.openpty()
        self.process = caller.start(
            *arguments,
            before=OWN_TERMINAL,
            start_new_session=True,
            stdin=theirs,
            stdout=subprocess.PIPE if pipe else theirs,
            stderr=theirs,
        )  # fmt: skip
        os.close(theirs)
        self._bytes = b""
        # Older releases of click write the question's last blank to stdout, wherever that goes.
        self._question = question.rstrip() if pipe else question

    @property
    def shown(self) -> str:
        """Everything on the screen."""
        return self._bytes.decode("utf-8", "replace").replace("\r\n", "\n")

    def answer(self, keys: str) -> Result:
        """Press keys at the question; give all that was printed until the end."""
        # A line at a time: what is typed before it is asked for may be thrown away.
        for times, line in enumerate(keys.splitlines(keepends=True), 1):
            while self.shown.count(self._question) < times:
                assert self._read(), self.shown
            os.write(self.own, line.encode())
        # One that comes between the question and the wait for its answer wakes nobody up.
        for _ in range(5 if keys == CTRL_C else 0):
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=AGAIN)
                break
            os.write(self.own, keys.encode())
        return self.end()

    def end(self) -> Result:
        """Read until the call ends; give its exit code, stdout where that is a pipe, the screen."""
        while self._read():
            pass
        stdout, _ = self.process.communicate(timeout=LATE)
        os.close(self.own)
        return Result(self.process.returncode, (stdout or b"").decode(), self.shown)

    def _read(self) -> bool:
        if not select.select([self.own], [], [], LATE)[0]:
            self.process.kill()
            pytest.fail(f"nothing more came after: {self.shown}")
        try:
            read = os.read(self.own, 65536)
        except OSError:  # Linux says so when the other side is closed
            return False
        self._bytes += read
        return bool(read)
