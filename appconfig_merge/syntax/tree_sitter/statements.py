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
    ForInStatement,
    ForOfStatement,
    ForStatement,
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
from appconfig_merge.syntax.tree_sitter.starts import join_let, mark_blocks, refuse_declaration

if TYPE_CHECKING:
    from collections.abc import Generator

    from tree_sitter import Node as Cst

    from appconfig_merge.syntax.tree_sitter.reading import Handler, Reading

_TERMINATED = frozenset(
    {
        "expression_statement",
        "variable_declaration",
        "lexical_declaration",
        "using_declaration",
        "return_statement",
        "throw_statement",
        "break_statement",
        "continue_statement",
        "debugger_statement",
        "do_statement",
    }
)
# Statements that end with another one, as the grammar calls them and as ESTree does.
_NESTING = frozenset(
    {
        "if_statement",
        "else_clause",
        "while_statement",
        "with_statement",
        "labeled_statement",
        "for_statement",
        "for_in_statement",
    }
)
_ENDING_WITH_BODY = (
    WhileStatement,
    WithStatement,
    LabeledStatement,
    ForStatement,
    ForInStatement,
    ForOfStatement,
)
_DECLARATIONS = frozenset(
    {
        "lexical_declaration",
        "using_declaration",
        "class_declaration",
        "generator_function_declaration",
    }
)


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
    ambiguity = reading.ambiguity
    statements: list[Any] = []
    previous: Cst | None = None
    for node in nodes:
        if ambiguity and node.type == "empty_statement" and ambiguity.is_inserted(node.start_byte):
            continue
        if (
            node.type == "empty_statement"
            and previous is not None
            and _lacks_semicolon(reading, previous)
        ):
            # The grammar inserted a semicolon, and here comes the real one.
            _extend(statements[-1], node.end_byte)
            previous = node
            continue
        statement = yield node
        if directives:
            directives = _mark_directive(reading, node, statement)
        statements.append(statement)
        previous = node
    return statements


def _lacks_semicolon(reading: Reading, node: Cst) -> bool:
    """Whether a statement, or the one it ends with, may have a semicolon and has none."""
    while node.type in _NESTING:
        node = reading.parts(node)[-1]
    return node.type in _TERMINATED and reading.parts(node)[-1].type != ";"


def _extend(statement: Any, end: int) -> None:
    """Move the end of a statement, and of the statements that it ends with."""
    while statement is not None:
        statement.end = end
        kind = type(statement)
        if kind is IfStatement:
            statement = statement.alternate or statement.consequent
        elif kind in _ENDING_WITH_BODY:
            statement = statement.body
        else:
            return


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
    if parts[0].type == "identifier" and len(parts) == 1:
        join_let(reading, parts[0])
    if reading.data[start] == 0x7B and not reading.is_json:
        mark_blocks(reading, parts[0])
    elif reading.data[start] in b"fca":
        refuse_declaration(reading, parts[0])
    expression = yield parts[0]
    return ExpressionStatement(start, _end(reading, parts, expression), expression, None)


def _end(reading: Reading, parts: list[Cst], expression: Any) -> int:
    """Where a statement ends that ends with an expression, or with nothing."""
    last = parts[-1]
    if last.type == ";" or expression is None:
        return last.end_byte
    return reading.end(last, expression)


def block(reading: Reading, node: Cst) -> Generator[Cst, Any, BlockStatement]:
    """``{ ... }``"""
    parts = reading.parts(node)
    body = yield from statement_list(reading, parts[1:-1])
    return BlockStatement(node.start_byte, parts[-1].end_byte, body)


def body_of(reading: Reading, node: Cst) -> Cst:
    """The statement that a node ends with. Only a block may hold declarations (14.2)."""
    return check_body(reading, reading.field(node, "body"))


def check_body(reading: Reading, node: Cst) -> Cst:
    """Refuse a declaration where a single statement stands; ``var`` is a statement.

    Functions in ``if`` and behind labels are left: Annex B.3 allows them in sloppy mode.
    """
    if node.type not in _DECLARATIONS:
        return node
    parts = reading.parts(node)
    second = parts[1]
    if (
        parts[0].type == "let"
        and reading.data[second.start_byte] != 0x5B
        and reading.has_line_end(parts[0].end_byte, second.start_byte)
    ):
        # There the word is a name, and a statement of its own (14.5).
        reading.put_semicolon(parts[0].end_byte)
        return node
    raise reading.fail(
        "a declaration can't stand here without braces around it",
        node.start_byte,
        parts[0].end_byte,
        "put { and } around it",
    )


def if_(reading: Reading, node: Cst) -> Generator[Cst, Any, IfStatement]:
    """``if``. A chain of ``else if`` is a list here, however long."""
    links = []
    alternate: Any = None
    while True:
        test = yield reading.field(node, "condition")
        consequent = yield check_body(reading, reading.field(node, "consequence"))
        links.append((node.start_byte, test, consequent))
        clause = node.child_by_field_name("alternative")
        if clause is None:
            break
        following = reading.parts(clause)[1]
        if following.type != "if_statement":
            alternate = yield check_body(reading, following)
            break
        node = following
    for start, test, consequent in reversed(links):
        end = consequent.end if alternate is None else alternate.end
        alternate = IfStatement(start, end, test, consequent, alternate)
    return alternate  # type: ignore[no-any-return]


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


def with_(reading: Reading, node: Cst) -> Generator[Cst, Any, WithStatement]:
    """``with (object) body``"""
    subject = yield reading.field(node, "object")
    body = yield body_of(reading, node)
    return WithStatement(node.start_byte, body.end, subject, body)


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


def return_(reading: Reading, node: Cst) -> Generator[Cst, Any, ReturnStatement]:
    """``return``"""
    parts = reading.parts(node)
    argument = None
    if len(parts) > 1 and parts[1].type != ";":
        if reading.has_line_end(parts[0].end_byte, parts[1].start_byte):
            # A semicolon is inserted there (12.10), but not by the grammar.
            reading.put_semicolon(parts[0].end_byte)
        argument = yield parts[1]
    return ReturnStatement(node.start_byte, _end(reading, parts, argument), argument)


def throw(reading: Reading, node: Cst) -> Generator[Cst, Any, ThrowStatement]:
    """``throw argument``, on one line (ECMA-262 14.14)."""
    parts = reading.parts(node)
    if reading.has_line_end(parts[0].end_byte, parts[1].start_byte):
        raise reading.fail(
            "a line can't end between throw and its value", node.start_byte, parts[0].end_byte
        )
    argument = yield parts[1]
    return ThrowStatement(node.start_byte, _end(reading, parts, argument), argument)


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
