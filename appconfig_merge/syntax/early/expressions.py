"""Rules of expressions (ECMA-262 13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.syntax.early import names
from appconfig_merge.syntax.estree import (
    ArrayExpression,
    ArrayPattern,
    AssignmentExpression,
    AssignmentPattern,
    AwaitExpression,
    BinaryExpression,
    CallExpression,
    ChainExpression,
    ConditionalExpression,
    Identifier,
    ImportExpression,
    JSXElement,
    Literal,
    LogicalExpression,
    MemberExpression,
    MetaProperty,
    NewExpression,
    ObjectExpression,
    ObjectPattern,
    PrivateIdentifier,
    Property,
    RestElement,
    SequenceExpression,
    SpreadElement,
    Super,
    TaggedTemplateExpression,
    TemplateLiteral,
    UnaryExpression,
    UpdateExpression,
    YieldExpression,
)

if TYPE_CHECKING:
    from appconfig_merge.syntax.early.walk import Walk

_UNARY = frozenset({UnaryExpression, AwaitExpression})


def array(walk: Walk, node: ArrayExpression) -> None:
    """An array literal."""
    if node.plain is None:
        walk.todo.extend(node.elements)


def jsx(walk: Walk, node: JSXElement) -> None:
    """An element of JSX."""
    walk.todo.extend(node.parts)


def template(walk: Walk, node: TemplateLiteral) -> None:
    """A template."""
    walk.todo.extend(node.expressions)


def tagged(walk: Walk, node: TaggedTemplateExpression) -> None:
    """A tagged template."""
    walk.todo.append(node.tag)
    walk.todo.extend(node.quasi.expressions)


def object_(walk: Walk, node: ObjectExpression) -> None:
    """An object literal. Members that hold a mere literal are most, and done at once."""
    if node.plain is not None:
        return
    todo = walk.todo
    for member in node.properties:
        if type(member) is not Property:
            todo.append(member)
            continue
        if member.computed:
            todo.append(member.key)
        value: Any = member.value
        if type(value) is Literal:
            continue
        if member.kind == "init" and not member.method:
            todo.append(value)
            continue
        from appconfig_merge.syntax.early.functions import accessor, method

        if member.method:
            method(walk, value)
        else:
            accessor(walk, member.kind, value)


def argument(walk: Walk, node: SpreadElement) -> None:
    """What has one argument."""
    walk.todo.append(node.argument)


def sides(walk: Walk, node: LogicalExpression) -> None:
    """``&&``, ``||`` and ``??``, the last of which can't be mixed with the others (13.13)."""
    left, right = node.left, node.right
    # Where a side starts or ends elsewhere than the whole, it has parentheses around it.
    if type(left) is LogicalExpression and left.start == node.start:
        _check_mixed(walk, node, left)
    if type(right) is LogicalExpression and right.end == node.end:
        _check_mixed(walk, node, right)
    walk.todo.append(left)
    walk.todo.append(right)


def _check_mixed(walk: Walk, node: LogicalExpression, side: LogicalExpression) -> None:
    if (side.operator == "??") != (node.operator == "??"):
        message = "?? can't be mixed with && or || without parentheses"
        walk.fail(message, side.start, side.end, "put parentheses around this")


def binary(walk: Walk, node: BinaryExpression) -> None:
    """An operator with two sides."""
    left = node.left
    if type(left) is PrivateIdentifier:
        walk.private_uses.append(left)
    else:
        walk.todo.append(left)
    if node.operator == "**" and left.start == node.start and type(left) in _UNARY:
        # 13.6: the left side of ** is an UpdateExpression.
        message = "parentheses are needed around what ** raises"
        walk.fail(message, left.start, left.end)
    walk.todo.append(node.right)


def conditional(walk: Walk, node: ConditionalExpression) -> None:
    """``? :``"""
    walk.todo.extend((node.test, node.consequent, node.alternate))


def sequence(walk: Walk, node: SequenceExpression) -> None:
    """The comma operator."""
    walk.todo.extend(node.expressions)


def chain(walk: Walk, node: ChainExpression) -> None:
    """An optional chain."""
    walk.todo.append(node.expression)


def member(walk: Walk, node: MemberExpression) -> None:
    """``a.b``, ``a[b]``, ``a.#b``, and ``super.b`` (13.3.7.1)."""
    subject = node.object
    if type(subject) is Super:
        if not walk.context.super_property:
            walk.fail("super can't stand outside a method", subject.start, subject.end)
        if type(node.property) is PrivateIdentifier:
            walk.fail("super has no private names", subject.start, node.end)
    else:
        walk.todo.append(subject)
    if node.computed:
        walk.todo.append(node.property)
    elif type(node.property) is PrivateIdentifier:
        walk.private_uses.append(node.property)


def call(walk: Walk, node: CallExpression) -> None:
    """A call; ``super()`` is for the constructor of a class that extends another (15.7.1)."""
    callee = node.callee
    if type(callee) is Super:
        if not walk.context.super_call:
            message = "super() can't stand outside the constructor of a class with extends"
            walk.fail(message, callee.start, callee.end)
    else:
        walk.todo.append(callee)
    walk.todo.extend(node.arguments)


def lone_super(walk: Walk, node: Super) -> None:
    """``super`` that is neither called nor has a member taken (13.3)."""
    walk.fail("super is called, or followed by a member's name", node.start, node.end)


def new(walk: Walk, node: NewExpression) -> None:
    """``new``"""
    walk.todo.append(node.callee)
    walk.todo.extend(node.arguments)


def import_(walk: Walk, node: ImportExpression) -> None:
    """``import()``"""
    parts: list[Any] = [node.source, node.options]
    for part in parts:
        if type(part) is SpreadElement:
            # 13.3: ImportCall takes AssignmentExpressions.
            walk.fail("import() takes no spread", part.start, part.end)
        walk.todo.append(part)


def unary(walk: Walk, node: UnaryExpression) -> None:
    """A prefix operator; ``delete`` doesn't take everything (13.5.1.1)."""
    subject = node.argument
    if node.operator == "delete":
        if type(subject) is Identifier:
            if walk.context.strict:
                message = f"strict mode can't delete a name such as {subject.name}"
                walk.fail(message, node.start, node.end)
        else:
            last = subject.expression if type(subject) is ChainExpression else subject
            if type(last) is MemberExpression and type(last.property) is PrivateIdentifier:
                walk.fail("a private name can't be deleted", node.start, node.end)
    walk.todo.append(subject)


def update(walk: Walk, node: UpdateExpression) -> None:
    """``++`` and ``--``"""
    assign(walk, node.argument)


def assignment(walk: Walk, node: AssignmentExpression) -> None:
    """``=`` and its like."""
    assign(walk, node.left)
    walk.todo.append(node.right)


def assign(walk: Walk, target: Any) -> None:
    """What is assigned to: names, members and patterns of them (13.15.1, 13.15.5.1)."""
    parts = [target]
    while parts:
        part = parts.pop()
        kind = type(part)
        if kind is Identifier:
            names.bound(walk, walk.context, part)
        elif kind is ObjectPattern:
            parts.extend(part.properties)
        elif kind is ArrayPattern:
            parts.extend(part.elements)
        elif kind is Property:
            if part.computed:
                walk.todo.append(part.key)
            parts.append(part.value)
        elif kind is AssignmentPattern:
            parts.append(part.left)
            walk.todo.append(part.right)
        elif kind is RestElement:
            parts.append(part.argument)
        else:
            walk.todo.append(part)


def yield_(walk: Walk, node: YieldExpression) -> None:
    """``yield`` (15.5.1)."""
    if walk.context.in_parameters:
        walk.fail("yield can't stand in parameters", node.start, node.start + 5)
    walk.todo.append(node.argument)


def await_(walk: Walk, node: AwaitExpression) -> None:
    """``await`` (15.8.1)."""
    if walk.context.in_parameters:
        walk.fail("await can't stand in parameters", node.start, node.start + 5)
    walk.todo.append(node.argument)


def meta_property(walk: Walk, node: MetaProperty) -> None:
    """``new.target`` (13.3.12); ``import.meta`` makes a module of its text."""
    if node.meta.name == "new" and not walk.context.new_target:
        walk.fail("new.target can't stand outside a function", node.start, node.end)


RULES = {
    Identifier: names.reference,
    ArrayExpression: array,
    ObjectExpression: object_,
    JSXElement: jsx,
    TemplateLiteral: template,
    TaggedTemplateExpression: tagged,
    SpreadElement: argument,
    UnaryExpression: unary,
    UpdateExpression: update,
    BinaryExpression: binary,
    LogicalExpression: sides,
    AssignmentExpression: assignment,
    ConditionalExpression: conditional,
    SequenceExpression: sequence,
    ChainExpression: chain,
    MemberExpression: member,
    CallExpression: call,
    NewExpression: new,
    ImportExpression: import_,
    YieldExpression: yield_,
    AwaitExpression: await_,
    MetaProperty: meta_property,
    Super: lone_super,
}
"""The rule of each type of expression."""
