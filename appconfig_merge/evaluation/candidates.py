"""Changing, or calling, a value that is one of several: each in a state of its own.

What changes nothing is lifted (:mod:`appconfig_merge.javascript.lifting`). Here each candidate is
worked with under its condition, from the same state, and the states are joined. A way on which the
browser would throw, as it does where a table is asked for what it hasn't, is taken not to be taken:
what is done with something unknown completes (a ``try`` statement sees the throw all the same).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.region import Split, join_results, leave_out, may_throw, part
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.lifting import has_candidates, leaves_of
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import Candidate, JSObject, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from appconfig_merge.evaluation.machine import Evaluation, Machine
    from appconfig_merge.javascript.values import Traced
    from appconfig_merge.javascript.ways import Way


def can_be_split(target: Traced) -> bool:
    """Whether a value is one of several, and they are few enough to be followed one by one."""
    return has_candidates(target) and leaves_of(target) is not None


def change_each(
    machine: Machine, target: Traced, change: Callable[[Traced, Candidate], None]
) -> bool:
    """Make a change on every candidate; gives False, with nothing changed, where that can't be."""
    narrowed = machine.narrow(target)
    if narrowed is not target and isinstance(narrowed.value, JSObject):
        change(narrowed, Candidate(narrowed, narrowed, holds=True))
        return True
    target = narrowed
    leaves = leaves_of(target) if has_candidates(target) else None
    if leaves is None or None in leaves:
        return False
    if machine.trying and any(one is not None and _is_nothing(one) for one in leaves):
        may_throw(machine, target)
    assert isinstance(target.value, Unknown)
    thrown: Throws | None = None
    with Split(machine) as split:
        is_changed = False
        for way in target.value.candidates:
            assert way.traced is not None
            split.begin(way.condition, way.holds)
            try:
                change(way.traced, way)
            except Throws as error:
                thrown = thrown or error
                split.drop()
                continue
            is_changed = True
            split.end(way.condition, way.holds, None)
        if not is_changed:
            assert thrown is not None
            raise thrown
        split.join()
    if thrown is not None and not machine.trying:
        leave_out(machine, target, thrown)
    return True


def _is_nothing(one: Traced) -> bool:
    return one.value is None or one.value is UNDEFINED


def run_each(machine: Machine, ways: Sequence[tuple[Way, Callable[[], Evaluation]]]) -> Evaluation:
    """Evaluate something for each of several candidates; gives one value for all results."""
    outcomes = yield part(machine, [(way.condition, way.holds, begin) for way, begin in ways])
    return join_results(outcomes)
