"""Handlers of assignments and updates, and the binding of patterns."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from appconfig_merge.evaluation.computing import compute
from appconfig_merge.evaluation.conditions import Defined, Present
from appconfig_merge.evaluation.expressions.branches import decides
from appconfig_merge.evaluation.expressions.members import raw_key, read_private, to_key
from appconfig_merge.evaluation.expressions.operators import operate
from appconfig_merge.evaluation.expressions.unevaluated import unresolved
from appconfig_merge.evaluation.objects import name_function
from appconfig_merge.evaluation.properties.accessors import reader, writer
from appconfig_merge.evaluation.properties.converting import converting
from appconfig_merge.evaluation.properties.copying import copy_properties, plain_copy
from appconfig_merge.evaluation.properties.get import get, run_hooks
from appconfig_merge.evaluation.properties.iteration import Items
from appconfig_merge.evaluation.properties.private import private_name, set_private
from appconfig_merge.evaluation.properties.set import put, put_global, put_keyed
from appconfig_merge.evaluation.region import fork_values, may_throw
from appconfig_merge.evaluation.scopes import TDZ, Scope
from appconfig_merge.javascript import operators
from appconfig_merge.javascript.conversion import NotKnown, Throws, to_numeric
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt
from appconfig_merge.javascript.values import (
    Accessor,
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
    from appconfig_merge.source import Source

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
        if isinstance(target.object, estree.Super):
            reason = "an assignment through super is not evaluated"
            return unresolved(machine, node, scope, reason)
        owner = yield machine.expression(target.object, scope)
        reference = (owner, (yield _raw_key(machine, target, owner, scope)))
    elif not isinstance(target, estree.Identifier):
        return unresolved(machine, node, scope, "this assignment is not evaluated")
    if node.operator == "=":
        value = yield machine.expression(node.right, scope)
        _name(value, node.right, target)
        storing = _store(machine, target, reference, value, scope)
        if storing is not None:
            yield storing
        return Traced(value.value, node, source, (value,))
    old = yield _load(machine, target, reference, scope)
    operator = node.operator[:-1]
    if operator in {"&&", "||", "??"}:
        return (yield _assign_logical(machine, node, operator, old, reference, scope))
    right = yield machine.expression(node.right, scope)
    result = operate(machine, operator, old, right, node, scope)
    if type(result) is not Traced:
        result = yield result
    storing = _store(machine, target, reference, result, scope)
    if storing is not None:
        yield storing
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
        _name(right, node.right, node.left)
        storing = _store(machine, node.left, reference, right, scope)
        if storing is not None:
            yield storing
        return right

    try:
        takes_right = decides(operator, old.value)
    except NotKnown:
        condition = Present(old) if operator == "??" else old
        takes = operator == "&&"
        branches = ((takes, assign), (not takes, lambda: old))
        joined = yield fork_values(machine, condition, branches if takes else branches[::-1])
        return Traced(joined.value, node, source, (joined,))
    result = (yield assign()) if takes_right else old
    return Traced(result.value, node, source, (result,))


def _name(value: Traced, node: estree.Node, target: estree.Node) -> None:
    """Name an anonymous function after the name that it is assigned to."""
    if isinstance(target, estree.Identifier):
        name_function(value, node, target.name)


def _load(
    machine: Machine,
    target: estree.Node,
    reference: tuple[Traced, Traced] | None,
    scope: Scope,
) -> Evaluation:
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


def _store(
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


def _raw_key(
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
    name = private_name(property, scope)
    if name is None:
        return unresolved(machine, target, scope, "the private name is of no class here")
    at = Traced(UNDEFINED, target, scope.context.source)
    return (yield set_private(machine, owner, name, value, at))


def update_expression(machine: Machine, node: estree.UpdateExpression, scope: Scope) -> Evaluation:
    """``++`` and ``--`` (ECMA-262 13.4)."""
    target = node.argument
    reference: tuple[Traced, Traced] | None = None
    if isinstance(target, estree.MemberExpression) and not isinstance(target.object, estree.Super):
        owner = yield machine.expression(target.object, scope)
        reference = (owner, (yield _raw_key(machine, target, owner, scope)))
    elif not isinstance(target, estree.Identifier):
        return unresolved(machine, node, scope, "this update is not evaluated")
    old = yield _load(machine, target, reference, scope)
    by = 1.0 if node.operator == "++" else -1.0
    if type(old.value) is float:  # nothing to convert
        before = Traced(old.value, node, scope.context.source, (old,))
        after = Traced(old.value + by, node, scope.context.source, (old,))
    else:
        begun = converting(machine, old, "number", Traced(UNDEFINED, node, scope.context.source))
        if begun is not None:
            old = yield begun
        before = compute(machine, to_numeric, (old.value,), node, scope, (old,))
        after = compute(machine, _increment, (before.value, by), node, scope, (old,))
    storing = _store(machine, target, reference, after, scope)
    if storing is not None:
        yield storing
    return after if node.prefix else before


def _increment(value: Value, by: float) -> Value:
    if isinstance(value, BigInt):
        return BigInt(value.value + int(by))
    return operators.binary("+", value, by)


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


def bind(
    machine: Machine,
    pattern: estree.Node,
    given: Traced | Callable[[], Traced],
    scope: Scope,
    store: Store,
) -> Generator[Any, Any, None]:
    """Bind a pattern to a value (ECMA-262 8.6.2, 13.15.5).

    A value inside a pattern is read only after the target that takes it is known, since
    working out the target may change it.
    """
    default: estree.Node | None = None
    if isinstance(pattern, estree.AssignmentPattern):
        default = pattern.right
        pattern = pattern.left
    reference: tuple[Traced, Traced] | None = None
    if isinstance(pattern, estree.MemberExpression):
        owner = yield machine.expression(pattern.object, scope)
        reference = (owner, (yield _raw_key(machine, pattern, owner, scope)))
    value = given if isinstance(given, Traced) else given()
    if default is not None:
        value = yield _with_default(machine, default, value, pattern, scope)
    if isinstance(pattern, estree.Identifier):
        store(machine, pattern.name, value, pattern, scope)
    elif isinstance(pattern, estree.ObjectPattern):
        yield _bind_object(machine, pattern, value, scope, store)
    elif isinstance(pattern, estree.ArrayPattern):
        yield _bind_array(machine, pattern, value, scope, store)
    else:
        storing = _store(machine, pattern, reference, value, scope)
        if storing is not None:
            yield storing


def _with_default(
    machine: Machine, default: estree.Node, value: Traced, target: estree.Node, scope: Scope
) -> Evaluation:
    def evaluate() -> Evaluation:
        value = yield machine.expression(default, scope)
        _name(value, default, target)
        return value

    if isinstance(value.value, Unknown):
        if value.value.kind:
            return value
        branches = ((True, lambda: value), (False, evaluate))
        return (yield fork_values(machine, Defined(value), branches))
    if value.value is UNDEFINED:
        return (yield evaluate())
    return value


def _bind_object(
    machine: Machine, pattern: estree.ObjectPattern, value: Traced, scope: Scope, store: Store
) -> Generator[Any, Any, None]:
    if value.value is None or value.value is UNDEFINED:
        what = "null" if value.value is None else "undefined"
        raise Throws("TypeError", f"Cannot destructure {what}", value)
    if isinstance(value.value, Unknown):
        may_throw(machine, value)
    taken: set[str] = set()
    source = scope.context.source
    for member in pattern.properties:
        if isinstance(member, estree.RestElement):
            at = Traced(UNDEFINED, member, source)
            copied = value
            if _has_accessor(value) and _is_name(member.argument):
                copied = yield plain_copy(machine, value, at, frozenset(taken))
            give = partial(_other_properties, machine, member, copied, frozenset(taken), source)
            yield bind(machine, member.argument, give, scope, store)
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
        give = partial(_property, machine, member, value, named, source)
        if isinstance(named.value, str) and _is_name(member.value):
            at = Traced(UNDEFINED, member, source)
            reading = reader(machine, value, named.value, at)
            if reading is not None:
                found = yield reading
                give = partial(Traced, found.value, member, source, (found,))
        yield bind(machine, member.value, give, scope, store)


def _has_accessor(value: Traced) -> bool:
    owner = value.value
    return isinstance(owner, JSObject) and any(
        isinstance(slot.traced.value, Accessor) for slot in owner.slots.values()
    )


def _is_name(target: estree.Node) -> bool:
    """Whether nothing is evaluated to find what a pattern's member is stored in."""
    if isinstance(target, estree.AssignmentPattern):
        target = target.left
    return not isinstance(target, estree.MemberExpression)


def _property(
    machine: Machine, member: estree.Property, value: Traced, named: Traced, source: Source
) -> Traced:
    """What an object pattern's member takes from the value."""
    if isinstance(named.value, Unknown):
        run_hooks(machine, value)
        return Traced(derived(named.value), member, source, (value, named))
    assert isinstance(named.value, str)
    inner = get(machine, value, named.value)
    inputs = (inner,) if inner.node.start >= 0 or inner.inputs else (value,)
    return Traced(inner.value, member, source, inputs)


def _other_properties(
    machine: Machine,
    member: estree.RestElement,
    value: Traced,
    taken: frozenset[str],
    source: Source,
) -> Traced:
    """What an object pattern's rest takes from the value."""
    rest = machine.journal.made(JSObject())
    via = Traced(UNDEFINED, member, source, (value,))
    copy_properties(machine, rest, value, via, taken)
    return Traced(rest, member, source, (value,))


def _bind_array(
    machine: Machine, pattern: estree.ArrayPattern, value: Traced, scope: Scope, store: Store
) -> Generator[Any, Any, None]:
    items = Items(machine, value, scope.context.source)
    for index, element in enumerate(pattern.elements):
        if element is None:
            items.skip(index)
        elif isinstance(element, estree.RestElement):
            give = partial(items.rest, index, element)
            yield bind(machine, element.argument, give, scope, store)
        else:
            yield bind(machine, element, partial(items.take, index, element), scope, store)


HANDLERS: Final[ExpressionTable] = {
    estree.AssignmentExpression: assignment_expression,
    estree.UpdateExpression: update_expression,
}
