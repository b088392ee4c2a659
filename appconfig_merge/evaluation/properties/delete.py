"""The delete operator on a property, and whether there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.effects.havoc import taint
from appconfig_merge.evaluation.objects import may_be_absent
from appconfig_merge.evaluation.properties.get import get
from appconfig_merge.evaluation.properties.inheritance import locate
from appconfig_merge.evaluation.properties.set import write_to_unknown
from appconfig_merge.evaluation.world import GlobalObject, member_path
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.internal_slots import JSArguments
from appconfig_merge.javascript.keys import is_index
from appconfig_merge.javascript.primitives import UNDEFINED, RegExp
from appconfig_merge.javascript.values import (
    FIXED,
    JSArray,
    JSFunction,
    JSObject,
    Open,
    Slot,
    Traced,
    Unknown,
)

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine


def has(machine: Machine, target: Traced, key: str) -> bool | Unknown:
    """Whether an object has a property, its own or inherited (ECMA-262 7.3.12)."""
    owner = target.value
    assert isinstance(owner, JSObject)
    if owner.unknown is not None:
        slot = owner.slots.get(key) if isinstance(owner.unknown, Open) else None
        return owner.unknown if slot is None or may_be_absent(slot) else True
    place = locate(machine, owner, key)
    if place.slot is not None:
        unknown = place.slot.traced.value
        return unknown if isinstance(unknown, Unknown) and unknown.may_be_absent else True
    if place.holder is not None and place.holder.unknown is not None:
        return place.holder.unknown
    if machine.page is not None and machine.page.is_filled(owner):
        return machine.page.filling()
    if isinstance(owner, GlobalObject) and key in {"undefined", "NaN", "Infinity"}:
        return True
    found = get(machine, target, key).value
    if not isinstance(found, Unknown):
        return found is not UNDEFINED
    return True if found.path and found.kind else found


def delete(machine: Machine, target: Traced, key: str, at: Traced, strict: bool) -> bool | Unknown:
    """The delete operator on a property: its result, after its effect. ``at`` is the operator."""
    owner = target.value
    if owner is None or owner is UNDEFINED:
        raise Throws("TypeError", "Cannot convert undefined or null to object")
    if isinstance(owner, Unknown):
        path = member_path(owner.path, key) if owner.path else ""
        write_to_unknown(machine, target, target, path)
        return Unknown(owner.reason, origin=owner.origin)
    if isinstance(owner, RegExp):
        return Unknown("what is deleted of a regular expression is not evaluated")
    if not isinstance(owner, JSObject):
        fixed = isinstance(owner, str) and (key == "length" or is_index(key))
        return Unknown("this delete is not evaluated") if fixed else True
    if owner.unknown is not None and not (
        isinstance(owner.unknown, Open) and key in owner.slots and not owner.frozen
    ):
        unknown = Unknown(owner.unknown.reason, origin=owner.unknown.origin)
        if not isinstance(owner.unknown, Open):
            taint(machine, owner, unknown)
        return unknown
    slot = owner.slots.get(key)
    traits = owner.traits
    if slot is None and traits is not None:
        slot = traits.hidden.get(key)
    index = int(key) if isinstance(owner, JSArray) and is_index(key) else None
    if index is not None:
        assert isinstance(owner, JSArray)
        slot = owner.elements[index] if index < len(owner.elements) else None
    fixed = isinstance(owner, JSArray) and key == "length"
    if isinstance(owner, GlobalObject) and slot is None and machine.world.get(key) is not None:
        machine.overwritten.add(key)
        return Unknown("whether the browser lets go of this is not known")
    fixed = fixed or (isinstance(owner, GlobalObject) and key in owner.permanent)
    if isinstance(owner, JSFunction) and key == "prototype" and slot is None:
        return Unknown("the prototype of functions is not evaluated here")
    if slot is None and isinstance(owner, JSFunction) and key in {"length", "name"}:
        machine.journal.before_change(owner)
        _note(owner, key, Slot(at), at)
    if slot is None and not fixed:
        return True
    kept = traits is not None and (traits.sealed or bool(traits.locked.get(key, 0) & FIXED))
    if owner.frozen or fixed or kept:
        if slot is not None and may_be_absent(slot):
            return Unknown("whether there is anything to delete is not known")
        if strict:
            raise Throws("TypeError", f"Cannot delete property '{key}' of object")
        return False
    assert slot is not None
    if isinstance(owner, JSArguments) and key in owner.mapping:
        taint(machine, owner, Unknown("an element of `arguments` is deleted", origin=at))
        return True
    if traits is not None and (key in traits.hidden or key in traits.locked):
        traits = traits.copy()
        traits.locked.pop(key, None)
        if traits.hidden.pop(key, None) is not None:
            machine.journal.set_traits(owner, traits)
            return True
        machine.journal.set_traits(owner, traits)
    machine.journal.before_change(owner)
    if index is not None:
        assert isinstance(owner, JSArray)
        owner.elements[index] = None
    else:
        del owner.slots[key]
        _note(owner, key, slot, at)
    return True


def _note(owner: JSObject, key: str, slot: Slot, at: Traced) -> None:
    """Note what a property held that is deleted."""
    if owner.deleted is None:
        owner.deleted = {}
    owner.deleted[key] = (slot, at)
