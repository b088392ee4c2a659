"""On a page: a call that the browser may make later, with the jobs that come right after it.

A browser makes one call after another, and after each runs the jobs that it has led to (HTML
8.1.7.3). So what is run ahead of its time is such a call with its jobs, and what it hands to Flex
UI is kept as it is once they have ended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.later.handed import keep_handed
from appconfig_merge.evaluation.later.soon import run_now, run_soon
from appconfig_merge.evaluation.region import rehearse

if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any

    from appconfig_merge.evaluation.journal import Snapshot
    from appconfig_merge.evaluation.machine import Evaluation, Machine
    from appconfig_merge.evaluation.pending import Later


def parted(calls: list[Later]) -> tuple[list[Later], list[Later]]:
    """Calls that come by themselves, and those that come with one of them, as its jobs."""
    given = {one.gives for one in calls if one.gives is not None}
    waiting = [one for one in calls if one.after is not None and one.after in given]
    if not waiting:
        return calls, []
    return [one for one in calls if one.after is None or one.after not in given], waiting


def run_task(
    machine: Machine, later: Later
) -> Generator[Any, Any, tuple[Snapshot, int, list[Later]]]:
    """Run a call and its jobs from the present state, and go back to it.

    Gives the states that it has led to, with the epoch before it, and what is pending by it.
    """
    page = machine.page
    assert page is not None
    pending = list(machine.pending)
    before = [(one, one.after, one.soon, one.arguments) for one in pending]
    promises = [one for one in {item.gives: None for item in pending} if one is not None]
    values = [(one, one.value, one.comes) for one in promises]
    machine.pending = list(parted(pending)[1])
    waiting = set(machine.pending)
    handed, page.handed = page.handed, []
    ahead, page.ahead = page.ahead, later
    ready, page.ready_state = page.ready_state, None
    written, page.written = page.written, []
    try:
        states, epoch = yield rehearse(machine, lambda: _run(machine, later))
        came = page.handed
        made = [
            _released(one) if one in waiting else one
            for one in machine.pending
            if one not in waiting or one.after is None
        ]
    finally:
        machine.pending = pending
        page.ahead, page.ready_state, page.written = ahead, ready, written
        page.handed = handed
        for one, after, soon, arguments in before:
            one.after, one.soon, one.arguments = after, soon, arguments
        for promise, value, comes in values:
            promise.value, promise.comes = value, comes
    kept = [one for one in handed if one.later is None or not _is_same(one.later, later)]
    page.handed = [*kept, *came]
    return states, epoch, made


def _is_same(one: Later, other: Later) -> bool:
    """Whether both are the same call, which may be found anew each time."""
    return one is other or (one.is_like(other) and one.function.value is other.function.value)


def _released(later: Later) -> Later:
    """A job of which it has shown that it doesn't come with its call, as a call of its own."""
    made = type(later)(
        later.function,
        later.arguments,
        later.event,
        later.at,
        later.resume,
        listens=later.listens,
    )
    made.is_job, made.gives, made.assumed = later.is_job, later.gives, later.assumed
    return made


def _run(machine: Machine, later: Later) -> Evaluation:
    machine.assumed.extend(later.assumed)
    yield run_now(machine, later)
    yield run_soon(machine)
    keep_handed(machine)
    return later.at
