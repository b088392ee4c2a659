"""Handlers of assignments and updates, and the binding of patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from appconfig_merge.evaluation import members
from appconfig_merge.evaluation.effects import taint
from appconfig_merge.evaluation.expressions import decides, property_key, to_key, unresolved
from appconfig_merge.evaluation.journal import join_values
from appconfig_merge.evaluation.literals import copy_properties, iterate
from appconfig_merge.evaluation.machine import BRANCH_REASON, fork
from appconfig_merge.evaluation.scopes import TDZ, Scope
from appconfig_merge.javascript import operators
from appconfig_merge.javascript.conversion import NotKnown, Throws, to_numeric
from appconfig_merge.javascript.values import (
    UNDEFINED,
    BigInt,
    JSArray,
    JSObject,
    Slot,
    Traced,
    Unknown,
    Value,
    derived,
)
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from typing import Any

    from appconfig_merge.evaluation.machine import Evaluation, ExpressionTable, Machine

    Store: TypeAlias = Callable[[Machine, str, Traced, estree.Node, Scope], None]


def assignment_expression(
    machine: Machine, node: estree.AssignmentExpression, scope: Scope
) -> Evaluation:
    """``=`` and its compounds (ECMA-262 13.15)."""
    source = scope.context.source
    target = node.left
    if isinstance(target, estree.ObjectPattern | estree.ArrayPattern):
        value = yield machine.expression(node.right, scope)
        yield bind(machine, target, value, scope, assign_name)
        return Traced(value.value, node, source, (value,))
    reference: tuple[Traced, Traced] | None = None
    if isinstance(target, estree.MemberExpression):
        if isinstance(target.object, estree.Super) or isinstance(
            target.property, estree.PrivateIdentifier
        ):
            return unresolved(machine, node, scope, "properties of classes are not evaluated")
        owner = yield machine.expression(target.object, scope)
        reference = (owner, (yield property_key(machine, target, scope)))
    elif not isinstance(target, estree.Identifier):
        return unresolved(machine, node, scope, "this assignment is not evaluated")
    if node.operator == "=":
        value = yield machine.expression(node.right, scope)
        _store(machine, target, reference, value, scope)
        return Traced(value.value, node, source, (value,))
    old = yield _load(machine, target, reference, scope)
    operator = node.operator[:-1]
    if operator in {"&&", "||", "??"}:
        return (yield _assign_logical(machine, node, operator, old, reference, scope))
    right = yield machine.expression(node.right, scope)
    arguments = (operator, old.value, right.value)
    result = machine.compute(operators.binary, arguments, node, scope, (old, right))
    _store(machine, target, reference, result, scope)
    return result


def _assign_logical(
    machine: Machine,
    node: estree.AssignmentExpression,
    operator: str,
    old: Traced,
    reference: tuple[Traced, Traced] | None,
    scope: Scope,
) -> Evaluation:
    source = scope.context.source

    def assign() -> Evaluation:
        right = yield machine.expression(node.right, scope)
        _store(machine, node.left, reference, right, scope)
        return right

    try:
        takes_right = decides(operator, old.value)
    except NotKnown:
        outcomes = yield fork(machine, old, ((True, lambda: old), (False, assign)))
        joined = join_values(
            [result for _, result in outcomes], [outcome for outcome, _ in outcomes], BRANCH_REASON
        )
        return Traced(joined.value, node, source, (joined,))
    result = (yield assign()) if takes_right else old
    return Traced(result.value, node, source, (result,))


def _load(
    machine: Machine,
    target: estree.Node,
    reference: tuple[Traced, Traced] | None,
    scope: Scope,
) -> Evaluation:
    if reference is None:
        return (yield machine.expression(target, scope))
    owner, key = reference
    source = scope.context.source
    if isinstance(key.value, Unknown):
        return Traced(derived(key.value), target, source, (owner, key))
    assert isinstance(key.value, str)
    try:
        found = members.get(machine, owner, key.value)
    except Throws as error:
        error.at = Traced(UNDEFINED, target, source)
        raise
    return Traced(found.value, target, source, (found,))


def _store(
    machine: Machine,
    target: estree.Node,
    reference: tuple[Traced, Traced] | None,
    value: Traced,
    scope: Scope,
) -> None:
    if reference is None:
        assert isinstance(target, estree.Identifier)
        assign_name(machine, target.name, value, target, scope)
        return
    owner, key = reference
    if not isinstance(key.value, str):
        members.write_to_unknown(machine, owner, value, "")
        if isinstance(owner.value, JSObject):
            taint(machine, owner.value, Unknown("a key is not known", origin=key))
        return
    assert isinstance(target, estree.MemberExpression)
    try:
        members.put(machine, owner, key.value, value, target.property, scope.context.strict)
    except Throws as error:
        error.at = Traced(UNDEFINED, target, scope.context.source)
        raise


def update_expression(machine: Machine, node: estree.UpdateExpression, scope: Scope) -> Evaluation:
    """``++`` and ``--`` (ECMA-262 13.4)."""
    target = node.argument
    reference: tuple[Traced, Traced] | None = None
    if isinstance(target, estree.MemberExpression) and not isinstance(
        target.property, estree.PrivateIdentifier
    ):
        owner = yield machine.expression(target.object, scope)
        reference = (owner, (yield property_key(machine, target, scope)))
    elif not isinstance(target, estree.Identifier):
        return unresolved(machine, node, scope, "this update is not evaluated")
    old = yield _load(machine, target, reference, scope)
    before = machine.compute(to_numeric, (old.value,), node, scope, (old,))
    arguments = (before.value, 1 if node.operator == "++" else -1)
    after = machine.compute(_increment, arguments, node, scope, (old,))
    _store(machine, target, reference, after, scope)
    return after if node.prefix else before


def _increment(value: Value, by: int) -> Value:
    if isinstance(value, BigInt):
        return BigInt(value.value + by)
    return operators.binary("+", value, float(by))


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
            if name in where.constants:
                raise Throws("TypeError", "Assignment to constant variable.", located)
            machine.journal.set_slot(where, name, Slot(value, at, old))
            return
        where = where.parent
    window = machine.world_object
    if (
        scope.context.strict
        and name not in window.slots
        and window.unknown is None
        and machine.world.get(name) is None
    ):
        located = Traced(UNDEFINED, at, scope.context.source)
        raise Throws("ReferenceError", f"{name} is not defined", located)
    members.put_global(machine, window, name, value, at, scope.context.strict)


def declare(machine: Machine, name: str, value: Traced, at: estree.Node, scope: Scope) -> None:
    """Initialise a let, const or class binding, or a parameter, of this very scope."""
    owner = scope.parent if scope.is_script and scope.parent else scope
    old = owner.slots.get(name)
    previous = None if old is TDZ else old
    machine.journal.set_slot(owner, name, Slot(value, at, previous))


def bind(
    machine: Machine, pattern: estree.Node, value: Traced, scope: Scope, store: Store
) -> Generator[Any, Any, None]:
    """Bind a pattern to a value (ECMA-262 8.6.2, 13.15.5)."""
    if isinstance(pattern, estree.Identifier):
        store(machine, pattern.name, value, pattern, scope)
    elif isinstance(pattern, estree.AssignmentPattern):
        chosen = yield _with_default(machine, pattern, value, scope)
        yield bind(machine, pattern.left, chosen, scope, store)
    elif isinstance(pattern, estree.ObjectPattern):
        yield _bind_object(machine, pattern, value, scope, store)
    elif isinstance(pattern, estree.ArrayPattern):
        yield _bind_array(machine, pattern, value, scope, store)
    else:
        assert isinstance(pattern, estree.MemberExpression)
        owner = yield machine.expression(pattern.object, scope)
        key = yield property_key(machine, pattern, scope)
        _store(machine, pattern, (owner, key), value, scope)


def _with_default(
    machine: Machine, pattern: estree.AssignmentPattern, value: Traced, scope: Scope
) -> Evaluation:
    if isinstance(value.value, Unknown):
        if value.value.kind:
            return value
        outcomes = yield fork(
            machine,
            value,
            ((True, lambda: value), (False, lambda: machine.expression(pattern.right, scope))),
        )
        return join_values(
            [result for _, result in outcomes], [outcome for outcome, _ in outcomes], BRANCH_REASON
        )
    if value.value is UNDEFINED:
        return (yield machine.expression(pattern.right, scope))
    return value


def _bind_object(
    machine: Machine, pattern: estree.ObjectPattern, value: Traced, scope: Scope, store: Store
) -> Generator[Any, Any, None]:
    if value.value is None or value.value is UNDEFINED:
        what = "null" if value.value is None else "undefined"
        raise Throws("TypeError", f"Cannot destructure {what}", value)
    taken: set[str] = set()
    source = scope.context.source
    for member in pattern.properties:
        if isinstance(member, estree.RestElement):
            rest = JSObject(machine.journal.epoch)
            copy_properties(machine, rest, value, Traced(UNDEFINED, member, source, (value,)))
            for key in taken:
                rest.slots.pop(key, None)
            found = Traced(rest, member, source, (value,))
            yield bind(machine, member.argument, found, scope, store)
            continue
        if member.computed:
            traced = yield machine.expression(member.key, scope)
            named = to_key(machine, traced, member.key, scope)
        elif isinstance(member.key, estree.Identifier):
            named = Traced(member.key.name, member.key, source)
        else:
            traced = yield machine.expression(member.key, scope)
            named = to_key(machine, traced, member.key, scope)
        if isinstance(named.value, str):
            taken.add(named.value)
            inner = members.get(machine, value, named.value)
            inputs = (inner,) if inner.node.start >= 0 or inner.inputs else (value,)
            found = Traced(inner.value, member, source, inputs)
        else:
            assert isinstance(named.value, Unknown)
            found = Traced(derived(named.value), member, source, (value, named))
        yield bind(machine, member.value, found, scope, store)


def _bind_array(
    machine: Machine, pattern: estree.ArrayPattern, value: Traced, scope: Scope, store: Store
) -> Generator[Any, Any, None]:
    source = scope.context.source
    items = iterate(value)
    for index, element in enumerate(pattern.elements):
        if element is None:
            continue
        if isinstance(items, Unknown):
            found = Traced(Unknown(items.reason), element, source, (value,))
        elif isinstance(element, estree.RestElement):
            rest = JSArray([Slot(slot.traced) for slot in items[index:]], machine.journal.epoch)
            found = Traced(rest, element, source, (value,))
        elif index < len(items):
            found = items[index].traced
        else:
            found = Traced(UNDEFINED, element, source, (value,))
        target = element.argument if isinstance(element, estree.RestElement) else element
        yield bind(machine, target, found, scope, store)


HANDLERS: Final[ExpressionTable] = {
    estree.AssignmentExpression: assignment_expression,
    estree.UpdateExpression: update_expression,
}
