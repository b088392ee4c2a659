"""Classes and their members."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.syntax.estree import (
    ClassBody,
    ClassDeclaration,
    ClassExpression,
    Identifier,
    Literal,
    MethodDefinition,
    PropertyDefinition,
    StaticBlock,
)
from appconfig_merge.syntax.tree_sitter.functions import method_value, modifiers_of
from appconfig_merge.syntax.tree_sitter.statements import statement_list

if TYPE_CHECKING:
    from collections.abc import Generator

    from tree_sitter import Node as Cst

    from appconfig_merge.syntax.tree_sitter.reading import Handler, Reading

# Expressions that end a class's extends before they begin.
_NO_HERITAGE = frozenset(
    {
        "binary_expression",
        "unary_expression",
        "update_expression",
        "ternary_expression",
        "assignment_expression",
        "augmented_assignment_expression",
        "arrow_function",
        "await_expression",
        "yield_expression",
        "sequence_expression",
    }
)


def class_parts(
    reading: Reading, node: Cst
) -> Generator[Cst, Any, tuple[Identifier | None, Any, ClassBody]]:
    """The name, the superclass and the body of a class."""
    name_node = node.child_by_field_name("name")
    name = None
    if name_node is not None:
        name = Identifier(name_node.start_byte, name_node.end_byte, reading.name(name_node))
    superclass = None
    for part in reading.parts(node):
        if part.type == "class_heritage":
            heritage = reading.parts(part)[1]
            if heritage.type in _NO_HERITAGE:
                # 15.7: a LeftHandSideExpression.
                raise reading.fail(
                    "parentheses are needed around what a class extends",
                    heritage.start_byte,
                    heritage.end_byte,
                )
            superclass = yield heritage
        elif part.type == "decorator":
            raise reading.unexpected(part)
    body = yield from class_body(reading, reading.field(node, "body"))
    return name, superclass, body


def class_expression(reading: Reading, node: Cst) -> Generator[Cst, Any, ClassExpression]:
    """A class in an expression."""
    name, superclass, body = yield from class_parts(reading, node)
    return ClassExpression(node.start_byte, body.end, name, superclass, body)


def class_declaration(reading: Reading, node: Cst) -> Generator[Cst, Any, ClassDeclaration]:
    """A class as a statement."""
    name, superclass, body = yield from class_parts(reading, node)
    return ClassDeclaration(node.start_byte, body.end, name, superclass, body)


def class_body(reading: Reading, node: Cst) -> Generator[Cst, Any, ClassBody]:
    """The members of a class."""
    members: list[Any] = []
    parts = reading.parts(node)
    for part, following in pairwise(parts):
        kind = part.type
        if kind == "method_definition":
            members.append((yield from _method_definition(reading, part)))
        elif kind == "field_definition":
            field = yield from _field_definition(reading, part)
            if field.value is None and following.is_named:
                _join_modifier(reading, field, following)
            if following.type == ";":
                field.end = following.end_byte
            members.append(field)
        elif kind == "class_static_block":
            members.append((yield from _static_block(reading, part)))
    return ClassBody(node.start_byte, node.end_byte, members)


def _join_modifier(reading: Reading, field: PropertyDefinition, following: Cst) -> None:
    """Join static, get or set to the member that follows behind a line end.

    The grammar ends a field at the line end there. ECMA-262 15.7 inserts no semicolon where
    the word could also modify the member.
    """
    key = field.key
    if type(key) is not Identifier or field.computed or key.name not in {"static", "get", "set"}:
        return
    is_generator = reading.data[following.start_byte] == 0x2A
    if key.name == "static" or not is_generator:
        reading.mask(key.end, b" " * (following.start_byte - key.end))


def _split_async(reading: Reading, parts: list[Cst]) -> None:
    """Part a field called async from the member behind a line end (15.8)."""
    for part, following in pairwise(parts):
        if part.type == "async" and reading.has_line_end(part.end_byte, following.start_byte):
            reading.put_semicolon(part.end_byte)


def _split_get(reading: Reading, parts: list[Cst]) -> None:
    """Part a field called get from the generator behind a line end (15.7)."""
    word, star = next(pair for pair in pairwise(parts) if pair[1].type == "*")
    # The grammar's token "static get" has the line end in it.
    end = word.start_byte + len(reading.data[word.start_byte : word.end_byte].rstrip())
    # As long as the grammar knows the word it goes on.
    reading.mask(end - 3, b"ge_")
    reading.put_semicolon(star.start_byte)


def _method_definition(reading: Reading, node: Cst) -> Generator[Cst, Any, MethodDefinition]:
    parts = reading.parts(node)
    modifiers = modifiers_of(parts)
    if parts[0].type == "decorator":
        raise reading.unexpected(parts[0])
    if "static get" in modifiers:
        # One token where a line ends after "get".
        modifiers |= {"static", "get"}
    _split_async(reading, parts)
    if "*" in modifiers and "get" in modifiers:
        _split_get(reading, parts)
    static = "static" in modifiers
    key, computed = yield from reading.key(reading.field(node, "name"), private=True)
    value = yield from method_value(reading, node, modifiers)
    kind = "get" if "get" in modifiers else "set" if "set" in modifiers else "method"
    if kind == "method" and not static and not computed and _is_constructor(key):
        kind = "constructor"
    return MethodDefinition(node.start_byte, value.end, key, value, kind, computed, static)


def _is_constructor(key: object) -> bool:
    if type(key) is Identifier:
        return key.name == "constructor"
    return type(key) is Literal and key.value == "constructor"


def _field_definition(reading: Reading, node: Cst) -> Generator[Cst, Any, PropertyDefinition]:
    parts = reading.parts(node)
    if parts[0].type == "decorator":
        raise reading.unexpected(parts[0])
    static = parts[0].type == "static" and not parts[0].is_named
    key, computed = yield from reading.key(reading.field(node, "property"), private=True)
    value_node = node.child_by_field_name("value")
    value: Any = None
    if value_node is not None:
        outer = reading.in_async, reading.in_generator
        reading.in_async = reading.in_generator = False
        value = yield value_node
        reading.in_async, reading.in_generator = outer
    end = parts[-1].end_byte if value_node is None else reading.end(value_node, value)
    return PropertyDefinition(node.start_byte, end, key, value, computed, static)


def _static_block(reading: Reading, node: Cst) -> Generator[Cst, Any, StaticBlock]:
    outer = reading.in_async, reading.in_generator
    reading.in_async = reading.in_generator = False
    parts = reading.parts(reading.field(node, "body"))
    body = yield from statement_list(reading, parts[1:-1])
    reading.in_async, reading.in_generator = outer
    return StaticBlock(node.start_byte, parts[-1].end_byte, body)


HANDLERS: Final[dict[str, Handler]] = {
    "class": class_expression,
    "class_declaration": class_declaration,
}
"""The handlers of this module, by what the grammar calls the nodes."""
