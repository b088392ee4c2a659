"""Loops (ECMA-262 14.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.syntax.estree import (
    DoWhileStatement,
    ForInStatement,
    ForOfStatement,
    ForStatement,
    VariableDeclaration,
    VariableDeclarator,
    WhileStatement,
)
from appconfig_merge.syntax.tree_sitter.declarations import DECLARATIONS, declaration, kind_of
from appconfig_merge.syntax.tree_sitter.patterns import binding, target
from appconfig_merge.syntax.tree_sitter.statements import body_of

if TYPE_CHECKING:
    from collections.abc import Generator

    from tree_sitter import Node as Cst

    from appconfig_merge.syntax.tree_sitter.reading import Handler, Reading


def while_(reading: Reading, node: Cst) -> Generator[Cst, Any, WhileStatement]:
    """``while (test) body``"""
    test = yield reading.field(node, "condition")
    body = yield body_of(reading, node)
    return WhileStatement(node.start_byte, body.end, test, body)


def do(reading: Reading, node: Cst) -> Generator[Cst, Any, DoWhileStatement]:
    """``do body while (test)``"""
    body = yield body_of(reading, node)
    test = yield reading.field(node, "condition")
    return DoWhileStatement(node.start_byte, reading.parts(node)[-1].end_byte, body, test)


def for_(reading: Reading, node: Cst) -> Generator[Cst, Any, ForStatement]:
    """``for (init; test; update) body``"""
    init: Any = None
    init_node = reading.field(node, "initializer")
    if init_node.type in DECLARATIONS:
        init = yield from declaration(reading, init_node)
        # Its semicolon is the loop's.
        init.end = init.declarations[-1].end
    elif init_node.type != "empty_statement":
        init = yield init_node
    test = None
    test_node = reading.field(node, "condition")
    if test_node.type != "empty_statement":
        test = yield test_node
    update_node = node.child_by_field_name("increment")
    update = (yield update_node) if update_node is not None else None
    body = yield body_of(reading, node)
    return ForStatement(node.start_byte, body.end, init, test, update, body)


def _check_head(reading: Reading, node: Cst, left: Cst) -> None:
    """Refuse what ``for (... of`` can't start with (14.7.5): let, and async on its own."""
    word = left
    while word.child_count:
        word = word.children[0]
    text = reading.data[word.start_byte : word.end_byte]
    is_async = text == b"async" and left.end_byte == word.end_byte
    if text == b"let" or (is_async and reading.parts(node)[1].type != "await"):
        raise reading.fail(
            f"for...of can't start with the name {text.decode()}", word.start_byte, word.end_byte
        )


def for_in(reading: Reading, node: Cst) -> Generator[Cst, Any, ForInStatement | ForOfStatement]:
    """``for (left in right) body``, or with ``of``."""
    kinds = node.children_by_field_name("kind")
    left_node = reading.field(node, "left")
    left: Any
    if kinds:
        name = yield from binding(reading, left_node)
        value_node = node.child_by_field_name("value")
        value: Any = None
        end = left_node.end_byte
        if value_node is not None:
            value = yield value_node
            end = reading.end(value_node, value)
        declarator = VariableDeclarator(left_node.start_byte, end, name, value)
        left = VariableDeclaration(kinds[0].start_byte, end, [declarator], kind_of(kinds))
    else:
        left = yield from target(reading, left_node)
        if reading.field(node, "operator").type == "of":
            _check_head(reading, node, left_node)
    right_node = reading.field(node, "right")
    right = yield right_node
    body = yield body_of(reading, node)
    start = node.start_byte
    second = reading.parts(node)[1]
    is_await = second.type == "await"
    if reading.field(node, "operator").type == "in":
        if is_await:
            raise reading.fail("for...in takes no await", second.start_byte, second.end_byte)
        return ForInStatement(start, body.end, left, right, body)
    if right_node.type == "sequence_expression":
        raise reading.fail(
            "for...of takes one expression", right_node.start_byte, right_node.end_byte
        )
    if is_await and not reading.in_async:
        raise reading.fail(
            "for await can't stand outside async functions and modules",
            start,
            second.end_byte,
        )
    return ForOfStatement(start, body.end, left, right, body, is_await)


HANDLERS: Final[dict[str, Handler]] = {
    "do_statement": do,
    "for_in_statement": for_in,
    "for_statement": for_,
    "while_statement": while_,
}
"""The handlers of this module, by what the grammar calls the nodes."""
