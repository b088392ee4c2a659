"""Object.getOwnPropertyDescriptor and its kin: what is known of an object's own properties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.errors import OF_BROWSERS
from appconfig_merge.evaluation.models.object import known_object
from appconfig_merge.evaluation.objects import own_slot
from appconfig_merge.evaluation.properties.inheritance import unorder
from appconfig_merge.javascript.conversion import NotKnown, to_primitive, to_string
from appconfig_merge.javascript.internal_slots import JSError
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import (
    FIXED,
    READ_ONLY,
    Accessor,
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Traits,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from appconfig_merge.evaluation.models.call import Call

_OF_FUNCTIONS: Final = frozenset({"arguments", "caller", "length", "name", "prototype"})
_USUAL: Final = Traits()


def _owner(call: Call) -> JSObject:
    value = call.known(0)
    if value is None or value is UNDEFINED:
        raise call.throw("Cannot convert undefined or null to object")
    if type(value) not in {JSObject, JSArray, JSFunction, JSError}:
        raise NotKnown(Unknown("properties of this are not evaluated"))
    assert isinstance(value, JSObject)
    if value.unknown is not None:
        raise NotKnown(value.unknown)
    call.refuse_filled(value)
    return value


def own_descriptor(call: Call) -> Value:
    """Object.getOwnPropertyDescriptor (ECMA-262 20.1.2.8), and Reflect's."""
    owner = _owner(call)
    key = to_string(to_primitive(call.known(1)))
    return _described(call, owner, key)


def own_descriptor_of_object(call: Call) -> Value:
    """Reflect.getOwnPropertyDescriptor: of an object only."""
    if not isinstance(call.known(0), JSObject):
        raise call.throw("Reflect.getOwnPropertyDescriptor called on non-object")
    return own_descriptor(call)


def own_descriptors(call: Call) -> Value:
    """Object.getOwnPropertyDescriptors (ECMA-262 20.1.2.9)."""
    owner = _owner(call)
    known_object(owner)
    if not isinstance(owner, JSObject) or isinstance(owner, JSArray | JSFunction | JSError):
        raise NotKnown(Unknown("the order of all its properties is not evaluated here"))
    hidden = owner.traits.hidden if owner.traits is not None else {}
    slots = {}
    for key in (*JSObject.keys(owner), *hidden):
        found = _described(call, owner, key)
        slots[key] = Slot(call.traced(found, call.argument(0)))
    made = call.object(slots)
    if hidden and owner.slots:
        unorder(call.machine, made)
    return made


def _described(call: Call, owner: JSObject, key: str) -> Value:
    """FromPropertyDescriptor (ECMA-262 6.2.6.4) of an own property; undefined for none."""
    if isinstance(owner, JSArray) and key == "length":
        length = call.traced(float(len(owner.elements)), call.argument(0))
        locked = FIXED | READ_ONLY if owner.frozen else FIXED
        return _of_value(call, Slot(length), locked, hidden=True)
    slot = own_slot(owner, key)
    if (isinstance(owner, JSFunction) and key in _OF_FUNCTIONS) or (
        isinstance(owner, JSError) and key in OF_BROWSERS
    ):
        raise NotKnown(Unknown(f"how {key} is defined is not evaluated"))
    if slot is None:
        return UNDEFINED
    unknown = slot.traced.value
    traits = owner.traits or _USUAL
    locked = traits.locked.get(key, 0) | (FIXED if traits.sealed else 0)
    if owner.frozen:
        locked |= FIXED | READ_ONLY
    hidden = key in traits.hidden
    if isinstance(unknown, Accessor):
        inner = {
            "get": Slot(unknown.getter or call.traced(UNDEFINED)),
            "set": Slot(unknown.setter or call.traced(UNDEFINED)),
        }
        return call.object({**inner, **_attributes(locked, hidden=hidden)})
    if isinstance(unknown, Unknown) and (unknown.may_be_absent or unknown.accessor):
        raise NotKnown(unknown)
    return _of_value(call, slot, locked, hidden=hidden)


def _of_value(call: Call, slot: Slot, locked: int, *, hidden: bool) -> JSObject:
    via = call.via(call.argument(0))
    return call.object(
        {
            "value": Slot(slot.traced, slot.key, via=via),
            "writable": Slot(_flag(not locked & READ_ONLY)),
            **_attributes(locked, hidden=hidden),
        }
    )


def _attributes(locked: int, *, hidden: bool) -> dict[str, Slot]:
    return {
        "enumerable": Slot(_flag(not hidden)),
        "configurable": Slot(_flag(not locked & FIXED)),
    }


def _flag(value: bool) -> Traced:
    return untraced(bool(value))
