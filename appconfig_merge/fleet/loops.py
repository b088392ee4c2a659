"""Coroutines run to their end, also in a program that is asynchronous, such as a notebook."""

from __future__ import annotations

import asyncio
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from contextvars import copy_context
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator
    from types import FrameType

_Result = TypeVar("_Result")


def run(coroutine: Coroutine[Any, Any, _Result]) -> _Result:
    """Run a coroutine and give its result: in a thread of its own where this one has a loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return _run(coroutine)
    under_way: list[tuple[asyncio.AbstractEventLoop, asyncio.Task[Any]]] = []

    async def noted() -> _Result:
        task = asyncio.current_task()
        assert task is not None
        under_way.append((asyncio.get_running_loop(), task))
        return await coroutine

    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(copy_context().run, asyncio.run, noted())
        try:
            return future.result()
        except KeyboardInterrupt:
            for loop, task in under_way:
                # It may come to its end meanwhile, and close the loop.
                with suppress(RuntimeError):
                    loop.call_soon_threadsafe(task.cancel)
            raise


def _run(coroutine: Coroutine[Any, Any, _Result]) -> _Result:
    """As ``asyncio.run`` does it, and an interrupt ends it in good order at any moment.

    asyncio is ready for one only while the coroutine runs: raised while a loop is made or taken
    down, it leaves half of it behind, which tells of itself on standard error, and one that comes
    just before the coroutine begins is a CancelledError in the end (Python 3.11).
    """
    try:
        with _Interrupts().noted() as interrupts:
            result = asyncio.run(interrupts.ending(coroutine))
    finally:
        coroutine.close()  # where it was never begun
    return result


class _Interrupts:
    """Ctrl-C while a coroutine is run: the first one cancels it, the next is raised at once."""

    def __init__(self) -> None:
        self._count = 0
        self._cancel: Callable[[], object] = lambda: None

    @contextmanager
    def noted(self) -> Iterator[_Interrupts]:
        """Raise KeyboardInterrupt at the end if there was one.

        Left as it is elsewhere than in a program's main thread, and where somebody else listens.
        """
        is_main = threading.current_thread() is threading.main_thread()
        if not is_main or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
            yield self
            return
        signal.signal(signal.SIGINT, self._note)
        try:
            yield self
        except asyncio.CancelledError:
            if not self._count:
                raise
        finally:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        if self._count:
            raise KeyboardInterrupt

    async def ending(self, coroutine: Coroutine[Any, Any, _Result]) -> _Result:
        """A coroutine that the first interrupt cancels."""
        task = asyncio.current_task()
        assert task is not None
        loop = asyncio.get_running_loop()
        self._cancel = lambda: loop.call_soon_threadsafe(task.cancel)
        try:
            if self._count:
                raise asyncio.CancelledError
            return await coroutine
        finally:
            self._cancel = lambda: None

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._count += 1
        if self._count > 1:
            signal.default_int_handler(number, frame)
        self._cancel()
