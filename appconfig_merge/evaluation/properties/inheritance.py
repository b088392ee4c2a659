"""Prototypes that a script sets, and the object of a function's ``prototype``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript.conversion import NotKnown
from appconfig_merge.javascript.enumeration import is_constructor
from appconfig_merge.javascript.keys import is_index
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import (
    Accessor,
    JSArray,
    JSCollection,
    JSFunction,
    JSIterator,
    JSObject,
    Slot,
    Traced,
    Traits,
    Unknown,
)
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.evaluation.machine import Machine


def own_slot(owner: JSObject, key: str) -> Slot | None:
    """The slot of an own property, enumerable or not."""
    slot = owner.slots.get(key)
    if slot is not None:
        return slot
    if isinstance(owner, JSArray) and is_index(key):
        index = int(key)
        return owner.elements[index] if index < len(owner.elements) else None
    if owner.traits is not None and key in owner.traits.hidden:
        return owner.traits.hidden[key]
    if key == "prototype" and isinstance(owner, JSFunction):
        return prototype_slot(owner)
    return None


def prototype_of(owner: JSObject) -> Traced | None:
    """The prototype that a script gave an object: an object or null; None for the built-in one."""
    return owner.traits.proto if owner.traits is not None else None


class Found:
    """Where a property was found: the slot, and the object that holds it.

    ``slot`` is None where no object of the script's has it; ``holder`` is then the last object
    of the chain, None where the chain ends with null.
    """

    __slots__ = ("holder", "slot")

    def __init__(self, slot: Slot | None, holder: JSObject | None) -> None:
        self.slot = slot
        self.holder = holder


def look_up(machine: Machine, owner: JSObject, key: str) -> Found:
    """Find a property, the object's own or inherited (ECMA-262 10.1.8.1).

    The search stops at an object whose contents aren't known, as the holder.
    """
    where = owner
    while where.unknown is None:
        slot = own_slot(where, key)
        if slot is not None:
            return Found(slot, where)
        proto = prototype_of(where)
        if proto is None:
            break
        if not isinstance(proto.value, JSObject):
            return Found(None, None)
        machine.looked()
        where = proto.value
    return Found(None, where)


def accessor_of(machine: Machine, owner: object, key: str) -> Accessor | None:
    """The getter and setter that handle a property, if that is certain."""
    if not isinstance(owner, JSObject) or owner.unknown is not None:
        return None
    slot = look_up(machine, owner, key).slot
    found = slot.traced.value if slot is not None else None
    return found if isinstance(found, Accessor) else None


def set_prototype(machine: Machine, owner: JSObject, proto: Traced | None) -> None:
    """Give an object another prototype; None for the built-in one."""
    traits = owner.traits.copy() if owner.traits is not None else Traits()
    traits.proto = proto
    machine.journal.set_traits(owner, traits)


def may_be_absent(slot: Slot) -> bool:
    """Whether only the page decides if a property is there."""
    unknown = slot.traced.value
    return isinstance(unknown, Unknown) and unknown.may_be_absent


def is_unordered(owner: JSObject) -> bool:
    """Whether only the page decides on the order of an object's keys."""
    return owner.traits is not None and owner.traits.unordered


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
        if type(where) not in {JSObject, JSFunction, JSArray}:
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
    owner.slots.pop(key, None)


def prototype_slot(function: JSFunction) -> Slot | None:
    """The ``prototype`` that a function has from the start (ECMA-262 20.2.4.3).

    It is made when someone first asks; that it wasn't there before makes no difference.
    """
    if function.prototype is None:
        if function.parts is None and isinstance(
            function.node, estree.ClassDeclaration | estree.ClassExpression
        ):
            return None
        if not is_constructor(function):
            return None
        made = JSObject(function.epoch)
        made.traits = Traits()
        made.traits.hidden["constructor"] = Slot(Traced(function, function.node, function.source))
        function.prototype = made
    return Slot(Traced(function.prototype, function.written, function.source))


def is_ordinary(owner: JSObject) -> bool:
    """Whether all that an object inherits from is known, and nothing but objects and functions."""
    where = owner
    while True:
        if where.unknown is not None:
            return False
        proto = prototype_of(where)
        if proto is None or not isinstance(proto.value, JSObject):
            return True
        where = proto.value
        if type(where) not in {JSObject, JSFunction}:
            return False


def chain_end(owner: JSObject) -> JSObject | None:
    """The last object of the script's in a prototype chain; None for one that ends with null."""
    where = owner
    while True:
        proto = prototype_of(where)
        if proto is None:
            return where
        if not isinstance(proto.value, JSObject):
            return None
        where = proto.value


def contents(value: JSObject) -> Iterator[Traced]:
    """What an object holds, and what it inherits from."""
    for slot in value.slots.values():
        yield slot.traced
    if value.traits is not None:
        for slot in value.traits.hidden.values():
            yield slot.traced
        if value.traits.proto is not None:
            yield value.traits.proto
    if isinstance(value, JSCollection):
        yield untraced(value.store)
    elif isinstance(value, JSIterator):
        yield value.over
    if isinstance(value, JSFunction):
        for inner in (value.home, value.prototype):
            if inner is not None:
                yield untraced(inner)
    if isinstance(value, JSArray):
        for element in value.elements:
            if element is not None:
                yield element.traced
