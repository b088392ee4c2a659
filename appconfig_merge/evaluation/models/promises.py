"""Promises of which it is known what they are fulfilled with, and what their executors do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from appconfig_merge.evaluation.completions import Diverged
from appconfig_merge.evaluation.effects.jobs import is_plain
from appconfig_merge.evaluation.effects.postponing import call_then, from_page
from appconfig_merge.evaluation.pending import Arguments, Later
from appconfig_merge.evaluation.region import enclosed, join_exits
from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.internal_slots import Promised
from appconfig_merge.javascript.values import JSArray, JSFunction, Slot, Unknown

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation, Machine
    from appconfig_merge.evaluation.models.call import Call
    from appconfig_merge.javascript.values import Traced, Value

_REASON = "what a promise comes to is not evaluated"


def promise(call: Call) -> Evaluation:
    """``new Promise``: the executor is called at once (27.2.3.1); a throw rejects it."""
    executor = call.argument(0)
    function = executor.value
    if not isinstance(function, JSFunction):
        raise NotKnown(Unknown(_REASON))
    machine = call.machine
    given = [from_page("function"), from_page("function")]
    boundary, result = yield enclosed(
        machine, lambda _: machine.call(function, None, given, call.at)
    )
    if boundary.exits:
        ended = result if isinstance(result, Throws | Diverged) else None
        join_exits(machine, boundary, ended, lambda _: True)
    unknown = Unknown(_REASON, kind="object", reaches=(executor,))
    unknown.is_platform = True
    return call.traced(unknown, executor)


def resolve(call: Call) -> Promised:
    """``Promise.resolve`` (27.2.4.7) of what has no ``then``."""
    value = call.argument(0)
    if not is_plain(value):
        call_then(call.machine, value)
        raise NotKnown(Unknown(_REASON))
    return Promised(value)


def all_of(call: Call) -> Value:
    """``Promise.all`` (27.2.4.1) on a page, where it is known what each comes to."""
    given = call.argument(0).value
    if call.machine.page is None or type(given) is not JSArray or given.unknown is not None:
        raise NotKnown(Unknown(_REASON))
    values = []
    for slot in given.elements:
        known = _fulfilled(slot.traced) if slot is not None else None
        if known is None:
            raise NotKnown(Unknown(_REASON))
        values.append(known)
    comes = call.traced(call.array([Slot(value) for value in values]), *values)
    return coming(call, comes, "all promises are fulfilled")


def _fulfilled(item: Traced) -> Traced | None:
    """What an element is fulfilled with; None where that isn't known, or may not come."""
    value = item.value
    if isinstance(value, Promised):
        return None if value.may_fail else value.value or value.comes
    return item if is_plain(item) else None


def coming(call: Call, comes: Traced, event: str) -> Value:
    """A promise that the browser fulfils later."""
    promise = Promised(comes=comes)
    later = Later(comes, Arguments(None, []), event, call.at, partial(_at_once, comes))
    later.gives, later.is_once = promise, True
    promise.assumed = tuple(call.machine.assumed)
    call.machine.postpone(later)
    return promise


def _at_once(value: Traced, _: Machine) -> Evaluation:
    yield from ()
    return value
