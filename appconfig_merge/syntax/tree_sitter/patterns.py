"""Binding and assignment patterns (ECMA-262 14.3.3, 13.15.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.syntax.estree import (
    ArrayPattern,
    AssignmentPattern,
    ChainExpression,
    Identifier,
    MemberExpression,
    ObjectPattern,
    Property,
    RestElement,
)

if TYPE_CHECKING:
    from collections.abc import Generator

    from tree_sitter import Node as Cst

    from appconfig_merge.errors import SourceSyntaxError
    from appconfig_merge.syntax.tree_sitter.reading import Handler, Reading

_TARGETS = frozenset({"identifier", "undefined", "member_expression", "subscript_expression"})
_PATTERNS = frozenset({"object_pattern", "array_pattern", "rest_pattern", "assignment_pattern"})
_NAMES = frozenset({"identifier", "undefined"})


def binding(reading: Reading, node: Cst) -> Generator[Cst, Any, Any]:
    """A parameter or a declared name: patterns that hold names only."""
    if node.type not in _NAMES and node.type not in _PATTERNS:
        raise _no_binding(reading, node.start_byte, node.end_byte)
    pattern = yield node
    todo = [pattern]
    while todo:
        part = todo.pop()
        kind = type(part)
        if kind is ObjectPattern:
            todo.extend(part.properties)
        elif kind is ArrayPattern:
            todo.extend(part.elements)
        elif kind is Property:
            todo.append(part.value)
        elif kind is AssignmentPattern:
            todo.append(part.left)
        elif kind is RestElement:
            todo.append(part.argument)
        elif kind is Identifier:
            reading.refuse_enclosed(part.start, part.end)
        elif kind is MemberExpression:
            raise _no_binding(reading, part.start, part.end)
    return pattern


def _no_binding(reading: Reading, start: int, end: int) -> SourceSyntaxError:
    return reading.fail("a name or a pattern of names is needed here", start, end)


def target(reading: Reading, node: Cst) -> Generator[Cst, Any, Any]:
    """What can be assigned to. Parentheses may stand around a name or a member only."""
    bare = reading.bare(node)
    is_name = bare.type == "yield_expression" and not reading.in_generator
    if is_name or (bare.type == "await_expression" and not reading.in_async):
        # A name, as another reading will show.
        return (yield bare)
    if bare.type not in _TARGETS and (bare.type not in _PATTERNS or bare is not node):
        raise reading.fail("this can't be assigned to", node.start_byte, node.end_byte)
    converted = yield bare
    if type(converted) is ChainExpression:
        # 13.15.1, 8.6.4: an optional chain is no target.
        raise reading.fail("an optional chain can't be assigned to", node.start_byte, node.end_byte)
    return converted


def object_pattern(reading: Reading, node: Cst) -> Generator[Cst, Any, ObjectPattern]:
    """``{a, b: c, d = 1, ...rest}``"""
    properties: list[Any] = []
    member = False
    for part in reading.parts(node):
        kind = part.type
        if kind == ",":
            if not member:
                raise reading.fail(
                    "a comma without a property before it",
                    part.start_byte,
                    part.end_byte,
                    "remove this comma",
                )
            member = False
            continue
        if not part.is_named:
            continue
        member = True
        if kind == "pair_pattern":
            key, computed = yield from reading.key(reading.field(part, "key"))
            value_node = reading.field(part, "value")
            if value_node.type == "rest_pattern":
                raise reading.unexpected(value_node)
            value = yield from target(reading, value_node)
            end = reading.end(value_node, value)
            properties.append(
                Property(part.start_byte, end, key, value, "init", False, False, computed)
            )
        elif kind == "object_assignment_pattern":
            properties.append((yield from _shorthand_default(reading, part)))
        elif kind == "shorthand_property_identifier_pattern":
            properties.append(_shorthand(reading, part))
        else:
            properties.append((yield part))
            argument = properties[-1].argument
            if type(argument) in {ObjectPattern, ArrayPattern}:
                # 13.15.5.1, 14.3.3: the rest of an object has no pattern.
                raise reading.fail(
                    "the rest of an object needs a name", argument.start, argument.end
                )
            refuse_after_rest(reading, part, node)
    return ObjectPattern(node.start_byte, node.end_byte, properties)


def _shorthand(reading: Reading, node: Cst) -> Property:
    start, end, name = node.start_byte, node.end_byte, reading.name(node)
    reading.refuse_enclosed(start, end)
    key = Identifier(start, end, name)
    value = Identifier(start, end, name)
    return Property(start, end, key, value, "init", False, True, False)


def _shorthand_default(reading: Reading, node: Cst) -> Generator[Cst, Any, Property]:
    left = reading.field(node, "left")
    if left.type != "shorthand_property_identifier_pattern":
        raise reading.unexpected(left)
    right_node = reading.field(node, "right")
    right = yield right_node
    key = Identifier(left.start_byte, left.end_byte, reading.name(left))
    reading.refuse_enclosed(key.start, key.end)
    name = Identifier(left.start_byte, left.end_byte, key.name)
    end = reading.end(right_node, right)
    value = AssignmentPattern(node.start_byte, end, name, right)
    return Property(node.start_byte, end, key, value, "init", False, True, False)


def array_pattern(reading: Reading, node: Cst) -> Generator[Cst, Any, ArrayPattern]:
    """``[a, , b = 1, ...rest]``"""
    elements: list[Any] = []
    element = False
    for part in reading.parts(node):
        if part.is_named:
            elements.append((yield from target(reading, part)))
            element = True
            if part.type == "rest_pattern":
                refuse_after_rest(reading, part, node)
        elif part.type == ",":
            if not element:
                elements.append(None)
            element = False
    return ArrayPattern(node.start_byte, node.end_byte, elements)


def refuse_after_rest(reading: Reading, node: Cst, owner: Cst) -> None:
    """Refuse whatever follows a rest element, be it a comma (13.15.5, 14.3.3, 15.1)."""
    parts = reading.parts(owner)
    if parts[-2].start_byte != node.start_byte:
        raise reading.fail("what takes the rest has to be the last", node.start_byte, node.end_byte)


def rest(reading: Reading, node: Cst) -> Generator[Cst, Any, RestElement]:
    """``...target``"""
    argument = yield from target(reading, reading.parts(node)[1])
    return RestElement(node.start_byte, node.end_byte, argument)


def with_default(reading: Reading, node: Cst) -> Generator[Cst, Any, AssignmentPattern]:
    """``target = value``"""
    left = yield from target(reading, reading.field(node, "left"))
    right_node = reading.field(node, "right")
    right = yield right_node
    return AssignmentPattern(node.start_byte, reading.end(right_node, right), left, right)


HANDLERS: Final[dict[str, Handler]] = {
    "object_pattern": object_pattern,
    "array_pattern": array_pattern,
    "rest_pattern": rest,
    "assignment_pattern": with_default,
}
"""The handlers of this module, by what the grammar calls the nodes."""
