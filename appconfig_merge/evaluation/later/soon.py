"""Jobs that are certain: what a browser runs right after a script, in order (ECMA-262 9.5)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects.jobs import is_plain
from appconfig_merge.evaluation.effects.postponing import begin, call_then
from appconfig_merge.evaluation.pending import Arguments, Later
from appconfig_merge.evaluation.region import enclosed, join_exits
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.values import Traced

if TYPE_CHECKING:
    from collections.abc import Generator
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
        boundary, result = yield enclosed(machine, partial(_begin, machine, later))
        if boundary.exits:
            join_exits(machine, boundary, _thrown(result), lambda _: True)
        is_known = not boundary.exits and isinstance(result, Traced)
        _settle(machine, later, result if is_known else None)
    return True


def _begin(machine: Machine, later: Later, _: Boundary) -> Evaluation:
    return begin(machine, later)


def _thrown(result: object) -> Throws | None:
    return result if isinstance(result, Throws) else None


def _settle(machine: Machine, later: Later, result: Traced | None) -> None:
    """Let those come that wait for the promise of a job's result, in their order."""
    promise = later.gives
    if promise is None:
        return
    waiting = [one for one in machine.pending if one.after is promise]
    machine.pending = [one for one in machine.pending if one.after is not promise]
    is_value = result is not None and is_plain(result)
    if result is not None and not is_value:
        call_then(machine, result)
    if is_value:
        promise.value = result
    for one in waiting:
        one.after = None
        one.soon = is_value
        if is_value and result is not None and one.arguments.given:
            one.arguments = Arguments(one.arguments.this, [result])
        machine.pending.append(one)
