"""SIGTERM during a change: what Ctrl-C does, wherever the program is."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from appconfig_merge.cli.changing import termination_is_an_interrupt

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")


def test_where_no_loop_runs() -> None:
    """Raises KeyboardInterrupt, and afterwards SIGTERM is what it was."""
    before = signal.getsignal(signal.SIGTERM)

    with pytest.raises(KeyboardInterrupt), termination_is_an_interrupt():
        signal.raise_signal(signal.SIGTERM)

    assert signal.getsignal(signal.SIGTERM) == before


def test_where_ctrl_c_is_ignored() -> None:
    """As a shell lets what it starts in the background ignore it: SIGTERM still ends the change."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with pytest.raises(KeyboardInterrupt), termination_is_an_interrupt():
            signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("no_loop")
def test_in_the_middle_of_a_task() -> None:
    """Every task ends at its next pause and no sooner: nothing is left half done, nothing waits."""
    done = []

    async def under_way() -> None:
        signal.raise_signal(signal.SIGTERM)
        done.append("the step that was interrupted")
        try:
            await asyncio.sleep(60)
        finally:
            done.append("the end of the task")

    async def run() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(under_way())

    with pytest.raises(KeyboardInterrupt), termination_is_an_interrupt():
        asyncio.run(run())

    assert done == ["the step that was interrupted", "the end of the task"]
