"""What a statement that is an expression may start with (ECMA-262 14.5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node as Cst

    from appconfig_merge.syntax.tree_sitter.reading import Reading

_DECLARATION = rb"(?:function|class|async\s+function)(?![\w$\\\x80-\xff])"
_NEEDS_NAME = frozenset({"function_expression", "generator_function", "class"})
# White space and comments, and the word or character that ends them.
_GAP = (
    rb"(?s)(?:\s|\xef\xbb\xbf|\xc2\xa0|\xe2\x80[\xa8\xa9]|//[^\n\r]*|/\*.*?\*/)*"
    rb"([A-Za-z_$\\{\[\x80-\xff][\w$\\\x80-\xff]*)?"
)
# Words that no declaration can go on with, among those that can follow a statement.
_AFTER_LET = frozenset(
    b"break case class const continue debugger default delete do else export for function if "
    b"import new return super switch this throw try typeof var void while with null true false "
    b"in instanceof enum catch finally".split()
)


def check_start(reading: Reading, parts: list[Cst]) -> None:
    """See to what an expression statement begins with, from its parts."""
    first = parts[0]
    if first.type == "identifier" and len(parts) == 1:
        _join_let(reading, first)
    if reading.data[first.start_byte] != 0x7B:
        _refuse_declaration(reading, first)
    elif not reading.is_json:
        mark_blocks(reading, first)


def _refuse_declaration(reading: Reading, node: Cst) -> None:
    """Refuse an expression that starts as a declaration does (14.5)."""
    start = node.start_byte
    if not re.match(_DECLARATION, reading.data[start : start + 40]):
        return
    first = node
    while first.type not in _NEEDS_NAME:
        if not first.child_count:
            return
        first = reading.parts(first)[0]
    kind = "class" if first.type == "class" else "function"
    named = first.child_by_field_name("name") is not None
    raise reading.fail(
        f"a {kind} can't be the start of a larger expression here"
        if named
        else f"a {kind} that is a statement needs a name",
        first.start_byte,
        first.start_byte + len(kind),
        "put parentheses around it" if named else "name it, or put parentheses around it",
    )


def _join_let(reading: Reading, node: Cst) -> None:
    """Join a ``let`` to what it declares where a line end parts them.

    The grammar inserts a semicolon there; ECMA-262 14.3 doesn't.
    """
    end = node.end_byte
    if reading.data[node.start_byte : end] == b"let":
        gap = re.compile(_GAP).match(reading.data, end)
        assert gap is not None
        if gap[1] and gap[1] not in _AFTER_LET:
            reading.mask(end, b" " * (gap.start(1) - end))


def mark_blocks(reading: Reading, node: Cst) -> None:
    """Note the brace that an expression starts with, and those nested right behind labels."""
    start = node.start_byte
    todo: Cst | None = node
    while todo is not None:
        if todo.type not in {"object", "object_pattern"}:
            todo = todo.child(0)
            continue
        reading.put_semicolon(start + 1)
        member = todo.named_child(0) if todo.named_child_count else None
        value = member and member.child_by_field_name("value")
        todo = None
        if value is not None and reading.data[value.start_byte] == 0x7B:
            todo, start = value, value.start_byte
