"""structuredClone (HTML 2.7): a copy of plain data, whatever it is nested in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.effects.reachable import PRIMITIVE_KINDS
from appconfig_merge.evaluation.models.call import bound
from appconfig_merge.evaluation.objects import is_unordered
from appconfig_merge.evaluation.properties.inheritance import unorder
from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.primitives import RegExp
from appconfig_merge.javascript.values import (
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from appconfig_merge.evaluation.models.call import Call


def structured_clone(call: Call) -> Value | Traced:
    """The copy of a value; one object that is met twice is one object in the copy."""
    if not call.arguments:
        raise call.throw("Failed to execute 'structuredClone' on 'Window': 1 argument required")
    if len(call.arguments) > 1:
        raise NotKnown(Unknown("structuredClone with options is not evaluated"))
    given = call.argument(0)
    made: dict[JSObject, JSObject] = {}
    work: list[tuple[JSObject, JSObject]] = []
    result = _copy(call, given, made, work)
    count = 0
    while work:
        old, new = work.pop()
        via = call.via(given)
        if isinstance(old, JSArray) and isinstance(new, JSArray):
            new.elements = [slot and _copied(call, slot, via, made, work) for slot in old.elements]
            count += len(old.elements)
        for key in JSObject.keys(old):
            new.slots[key] = _copied(call, old.slots[key], via, made, work)
        if is_unordered(old):
            unorder(call.machine, new)
        count += len(old.slots)
        bound(count)
    call.work(count)
    return result


def _copied(
    call: Call,
    slot: Slot,
    via: Traced,
    made: dict[JSObject, JSObject],
    work: list[tuple[JSObject, JSObject]],
) -> Slot:
    return Slot(_copy(call, slot.traced, made, work), slot.key, via=via)


def _copy(
    call: Call,
    traced: Traced,
    made: dict[JSObject, JSObject],
    work: list[tuple[JSObject, JSObject]],
) -> Traced:
    """A value as the copy has it; what an object holds is copied in its turn."""
    value = traced.value
    if isinstance(value, Unknown):
        if value.accessor or not _is_primitive(value):
            raise NotKnown(Unknown(value.reason, origin=value.origin))
        return traced
    if isinstance(value, JSFunction):
        raise Throws("DataCloneError", "a function could not be cloned", call.at)
    if isinstance(value, RegExp):
        raise NotKnown(Unknown("a copy of a regular expression is not evaluated"))
    if not isinstance(value, JSObject):
        return traced
    if type(value) not in {JSObject, JSArray}:
        raise NotKnown(Unknown("a copy of such an object is not evaluated"))
    if value.unknown is not None:
        raise NotKnown(value.unknown)
    call.refuse_filled(value)
    copy = made.get(value)
    if copy is None:
        empty = JSArray([]) if isinstance(value, JSArray) else JSObject()
        copy = made[value] = call.machine.journal.made(empty)
        work.append((value, copy))
    return Traced(copy, traced.node, traced.source, (traced,))


def _is_primitive(unknown: Unknown) -> bool:
    """Whether it is certain that a value is there, and that it is no object."""
    if unknown.may_be_absent:
        return False
    if unknown.kind in PRIMITIVE_KINDS:
        return unknown.kind != "symbol"
    found = [one.traced.value for one in unknown.candidates if one.traced is not None]
    return bool(found) and not any(isinstance(one, JSObject | RegExp | Unknown) for one in found)
