"""Commands that print credentials: run without a shell, within bounds, and shown to nobody."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.rest.errors import CredentialsError

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_OUTPUT: Final = 65_536
"""Bytes of what a command prints. A token has 32."""

_AT_ONCE: Final = 4
"""Commands that run at once: each may start a program of its own that asks a service."""

_GRACE: Final = 1.0
"""Seconds for the last of its output, once a command has ended: one that it started and left
behind may keep the pipe open for ever."""

_HELP: Final = "run it yourself to see what it says: nothing of that is shown here"


class CredentialCommandError(CredentialsError):
    """A credential command failed, or what it printed is no credential. Nothing was sent."""

    code = "credential-command-failed"


class Command(NamedTuple):
    """A program with its arguments, the folder in which it runs, and its seconds.

    ``hidden`` are variables that it must not see.
    """

    words: tuple[str, ...]
    folder: str
    seconds: float
    hidden: tuple[str, ...] = ()

    def failed(self, what: str, help: str = _HELP) -> CredentialCommandError:
        """The error that says what is wrong with it."""
        return CredentialCommandError(
            f"the credential command {os.path.basename(self.words[0])} {what}",  # noqa: PTH119
            help=help,
        )


class CommandRuns:
    """The commands of one event loop: each is run once, and a few at once.

    ``environment`` is what they get: no variable that has another account's credentials.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._running: dict[Command, asyncio.Task[str | CredentialCommandError]] = {}
        self._few = asyncio.Semaphore(_AT_ONCE)

    async def output(self, command: Command) -> str | CredentialCommandError:
        """What a command prints, as text."""
        if command not in self._running:
            self._running[command] = asyncio.create_task(self._run(command))
        return await self._running[command]

    async def _run(self, command: Command) -> str | CredentialCommandError:
        async with self._few:
            try:
                transport, output = await asyncio.get_running_loop().subprocess_exec(
                    _Output,
                    *command.words,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    cwd=command.folder or None,
                    env=self._seen_by(command),
                    start_new_session=True,  # to be ended with all that it starts
                )
            except (OSError, ValueError) as error:
                reason = getattr(error, "strerror", None) or "its name is none"
                return command.failed(
                    f"can't be run: {reason}",
                    "a program's name is looked for on PATH, a path from the folder of the "
                    "environments file; there is no shell",
                )
            try:
                return await _printed(command, transport, output)
            finally:
                await _end(transport, output)

    def _seen_by(self, command: Command) -> dict[str, str]:
        hidden = frozenset(command.hidden)
        return {name: one for name, one in self._environment.items() if name not in hidden}


class _Output(asyncio.SubprocessProtocol):
    """What a process prints, whether there is more to come, and whether it has ended."""

    def __init__(self) -> None:
        self.text = bytearray()
        self.is_enough = asyncio.Event()
        self.is_whole = asyncio.Event()
        self.has_ended = asyncio.Event()

    def pipe_data_received(self, _fd: int, data: bytes) -> None:
        self.text += data
        if len(self.text) > MAX_OUTPUT:
            self.is_enough.set()
            self.is_whole.set()

    def pipe_connection_lost(self, _fd: int, _error: Exception | None) -> None:
        self.is_whole.set()

    def process_exited(self) -> None:
        self.is_enough.set()
        self.has_ended.set()


async def _printed(
    command: Command, transport: asyncio.SubprocessTransport, output: _Output
) -> str | CredentialCommandError:
    """What a command has printed when it has ended. Nothing is raised that could tell of it."""
    try:
        async with asyncio.timeout(command.seconds):
            await output.is_enough.wait()
    except TimeoutError:
        return command.failed(f"took longer than {command.seconds:g} s")
    with suppress(TimeoutError):
        async with asyncio.timeout(_GRACE):
            await output.is_whole.wait()
    if len(output.text) > MAX_OUTPUT:
        return command.failed(f"printed more than {MAX_OUTPUT} bytes")
    code = transport.get_returncode()
    if code:
        how = f"with exit code {code}" if code > 0 else f"by signal {-code}"
        return command.failed(f"ended {how}")
    try:
        text = output.text.decode("utf-8").strip()
    except UnicodeDecodeError:
        return command.failed("printed what isn't UTF-8 text")
    return text or command.failed("printed nothing")


async def _end(transport: asyncio.SubprocessTransport, output: _Output) -> None:
    """End a process at once, and all that it started and that didn't part from it."""
    if transport.get_returncode() is None:
        with suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                transport.kill()
            else:
                os.killpg(transport.get_pid(), signal.SIGKILL)
        with suppress(TimeoutError):
            async with asyncio.timeout(_GRACE):
                await output.has_ended.wait()
    transport.close()
