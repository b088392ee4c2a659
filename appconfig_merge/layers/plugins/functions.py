"""Functions and classes that a plugin sets, which are values by their text alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript.values import JSFunction, Traced
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from tree_sitter import Node as Cst

    from appconfig_merge.source import Source


def function(node: Cst, source: Source) -> Traced:
    """The value of a function's or a class's expression."""
    start, end = node.start_byte, node.end_byte
    if node.type == "class":
        body = estree.ClassBody(start, end, [])
        made = estree.ClassExpression(start, end, None, None, body)
        return Traced(JSFunction(made, made, source, None), made, source)
    written = _bare(start, end)
    return Traced(JSFunction(written, written, source, None), written, source)


def method(node: Cst, source: Source) -> Traced:
    """The value of a method of an object literal: its text has its name."""
    start, end = node.start_byte, node.end_byte
    made = _bare(start, end)
    name = estree.Identifier(start, start, "")
    written = estree.Property(start, end, name, made, "init", False, True, False)
    return Traced(JSFunction(made, written, source, None), written, source)


def _bare(start: int, end: int) -> estree.FunctionExpression:
    """A function's node without what is in it, which is never run."""
    body = estree.BlockStatement(start, end, [])
    return estree.FunctionExpression(start, end, None, [], body, False, False)
