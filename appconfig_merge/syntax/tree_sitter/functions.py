"""Functions, and those of methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.syntax.estree import (
    ArrowFunctionExpression,
    BlockStatement,
    FunctionDeclaration,
    FunctionExpression,
    Identifier,
)
from appconfig_merge.syntax.tree_sitter.patterns import binding, refuse_after_rest
from appconfig_merge.syntax.tree_sitter.statements import statement_list

if TYPE_CHECKING:
    from collections.abc import Generator

    from tree_sitter import Node as Cst

    from appconfig_merge.syntax.tree_sitter.reading import Handler, Reading


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


def modifiers_of(parts: list[Cst]) -> set[str]:
    """The words and signs among the parts of a function."""
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
    modifiers = modifiers_of(parts)
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


HANDLERS: Final[dict[str, Handler]] = {
    "function_expression": function_expression,
    "generator_function": function_expression,
    "function_declaration": function_declaration,
    "generator_function_declaration": function_declaration,
    "arrow_function": arrow,
}
"""The handlers of this module, by what the grammar calls the nodes."""
