"""Calls where the function, its ``this`` or an argument is one of several known values.

Each is called in a state of its own, under its condition, and the states are joined.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from appconfig_merge.evaluation.alternatives import has_candidates, is_quiet
from appconfig_merge.evaluation.machine import BRANCH_REASON, part
from appconfig_merge.evaluation.models import Call, run
from appconfig_merge.evaluation.properties import get as members
from appconfig_merge.javascript.conversion import NotKnown
from appconfig_merge.javascript.joining import join_values
from appconfig_merge.javascript.values import JSFunction, JSObject, Traced, Unknown
from appconfig_merge.javascript.ways import given

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from typing import Any

    from appconfig_merge.evaluation.machine import Evaluation, Machine
    from appconfig_merge.evaluation.models.table import Found
    from appconfig_merge.javascript.values import Candidate
    from appconfig_merge.syntax import estree


def of_each_object(
    machine: Machine,
    node: estree.MemberExpression,
    this: Traced,
    key: str,
    call: Callable[[Traced, Traced], Evaluation],
) -> Generator[Any, Any, Traced | None]:
    """Call a method of a value that is one of several objects; None where it isn't.

    ``call`` takes the method and its ``this``.
    """
    if not has_candidates(this):
        return None
    assert isinstance(this.value, Unknown)
    ways = this.value.candidates
    if not all(way.traced and _can_be_called_on(way.traced) for way in ways):
        return None

    def on(one: Traced) -> Evaluation:
        found = members.get(machine, one, key)
        return call(Traced(found.value, node, this.source, (found,)), one)

    return (yield _each(machine, ways, [partial(on, way.traced) for way in ways if way.traced]))


def _can_be_called_on(one: Traced) -> bool:
    value = one.value
    return has_candidates(one) or (isinstance(value, JSObject) and is_quiet(one))


def of_each_function(
    machine: Machine, callee: Traced, call: Callable[[Traced], Evaluation]
) -> Generator[Any, Any, Traced | None]:
    """Call a value that is one of several functions of the script's own; None where it isn't."""
    if not has_candidates(callee):
        return None
    assert isinstance(callee.value, Unknown)
    ways = callee.value.candidates
    if not all(way.traced and isinstance(way.traced.value, JSFunction) for way in ways):
        return None
    return (yield _each(machine, ways, [partial(call, way.traced) for way in ways if way.traced]))


def of_each_argument(
    machine: Machine, model: Found, modelled: Call
) -> Generator[Any, Any, Traced | None]:
    """Run a model for each of the values that one of its arguments may have.

    None, with nothing changed, where there is no such argument or the model can't do with one.
    """
    unknown = next(filter(has_candidates, modelled.arguments), None)
    if unknown is None:
        return None
    assert isinstance(unknown.value, Unknown)
    ways = unknown.value.candidates
    calls = []
    for index in range(len(ways)):
        chosen = [given(one, ways, index) for one in modelled.arguments]
        known = [one for one in chosen if one is not None]
        if len(known) < len(chosen):
            return None
        calls.append(modelled.with_arguments(known))
    journal = machine.journal
    mark = journal.mark()
    boundary = machine.boundaries[-1]
    exits = len(boundary.exits)
    try:
        return (yield _each(machine, ways, [partial(run, *model, one) for one in calls]))
    except NotKnown:
        journal.rollback(mark)
        journal.mark()
        del boundary.exits[exits:]
        return None


def _each(
    machine: Machine, ways: tuple[Candidate, ...], begin: list[Callable[[], Evaluation]]
) -> Evaluation:
    pairs = zip(ways, begin, strict=True)
    outcomes = yield part(machine, tuple((way.condition, way.holds, one) for way, one in pairs))
    values = [value for _, value in outcomes]
    return join_values(values, [outcome for outcome, _ in outcomes], BRANCH_REASON)
