"""Functions, methods and classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.syntax.estree import (
    ArrowFunctionExpression,
    BlockStatement,
    ClassBody,
    ClassDeclaration,
    ClassExpression,
    FunctionDeclaration,
    FunctionExpression,
    Identifier,
    Literal,
    MethodDefinition,
    PropertyDefinition,
    StaticBlock,
)
from appconfig_merge.syntax.tree_sitter.keys import property_key
from appconfig_merge.syntax.tree_sitter.patterns import binding
from appconfig_merge.syntax.tree_sitter.statements import statement_list

if TYPE_CHECKING:
    from collections.abc import Generator

    from tree_sitter import Node as Cst

    from appconfig_merge.syntax.tree_sitter.reading import Handler, Reading


def install(reading: Reading) -> None:
    """Add the handlers of this module to a reading."""
    handlers: dict[str, Handler] = {
        "function_expression": function_expression,
        "generator_function": function_expression,
        "function_declaration": function_declaration,
        "generator_function_declaration": function_declaration,
        "arrow_function": arrow,
        "class": class_expression,
        "class_declaration": class_declaration,
    }
    reading.handlers.update({reading.kind(name): handler for name, handler in handlers.items()})


def function_parts(
    reading: Reading, node: Cst, modifiers: set[str]
) -> Generator[Cst, Any, tuple[list[Any], BlockStatement]]:
    """The parameters and the body of anything but an arrow function."""
    outer = reading.in_async, reading.in_generator
    reading.in_async = "async" in modifiers
    reading.in_generator = "*" in modifiers
    params = yield from parameters(reading, reading.field(node, "parameters"))
    body = yield from function_body(reading, reading.field(node, "body"))
    reading.in_async, reading.in_generator = outer
    return params, body


def parameters(reading: Reading, node: Cst) -> Generator[Cst, Any, list[Any]]:
    """A parameter list."""
    params: list[Any] = []
    for part in reading.parts(node):
        if part.is_named:
            params.append((yield from binding(reading, part)))
    return params


def function_body(reading: Reading, node: Cst) -> Generator[Cst, Any, BlockStatement]:
    """A function's body, which may start with directives."""
    parts = reading.parts(node)
    body = yield from statement_list(reading, parts[1:-1], directives=True)
    return BlockStatement(node.start_byte, parts[-1].end_byte, body)


def _modifiers(parts: list[Cst]) -> set[str]:
    return {part.type for part in parts if not part.is_named}


def method_value(
    reading: Reading, node: Cst, modifiers: set[str]
) -> Generator[Cst, Any, FunctionExpression]:
    """The function of a method: ESTree starts it at its parameter list."""
    params, body = yield from function_parts(reading, node, modifiers)
    start = reading.field(node, "parameters").start_byte
    return FunctionExpression(
        start, body.end, None, params, body, "*" in modifiers, "async" in modifiers
    )


def _function(
    reading: Reading, node: Cst
) -> Generator[Cst, Any, tuple[Any, list[Any], BlockStatement, bool, bool]]:
    modifiers = _modifiers(reading.parts(node))
    name_node = node.child_by_field_name("name")
    name = None
    if name_node is not None:
        name = Identifier(name_node.start_byte, name_node.end_byte, reading.name(name_node))
    params, body = yield from function_parts(reading, node, modifiers)
    return name, params, body, "*" in modifiers, "async" in modifiers


def function_expression(reading: Reading, node: Cst) -> Generator[Cst, Any, FunctionExpression]:
    """``function () {}``, also with ``async`` or ``*``."""
    name, params, body, generator, is_async = yield from _function(reading, node)
    return FunctionExpression(node.start_byte, body.end, name, params, body, generator, is_async)


def function_declaration(reading: Reading, node: Cst) -> Generator[Cst, Any, FunctionDeclaration]:
    """``function f() {}`` as a statement."""
    name, params, body, generator, is_async = yield from _function(reading, node)
    return FunctionDeclaration(node.start_byte, body.end, name, params, body, generator, is_async)


def arrow(reading: Reading, node: Cst) -> Generator[Cst, Any, ArrowFunctionExpression]:
    """``params => body``."""
    parts = reading.parts(node)
    is_async = parts[0].type == "async" and not parts[0].is_named
    head, sign, body_node = parts[-3], parts[-2], parts[-1]
    # ECMA-262 15.3: no line end may stand before the arrow, nor after its async (15.9).
    _same_line(reading, head, sign, "the arrow")
    if is_async:
        _same_line(reading, parts[0], head, "the parameters")
    outer = reading.in_async, reading.in_generator
    reading.in_async = is_async
    reading.in_generator = False
    if head.type == "formal_parameters":
        params = yield from parameters(reading, head)
    else:
        params = [Identifier(head.start_byte, head.end_byte, reading.name(head))]
    body: Any
    if body_node.type == "statement_block":
        body = yield from function_body(reading, body_node)
        end = body.end
    else:
        if reading.data[body_node.start_byte] == 0x7B:
            # An expression body can't start with a brace (15.3): this is a block.
            reading.found.blocks.add(reading.ambiguity.original(body_node.start_byte))
        body = yield body_node
        end = body_node.end_byte
    reading.in_async, reading.in_generator = outer
    return ArrowFunctionExpression(node.start_byte, end, params, body, is_async)


def _same_line(reading: Reading, left: Cst, right: Cst, what: str) -> None:
    between = reading.text(left.end_byte, right.start_byte)
    if len(between) > 1 and any(char in between for char in "\n\r\u2028\u2029"):
        raise reading.fail(
            f"a line can't end before {what} of an arrow function",
            right.start_byte,
            right.end_byte,
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
            superclass = yield reading.parts(part)[1]
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
    for part, following in zip(parts, parts[1:], strict=False):
        kind = part.type
        if kind == "method_definition":
            members.append((yield from _method_definition(reading, part)))
        elif kind == "field_definition":
            field = yield from _field_definition(reading, part)
            if field.value is None and following.is_named:
                _refuse_split_modifier(reading, part, following)
            if following.type == ";":
                field.end = following.end_byte
            members.append(field)
        elif kind == "class_static_block":
            members.append((yield from _static_block(reading, part)))
    return ClassBody(node.start_byte, node.end_byte, members)


def _refuse_split_modifier(reading: Reading, node: Cst, following: Cst) -> None:
    """Refuse a field called static, get or set right before a member.

    The grammar ends a field at the line end there. ECMA-262 15.7 inserts no semicolon where
    the word could also modify the member.
    """
    word = reading.text(node.start_byte, node.end_byte).split()[-1]
    if word in {"static", "get", "set"} and reading.data[following.start_byte] != 0x2A:
        raise reading.unsupported(f"a line end after {word} in a class can't be read", node)


def _method_definition(reading: Reading, node: Cst) -> Generator[Cst, Any, MethodDefinition]:
    parts = reading.parts(node)
    modifiers = _modifiers(parts)
    if parts[0].type == "decorator":
        raise reading.unexpected(parts[0])
    if "static get" in modifiers:
        # One token where a line ends after "get".
        modifiers |= {"static", "get"}
    static = "static" in modifiers
    key, computed = yield from property_key(reading, reading.field(node, "name"), private=True)
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
    key, computed = yield from property_key(reading, reading.field(node, "property"), private=True)
    value_node = node.child_by_field_name("value")
    value = None
    if value_node is not None:
        outer = reading.in_async, reading.in_generator
        reading.in_async = reading.in_generator = False
        value = yield value_node
        reading.in_async, reading.in_generator = outer
    end = parts[-1].end_byte
    return PropertyDefinition(node.start_byte, end, key, value, computed, static)


def _static_block(reading: Reading, node: Cst) -> Generator[Cst, Any, StaticBlock]:
    outer = reading.in_async, reading.in_generator
    reading.in_async = reading.in_generator = False
    parts = reading.parts(reading.field(node, "body"))
    body = yield from statement_list(reading, parts[1:-1])
    reading.in_async, reading.in_generator = outer
    return StaticBlock(node.start_byte, parts[-1].end_byte, body)
