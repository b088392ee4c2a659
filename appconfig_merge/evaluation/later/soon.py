"""Jobs that are certain: what a browser runs right after a script, in order (ECMA-262 9.5)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects.jobs import is_plain
from appconfig_merge.evaluation.effects.postponing import begin, call_then, fetched, from_page
from appconfig_merge.evaluation.pending import Arguments, Later
from appconfig_merge.evaluation.region import enclosed, join_exits
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.internal_slots import Promised
from appconfig_merge.javascript.values import Traced

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from typing import Any

    from appconfig_merge.evaluation.completions import Boundary
    from appconfig_merge.evaluation.machine import Evaluation, Machine

_MAX_JOBS: Final = 200


def run_soon(machine: Machine) -> Generator[Any, Any, bool]:
    """Run the jobs that are certain, up to the first that isn't."""
    for _ in range(_MAX_JOBS):
        later = next((one for one in machine.pending if one.is_job and one.after is None), None)
        if later is None or not later.soon:
            break
        machine.pending.remove(later)
        yield run_now(machine, later)
    return True


def run_now(machine: Machine, later: Later) -> Generator[Any, Any, Throws | None]:
    """Make a call, to whatever end, and let those come that wait for what it gives.

    Gives what it threw, if it surely did.
    """
    before = set(machine.pending)
    boundary, result = yield enclosed(machine, partial(_begin, machine, later))
    if boundary.exits:
        join_exits(machine, boundary, _thrown(result), lambda _: True)
    is_known = not boundary.exits and isinstance(result, Traced)
    _settle(machine, later, result if is_known else None, before)
    return _thrown(result) if not boundary.exits else None


def _begin(machine: Machine, later: Later, _: Boundary) -> Evaluation:
    return begin(machine, later)


def _thrown(result: object) -> Throws | None:
    return result if isinstance(result, Throws) else None


def _settle(machine: Machine, later: Later, result: Traced | None, before: set[Later]) -> None:
    """Let those come that wait for the promise of a job's result, in their order."""
    promise = later.gives
    if promise is None:
        return
    if any(one.gives is promise for one in machine.pending if one not in before):
        return  # an async function that waits again gives it later
    if machine.page is not None and result is not None and isinstance(result.value, Promised):
        _follow(machine, later, promise, result.value)
        return
    waiting = [one for one in machine.pending if one.after is promise]
    machine.pending = [one for one in machine.pending if one.after is not promise]
    is_value = result is not None and (is_plain(result) or result is promise.comes)
    if result is not None and not is_value:
        call_then(machine, result)
    if is_value:
        promise.value = result
    # What is Flex UI's own may be a promise: then they come later.
    is_own = result is not None and machine.page is not None and _is_flex_uis(result)
    reason = "" if result is None or machine.page is None else fetched(result.value)
    for one in waiting:
        if one.rejects and is_value:
            continue
        one.after = None
        one.soon = is_value
        if (is_value or is_own) and result is not None:
            _give(one, result)
        elif reason:
            _give(one, from_page("", *one.arguments.all(), reason=reason))
        machine.pending.append(one)


def _is_flex_uis(result: Traced) -> bool:
    from appconfig_merge.evaluation.handing import is_flex_uis

    return is_flex_uis(result.value)


def _give(later: Later, result: Traced) -> None:
    """Let a call be made with what a promise is fulfilled with, if it takes that."""
    if later.resume is None and later.arguments.given:
        given = [*later.arguments.given[:-1], result]  # after those of a function made by bind
        later.arguments = Arguments(later.arguments.this, given)


def _follow(machine: Machine, later: Later, promise: Promised, result: Promised) -> None:
    """Let a promise come to what another comes to: two jobs later than that (27.2.1.3.2)."""

    def hear(machine: Machine) -> Evaluation:
        yield from ()
        last = _job(later, tell)
        last.after = result if result.value is None else None
        last.gives = promise
        machine.pending.append(last)
        return later.at

    def tell(_: Machine) -> Evaluation:
        yield from ()
        promise.comes = result.value or result.comes
        return promise.comes or from_page()

    machine.pending.append(_job(later, hear))


def _job(later: Later, run: Callable[[Any], Any]) -> Later:
    made = Later(later.function, Arguments(None, []), later.event, later.at, run)
    made.is_job = made.soon = made.is_once = True
    return made
