"""The functions of Object that change what they are given (ECMA-262 20.1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.builtins.object import known_object
from appconfig_merge.evaluation.effects import escape, havoc, mark_changed, taint
from appconfig_merge.evaluation.literals import copy_properties, enumerable, openly
from appconfig_merge.evaluation.members import put, write_to_unknown
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript.conversion import NotKnown, to_boolean, to_primitive, to_string
from appconfig_merge.javascript.values import (
    UNDEFINED,
    JSFunction,
    JSObject,
    RegExp,
    Slot,
    Traced,
    Unknown,
)

if TYPE_CHECKING:
    from appconfig_merge.evaluation.builtins.call import Call, Models

_ATTRIBUTES: Final = ("configurable", "enumerable", "writable")


def assign(call: Call) -> Traced:
    """Object.assign (ECMA-262 20.1.2.1)."""
    machine, at = call.machine, call.at
    to = call.argument(0)
    target = to.value
    if target is None or target is UNDEFINED:
        raise call.throw("Cannot convert undefined or null to object")
    if isinstance(target, Unknown):
        mark_changed(machine, [to])
        for argument in call.arguments[1:]:
            write_to_unknown(machine, to, argument, "")
        return call.traced(Unknown(target.reason, origin=target.origin), *call.arguments)
    if not isinstance(target, JSObject):
        raise NotKnown(Unknown("Object.assign on this value is not evaluated"))
    for argument in call.arguments[1:]:
        via = call.via(argument)
        if isinstance(argument.value, JSObject):
            call.work(len(argument.value.slots))
        plain = (
            type(target) is JSObject
            and target.unknown is None
            and not target.frozen
            and not any(_has_setter(slot) for slot in target.slots.values())
        )
        if plain:
            copy_properties(machine, target, argument, via)
        elif openly(machine, target, argument):
            for key, slot in list(enumerable(argument.value, argument)):
                unknown = slot.traced.value
                if isinstance(unknown, Unknown) and unknown.may_be_absent:
                    escape(machine, argument)
                    taint(machine, target, Unknown("not all that is copied is known", origin=via))
                    break
                put(machine, to, key, slot.traced, slot.key or at.node, strict=True)
    return to


def _has_setter(slot: Slot) -> bool:
    return isinstance(slot.traced.value, Unknown) and slot.traced.value.accessor


def freeze(call: Call) -> Traced:
    """Object.freeze (ECMA-262 20.1.2.6): gives its argument back."""
    argument = call.argument(0)
    value = argument.value
    if isinstance(value, Unknown | GlobalObject):
        havoc(call.machine, [argument], call.at)
    elif isinstance(value, JSObject):
        call.machine.journal.before_change(value)
        value.frozen = True
    return argument


def define_property(call: Call) -> Traced:
    """Object.defineProperty of what an assignment could make, or of an enumerable accessor."""
    owner = call.known(0)
    if not isinstance(owner, JSObject | RegExp):
        raise call.throw("Object.defineProperty called on non-object")
    if type(owner) is not JSObject or owner.frozen:
        raise NotKnown(Unknown("Object.defineProperty on this object is not evaluated"))
    known_object(owner)
    key = to_string(to_primitive(call.value(1)))
    old = owner.slots.get(key)
    if old is not None and isinstance(old.traced.value, Unknown):
        old_value = old.traced.value
        if old_value.accessor or old_value.may_be_absent:
            raise NotKnown(Unknown("the property is redefined", origin=old.traced))
    described = _descriptor(call)
    for attribute in _ATTRIBUTES:
        given = described.get(attribute)
        is_set = old is not None if given is None else to_boolean(given.traced.value)
        if not is_set and not (attribute == "writable" and described.keys() & {"get", "set"}):
            reason = f"a property that isn't {attribute} is not evaluated"
            raise NotKnown(Unknown(reason))
    slot = _defined(call, described, old)
    if slot is not None:
        call.machine.journal.set_slot(owner, key, slot)
    return call.argument(0)


def _descriptor(call: Call) -> dict[str, Slot]:
    value = call.known(2)
    if not isinstance(value, JSObject | RegExp):
        raise call.throw(f"Property description must be an object: {to_string(value)}")
    if type(value) is not JSObject:
        raise NotKnown(Unknown("such a property description is not evaluated"))
    known_object(value)
    for slot in value.slots.values():
        unknown = slot.traced.value
        if isinstance(unknown, Unknown) and (unknown.accessor or unknown.may_be_absent):
            raise NotKnown(unknown)
    return value.slots


def _defined(call: Call, described: dict[str, Slot], old: Slot | None) -> Slot | None:
    accessors = [described[name].traced for name in ("get", "set") if name in described]
    if not accessors:
        value = described.get("value")
        if value is None:
            return None if old is not None else Slot(call.traced(UNDEFINED))
        return Slot(value.traced, value.key, old)
    if described.keys() & {"value", "writable"}:
        message = "Invalid property descriptor. Cannot both specify accessors and a value"
        raise call.throw(message)
    if not all(isinstance(item.value, JSFunction) for item in accessors):
        raise NotKnown(Unknown("such an accessor is not evaluated"))
    unknown = Unknown("a getter computes it whenever it is read", accessor=True)
    return Slot(call.traced(unknown, *accessors), None, old)


MODELS: Final[Models] = {
    "Object.assign": assign,
    "Object.defineProperty": define_property,
    "Object.freeze": freeze,
}
"""Models by name; see :mod:`appconfig_merge.evaluation.builtins.table`."""
