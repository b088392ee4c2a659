"""Functions that take part in reading and writing JSON (ECMA-262 25.5.1.1, 25.5.2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.models.call import check_prototypes
from appconfig_merge.evaluation.models.invocation import invoke
from appconfig_merge.evaluation.objects import is_unordered
from appconfig_merge.evaluation.properties.inheritance import locate
from appconfig_merge.javascript.conversion import NotKnown
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import (
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Unknown,
)
from appconfig_merge.limits import MAX_DOCUMENT_NESTING

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation
    from appconfig_merge.evaluation.models.call import Call


def revived(call: Call, function: Traced, whole: Traced) -> Evaluation:
    """What JSON.parse gives where a function sees each value, the inner ones first."""
    value = function.value
    if isinstance(value, JSFunction):
        mentions = call.machine.mentions(value.node)
        if len(getattr(value.node, "params", [])) > 2 or mentions.uses_arguments:
            # Newer browsers hand it a third argument.
            raise NotKnown(Unknown("browsers call such a function each in its own way"))
    holder = call.object({"": Slot(whole)})
    return (yield _revive(call, function, call.traced(holder, whole), ""))


def _revive(call: Call, function: Traced, holder: Traced, key: str) -> Evaluation:
    """InternalizeJSONProperty."""
    value = _held(holder, key)
    owner = value.value
    if isinstance(owner, JSObject) and not isinstance(owner, JSFunction):
        _check_plain(owner)
        keys = JSObject.keys(owner)
        if isinstance(owner, JSArray):
            keys = [str(index) for index in range(len(owner.elements))]
        call.work(len(keys))
        for inner in keys:
            found = yield _revive(call, function, value, inner)
            _check_plain(owner)
            _set(call, owner, inner, found)
    return (yield invoke(call, function, holder, [call.traced(key), value]))


def _check_plain(owner: JSObject) -> None:
    """Refuse an object of which a function that was called has made something else."""
    if type(owner) not in {JSObject, JSArray} or owner.frozen or owner.traits is not None:
        raise NotKnown(Unknown("what a function makes of JSON is no plain data"))
    if owner.unknown is not None:
        raise NotKnown(owner.unknown)


def _held(holder: Traced, key: str) -> Traced:
    """What an object or array has under a key; undefined where it has nothing."""
    owner = holder.value
    assert isinstance(owner, JSObject)
    slot = owner.slots.get(key)
    if isinstance(owner, JSArray):
        index = int(key)
        slot = owner.elements[index] if index < len(owner.elements) else None
    if slot is None:
        return Traced(UNDEFINED, holder.node, holder.source)
    unknown = slot.traced.value
    if isinstance(unknown, Unknown) and (unknown.may_be_absent or unknown.accessor):
        raise NotKnown(unknown)
    return slot.traced


def _set(call: Call, owner: JSObject, key: str, value: Traced) -> None:
    """Put what the function gave in place; undefined takes the property away."""
    _check_present(value)
    journal = call.machine.journal
    is_gone = value.value is UNDEFINED
    if isinstance(owner, JSArray):
        index = int(key)
        if index > len(owner.elements):
            raise NotKnown(Unknown("an array that shrinks while it is revived is not evaluated"))
        if not is_gone:
            journal.set_element(owner, index, Slot(value))
        elif index < len(owner.elements):
            journal.before_change(owner)
            owner.elements[index] = None
    elif not is_gone:
        journal.set_slot(owner, key, Slot(value))
    elif key in owner.slots:
        journal.before_change(owner)
        del owner.slots[key]


def _check_present(value: Traced) -> None:
    """Refuse what may be undefined: then only the page decides what there is."""
    unknown = value.value
    if not isinstance(unknown, Unknown) or unknown.kind not in {"", "undefined"}:
        return
    found = [one.traced.value if one.traced else UNDEFINED for one in unknown.candidates]
    if not found or any(one is UNDEFINED or isinstance(one, Unknown) for one in found):
        raise NotKnown(unknown)


def replaced(
    call: Call, function: Traced, holder: Traced, key: str, value: Traced, depth: int = 0
) -> Evaluation:
    """A copy of what JSON.stringify writes where a function is asked for each value first."""
    if isinstance(value.value, JSObject):
        place = locate(call.machine, value.value, "toJSON")
        if place.slot is not None or (place.holder and place.holder.unknown is not None):
            raise NotKnown(Unknown("the object has a toJSON of its own"))
    found = yield invoke(call, function, holder, [call.traced(key), value])
    check_prototypes(call.machine)
    owner = found.value
    if isinstance(owner, Unknown):
        raise NotKnown(owner)
    if not isinstance(owner, JSObject) or isinstance(owner, JSFunction):
        return found
    if depth >= MAX_DOCUMENT_NESTING:
        raise NotKnown(Unknown(f"it nests deeper than {MAX_DOCUMENT_NESTING} levels"))
    if type(owner) not in {JSObject, JSArray} or is_unordered(owner):
        raise NotKnown(Unknown("writing such an object is not evaluated"))
    if owner.unknown is not None:
        raise NotKnown(owner.unknown)
    keys = JSObject.keys(owner)
    if isinstance(owner, JSArray):
        keys = [str(index) for index in range(len(owner.elements))]
    call.work(len(keys))
    slots: dict[str, Slot] = {}
    for inner in keys:
        if owner.unknown is not None:
            raise NotKnown(owner.unknown)
        one = _held(found, inner)
        slots[inner] = Slot((yield replaced(call, function, found, inner, one, depth + 1)))
    if isinstance(owner, JSArray):
        return call.traced(call.array(list(slots.values())), found)
    return call.traced(call.object(slots), found)
