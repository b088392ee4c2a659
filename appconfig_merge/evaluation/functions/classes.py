"""Defining classes (ECMA-262 15.7.14): methods, fields, what they extend."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from appconfig_merge.evaluation.code.abrupt import abrupt_completions
from appconfig_merge.evaluation.effects.havoc import escape, havoc_code, led_to, taint
from appconfig_merge.evaluation.expressions.literals import plain_key
from appconfig_merge.evaluation.expressions.members import to_key
from appconfig_merge.evaluation.functions.calling import call_function
from appconfig_merge.evaluation.objects import name_function, own_slot
from appconfig_merge.evaluation.properties.accessors import accessor_slot, with_accessor
from appconfig_merge.evaluation.properties.private import add_private, private_name
from appconfig_merge.evaluation.properties.set import write_to_unknown
from appconfig_merge.evaluation.scopes import TDZ, Context, PrivateName, PrivateNames, Scope
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

    Key: TypeAlias = str | PrivateName
    Class = estree.ClassDeclaration | estree.ClassExpression

_STATIC: Final = re.compile(rb"static\s+(?![/\s])")


_UNCERTAIN: Final = frozenset({
    estree.ArrowFunctionExpression, estree.AssignmentPattern, estree.ChainExpression,
    estree.ClassDeclaration, estree.ClassExpression, estree.ConditionalExpression,
    estree.DoWhileStatement, estree.ForInStatement, estree.ForOfStatement, estree.ForStatement,
    estree.IfStatement, estree.LabeledStatement, estree.LogicalExpression, estree.SwitchStatement,
    estree.TryStatement, estree.WhileStatement,
})  # fmt: skip
"""What is inside of these isn't evaluated for certain, or not just once."""


class ClassParts:
    """What a class needs to make objects.

    ``constructor`` is None for a class without one, ``fields`` are the instances' with their
    keys, ``methods`` their private methods and accessors. ``calls_super`` tells that its
    constructor calls ``super()`` once, for certain.
    """

    __slots__ = ("calls_super", "constructor", "fields", "is_derived", "methods")

    def __init__(self, is_derived: bool) -> None:
        self.is_derived = is_derived
        self.constructor: JSFunction | None = None
        self.calls_super = False
        self.fields: list[tuple[Key, estree.PropertyDefinition]] = []
        self.methods: list[PrivateName] = []


class _NotModelled(Exception):  # noqa: N818 - a signal
    """The class has something that isn't evaluated."""


def define_class(machine: Machine, node: Class, scope: Scope) -> Evaluation:
    """The value of a class; one that isn't modelled is opaque, whatever it may do is done."""
    source = scope.context.source
    function = machine.journal.made(JSFunction(node, node, source, scope))
    function.name = node.id.name if node.id is not None else None
    traced = Traced(function, node, source)
    outer = scope.context
    context = Context(source, strict=True, this=outer.this, home=outer.home)
    inner = machine.journal.made(Scope(scope, context))
    inner.private = _private_names(machine, node, scope)
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


def _private_names(machine: Machine, node: Class, scope: Scope) -> PrivateNames | None:
    """The private names in sight in a class: its own, and those around it."""
    names: dict[str, PrivateName] = {}
    for member in node.body.body:
        if not isinstance(member, estree.StaticBlock):
            key = member.key
            if isinstance(key, estree.PrivateIdentifier) and key.name not in names:
                names[key.name] = PrivateName(key.name, machine.journal.made(JSObject()))
    return PrivateNames(names, scope.private) if names else scope.private


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
    of_class: list[PrivateName] = []
    static: list[tuple[Key, estree.PropertyDefinition | estree.StaticBlock]] = []
    for member in node.body.body:
        if isinstance(member, estree.StaticBlock):
            static.append(("", member))
            continue
        key: Key | None
        if isinstance(member.key, estree.PrivateIdentifier):
            key = private_name(member.key, scope)
            assert key is not None
        else:
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
            parts.calls_super = _calls_super(member.value)
        else:
            owner, into = (function, own) if member.static else (prototype, traits)
            if isinstance(key, str):
                old = into.hidden.get(key)
                into.hidden[key] = _method(machine, member, owner, old, scope)
                name_function(into.hidden[key].traced, member.value, key)
                continue
            if key.method is None:
                (of_class if member.static else parts.methods).append(key)
            key.method = _method(machine, member, owner, key.method, scope)
            name_function(key.method.traced, member.value, f"#{key.name}")
    machine.journal.set_traits(prototype, traits)
    machine.journal.set_traits(function, own)
    if node.id is not None:
        machine.journal.set_slot(scope, node.id.name, Slot(traced, node.id))
    for name in of_class:
        assert name.method is not None
        add_private(machine, traced, name, name.method)
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


def _method(
    machine: Machine,
    member: estree.MethodDefinition,
    owner: JSObject,
    old: Slot | None,
    scope: Scope,
) -> Slot:
    """The slot of a method or accessor; ``old`` is that of the other accessor of its name."""
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
        slot = accessor_slot(with_accessor(old, accessor), member.key, traced, old)
    return slot


def _calls_super(node: estree.FunctionExpression) -> bool:
    """Whether a constructor calls ``super()`` just once, for certain, and can't return before."""
    assert isinstance(node.body, estree.BlockStatement)
    if len(_super_calls([node.params, node.body], frozenset())) != 1:
        return False
    for statement in node.body.body:
        if _super_calls([statement], _UNCERTAIN):
            return True
        if abrupt_completions(statement).returns:
            return False
    return False


def _super_calls(parts: list[object], outside: frozenset[type[estree.Node]]) -> list[estree.Node]:
    """The calls of ``super()`` in some code, but for those inside nodes of some kinds."""
    found: list[estree.Node] = []
    work = list(parts)
    while work:
        item = work.pop()
        if isinstance(item, list):
            work.extend(item)
        elif isinstance(item, estree.Node) and type(item) not in outside:
            if isinstance(item, estree.CallExpression) and isinstance(item.callee, estree.Super):
                found.append(item)
            work.extend(getattr(item, field) for field in estree.field_names(item))
    return found


def _run_static(
    machine: Machine,
    function: JSFunction,
    traced: Traced,
    key: Key,
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
    """Give a new object the private methods and the fields of its class (ECMA-262 7.3.33)."""
    scope = function.scope
    assert isinstance(scope, Scope)
    for name in parts.methods:
        assert name.method is not None
        add_private(machine, made, name, name.method)
    for key, member in parts.fields:
        assert function.home is not None
        yield _run_field(machine, key, member, made, function.home, scope)


def _run_field(
    machine: Machine,
    key: Key,
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
        name_function(value, member.value, key if isinstance(key, str) else f"#{key.name}")
    if isinstance(key, str):
        _define_field(machine, made, key, value, member.key)
    else:
        add_private(machine, made, key, Slot(value, member.key))


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
        taint(machine, owner, Unknown("a class gives it fields", origin=value))
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
    assert isinstance(function.node, estree.ClassDeclaration | estree.ClassExpression)
    if _runs(machine, function.node):
        reaches = havoc_code(machine, function.node, scope, at)
    else:
        reaches = led_to(machine, function.node, scope)
    function.unknown = Unknown(reason, origin=at, reaches=(reaches,))  # new: no mark since


def _runs(machine: Machine, node: Class) -> bool:
    """Whether defining a class may change anything: static parts and keys are evaluated then."""
    return any(
        isinstance(member, estree.StaticBlock)
        or member.computed
        or (
            isinstance(member, estree.PropertyDefinition)
            and member.static
            and member.value is not None
            and machine.mentions(member.value).mutates
        )
        for member in node.body.body
    )
