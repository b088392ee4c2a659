"""Operators, calls, member access and templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.syntax.estree import (
    AssignmentExpression,
    AwaitExpression,
    BinaryExpression,
    CallExpression,
    ChainExpression,
    ConditionalExpression,
    ImportExpression,
    LogicalExpression,
    MemberExpression,
    NewExpression,
    SequenceExpression,
    TaggedTemplateExpression,
    UnaryExpression,
    UpdateExpression,
    YieldExpression,
)
from appconfig_merge.syntax.tree_sitter.ambiguity import NAMES
from appconfig_merge.syntax.tree_sitter.kinds import BINARY, PARENTHESIZED
from appconfig_merge.syntax.tree_sitter.objects import arguments
from appconfig_merge.syntax.tree_sitter.patterns import target

if TYPE_CHECKING:
    from collections.abc import Generator

    from tree_sitter import Node as Cst

    from appconfig_merge.errors import SourceSyntaxError
    from appconfig_merge.syntax.tree_sitter.reading import Handler, Reading

_LOGICAL = frozenset({"&&", "||", "??"})
# What can't be an operand as it is.
_LOOSE = frozenset(
    {
        "assignment_expression",
        "augmented_assignment_expression",
        "arrow_function",
        "yield_expression",
    }
)
_CHAIN = frozenset({"member_expression", "subscript_expression", "call_expression"})

# What a call, a member expression or a tagged template goes on with.
_LINKS = frozenset({"arguments", ".", "[", "optional_chain", "template_string"})
_NO_CONSTRUCTOR = frozenset({ChainExpression, ImportExpression})


def _end_operand(reading: Reading, node: Cst, following: Cst) -> None:
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


def unary(reading: Reading, node: Cst) -> Generator[Cst, Any, UnaryExpression | AwaitExpression]:
    """A prefix operator, ``await`` included where it had to be masked as ``void``."""
    operator, argument_node = reading.parts(node)
    _refuse_loose(reading, argument_node)
    if argument_node.kind_id == BINARY:
        # The grammar takes "!#a in b" for "!(#a in b)".
        raise _needs_parentheses(reading, argument_node)
    argument = yield argument_node
    start, end = node.start_byte, reading.end(argument_node, argument)
    if operator.type == "void" and reading.ambiguity.is_await(start):
        return AwaitExpression(start, end, argument)
    return UnaryExpression(start, end, operator.type, argument)


def update(reading: Reading, node: Cst) -> Generator[Cst, Any, UpdateExpression]:
    """``++a`` or ``a++``"""
    first, second = reading.parts(node)
    prefix = not first.is_named
    operator, argument_node = (first, second) if prefix else (second, first)
    if not prefix and reading.has_line_end(first.end_byte, second.start_byte):
        # 13.4: a statement would end before it.
        raise reading.fail(
            f"a line can't end before {operator.type}", operator.start_byte, operator.end_byte
        )
    argument = yield from target(reading, argument_node)
    return UpdateExpression(node.start_byte, node.end_byte, operator.type, prefix, argument)


def binary(
    reading: Reading, node: Cst
) -> Generator[Cst, Any, BinaryExpression | LogicalExpression]:
    """A binary operator. Long sums lean to the left, so that side is walked in a loop."""
    spine = []
    left_node = node
    kind = node.kind_id
    while left_node.kind_id == kind:
        left_node, operator, right_node = reading.parts(left_node)
        spine.append((operator, right_node))
    start = node.start_byte
    _end_operand(reading, left_node, spine[-1][0])
    result = yield left_node
    for operator, right_node in reversed(spine):
        _refuse_loose(reading, right_node)
        right = yield right_node
        name = operator.type
        make = LogicalExpression if name in _LOGICAL else BinaryExpression
        result = make(start, reading.end(right_node, right), name, result, right)
    return result  # type: ignore[no-any-return]


def conditional(reading: Reading, node: Cst) -> Generator[Cst, Any, ConditionalExpression]:
    """``test ? consequent : alternate``"""
    test_node, mark, consequent_node, _colon, alternate_node = reading.parts(node)
    _end_operand(reading, test_node, mark)
    test = yield test_node
    consequent = yield consequent_node
    alternate = yield alternate_node
    end = reading.end(alternate_node, alternate)
    return ConditionalExpression(node.start_byte, end, test, consequent, alternate)


def assignment(reading: Reading, node: Cst) -> Generator[Cst, Any, AssignmentExpression]:
    """``=`` or a compound assignment."""
    left_node, operator, right_node = reading.parts(node)
    left = yield from target(reading, left_node)
    right = yield right_node
    end = reading.end(right_node, right)
    return AssignmentExpression(node.start_byte, end, operator.type, left, right)


def sequence(reading: Reading, node: Cst) -> Generator[Cst, Any, SequenceExpression]:
    """The comma operator."""
    parts = reading.parts(node)
    expressions: list[Any] = []
    for part in parts[::2]:
        expressions.append((yield part))  # noqa: PERF401 - a comprehension can't yield
    end = reading.end(parts[-1], expressions[-1])
    return SequenceExpression(node.start_byte, end, expressions)


def await_(reading: Reading, node: Cst) -> Generator[Cst, Any, AwaitExpression]:
    """``await argument``, where it is an operator."""
    _keyword, argument_node = reading.parts(node)
    start = node.start_byte
    if not reading.in_async:
        _take_for_name(reading, start, "await", "async functions and modules")
    _refuse_loose(reading, argument_node)
    argument = yield argument_node
    return AwaitExpression(start, reading.end(argument_node, argument), argument)


def yield_(reading: Reading, node: Cst) -> Generator[Cst, Any, YieldExpression]:
    """``yield``, where it is an operator."""
    parts = reading.parts(node)
    start = node.start_byte
    if not reading.in_generator:
        _take_for_name(reading, start, "yield", "generators")
    delegate = len(parts) > 1 and parts[1].type == "*"
    if (
        reading.in_generator
        and len(parts) > 1
        and reading.has_line_end(parts[0].end_byte, parts[1].start_byte)
    ):
        # A semicolon is inserted there (15.5), but not by the grammar.
        reading.put_semicolon(start + 5)
    if len(parts) == 1:
        return YieldExpression(start, node.end_byte, None, delegate)
    argument = yield parts[-1]
    return YieldExpression(start, reading.end(parts[-1], argument), argument, delegate)


def _take_for_name(reading: Reading, start: int, word: str, home: str) -> None:
    """Have a word parsed again as a name: outside its home it is no operator (13.1)."""
    if reading.outside is None:
        message = f"{word} can't stand outside {home}"
        reading.outside = reading.fail(message, start, start + len(word))
    reading.mask(start, NAMES[word])


def _refuse_loose(reading: Reading, node: Cst) -> None:
    """Refuse an operand that binds looser than its operator (13.5 to 13.14).

    The grammar takes ``-a = b`` for ``-(a = b)``.
    """
    if node.type in _LOOSE and (node.type != "yield_expression" or reading.in_generator):
        raise _needs_parentheses(reading, node)


def _needs_parentheses(reading: Reading, node: Cst) -> SourceSyntaxError:
    message = "parentheses are needed around this operand"
    return reading.fail(message, node.start_byte, node.end_byte)


def new(reading: Reading, node: Cst) -> Generator[Cst, Any, NewExpression]:
    """``new callee(...)``"""
    parts = reading.parts(node)
    _refuse_loose(reading, parts[1])
    callee = yield parts[1]
    if type(callee) in _NO_CONSTRUCTOR and parts[1].kind_id != PARENTHESIZED:
        # 13.3: a MemberExpression.
        raise reading.fail("parentheses are needed around what new calls", callee.start, callee.end)
    values: list[Any] = []
    end = reading.end(parts[1], callee)
    if len(parts) > 2:
        values = yield from arguments(reading, parts[2])
        end = parts[2].end_byte
    return NewExpression(node.start_byte, end, callee, values)


def chain(reading: Reading, node: Cst) -> Generator[Cst, Any, Any]:
    """Member access and calls, from the outermost link inwards to what they start from.

    ESTree wraps an optional chain as a whole in a ChainExpression. Parentheses end a chain.
    """
    links = []
    base = node
    while base.type in _CHAIN:
        parts = reading.parts(base)
        links.append((base, parts))
        base = parts[0]
    start = node.start_byte
    if base.type == "import":
        _owner, parts = links.pop()
        result: Any = yield from _import(reading, start, parts)
    else:
        _end_operand(reading, base, links[-1][1][1])
        result = yield base
    optional_chain = False
    for link, parts in reversed(links):
        end = parts[-1].end_byte
        optional = parts[1].type == "optional_chain"
        optional_chain = optional_chain or optional
        kind = link.type
        if kind == "member_expression":
            name = yield parts[2]
            result = MemberExpression(start, end, result, name, False, optional)
        elif kind == "subscript_expression":
            index = yield parts[-2]
            result = MemberExpression(start, end, result, index, True, optional)
        elif parts[-1].type == "template_string":
            if optional_chain:
                raise reading.fail("a template can't be tagged with an optional chain", start, end)
            from appconfig_merge.syntax.tree_sitter.templates import template

            quasi = yield from template(reading, parts[-1], tagged=True)
            result = TaggedTemplateExpression(start, end, result, quasi)
        else:
            values = yield from arguments(reading, parts[-1])
            result = CallExpression(start, end, result, values, optional)
    return ChainExpression(start, result.end, result) if optional_chain else result


def _import(reading: Reading, start: int, parts: list[Cst]) -> Generator[Cst, Any, Any]:
    """``import(source)``: the innermost link of a chain."""
    call = parts[-1]
    if call.type != "arguments":
        raise reading.unexpected(parts[0])
    values = yield from arguments(reading, call)
    if not 1 <= len(values) <= 2:
        raise reading.fail("import() takes one or two arguments", call.start_byte, call.end_byte)
    options = values[1] if len(values) > 1 else None
    return ImportExpression(start, call.end_byte, values[0], options)


HANDLERS: Final[dict[str, Handler]] = {
    "unary_expression": unary,
    "update_expression": update,
    "binary_expression": binary,
    "ternary_expression": conditional,
    "assignment_expression": assignment,
    "augmented_assignment_expression": assignment,
    "sequence_expression": sequence,
    "await_expression": await_,
    "yield_expression": yield_,
    "new_expression": new,
    "member_expression": chain,
    "subscript_expression": chain,
    "call_expression": chain,
}
"""The handlers of this module, by what the grammar calls the nodes."""
