"""Statements and declarations (ECMA-262 14).

A statement ends where its last token does: what the grammar's own node covers can reach
further where a semicolon was inserted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.syntax.estree import (
    BlockStatement,
    BreakStatement,
    CatchClause,
    ContinueStatement,
    DoWhileStatement,
    ExpressionStatement,
    IfStatement,
    LabeledStatement,
    ReturnStatement,
    SwitchCase,
    SwitchStatement,
    ThrowStatement,
    TryStatement,
    WhileStatement,
    WithStatement,
)
from appconfig_merge.syntax.tree_sitter.patterns import binding

if TYPE_CHECKING:
    from collections.abc import Generator

    from tree_sitter import Node as Cst

    from appconfig_merge.syntax.tree_sitter.reading import Handler, Reading

_NEEDS_NAME = frozenset({"function_expression", "generator_function", "class"})


def install(reading: Reading) -> None:
    """Add the handlers of this module to a reading."""
    handlers: dict[str, Handler] = {
        "expression_statement": expression_statement,
        "statement_block": block,
        "if_statement": if_,
        "while_statement": while_,
        "do_statement": do,
        "with_statement": with_,
        "labeled_statement": labeled,
        "break_statement": break_,
        "continue_statement": continue_,
        "return_statement": return_,
        "throw_statement": throw,
        "try_statement": try_,
        "switch_statement": switch,
    }
    reading.handlers.update({reading.kind(name): handler for name, handler in handlers.items()})


def statement_list(
    reading: Reading, nodes: list[Cst], *, directives: bool = False
) -> Generator[Cst, Any, list[Any]]:
    """Statements in a row; at the start of a function or program, directives (11.2.1)."""
    inserted = reading.ambiguity.inserted
    statements = []
    for node in nodes:
        if inserted and node.type == "empty_statement" and node.start_byte in inserted:
            continue
        statement = yield node
        if directives:
            directives = _mark_directive(reading, node, statement)
        statements.append(statement)
    return statements


def _mark_directive(reading: Reading, node: Cst, statement: Any) -> bool:
    """Whether a statement is a directive; if so, note its raw text."""
    if type(statement) is not ExpressionStatement:
        return False
    if reading.parts(node)[0].type != "string":
        return False
    expression = statement.expression
    statement.directive = reading.text(expression.start + 1, expression.end - 1)
    return True


def expression_statement(reading: Reading, node: Cst) -> Generator[Cst, Any, ExpressionStatement]:
    """An expression as a statement. It may not start with a brace: that is a block (14.5)."""
    parts = reading.parts(node)
    start = node.start_byte
    if reading.data[start] == 0x7B and not reading.is_json:
        mark_blocks(reading, parts[0])
    elif parts[0].type in _NEEDS_NAME:
        kind = "class" if parts[0].type == "class" else "function"
        raise reading.fail(
            f"a {kind} that is a statement needs a name",
            start,
            start + len(kind),
            "name it, or put parentheses around it",
        )
    expression = yield parts[0]
    return ExpressionStatement(start, parts[-1].end_byte, expression, None)


def mark_blocks(reading: Reading, node: Cst) -> None:
    """Note the brace that an expression starts with, and those nested right behind labels."""
    start = node.start_byte
    todo: Cst | None = node
    while todo is not None:
        if todo.type != "object":
            todo = todo.child(0)
            continue
        reading.found.blocks.add(reading.ambiguity.original(start))
        member = todo.named_child(0) if todo.named_child_count else None
        value = member and member.child_by_field_name("value")
        todo = None
        if value is not None and reading.data[value.start_byte] == 0x7B:
            todo, start = value, value.start_byte


def block(reading: Reading, node: Cst) -> Generator[Cst, Any, BlockStatement]:
    """``{ ... }``"""
    parts = reading.parts(node)
    body = yield from statement_list(reading, parts[1:-1])
    return BlockStatement(node.start_byte, parts[-1].end_byte, body)


def if_(reading: Reading, node: Cst) -> Generator[Cst, Any, IfStatement]:
    """``if``. A chain of ``else if`` is a list here, however long."""
    links = []
    alternate: Any = None
    while True:
        test = yield reading.field(node, "condition")
        consequent = yield reading.field(node, "consequence")
        links.append((node.start_byte, test, consequent))
        clause = node.child_by_field_name("alternative")
        if clause is None:
            break
        following = reading.parts(clause)[1]
        if following.type != "if_statement":
            alternate = yield following
            break
        node = following
    for start, test, consequent in reversed(links):
        end = consequent.end if alternate is None else alternate.end
        alternate = IfStatement(start, end, test, consequent, alternate)
    return alternate  # type: ignore[no-any-return]


def while_(reading: Reading, node: Cst) -> Generator[Cst, Any, WhileStatement]:
    """``while (test) body``"""
    test = yield reading.field(node, "condition")
    body = yield reading.field(node, "body")
    return WhileStatement(node.start_byte, body.end, test, body)


def do(reading: Reading, node: Cst) -> Generator[Cst, Any, DoWhileStatement]:
    """``do body while (test)``"""
    body = yield reading.field(node, "body")
    test = yield reading.field(node, "condition")
    return DoWhileStatement(node.start_byte, reading.parts(node)[-1].end_byte, body, test)


def with_(reading: Reading, node: Cst) -> Generator[Cst, Any, WithStatement]:
    """``with (object) body``"""
    subject = yield reading.field(node, "object")
    body = yield reading.field(node, "body")
    return WithStatement(node.start_byte, body.end, subject, body)


def labeled(reading: Reading, node: Cst) -> Generator[Cst, Any, LabeledStatement]:
    """``label: body``"""
    label = yield reading.field(node, "label")
    body = yield reading.field(node, "body")
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


def return_(reading: Reading, node: Cst) -> Generator[Cst, Any, ReturnStatement]:
    """``return``"""
    parts = reading.parts(node)
    argument = None
    if len(parts) > 1 and parts[1].type != ";":
        argument = yield parts[1]
    return ReturnStatement(node.start_byte, parts[-1].end_byte, argument)


def throw(reading: Reading, node: Cst) -> Generator[Cst, Any, ThrowStatement]:
    """``throw argument``, on one line (ECMA-262 14.14)."""
    parts = reading.parts(node)
    between = reading.text(parts[0].end_byte, parts[1].start_byte)
    if any(char in between for char in "\n\r\u2028\u2029"):
        raise reading.fail(
            "a line can't end between throw and its value", node.start_byte, parts[0].end_byte
        )
    argument = yield parts[1]
    return ThrowStatement(node.start_byte, parts[-1].end_byte, argument)


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
            cases.append((yield from _case(reading, part)))
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
