"""On a page: a call that the browser may make later, with the jobs that come right after it.

A browser makes one call after another, and after each runs the jobs that it has led to (HTML
8.1.7.3). So what is run ahead of its time is such a call with its jobs, and what it hands to Flex
UI is kept as it is once they have ended.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.completions import Diverged
from appconfig_merge.evaluation.conditions import Fires
from appconfig_merge.evaluation.effects.postponing import begin
from appconfig_merge.evaluation.effects.reachable import behind_and_inside, reachable
from appconfig_merge.evaluation.later.between import come_between
from appconfig_merge.evaluation.later.handed import keep_handed
from appconfig_merge.evaluation.later.soon import run_now, run_soon
from appconfig_merge.evaluation.region import enclosed, join_exits, part, rehearse
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.values import JSObject

if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any

    from appconfig_merge.evaluation.machine import Evaluation, Machine
    from appconfig_merge.evaluation.pending import Later
    from appconfig_merge.evaluation.states import Snapshot
    from appconfig_merge.javascript.internal_slots import Promised

_MAX_TASKS: Final = 20
"""Calls, each following from the one before, that are followed in one go."""


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
    filled, page.filled_now = page.filled_now, {}
    since = machine.journal.epoch
    try:
        states, epoch = yield rehearse(machine, lambda: _run(machine, later, since))
        came = page.handed
        made = [
            _released(one) if one in waiting else one
            for one in machine.pending
            if one not in waiting or one.after is None
        ]
    finally:
        machine.pending = pending
        page.ahead, page.ready_state, page.written = ahead, ready, written
        page.handed, page.filled_now = handed, filled
        for one, after, soon, arguments in before:
            one.after, one.soon, one.arguments = after, soon, arguments
        for promise, value, comes in values:
            promise.value, promise.comes = value, comes
    for one in made:
        one.parent = one.parent or later
    kept = [one for one in handed if one.later is None or not is_same(one.later, later)]
    page.handed = [*kept, *came]
    return states, epoch, made


def is_same(one: Later, other: Later) -> bool:
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
    made.is_once, made.made = later.is_once, later.made
    return made


def _run(machine: Machine, later: Later, since: int) -> Evaluation:
    machine.assumed.extend(later.assumed)
    waiting = set(machine.pending)
    mark = machine.journal.mark()
    following: Later | None = later
    for _ in range(_MAX_TASKS):
        if following is None:
            break
        yield run_now(machine, following)
        yield run_soon(machine)
        yield _keep_handed(machine, since)
        following = _what_follows(machine, waiting)
        if following is not None:
            come_between(machine, later, mark, since)
    return later.at


def _keep_handed(machine: Machine, since: int) -> Generator[Any, Any, None]:
    """Keep what is handed over as it is once the jobs have ended that aren't certain, if they come.

    They are run for that alone: as all else they come later, too. What they change of what was
    there before the epoch ``since`` is joined then; what was made since is made anew each time.
    """
    page = machine.page
    assert page is not None
    jobs = _unsure_jobs(machine) if page.handed else []
    if not jobs or not _hands_over_own(machine, since):
        keep_handed(machine, since)
        return
    pending, count = list(machine.pending), len(page.handed)

    def run() -> Evaluation:
        for one in jobs:
            test = Fires(one.at, one.event)
            begun = partial(_run_job, machine, one)
            yield part(machine, ((test, True, begun), (test, False, lambda: None)))
        del page.handed[count:]
        keep_handed(machine, since)
        return jobs[0].at

    yield rehearse(machine, run)
    machine.pending = pending


def _hands_over_own(machine: Machine, since: int) -> bool:
    """Whether what is handed over is or holds something that was made after an epoch."""
    assert machine.page is not None
    handed = [one.argument for one in machine.page.handed]
    return any(
        isinstance(one.value, JSObject) and one.value.epoch > since
        for one in reachable(machine, handed, behind_and_inside)
    )


def _unsure_jobs(machine: Machine) -> list[Later]:
    """The jobs that may come with the present call, in their order."""
    found: list[Later] = []
    given: set[Promised | None] = {None}
    for one in machine.pending:
        if one.is_job and one.after in given:
            found.append(one)
            given.add(one.gives)
    return found


def _run_job(machine: Machine, later: Later) -> Generator[Any, Any, None]:
    boundary, result = yield enclosed(machine, lambda _: begin(machine, later))
    if boundary.exits:
        ended = result if isinstance(result, Throws | Diverged) else None
        join_exits(machine, boundary, ended, lambda _: True)


def _what_follows(machine: Machine, waiting: set[Later]) -> Later | None:
    """What surely comes next of all that a call has led to: one, or its order isn't known."""
    assert machine.page is not None
    new = [
        one
        for one in machine.pending
        if one.is_answer and one not in waiting and machine.page.may_come(one)
    ]
    if len(new) != 1 or any(one.is_job and one.after is None for one in machine.pending):
        return None
    machine.pending.remove(new[0])
    return new[0]
