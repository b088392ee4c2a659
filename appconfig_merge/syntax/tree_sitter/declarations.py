"""Variable declarations, and the loops that may hold one (ECMA-262 14.3, 14.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.syntax.estree import (
    ForInStatement,
    ForOfStatement,
    ForStatement,
    VariableDeclaration,
    VariableDeclarator,
)
from appconfig_merge.syntax.tree_sitter.patterns import binding, target
from appconfig_merge.syntax.tree_sitter.statements import body_of

if TYPE_CHECKING:
    from collections.abc import Generator

    from tree_sitter import Node as Cst

    from appconfig_merge.syntax.tree_sitter.reading import Handler, Reading

_DECLARATIONS = frozenset({"variable_declaration", "lexical_declaration", "using_declaration"})


def install(reading: Reading) -> None:
    """Add the handlers of this module to a reading."""
    handlers: dict[str, Handler] = {
        "for_statement": for_,
        "for_in_statement": for_in,
    }
    handlers.update(dict.fromkeys(_DECLARATIONS, declaration))
    reading.handlers.update({reading.kind(name): handler for name, handler in handlers.items()})


def declaration(reading: Reading, node: Cst) -> Generator[Cst, Any, VariableDeclaration]:
    """``var``, ``let``, ``const``; also ``using`` and ``await using`` of ES2026."""
    declarators: list[Any] = []
    parts = reading.parts(node)
    for part in parts:
        if part.type == "variable_declarator":
            declarators.append((yield from _declarator(reading, part)))  # noqa: PERF401
    end = parts[-1].end_byte if parts[-1].type == ";" else declarators[-1].end
    return VariableDeclaration(node.start_byte, end, declarators, _kind(parts))


def _kind(parts: list[Cst]) -> str:
    return "await using" if parts[0].type == "await" else parts[0].type


def _declarator(reading: Reading, node: Cst) -> Generator[Cst, Any, VariableDeclarator]:
    name = yield from binding(reading, reading.field(node, "name"))
    value_node = node.child_by_field_name("value")
    if value_node is None:
        return VariableDeclarator(node.start_byte, node.end_byte, name, None)
    value = yield value_node
    return VariableDeclarator(node.start_byte, reading.end(value_node, value), name, value)


def for_(reading: Reading, node: Cst) -> Generator[Cst, Any, ForStatement]:
    """``for (init; test; update) body``"""
    init: Any = None
    init_node = reading.field(node, "initializer")
    if init_node.type in _DECLARATIONS:
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
        left = VariableDeclaration(kinds[0].start_byte, end, [declarator], _kind(kinds))
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
