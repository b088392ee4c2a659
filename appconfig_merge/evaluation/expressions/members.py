"""Member access: reading properties, naming them, and the ``in`` operator."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.computing import compute
from appconfig_merge.evaluation.expressions.unevaluated import unresolved
from appconfig_merge.evaluation.intrinsics import row
from appconfig_merge.evaluation.properties.accessors import read_super, reader
from appconfig_merge.evaluation.properties.get import get, run_hooks
from appconfig_merge.evaluation.scopes import UNINITIALISED
from appconfig_merge.evaluation.world import member_path
from appconfig_merge.javascript.conversion import NotKnown, Throws, to_primitive, to_string
from appconfig_merge.javascript.lifting import NotLifted, lift
from appconfig_merge.javascript.primitives import UNDEFINED, RegExp
from appconfig_merge.javascript.values import JSObject, Traced, Unknown, Value, derived
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation, ExpressionTable, Machine
    from appconfig_merge.evaluation.page_state import PageState
    from appconfig_merge.evaluation.scopes import Scope


def member_expression(machine: Machine, node: estree.MemberExpression, scope: Scope) -> Evaluation:
    """Reading a property."""
    if isinstance(node.object, estree.Super):
        return (yield super_member(machine, node, scope))
    target = yield machine.expression(node.object, scope)
    return (yield read_member(machine, node, target, scope))


def read_member(
    machine: Machine, node: estree.MemberExpression, target: Traced, scope: Scope
) -> Evaluation:
    """The rest of reading a property, once its object is known."""
    source = scope.context.source
    if isinstance(node.property, estree.PrivateIdentifier):
        return (yield read_private(machine, node, node.property, target, scope))
    raw = yield raw_key(machine, node, scope)
    if target.value is None or target.value is UNDEFINED:
        _read_of_nullish(node, target, scope)
    key = to_key(machine, raw, node.property, scope) if node.computed else raw
    if isinstance(key.value, Unknown):
        from appconfig_merge.evaluation.properties.keyed import get_keyed

        named = get_keyed(machine, target, key, Traced(UNDEFINED, node, source))
        if named is not None:
            return Traced(named.value, node, source, (named, key))
        run_hooks(machine, target)
        return Traced(derived(key.value), node, source, (target, key))
    assert isinstance(key.value, str)
    reading = reader(machine, target, key.value, Traced(UNDEFINED, node, source))
    if reading is not None:
        found = yield reading
        return Traced(found.value, node, source, (found,))
    try:
        found = get(machine, target, key.value)
    except Throws as error:
        error.at = Traced(UNDEFINED, node, source)
        raise
    found = machine.narrow(found)
    if found.value is UNDEFINED and machine.page is not None:
        _note_hidden(machine, machine.page, target, key.value, Traced(UNDEFINED, node, source))
    if isinstance(found.value, Unknown):
        # The value may be, or be part of, what it was read from: only if that is unknown too.
        inside = isinstance(target.value, Unknown) or (
            isinstance(target.value, JSObject) and target.value.unknown is not None
        )
        inputs = (found,) if found.node.start >= 0 or found.inputs else (target,) if inside else ()
        return Traced(found.value, node, source, inputs)
    return Traced(found.value, node, source, (found, key) if node.computed else (found,))


def _note_hidden(machine: Machine, page: PageState, target: Traced, name: str, at: Traced) -> None:
    """Note that the window was asked for what a let, const or class declares: it has none."""
    lexical = machine.lexical.slots if machine.lexical is not None else {}
    if target.value is machine.world_object and name in lexical:
        page.hidden.setdefault(name, at)


def read_private(
    machine: Machine,
    node: estree.Node,
    property: estree.PrivateIdentifier,
    target: Traced,
    scope: Scope,
) -> Evaluation:
    """Reading ``target.#property``."""
    from appconfig_merge.evaluation.properties.private import get_private, private_name

    name = private_name(property, scope)
    if name is None:
        return unresolved(machine, node, scope, "the private name is of no class here")
    found = yield get_private(machine, target, name, Traced(UNDEFINED, node, scope.context.source))
    return Traced(found.value, node, scope.context.source, (found,))


def super_member(machine: Machine, node: estree.MemberExpression, scope: Scope) -> Evaluation:
    """Reading a property of ``super``."""
    source = scope.context.source
    raw = yield raw_key(machine, node, scope)
    key = to_key(machine, raw, node.property, scope) if node.computed else raw
    if scope.context.this.value is UNINITIALISED:
        raise Throws("ReferenceError", UNINITIALISED.reason, Traced(UNDEFINED, node, source))
    if not isinstance(key.value, str) or scope.context.home is None:
        return unresolved(machine, node, scope, "super is not evaluated here")
    at = Traced(UNDEFINED, node, source)
    found = yield read_super(machine, scope, key.value, at)
    return Traced(found.value, node, source, (found,))


def _read_of_nullish(node: estree.MemberExpression, target: Traced, scope: Scope) -> None:
    what = "null" if target.value is None else "undefined"
    name = (
        f" (reading '{node.property.name}')"
        if isinstance(node.property, estree.Identifier) and not node.computed
        else ""
    )
    at = Traced(UNDEFINED, node, scope.context.source)
    raise Throws("TypeError", f"Cannot read properties of {what}{name}", at)


def raw_key(machine: Machine, node: estree.MemberExpression, scope: Scope) -> Traced | Evaluation:
    """What stands for the key of a member expression, not yet turned into one."""
    if node.computed:
        return machine.expression(node.property, scope)
    assert isinstance(node.property, estree.Identifier)
    return Traced(node.property.name, node.property, scope.context.source)


def to_key(machine: Machine, traced: Traced, node: estree.Node, scope: Scope) -> Traced:
    """ToPropertyKey (ECMA-262 7.1.19): a str, or an Unknown; symbols are left unknown."""
    value = traced.value
    if type(value) is str or (isinstance(value, Unknown) and value.kind == "string"):
        return traced
    key = compute(machine, _key, (value,), node, scope, (traced,))
    if isinstance(value, Unknown) and isinstance(key.value, Unknown) and not key.value.candidates:
        key.value = machine.key_of(value) or key.value
    return key


def _key(value: Value) -> Value:
    return to_string(to_primitive(value))


def in_operator(
    machine: Machine, node: estree.BinaryExpression, left: Traced, right: Traced, scope: Scope
) -> Traced:
    """The ``in`` operator (ECMA-262 13.10.1)."""
    inputs = (left, right)

    def of(name: Traced | None, owner: Traced | None) -> Traced:
        found: Value | None = None
        if name is not None and owner is not None:
            if isinstance(name.value, Unknown):
                from appconfig_merge.evaluation.properties.keyed import has_keyed

                found = has_keyed(machine, owner, name, own=False)
            else:
                found = _has(machine, name, owner)
        if found is None:
            raise NotLifted
        return Traced(found, node, scope.context.source, inputs)

    if isinstance(left.value, Unknown) or isinstance(right.value, Unknown):
        with suppress(NotLifted, NotKnown, Throws):
            found = lift(of, machine.narrow(left), machine.narrow(right))
            assert found is not None
            return Traced(found.value, node, scope.context.source, inputs)
    return compute(machine, _has, (machine, left, right), node, scope, inputs, kind="boolean")


def _has(machine: Machine, left: Traced, right: Traced) -> Value:
    if isinstance(right.value, Unknown):
        if isinstance(left.value, str) and _is_in_every_browser(machine, right.value, left.value):
            return True
        raise NotKnown(right.value)
    if not isinstance(right.value, JSObject | RegExp):
        raise Throws("TypeError", "Cannot use 'in' operator to search in a primitive value")
    key = to_string(left.value)
    if isinstance(right.value, RegExp):
        raise NotKnown(Unknown("properties of regular expressions are not evaluated"))
    from appconfig_merge.evaluation.properties.delete import has

    found = has(machine, right, key)
    if isinstance(found, Unknown):
        raise NotKnown(found)
    return found


def _is_in_every_browser(machine: Machine, owner: Unknown, key: str) -> bool:
    """Whether something built in has a property that no browser in use is without."""
    path = member_path(owner.path, key)
    known = row(path) if owner.path else None
    is_changed = machine.polluted is not None or key in machine.planted
    return not (known is None or known.recent or is_changed or machine.is_overwritten(path))


HANDLERS: Final[ExpressionTable] = {estree.MemberExpression: member_expression}
