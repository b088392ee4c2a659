"""Calls of built-in functions: by their models, for each of the values that these may be given."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.candidates import can_be_split, run_each
from appconfig_merge.evaluation.effects import browser as later
from appconfig_merge.evaluation.intrinsics import Row
from appconfig_merge.evaluation.lists import lists_of, run_on_each
from appconfig_merge.evaluation.models import Call, run, unevaluated
from appconfig_merge.evaluation.objects import is_one_of_lists
from appconfig_merge.evaluation.region import attempt, join_results, may_stop, part
from appconfig_merge.javascript.conversion import NotKnown
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import (
    JSArray,
    Traced,
    Unknown,
)
from appconfig_merge.javascript.ways import given

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from typing import Any

    from appconfig_merge.evaluation.machine import Evaluation, Machine
    from appconfig_merge.evaluation.scopes import Scope
    from appconfig_merge.javascript.ways import Way

_OF_PAGES: Final = {
    "Response.prototype.json": "responses.json",
    "Response.prototype.text": "responses.text",
    "fetch": "responses.fetch",
}
"""Models of functions that ask the page's server, which only a page has."""


def call_built_in(
    machine: Machine,
    found: Row,
    at: Traced,
    this: Traced | None,
    given: list[Traced],
    unknown: Unknown,
    scope: Scope,
) -> Evaluation:
    """Call a function of which there is a row; ``unknown`` says why its result isn't known."""
    if machine.page is not None and found.path in _OF_PAGES:
        found = Row(**vars(found) | {"model": _OF_PAGES[found.path]})
    if found.model or found.pure:
        modelled = Call(machine, this or untraced(UNDEFINED), given, at, scope)
        try:
            result = yield run_model(machine, found, modelled)
        except NotKnown as signal:
            unknown = signal.unknown
        else:
            is_here = result.node is at.node
            return result if is_here else Traced(result.value, at.node, at.source, (result,))
    yield fire_events(machine, found, given, at)
    if found.calls == "now":
        from appconfig_merge.evaluation.effects.throwing import may_throw

        if may_throw(machine, given):
            may_stop(machine, at)
    return unevaluated(machine, found, at, this, given, unknown)


def fire_events(
    machine: Machine, found: Row, given: list[Traced], at: Traced
) -> Generator[Any, Any, None]:
    """Run what a function of the browser's fires before it returns."""
    if not found.dispatches:
        return
    name = found.path.rpartition(".")[2]
    if name == "open":
        from appconfig_merge.evaluation.conditions import Fires

        later.note_request(machine, given)
        for run_handler in later.ready(machine):
            test = Fires(at, "the request is opened")
            yield part(machine, ((test, True, run_handler), (test, False, lambda: None)))
    elif name != "send" or machine.waits_for_requests:
        from appconfig_merge.evaluation.later.settling import dispatch

        yield dispatch(machine)


def run_model(machine: Machine, found: Row, modelled: Call, *, new: bool = False) -> Evaluation:
    """What a built-in function gives; raises NotKnown, with nothing changed by it.

    Where that depends on a receiver or an argument that is one of several values, or on an array
    that is one of several lists, it is run for each of them. ``new`` tells that it is called as a
    constructor.
    """
    given = (modelled.this, *modelled.arguments)
    array = next((one.value for one in given if is_one_of_lists(one.value)), None)
    if array is None and not any(map(can_be_split, given if found.is_method else given[1:])):
        return (yield run(found, modelled, new=new))
    why: list[Unknown] = []

    def attempted() -> Evaluation:
        try:
            return (yield run(found, modelled, new=new))
        except NotKnown as signal:
            why.append(signal.unknown)
            raise

    done = yield attempt(machine, attempted(), NotKnown)
    if done is not None:
        return done[0]
    if isinstance(array, JSArray):
        done = yield attempt(machine, _run_on_lists(machine, found, modelled, array, new), NotKnown)
    else:
        done = yield attempt(machine, _run_for_each(machine, found, modelled, new), NotKnown)
    if done is None:
        raise NotKnown(why[0])
    return done[0]


def _run_on_lists(
    machine: Machine, found: Row, modelled: Call, array: JSArray, new: bool
) -> Evaluation:
    """Run a model for each of the lists that an array is one of."""
    begin = partial(run_model, machine, found, modelled, new=new)
    lists = lists_of(machine, array)
    if lists is None:
        return (yield begin())
    return join_results((yield run_on_each(machine, array, lists, begin)))


def _run_for_each(machine: Machine, found: Row, modelled: Call, new: bool) -> Evaluation:
    """Run a model for each of the values that its receiver or one of its arguments may have."""
    takes = [modelled.this, *modelled.arguments]
    unknown = next(filter(can_be_split, takes if found.is_method else takes[1:]))
    assert isinstance(unknown.value, Unknown)
    ways = unknown.value.candidates
    calls: list[tuple[Way, Callable[[], Evaluation]]] = []
    for index, way in enumerate(ways):
        chosen = [given(one, ways, index) for one in takes]
        known = [one for one in chosen if one is not None]
        if len(known) < len(chosen):
            raise NotKnown(unknown.value)
        one = modelled.given(known[0], known[1:])
        calls.append((way, partial(run_model, machine, found, one, new=new)))
    return (yield run_each(machine, calls))
