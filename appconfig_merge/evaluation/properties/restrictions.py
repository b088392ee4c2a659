"""What may keep an assignment from its object: locks, inherited setters; and what it also sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects.havoc import escape, havoc, taint
from appconfig_merge.evaluation.effects.reachable import runs_code
from appconfig_merge.evaluation.objects import chain_end, may_be_absent
from appconfig_merge.evaluation.properties.inheritance import locate, may_replace, set_prototype
from appconfig_merge.evaluation.scopes import Scope
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.primitives import RegExp
from appconfig_merge.javascript.values import READ_ONLY, JSFunction, JSObject, Slot, Traced, Unknown

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.javascript.internal_slots import JSArguments
    from appconfig_merge.syntax.estree import Node

_OF_FUNCTIONS: Final = frozenset({"arguments", "caller", "length", "name"})


def put_prototype(machine: Machine, owner: JSObject, value: Traced) -> bool:
    """Assign to ``__proto__`` (ECMA-262 B.2.2.1), where it is known what that does."""
    if chain_end(owner) is None or (owner.traits and "__proto__" in owner.traits.hidden):
        return False
    proto = value.value
    if isinstance(proto, JSObject) or proto is None:
        try:
            if not may_replace(machine, owner, proto):
                raise Throws("TypeError", "Cyclic __proto__ value")
        except NotKnown:
            return False
        set_prototype(machine, owner, value)
        return True
    return not isinstance(proto, Unknown | RegExp) and machine.polluted is None


def put_parameter(machine: Machine, owner: JSArguments, key: str, value: Traced, at: Node) -> None:
    """An element of ``arguments`` that stands for a parameter sets that, too."""
    scope, name = owner.mapping[key]
    assert isinstance(scope, Scope)
    machine.journal.set_slot(scope, name, Slot(value, at, scope.slots.get(name)))


def takes(
    machine: Machine,
    owner: JSObject,
    target: Traced,
    key: str,
    value: Traced,
    old: Slot | None,
    strict: bool,
) -> bool:
    """Whether an object of unusual traits lets an assignment through to its own properties.

    What the assignment does instead is done. Raises Throws in strict code where it is refused.
    """
    traits = owner.traits
    assert traits is not None
    if old is not None and not may_be_absent(old):
        return not traits.locked.get(key, 0) & READ_ONLY or refuse(key, strict)
    if traits.proto is not None and not _is_free(machine, owner, target, key, value):
        return refuse(key, strict) if owner.unknown is None else False
    if traits.closed or traits.sealed:
        if old is None:
            return refuse(key, strict)
        taint(machine, owner, Unknown("it takes no new properties", origin=value))
        escape(machine, value)
        return False
    return True


def _is_free(machine: Machine, owner: JSObject, target: Traced, key: str, value: Traced) -> bool:
    """Whether nothing that an object inherits keeps a property from being made.

    Where that isn't known the object is unknown afterwards.
    """
    assert owner.traits is not None
    assert owner.traits.proto is not None
    proto = owner.traits.proto.value
    if not isinstance(proto, JSObject):
        return True
    found = locate(machine, proto, key)
    end = found.holder
    if end is not None and (end.unknown is not None or isinstance(end, GlobalObject)):
        escape(machine, value)
        if machine.hooks and runs_code(machine, [target]):
            havoc(machine, [target, *machine.escaped.values()], target)
        taint(machine, owner, Unknown("what it inherits from is not known", origin=value))
        return False
    if found.slot is not None and end is not None:
        unknown = found.slot.traced.value
        if isinstance(unknown, Unknown) and (unknown.accessor or unknown.may_be_absent):
            escape(machine, value)
            inherited = found.slot.traced
            havoc(machine, [target, inherited, value, *machine.escaped.values()], inherited)
            taint(machine, owner, Unknown("a setter may have kept it from changing"))
            return False
        is_fixed = isinstance(end, JSFunction) and key == "prototype" and end.parts is not None
        locked = end.traits.locked.get(key, 0) if end.traits is not None else 0
        return not (end.frozen or is_fixed or locked & READ_ONLY)
    if isinstance(end, JSFunction) and key in _OF_FUNCTIONS:
        taint(machine, owner, Unknown("it inherits from a function", origin=value))
        return False
    return True


def refuse(key: str, strict: bool) -> bool:
    """Refuse an assignment: False, or in strict code a TypeError."""
    if strict:
        raise Throws("TypeError", f"Cannot assign to property '{key}' of object")
    return False
