"""Ctrl-C while coroutines are run: whenever it comes, all is left in good order."""

from __future__ import annotations

import asyncio
import signal
import threading
from concurrent.futures import Future, wait
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.fleet.loops import run
from tests.hanging import LATE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


pytestmark = pytest.mark.usefixtures("no_loop")


@pytest.fixture(autouse=True)
def hearing() -> Iterator[None]:
    """As a program has it that does nothing about Ctrl-C, whoever started the tests."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    signal.signal(signal.SIGINT, before)


def ctrl_c() -> None:
    """Press it."""
    signal.raise_signal(signal.SIGINT)


def test_while_the_loop_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is begun."""
    begun = []
    make = asyncio.SelectorEventLoop

    def interrupted() -> asyncio.AbstractEventLoop:
        ctrl_c()
        return make()

    async def never() -> None:
        begun.append("never")

    monkeypatch.setattr(asyncio.events, "new_event_loop", interrupted)

    with pytest.raises(KeyboardInterrupt):
        run(never())
    assert begun == []


def test_while_it_runs() -> None:
    """It ends at its next pause, and what it has begun is ended."""
    ended = []

    async def under_way() -> None:
        try:
            await asyncio.sleep(LATE)
        finally:
            ended.append("a part")

    async def whole() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(under_way())
            await asyncio.sleep(0)
            ctrl_c()

    with pytest.raises(KeyboardInterrupt):
        run(whole())
    assert ended == ["a part"]


def test_while_the_loop_is_taken_down() -> None:
    """What is still to be ended is, before the program hears of it."""
    ended = []

    async def numbers() -> AsyncIterator[int]:
        try:
            yield 1
        finally:
            ctrl_c()
            await asyncio.sleep(0)
            ended.append("the rest")

    async def whole() -> AsyncIterator[int]:
        rest = numbers()
        await anext(rest)
        return rest

    with pytest.raises(KeyboardInterrupt):
        run(whole())
    assert ended == ["the rest"]


def test_a_second_time() -> None:
    """Nobody waits for what doesn't end."""

    async def stubborn() -> None:
        try:
            await asyncio.sleep(LATE)
        finally:
            ctrl_c()

    async def whole() -> None:
        task = asyncio.create_task(stubborn())
        await asyncio.sleep(0)
        ctrl_c()
        await task

    with pytest.raises(KeyboardInterrupt):
        run(whole())


def test_in_a_program_that_is_asynchronous(monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupt is one also when all has come to its end meanwhile, in its own thread."""
    in_its_thread = []

    async def whole() -> None:
        in_its_thread.append(threading.current_thread() is not threading.main_thread())

    async def program() -> None:
        run(whole())

    def interrupted(future: Future[object]) -> None:
        wait([future])
        ctrl_c()

    monkeypatch.setattr(Future, "result", interrupted)
    with closing(asyncio.new_event_loop()) as loop, pytest.raises(KeyboardInterrupt):
        loop.run_until_complete(program())
    assert in_its_thread == [True]


def test_who_is_cancelled_by_others() -> None:
    """Is not interrupted."""

    async def whole() -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        run(whole())
