"""The command at a pseudo-terminal, as a person has it in front of them; on Unix alone."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from typing import TYPE_CHECKING, ClassVar, Self

import pytest

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS = 60
"""What a machine that is busy with other things may take until something more is shown."""
# A terminal sends its Ctrl-C to the processes that it controls.
_CONTROLLED = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "


class Terminal:
    """``effective-config`` at a terminal of some columns, and what it has shown there."""

    code: ClassVar = "from appconfig_merge.cli import main; main()"
    """What Python runs with the arguments."""

    def __init__(self, *arguments: str, cwd: Path, columns: int = 80, **env: str) -> None:
        import fcntl
        import struct
        import termios

        self._own, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-c", _CONTROLLED + self.code, *arguments],
            cwd=cwd,
            env={**os.environ, "TERM": "xterm-256color", **env},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self._bytes = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait(_SECONDS)
        os.close(self._own)

    @property
    def shown(self) -> str:
        """Everything on the screen so far."""
        return self._bytes.decode("utf-8", "replace").replace("\r\n", "\n")

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._own, keys.encode())

    def until(self, text: str) -> None:
        """Wait until a text is shown."""
        while text not in self.shown:
            assert self._reads_more(), self.shown

    def end(self) -> int:
        """Wait for the end; the exit code."""
        while self._reads_more():
            pass
        return self._process.wait(_SECONDS)

    def _reads_more(self) -> bool:
        if not select.select([self._own], [], [], _SECONDS)[0]:
            pytest.fail(f"nothing more came after: {self.shown}")
        try:
            read = os.read(self._own, 65536)
        except OSError:  # Linux says so when the other side is closed
            return False
        self._bytes += read
        return bool(read)
