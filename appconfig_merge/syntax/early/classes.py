"""Rules of classes and of private names (ECMA-262 15.7.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.syntax.early import names
from appconfig_merge.syntax.early.context import LEXICAL, Spans
from appconfig_merge.syntax.early.functions import accessor, method
from appconfig_merge.syntax.estree import (
    ClassDeclaration,
    ClassExpression,
    Identifier,
    Literal,
    MethodDefinition,
    PrivateIdentifier,
    PropertyDefinition,
)

if TYPE_CHECKING:
    from appconfig_merge.syntax.early.context import Context
    from appconfig_merge.syntax.early.walk import Walk
    from appconfig_merge.syntax.estree import StaticBlock


def declaration(walk: Walk, node: ClassDeclaration) -> None:
    """A class as a statement."""
    if node.id is not None:
        names.declare(walk, walk.context.block, node.id, LEXICAL)
    expression(walk, node)


def expression(walk: Walk, node: ClassDeclaration | ClassExpression) -> None:
    """A class: all of it is strict, its name and heritage too (11.2.2)."""
    walk.strict_code.add(node.start, node.end)
    context = walk.context
    if not context.strict:
        context = context.copy()
        context.strict = True
    if node.id is not None:
        names.bound(walk, context, node.id)
    outside: list[Any] = [node.superclass]
    privates: dict[str, str] = {}
    constructors = 0
    for member in node.body.body:
        if type(member) is MethodDefinition:
            constructors += member.kind == "constructor"
            if constructors == 2 and member.kind == "constructor":
                key = member.key
                walk.fail("a class has one constructor only", key.start, key.end)
            _method(walk, context, member, derived=node.superclass is not None)
        elif type(member) is PropertyDefinition:
            _field(walk, context, member)
        else:
            _static_block(walk, context, member)  # type: ignore[arg-type]
            continue
        if member.computed:
            outside.append(member.key)
        elif type(member.key) is PrivateIdentifier:
            _declare_private(walk, privates, member, member.key)
    for name in privates:
        walk.private_names.setdefault(name, Spans()).add(node.body.start, node.body.end)
    walk.later(context, outside)


def _name_of(key: Any) -> str | None:
    if type(key) is Identifier:
        return key.name
    return key.value if type(key) is Literal and isinstance(key.value, str) else None


def _method(walk: Walk, context: Context, node: MethodDefinition, *, derived: bool) -> None:
    key, value = node.key, node.value
    name = None if node.computed else _name_of(key)
    if node.static and name == "prototype":
        walk.fail("a static member can't be called prototype", key.start, key.end)
    elif (
        name == "constructor"
        and not node.static
        and (value.generator or value.is_async or node.kind != "constructor")
    ):
        message = "a constructor can't be a getter, a setter, a generator or async"
        walk.fail(message, key.start, key.end)
    outer, walk.context = walk.context, context
    if node.kind in {"get", "set"}:
        accessor(walk, node.kind, value)
    else:
        method(walk, value, super_call=derived and node.kind == "constructor")
    walk.context = outer


def _field(walk: Walk, context: Context, node: PropertyDefinition) -> None:
    key = node.key
    name = None if node.computed else _name_of(key)
    if name == "constructor" or (node.static and name == "prototype"):
        walk.fail(f"a field can't be called {name}", key.start, key.end)
    if node.value is not None:
        inner = _initialising(walk, context, node.value.start, node.value.end)
        walk.later(inner, [node.value])


def _static_block(walk: Walk, context: Context, node: StaticBlock) -> None:
    inner = _initialising(walk, context, node.start, node.end)
    inner.no_await = True
    walk.later(inner, list(node.body))


def _initialising(walk: Walk, context: Context, start: int, end: int) -> Context:
    """The context of code that runs when a class or an instance is made (15.7.1)."""
    outer, walk.context = walk.context, context
    inner = walk.new_body(start, end)
    walk.context = outer
    inner.is_async = inner.is_generator = inner.returns = inner.super_call = False
    inner.new_target = inner.super_property = inner.no_arguments = True
    return inner


def _declare_private(
    walk: Walk,
    privates: dict[str, str],
    member: MethodDefinition | PropertyDefinition,
    key: PrivateIdentifier,
) -> None:
    """Note a private name: a getter and a setter may share one if both or none is static."""
    name = key.name
    if name == "constructor":
        walk.fail("a private name can't be #constructor", key.start, key.end)
    kind = member.kind if type(member) is MethodDefinition else "field"
    known = privates.get(name)
    what = f"{'static ' if member.static else ''}{kind}"
    if known is not None and {known, what} not in (
        {"get", "set"},
        {"static get", "static set"},
    ):
        walk.fail(f"#{name} is declared twice", key.start, key.end)
        what = "both"
    privates[name] = what if known is None else "both"


def check_private_names(walk: Walk) -> None:
    """Refuse private names that no class around them declares (15.7.1, 16.1.1)."""
    for use in walk.private_uses:
        spans = walk.private_names.get(use.name)
        if spans is None or not spans.cover(use.start):
            walk.fail(f"no class around this declares #{use.name}", use.start, use.end)


RULES: dict[type, Any] = {
    ClassDeclaration: declaration,
    ClassExpression: expression,
}
"""The rule of each type of class."""
