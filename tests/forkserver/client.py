"""The tests' side: a call as ``subprocess.run`` would make it."""

from __future__ import annotations

import atexit
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_AT_START = ("PYTHON", "LC_", "LANG")
"""How the variables begin that Python looks at when it starts."""

_SECONDS_TO_START = 120


def is_able(environment: Mapping[str, str]) -> bool:
    """Whether a call in an environment can be forked: Python would have started in the same way."""
    return hasattr(os, "fork") and _at_start(environment) == _at_start(_environment())


def run(
    arguments: Sequence[str],
    *,
    cwd: Path,
    stdin: bytes,
    environment: Mapping[str, str],
    timeout: float,
) -> subprocess.CompletedProcess[bytes]:
    """Call ``effective-config``. Raises subprocess.TimeoutExpired when it doesn't end in time."""
    with ExitStack() as stack:
        ends = [os.pipe() for _ in range(4)]
        (read_in, write_in), (read_out, out), (read_err, err), (read_answer, answer) = ends
        request = stack.enter_context(tempfile.TemporaryFile())
        request.write(json.dumps([list(arguments), dict(environment), str(cwd)]).encode())
        request.seek(0)
        _server().begin([request.fileno(), read_in, out, err, answer])
        for end in (read_in, out, err, answer):
            os.close(end)
        readers = dict.fromkeys((read_out, read_err, read_answer), b"")
        try:
            # The child's process id, which the server says at once.
            readers[read_answer] = os.read(read_answer, 64)
            _exchange(readers, write_in, stdin, time.monotonic() + timeout)
        except TimeoutError:
            with suppress(ProcessLookupError):
                os.kill(int(readers[read_answer].split()[0]), signal.SIGKILL)
            raise subprocess.TimeoutExpired(list(arguments), timeout) from None
        finally:
            for end in readers:
                os.close(end)
        stdout, stderr, told = readers.values()
        _child, code = told.split()
        return subprocess.CompletedProcess(list(arguments), int(code), stdout, stderr)


def _exchange(readers: dict[int, bytes], writer: int, data: bytes, deadline: float) -> None:
    """Write all data, and read until the other side has closed everything."""
    os.set_blocking(writer, False)
    with selectors.DefaultSelector() as selector:
        for end in readers:
            selector.register(end, selectors.EVENT_READ)
        selector.register(writer, selectors.EVENT_WRITE)
        while selector.get_map():
            if not (ready := selector.select(max(deadline - time.monotonic(), 0))):
                raise TimeoutError
            for key, _ in ready:
                if key.fd == writer:
                    with suppress(BrokenPipeError):
                        data = data[os.write(writer, data) :] if data else data
                        if data:
                            continue
                    selector.unregister(writer)
                    os.close(writer)
                elif read := os.read(key.fd, 65536):
                    readers[key.fd] += read
                else:
                    selector.unregister(key.fd)


class _Server:
    """The process that forks."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._control, theirs = socket.socketpair()
        # Pipes, as a call's streams are; nothing is ever written to them.
        self._process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c",
             Path(__file__).with_name("server.py").read_text("utf-8"), str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )  # fmt: skip
        theirs.close()
        self._control.settimeout(_SECONDS_TO_START)
        if not self._control.recv(1):
            raise RuntimeError(self._process.communicate(timeout=_SECONDS_TO_START)[1].decode())

    def close(self) -> None:
        """End the process: it does so when nobody can ask anything anymore."""
        self._control.close()
        self._process.communicate(timeout=_SECONDS_TO_START)

    def begin(self, files: list[int]) -> None:
        """Begin a call: the request's file, the three streams, and the pipe for the answer."""
        with self._lock:
            socket.send_fds(self._control, [b"\0"], files)


@cache
def _server() -> _Server:
    server = _Server()
    atexit.register(server.close)
    return server


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1"}


def _at_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith(_AT_START)}
