"""Defining classes (ECMA-262 15.7.14): methods, fields, what they extend."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.evaluation.effects.havoc import escape, havoc_code
from appconfig_merge.evaluation.expressions.literals import plain_key
from appconfig_merge.evaluation.expressions.members import to_key
from appconfig_merge.evaluation.functions.calling import call_function
from appconfig_merge.evaluation.objects import own_slot
from appconfig_merge.evaluation.properties.accessors import accessor_slot, with_accessor
from appconfig_merge.evaluation.properties.set import write_to_unknown
from appconfig_merge.evaluation.scopes import TDZ, Context, Scope
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.enumeration import is_constructor
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import (
    FIXED,
    Accessor,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Traits,
    Unknown,
)
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Generator

    from appconfig_merge.evaluation.machine import Evaluation, ExpressionTable, Machine

    Class = estree.ClassDeclaration | estree.ClassExpression

_STATIC: Final = re.compile(rb"static\s+(?![/\s])")


class ClassParts:
    """What a class needs to make objects.

    ``constructor`` is None for a class without one, ``fields`` are the instances' with their
    keys. ``calls_super_first`` tells that its constructor begins with the only ``super()``.
    """

    __slots__ = ("calls_super_first", "constructor", "fields", "is_derived")

    def __init__(self, is_derived: bool) -> None:
        self.is_derived = is_derived
        self.constructor: JSFunction | None = None
        self.calls_super_first = False
        self.fields: list[tuple[str, estree.PropertyDefinition]] = []


class _NotModelled(Exception):  # noqa: N818 - a signal
    """The class has something that isn't evaluated."""


def define_class(machine: Machine, node: Class, scope: Scope) -> Evaluation:
    """The value of a class; one that isn't modelled is opaque, whatever it may do is done."""
    source = scope.context.source
    function = machine.journal.made(JSFunction(node, node, source, scope))
    traced = Traced(function, node, source)
    if not _is_modelled(node):
        open_class(machine, function, traced, scope, "a class with private names is not evaluated")
        return traced
    outer = scope.context
    context = Context(source, strict=True, this=outer.this, home=outer.home)
    inner = machine.journal.made(Scope(scope, context))
    function.scope = inner
    if node.id is not None:
        inner.slots[node.id.name] = TDZ  # new: no mark since
        inner.constants.add(node.id.name)
    try:
        yield _define(machine, node, function, traced, inner)
    except _NotModelled:
        function.scope = scope
        function.parts = None
        function.prototype = None
        reason = "a class with such keys, or that extends such a value, is not evaluated"
        open_class(machine, function, traced, scope, reason)
        if node.id is not None:
            machine.journal.set_slot(inner, node.id.name, Slot(traced, node.id))
    return traced


def _is_modelled(node: Class) -> bool:
    return not any(
        not isinstance(member, estree.StaticBlock)
        and isinstance(member.key, estree.PrivateIdentifier)
        for member in node.body.body
    )


def _define(
    machine: Machine, node: Class, function: JSFunction, traced: Traced, scope: Scope
) -> Generator[Any, Any, None]:
    prototype = machine.journal.made(JSObject())
    traits = Traits()
    traits.hidden["constructor"] = Slot(traced)
    own = Traits()
    if node.superclass is not None:
        parent = yield machine.expression(node.superclass, scope)
        own.proto = parent
        traits.proto = _prototype_to_inherit(parent)
    parts = ClassParts(node.superclass is not None)
    function.parts = parts
    function.prototype = prototype
    function.home = prototype
    static: list[tuple[str, estree.PropertyDefinition | estree.StaticBlock]] = []
    for member in node.body.body:
        if isinstance(member, estree.StaticBlock):
            static.append(("", member))
            continue
        key = plain_key(member)
        if key is None:
            found = yield machine.expression(member.key, scope)
            named = to_key(machine, found, member.key, scope)
            if not isinstance(named.value, str):
                raise _NotModelled
            key = named.value
        if isinstance(member, estree.PropertyDefinition):
            if member.static:
                static.append((key, member))
            else:
                parts.fields.append((key, member))
        elif member.kind == "constructor":
            constructor = machine.journal.made(
                JSFunction(member.value, node, scope.context.source, scope)
            )
            constructor.home = prototype
            parts.constructor = constructor
            parts.calls_super_first = _calls_super_first(member.value)
        else:
            owner, into = (function, own) if member.static else (prototype, traits)
            _add_method(machine, member, key, owner, into, scope)
    machine.journal.set_traits(prototype, traits)
    machine.journal.set_traits(function, own)
    if node.id is not None:
        machine.journal.set_slot(scope, node.id.name, Slot(traced, node.id))
    for key, member in static:
        yield _run_static(machine, function, traced, key, member, scope)


def _prototype_to_inherit(parent: Traced) -> Traced:
    """The prototype of the instances' prototype, for what a class extends."""
    value = parent.value
    if isinstance(value, JSFunction):
        if not is_constructor(value):
            raise Throws("TypeError", "Class extends value is not a constructor", parent)
        slot = own_slot(value, "prototype") if value.unknown is None else None
        if slot is not None and type(slot.traced.value) is JSObject:
            return slot.traced
    elif value is not None and not isinstance(value, Unknown):
        raise Throws("TypeError", "Class extends value is not a constructor or null", parent)
    raise _NotModelled


def _add_method(
    machine: Machine,
    member: estree.MethodDefinition,
    key: str,
    owner: JSObject,
    into: Traits,
    scope: Scope,
) -> None:
    source = scope.context.source
    written: estree.Node = member
    if member.static:
        begin = _STATIC.match(source.data, max(member.start, 0))
        if begin is None:
            raise _NotModelled
        written = estree.Node(begin.end(), member.end)
    method = machine.journal.made(JSFunction(member.value, written, source, scope))
    method.home = owner
    traced = Traced(method, written, source)
    slot = Slot(traced, member.key)
    if member.kind in {"get", "set"}:
        accessor = Accessor(traced, None) if member.kind == "get" else Accessor(None, traced)
        old = into.hidden.get(key)
        slot = accessor_slot(with_accessor(old, accessor), member.key, traced, old)
    into.hidden[key] = slot


def _calls_super_first(node: estree.FunctionExpression) -> bool:
    assert isinstance(node.body, estree.BlockStatement)
    statements = node.body.body
    first = next(
        (
            one
            for one in statements
            if not (isinstance(one, estree.ExpressionStatement) and one.directive is not None)
        ),
        None,
    )
    if not isinstance(first, estree.ExpressionStatement) or not _is_super_call(first.expression):
        return False
    calls = 0
    work: list[object] = [node.params, node.body]
    while work:
        item = work.pop()
        if isinstance(item, list):
            work.extend(item)
        elif isinstance(item, estree.Node):
            calls += _is_super_call(item)
            work.extend(getattr(item, field) for field in estree.field_names(item))
    return calls == 1


def _is_super_call(node: estree.Node) -> bool:
    return isinstance(node, estree.CallExpression) and isinstance(node.callee, estree.Super)


def _run_static(
    machine: Machine,
    function: JSFunction,
    traced: Traced,
    key: str,
    member: estree.PropertyDefinition | estree.StaticBlock,
    scope: Scope,
) -> Generator[Any, Any, None]:
    if isinstance(member, estree.PropertyDefinition):
        yield _run_field(machine, key, member, traced, function, scope)
        return
    body = estree.BlockStatement(member.start, member.end, member.body)
    node = estree.FunctionExpression(member.start, member.end, None, [], body, False, False)
    block = machine.journal.made(JSFunction(node, member, scope.context.source, scope))
    block.home = function
    at = Traced(UNDEFINED, member, scope.context.source)
    yield call_function(machine, block, traced, [], at)


def run_fields(
    machine: Machine, function: JSFunction, parts: ClassParts, made: Traced
) -> Generator[Any, Any, None]:
    """Give a new object the fields of its class (ECMA-262 7.3.33)."""
    scope = function.scope
    assert isinstance(scope, Scope)
    for key, member in parts.fields:
        assert function.home is not None
        yield _run_field(machine, key, member, made, function.home, scope)


def _run_field(
    machine: Machine,
    key: str,
    member: estree.PropertyDefinition,
    made: Traced,
    home: JSObject,
    scope: Scope,
) -> Generator[Any, Any, None]:
    context = Context(scope.context.source, strict=True, this=made, home=home)
    inner = machine.journal.made(Scope(scope, context, holds_vars=True))
    if member.value is None:
        value = Traced(UNDEFINED, member, scope.context.source)
    else:
        value = yield machine.expression(member.value, inner)
    _define_field(machine, made, key, value, member.key)


def _define_field(machine: Machine, made: Traced, key: str, value: Traced, at: estree.Node) -> None:
    """CreateDataPropertyOrThrow (ECMA-262 7.3.6)."""
    owner = made.value
    if isinstance(owner, Unknown):
        write_to_unknown(machine, made, value, "")
        return
    if not isinstance(owner, JSObject) or type(owner) not in {JSObject, JSFunction}:
        escape(machine, value)
        return
    if owner.unknown is not None:
        escape(machine, value)
        return
    traits = owner.traits
    old = own_slot(owner, key)
    is_closed = owner.frozen or (traits is not None and (traits.closed or traits.sealed))
    is_fixed = traits is not None and bool(traits.locked.get(key, 0) & FIXED)
    if (old is None and is_closed) or is_fixed or (old is not None and owner.frozen):
        raise Throws("TypeError", f"Cannot define property {key}", value)
    if traits is not None and (key in traits.hidden or key in traits.locked):
        traits = traits.copy()
        traits.hidden.pop(key, None)
        traits.locked.pop(key, None)
        machine.journal.set_traits(owner, traits)
    machine.journal.set_slot(owner, key, Slot(value, at, old))


HANDLERS: Final[ExpressionTable] = {
    estree.ClassDeclaration: define_class,
    estree.ClassExpression: define_class,
}
"""A declaration is no expression, but its class comes about as that of one does."""


def open_class(
    machine: Machine, function: JSFunction, at: Traced, scope: Scope, reason: str
) -> None:
    """Defining a class may run code, and what static properties it has isn't known."""
    reaches = havoc_code(machine, function.node, scope, at)
    function.unknown = Unknown(reason, origin=at, reaches=(reaches,))  # new: no mark since
