"""The statements that most programs consist of (ECMA-262 14).

A statement ends where its last token does: what the grammar's own node covers can reach
further where a semicolon was inserted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.syntax.estree import (
    BlockStatement,
    ExpressionStatement,
    ForInStatement,
    ForOfStatement,
    ForStatement,
    IfStatement,
    LabeledStatement,
    ReturnStatement,
    WhileStatement,
    WithStatement,
)

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
# What a statement that is an expression may begin with though it can't, or seem to.
_DECIDING = (b"{", b"let", b"function", b"class", b"async")


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
    if reading.data.startswith(_DECIDING, start):
        from appconfig_merge.syntax.tree_sitter.starts import check_start

        check_start(reading, parts)
    expression = yield parts[0]
    return ExpressionStatement(start, end_of(reading, parts, expression), expression, None)


def end_of(reading: Reading, parts: list[Cst], expression: Any) -> int:
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


def return_(reading: Reading, node: Cst) -> Generator[Cst, Any, ReturnStatement]:
    """``return``"""
    parts = reading.parts(node)
    argument = None
    if len(parts) > 1 and parts[1].type != ";":
        if reading.has_line_end(parts[0].end_byte, parts[1].start_byte):
            # A semicolon is inserted there (12.10), but not by the grammar.
            reading.put_semicolon(parts[0].end_byte)
        argument = yield parts[1]
    return ReturnStatement(node.start_byte, end_of(reading, parts, argument), argument)


HANDLERS: Final[dict[str, Handler]] = {
    "expression_statement": expression_statement,
    "if_statement": if_,
    "return_statement": return_,
    "statement_block": block,
}
"""The handlers of this module, by what the grammar calls the nodes."""
