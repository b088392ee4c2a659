"""Prototypes that a script sets, and the object of a function's ``prototype``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.objects import is_unordered, may_be_absent, own_slot, prototype_of
from appconfig_merge.javascript.conversion import NotKnown
from appconfig_merge.javascript.internal_slots import JSError
from appconfig_merge.javascript.keys import is_index
from appconfig_merge.javascript.values import (
    Accessor,
    JSArray,
    JSFunction,
    JSObject,
    Open,
    Slot,
    Traced,
    Traits,
    Unknown,
)

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine


class Place:
    """Where a property was found: the slot, and the object that holds it.

    ``slot`` is None where no object of the script's has it; ``holder`` is then the last object
    of the chain, None where the chain ends with null.
    """

    __slots__ = ("holder", "slot")

    def __init__(self, slot: Slot | None, holder: JSObject | None) -> None:
        self.slot = slot
        self.holder = holder


def locate(machine: Machine, owner: JSObject, key: str) -> Place:
    """Find a property, the object's own or inherited (ECMA-262 10.1.8.1).

    The search stops at an object whose contents aren't known, as the holder.
    """
    where = owner
    while where.unknown is None:
        slot = own_slot(where, key)
        if slot is not None:
            return Place(slot, where)
        proto = prototype_of(where)
        if proto is None:
            break
        if not isinstance(proto.value, JSObject):
            return Place(None, None)
        machine.looked()
        where = proto.value
    return Place(None, where)


def accessor_of(machine: Machine, owner: object, key: str) -> Accessor | None:
    """The getter and setter that handle a property, if that is certain."""
    if not isinstance(owner, JSObject) or owner.unknown is not None:
        return None
    slot = locate(machine, owner, key).slot
    found = slot.traced.value if slot is not None else None
    return found if isinstance(found, Accessor) else None


def set_prototype(machine: Machine, owner: JSObject, proto: Traced | None) -> None:
    """Give an object another prototype; None for the built-in one."""
    traits = owner.traits.copy() if owner.traits is not None else Traits()
    traits.proto = proto
    machine.journal.set_traits(owner, traits)


def set_again(machine: Machine, owner: JSObject, key: str, old: Slot | None) -> None:
    """Note that a property is about to be set: one that may be absent stands where it was, or last.

    To be called before the slot is.
    """
    if old is None and isinstance(owner.unknown, Open):
        # It may have been there already, before those that came since.
        if not owner.slots.keys() <= owner.unknown.before:
            unorder(machine, owner)
        return
    if old is None or not may_be_absent(old) or is_index(key) or key == next(reversed(owner.slots)):
        return
    unorder(machine, owner)


def unorder(machine: Machine, owner: JSObject) -> None:
    """Take it that the order of an object's keys isn't known."""
    if not is_unordered(owner):
        traits = owner.traits.copy() if owner.traits is not None else Traits()
        traits.unordered = True
        machine.journal.set_traits(owner, traits)


def may_replace(machine: Machine, owner: JSObject, proto: JSObject | None) -> bool:
    """Whether an object takes another prototype (ECMA-262 10.1.2.1).

    Raises NotKnown where that can't be known, or the objects are not modelled so far.
    """
    if owner.unknown is not None:
        raise NotKnown(owner.unknown)
    if type(owner) not in {JSObject, JSFunction}:
        raise NotKnown(Unknown("setting the prototype of this is not evaluated"))
    if owner.frozen or (owner.traits is not None and (owner.traits.closed or owner.traits.sealed)):
        raise NotKnown(Unknown("setting the prototype of such an object is not evaluated"))
    where = proto
    while where is not None:
        if where is owner:
            return False
        if where.unknown is not None:
            raise NotKnown(where.unknown)
        if type(where) not in {JSObject, JSFunction, JSArray, JSError}:
            raise NotKnown(Unknown("such a prototype is not evaluated"))
        machine.looked()
        found = prototype_of(where)
        inner = found.value if found is not None else None
        where = inner if isinstance(inner, JSObject) else None
    return True


def hide(machine: Machine, owner: JSObject, key: str, slot: Slot, locked: int = 0) -> None:
    """Give an object a property that isn't enumerable."""
    traits = owner.traits.copy() if owner.traits is not None else Traits()
    traits.hidden[key] = slot
    traits.locked.pop(key, None)
    if locked:
        traits.locked[key] = locked
    machine.journal.set_traits(owner, traits)
    owner.slots.pop(key, None)  # set_traits has noted the whole owner
