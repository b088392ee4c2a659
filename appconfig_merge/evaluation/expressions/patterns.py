"""Binding patterns to values (ECMA-262 8.6.2, 13.15.5)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from appconfig_merge.evaluation.conditions import Defined
from appconfig_merge.evaluation.expressions.members import to_key
from appconfig_merge.evaluation.expressions.references import key_of_target, name_after, store_value
from appconfig_merge.evaluation.properties.accessors import reader
from appconfig_merge.evaluation.properties.copying import copy_properties, plain_copy
from appconfig_merge.evaluation.properties.get import get, run_hooks
from appconfig_merge.evaluation.properties.iteration import Items
from appconfig_merge.evaluation.region import fork_values, may_throw
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import Accessor, JSObject, Traced, Unknown, derived
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from typing import Any, TypeAlias

    from appconfig_merge.evaluation.machine import Evaluation, Machine
    from appconfig_merge.evaluation.scopes import Scope
    from appconfig_merge.source import Source

    Store: TypeAlias = Callable[[Machine, str, Traced, estree.Node, Scope], None]


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
        reference = (owner, (yield key_of_target(machine, pattern, owner, scope)))
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
        storing = store_value(machine, pattern, reference, value, scope)
        if storing is not None:
            yield storing


def _with_default(
    machine: Machine, default: estree.Node, value: Traced, target: estree.Node, scope: Scope
) -> Evaluation:
    def evaluate() -> Evaluation:
        value = yield machine.expression(default, scope)
        name_after(value, default, target)
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
