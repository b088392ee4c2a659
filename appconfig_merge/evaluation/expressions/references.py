"""What assignments read and write: names and properties (Reference Records, ECMA-262 6.2.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.expressions.members import raw_key, read_private, to_key
from appconfig_merge.evaluation.expressions.unevaluated import unresolved
from appconfig_merge.evaluation.objects import name_function
from appconfig_merge.evaluation.properties.accessors import reader, writer
from appconfig_merge.evaluation.properties.get import get, run_hooks
from appconfig_merge.evaluation.properties.set import put, put_global, put_keyed
from appconfig_merge.evaluation.scopes import TDZ, Scope
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import Slot, Traced, Unknown, derived
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation, Machine


def name_after(value: Traced, node: estree.Node, target: estree.Node) -> None:
    """Name an anonymous function after the name that it is assigned to."""
    if isinstance(target, estree.Identifier):
        name_function(value, node, target.name)


def load(
    machine: Machine,
    target: estree.Node,
    reference: tuple[Traced, Traced] | None,
    scope: Scope,
) -> Evaluation:
    """Evaluate a target: ``reference`` is the object and the key of a member, None for a name."""
    if reference is None:
        return (yield machine.expression(target, scope))
    owner, raw = reference
    source = scope.context.source
    assert isinstance(target, estree.MemberExpression)
    if isinstance(target.property, estree.PrivateIdentifier):
        return (yield read_private(machine, target, target.property, owner, scope))
    if owner.value is None or owner.value is UNDEFINED:
        key = raw
    else:
        key = to_key(machine, raw, target.property, scope)
    if isinstance(key.value, Unknown):
        run_hooks(machine, owner)
        return Traced(derived(key.value), target, source, (owner, key))
    place = Traced(UNDEFINED, target, source)
    reading = reader(machine, owner, str(key.value), place)
    if reading is not None:
        found = yield reading
        return Traced(found.value, target, source, (found,))
    try:
        found = get(machine, owner, str(key.value))
    except Throws as error:
        error.at = Traced(UNDEFINED, target, source)
        raise
    return Traced(found.value, target, source, (found,))


def store_value(
    machine: Machine,
    target: estree.Node,
    reference: tuple[Traced, Traced] | None,
    value: Traced,
    scope: Scope,
) -> Evaluation | None:
    """Store a value; gives what is to be run for it, where a setter handles the property."""
    if reference is None:
        assert isinstance(target, estree.Identifier)
        assign_name(machine, target.name, value, target, scope)
        return None
    owner, raw = reference
    assert isinstance(target, estree.MemberExpression)
    if isinstance(target.property, estree.PrivateIdentifier):
        return _store_private(machine, target, target.property, owner, value, scope)
    key = raw
    if owner.value is not None and owner.value is not UNDEFINED:
        key = to_key(machine, raw, target.property, scope)
    if isinstance(key.value, Unknown):
        put_keyed(machine, owner, key, value)
        return None
    strict = scope.context.strict
    place = Traced(UNDEFINED, target, scope.context.source)
    handled = writer(machine, owner, str(key.value), value, place, strict=strict)
    if handled is not None:
        return handled
    try:
        at = target.property
        put(machine, owner, str(key.value), value, at, strict)
    except Throws as error:
        error.at = place
        raise
    return None


def key_of_target(
    machine: Machine, target: estree.MemberExpression, owner: Traced, scope: Scope
) -> Traced | Evaluation:
    """What stands for the key of a target; of a private name nothing does."""
    if isinstance(target.property, estree.PrivateIdentifier):
        return owner
    return raw_key(machine, target, scope)


def _store_private(
    machine: Machine,
    target: estree.Node,
    property: estree.PrivateIdentifier,
    owner: Traced,
    value: Traced,
    scope: Scope,
) -> Evaluation:
    from appconfig_merge.evaluation.properties.private import private_name, set_private

    name = private_name(property, scope)
    if name is None:
        return unresolved(machine, target, scope, "the private name is of no class here")
    at = Traced(UNDEFINED, target, scope.context.source)
    return (yield set_private(machine, owner, name, value, at))


def assign_name(machine: Machine, name: str, value: Traced, at: estree.Node, scope: Scope) -> None:
    """Assign to a name that exists, or make a global of it in sloppy code."""
    where: Scope | None = scope
    while where is not None:
        old = where.slots.get(name)
        if old is not None:
            located = Traced(UNDEFINED, at, scope.context.source)
            if old is TDZ:
                message = f"Cannot access '{name}' before initialization"
                raise Throws("ReferenceError", message, located)
            if where.is_name and not scope.context.strict:
                return
            if where.is_name or name in where.constants:
                raise Throws("TypeError", "Assignment to constant variable.", located)
            machine.journal.set_slot(where, name, Slot(value, at, old))
            return
        where = where.parent
    window = machine.world_object
    if (
        scope.context.strict
        and name not in window.slots
        and machine.open_world is None
        and machine.world.get(name) is None
        and not (machine.page is not None and machine.page.may_be_set(name))
    ):
        located = Traced(UNDEFINED, at, scope.context.source)
        raise Throws("ReferenceError", f"{name} is not defined", located)
    put_global(machine, window, name, value, at, scope.context.strict)


def declare(machine: Machine, name: str, value: Traced, at: estree.Node, scope: Scope) -> None:
    """Initialise a let, const or class binding, or a parameter, of this very scope."""
    owner = scope.parent if scope.is_script and scope.parent else scope
    old = owner.slots.get(name)
    previous = None if old is TDZ else old
    machine.journal.set_slot(owner, name, Slot(value, at, previous))
