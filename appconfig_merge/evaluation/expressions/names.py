"""Handlers of names and of ``this``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.properties.get import read
from appconfig_merge.evaluation.scopes import TDZ, UNINITIALISED
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.globals import ALIASES
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Slot, Traced
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import ExpressionTable, Machine
    from appconfig_merge.evaluation.scopes import Scope


def identifier(machine: Machine, node: estree.Identifier, scope: Scope) -> Traced:
    """A name; raises Throws when nothing has it (ECMA-262 6.2.5.5)."""
    name = node.name
    slot: Slot | None
    where: Scope | None = scope
    while where is not None:
        slot = where.slots.get(name)
        if slot is not None:
            found: Traced | None = slot.traced
            break
        where = where.parent
    else:
        found = _global(machine, name, scope)
    if found is None:
        at = Traced(UNDEFINED, node, scope.context.source)
        raise Throws("ReferenceError", f"{node.name} is not defined", at)
    if found is TDZ.traced:
        at = Traced(UNDEFINED, node, scope.context.source)
        message = f"Cannot access '{node.name}' before initialization"
        raise Throws("ReferenceError", message, at)
    return Traced(found.value, node, scope.context.source, (found,))


def find(machine: Machine, name: str, scope: Scope) -> Traced | None:
    """What a name stands for, None where it stands for nothing."""
    slot: Slot | None
    where: Scope | None = scope
    while where is not None:
        slot = where.slots.get(name)
        if slot is not None:
            return slot.traced
        where = where.parent
    return _global(machine, name, scope)


def _global(machine: Machine, name: str, scope: Scope) -> Traced | None:
    window = machine.world_object
    slot = window.slots.get(name)
    if slot is not None:
        return read(machine, untraced(window), slot)
    if window.unknown is not None:
        return untraced(window.unknown)
    if name in ALIASES:
        return Traced(window, estree.Node(-1, -1), scope.context.source)
    found = machine.world.get(name)
    if found is None and machine.open_world is not None:
        return untraced(machine.open_world)
    if found is None and machine.page is not None and machine.page.may_be_set(name):
        return untraced(machine.page.set_elsewhere(name))
    return found


def this_expression(_machine: Machine, node: estree.ThisExpression, scope: Scope) -> Traced:
    """The value of ``this``."""
    this = scope.context.this
    if this.value is UNINITIALISED:
        at = Traced(UNDEFINED, node, scope.context.source)
        raise Throws("ReferenceError", UNINITIALISED.reason, at)
    return Traced(this.value, node, scope.context.source, this.inputs)


HANDLERS: Final[ExpressionTable] = {
    estree.Identifier: identifier,
    estree.ThisExpression: this_expression,
}
