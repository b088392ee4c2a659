"""Functions, methods and classes."""

from __future__ import annotations

from itertools import pairwise
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
from appconfig_merge.syntax.tree_sitter.patterns import binding, refuse_after_rest
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
# What a call, a member expression or a tagged template goes on with.
_LINKS = frozenset({"arguments", ".", "[", "optional_chain", "template_string"})


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
            if part.type == "rest_pattern":
                refuse_after_rest(reading, part, node)
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
    if "async" in modifiers and modifiers & {"get", "set"}:
        raise reading.fail(
            "a getter or setter can't be async",
            node.start_byte,
            node.start_byte + 5,
            "remove async",
        )
    params, body = yield from function_parts(reading, node, modifiers)
    start = reading.field(node, "parameters").start_byte
    return FunctionExpression(
        start, body.end, None, params, body, "*" in modifiers, "async" in modifiers
    )


def _function(
    reading: Reading, node: Cst
) -> Generator[Cst, Any, tuple[Any, list[Any], BlockStatement, bool, bool]]:
    parts = reading.parts(node)
    modifiers = _modifiers(parts)
    if "async" in modifiers and reading.has_line_end(parts[0].end_byte, parts[1].start_byte):
        # A statement of its own, and another function (15.8).
        reading.put_semicolon(parts[0].end_byte)
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


def end_operand(reading: Reading, node: Cst, following: Cst) -> None:
    """See to what can't be called, accessed or calculated with unless in parentheses.

    That is an arrow function, and for a call a ``++`` behind its operand. A line end behind it
    ends the statement there.
    """
    if node.type == "yield_expression" and reading.in_generator:
        raise reading.fail("parentheses are needed around this", node.start_byte, node.end_byte)
    if node.type == "update_expression" and following.type not in _LINKS:
        return
    end = node.end_byte
    ends_itself = True
    if node.type == "arrow_function":
        body = reading.parts(node)[-1]
        # Any other body would go on behind the line end.
        ends_itself = reading.data[body.start_byte] == 0x7B
        end = reading.parts(body)[-1].end_byte
    elif node.type != "update_expression":
        return
    if not ends_itself or not reading.has_line_end(end, following.start_byte):
        raise reading.fail("parentheses are needed around this", node.start_byte, end)
    reading.put_semicolon(end)


def arrow(reading: Reading, node: Cst) -> Generator[Cst, Any, ArrowFunctionExpression]:
    """``params => body``."""
    parts = reading.parts(node)
    is_async = parts[0].type == "async" and not parts[0].is_named
    head, sign, body_node = parts[-3], parts[-2], parts[-1]
    # ECMA-262 15.3: no line end may stand before the arrow, nor after its async (15.9).
    if reading.has_line_end(head.end_byte, sign.start_byte):
        raise reading.fail("a line can't end before =>", sign.start_byte, sign.end_byte)
    if is_async and reading.has_line_end(parts[0].end_byte, head.start_byte):
        if head.type == "formal_parameters":
            # Without a function, that is a call (15.9).
            message = "a line can't end between async and its function's parameters"
            raise reading.fail(message, parts[0].start_byte, parts[0].end_byte)
        # A statement of its own, and another function.
        reading.put_semicolon(parts[0].end_byte)
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
            reading.put_semicolon(body_node.start_byte + 1)
        body = yield body_node
        end = reading.end(body_node, body)
    reading.in_async, reading.in_generator = outer
    return ArrowFunctionExpression(node.start_byte, end, params, body, is_async)


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
    modifiers = _modifiers(parts)
    if parts[0].type == "decorator":
        raise reading.unexpected(parts[0])
    if "static get" in modifiers:
        # One token where a line ends after "get".
        modifiers |= {"static", "get"}
    _split_async(reading, parts)
    if "*" in modifiers and "get" in modifiers:
        _split_get(reading, parts)
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
