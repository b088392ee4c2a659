"""``try``, ``switch``, ``throw``, ``with``, labels and jumps (ECMA-262 14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.syntax.estree import (
    BreakStatement,
    CatchClause,
    ContinueStatement,
    LabeledStatement,
    SwitchCase,
    SwitchStatement,
    ThrowStatement,
    TryStatement,
    WithStatement,
)
from appconfig_merge.syntax.tree_sitter.patterns import binding
from appconfig_merge.syntax.tree_sitter.statements import body_of, end_of, statement_list

if TYPE_CHECKING:
    from collections.abc import Generator

    from tree_sitter import Node as Cst

    from appconfig_merge.syntax.tree_sitter.reading import Handler, Reading


def labeled(reading: Reading, node: Cst) -> Generator[Cst, Any, LabeledStatement]:
    """``label: body``"""
    label = yield reading.field(node, "label")
    body = yield body_of(reading, node)
    return LabeledStatement(node.start_byte, body.end, label, body)


def break_(reading: Reading, node: Cst) -> Generator[Cst, Any, BreakStatement]:
    """``break``"""
    label_node = node.child_by_field_name("label")
    label = (yield label_node) if label_node is not None else None
    return BreakStatement(node.start_byte, reading.parts(node)[-1].end_byte, label)


def continue_(reading: Reading, node: Cst) -> Generator[Cst, Any, ContinueStatement]:
    """``continue``"""
    label_node = node.child_by_field_name("label")
    label = (yield label_node) if label_node is not None else None
    return ContinueStatement(node.start_byte, reading.parts(node)[-1].end_byte, label)


def throw(reading: Reading, node: Cst) -> Generator[Cst, Any, ThrowStatement]:
    """``throw argument``, on one line (ECMA-262 14.14)."""
    parts = reading.parts(node)
    if reading.has_line_end(parts[0].end_byte, parts[1].start_byte):
        raise reading.fail(
            "a line can't end between throw and its value", node.start_byte, parts[0].end_byte
        )
    argument = yield parts[1]
    return ThrowStatement(node.start_byte, end_of(reading, parts, argument), argument)


def try_(reading: Reading, node: Cst) -> Generator[Cst, Any, TryStatement]:
    """``try`` with a handler, a finalizer or both: the grammar allows neither, too."""
    body = yield reading.field(node, "body")
    handler = None
    clause = node.child_by_field_name("handler")
    if clause is not None:
        handler = yield from _catch(reading, clause)
    finalizer = None
    last = node.child_by_field_name("finalizer")
    if last is not None:
        finalizer = yield reading.field(last, "body")
    end = (finalizer or handler or body).end
    if end == body.end:
        raise reading.fail("try needs a catch or a finally", node.start_byte, node.start_byte + 3)
    return TryStatement(node.start_byte, end, body, handler, finalizer)


def _catch(reading: Reading, node: Cst) -> Generator[Cst, Any, CatchClause]:
    param_node = node.child_by_field_name("parameter")
    param = None
    if param_node is not None:
        param = yield from binding(reading, param_node)
    body = yield reading.field(node, "body")
    return CatchClause(node.start_byte, body.end, param, body)


def switch(reading: Reading, node: Cst) -> Generator[Cst, Any, SwitchStatement]:
    """``switch``"""
    discriminant = yield reading.field(node, "value")
    body = reading.field(node, "body")
    cases = []
    for part in reading.parts(body):
        if part.is_named:
            cases.append((yield from _case(reading, part)))  # noqa: PERF401
    return SwitchStatement(node.start_byte, body.end_byte, discriminant, cases)


def _case(reading: Reading, node: Cst) -> Generator[Cst, Any, SwitchCase]:
    parts = reading.parts(node)
    test = None
    colon = 1
    if node.type == "switch_case":
        test = yield parts[1]
        colon = 2
    consequent = yield from statement_list(reading, parts[colon + 1 :])
    end = consequent[-1].end if consequent else parts[colon].end_byte
    return SwitchCase(node.start_byte, end, test, consequent)


def with_(reading: Reading, node: Cst) -> Generator[Cst, Any, WithStatement]:
    """``with (object) body``"""
    subject = yield reading.field(node, "object")
    body = yield body_of(reading, node)
    return WithStatement(node.start_byte, body.end, subject, body)


HANDLERS: Final[dict[str, Handler]] = {
    "break_statement": break_,
    "continue_statement": continue_,
    "labeled_statement": labeled,
    "switch_statement": switch,
    "throw_statement": throw,
    "try_statement": try_,
    "with_statement": with_,
}
"""The handlers of this module, by what the grammar calls the nodes."""
