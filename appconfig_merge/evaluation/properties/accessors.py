"""Reading and writing properties that a getter or setter of the script's own handles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.objects import prototype_of
from appconfig_merge.evaluation.properties.get import get
from appconfig_merge.evaluation.properties.inheritance import accessor_of
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Accessor, JSFunction, JSObject, Slot, Traced, Unknown

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation, Machine
    from appconfig_merge.evaluation.scopes import Scope
    from appconfig_merge.syntax.estree import Node


def reader(machine: Machine, target: Traced, key: str, at: Traced) -> Evaluation | None:
    """Begin to call the getter of a property; None where no getter is known to handle it."""
    if not machine.hooks:
        return None
    found = accessor_of(machine, target.value, key)
    return _get(machine, found, target, at) if found is not None else None


def _get(machine: Machine, accessor: Accessor, this: Traced, at: Traced) -> Evaluation:
    if accessor.getter is None:
        return Traced(UNDEFINED, at.node, at.source)
    function = accessor.getter.value
    assert isinstance(function, JSFunction)
    return (yield machine.call(function, this, [], at))


def writer(
    machine: Machine, target: Traced, key: str, value: Traced, at: Traced, *, strict: bool
) -> Evaluation | None:
    """Begin to call the setter of a property; None where no setter is known to handle it."""
    if not machine.hooks:
        return None
    found = accessor_of(machine, target.value, key)
    return _set(machine, found, target, value, at, strict=strict) if found is not None else None


def _set(
    machine: Machine, accessor: Accessor, this: Traced, value: Traced, at: Traced, *, strict: bool
) -> Evaluation:
    if accessor.setter is None:
        if strict:
            message = "Cannot set a property that has only a getter"
            raise Throws("TypeError", message, at)
        return value
    function = accessor.setter.value
    assert isinstance(function, JSFunction)
    yield machine.call(function, this, [value], at)
    return value


def with_accessor(old: Slot | None, accessor: Accessor) -> Accessor:
    """A new getter or setter beside the other one that the property has already."""
    before = old.traced.value if old is not None else None
    if not isinstance(before, Accessor):
        return accessor
    return Accessor(accessor.getter or before.getter, accessor.setter or before.setter)


def accessor_slot(accessor: Accessor, key: Node | None, at: Traced, old: Slot | None) -> Slot:
    """The slot of a property that a getter or setter handles."""
    inputs = [item for item in (accessor.getter, accessor.setter) if item is not None]
    return Slot(Traced(accessor, at.node, at.source, tuple(inputs)), key, old)


def read_super(machine: Machine, scope: Scope, key: str, at: Traced) -> Evaluation:
    """``super.key`` (ECMA-262 13.3.7): what the prototype of the method's object has."""
    home = scope.context.home
    this = scope.context.this
    if home is None:
        return Traced(Unknown("super is not evaluated here"), at.node, at.source)
    proto = prototype_of(home)
    if proto is None:
        outer = JSObject()
        return get(machine, untraced(outer), key)
    if not isinstance(proto.value, JSObject):
        raise Throws("TypeError", f"Cannot read properties of null (reading '{key}')", at)
    found = accessor_of(machine, proto.value, key)
    if found is not None:
        return (yield _get(machine, found, this, at))
    return get(machine, proto, key)
