"""A text of which only some places matter, read whatever else is in it.

A bundle has megabytes of libraries, and a source has JSX, of which nobody needs the ESTree form. So
the parser's own tree is kept here, in which a place is found by its offset; what stands there is
read as a script's would be.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from appconfig_merge.errors import LimitError
from appconfig_merge.limits import MAX_PLUGIN_DEPTH, MAX_PLUGIN_NODES
from appconfig_merge.syntax.literals import (
    LiteralError,
    name_value,
    string_value,
    template_raw,
    template_value,
)
from appconfig_merge.syntax.tree_sitter import binding
from appconfig_merge.syntax.tree_sitter.ambiguity import Ambiguity
from appconfig_merge.syntax.tree_sitter.leaves import LEAVES
from appconfig_merge.syntax.tree_sitter.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node as Cst

    from appconfig_merge.source import Source
    from appconfig_merge.syntax.estree import Node

    Chain = tuple[Cst, ...]
    """A node of the tree after all those around it, the whole text's first."""

_COMMENTS = frozenset({"comment", "html_comment"})


class LooseTree:
    """The tree of a text, in which what breaks the grammar is stepped over.

    Raises LimitError for a text that takes the parser too long.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.data = source.data.replace(b"\0", b"\x01")
        # A place is only good as long as its tree is.
        self._tree = binding.parse(self.data, source, MAX_PLUGIN_NODES)
        self.root = self._tree.root_node
        self._reading = Reading(source, self.data, Ambiguity(), LEAVES, {})

    def find(self, pattern: bytes, start: int = 0, end: int | None = None) -> Iterator[int]:
        """The offsets at which a regular expression matches."""
        last = len(self.data) if end is None else end
        return (match.start() for match in re.compile(pattern).finditer(self.data, start, last))

    def chain(self, offset: int) -> Chain:
        """The smallest node at an offset, after all those around it. Raises LimitError."""
        node = self.root
        chain = [node]
        while True:
            children = node.children
            at = bisect_right(children, offset, key=_end)
            if at == len(children) or children[at].start_byte > offset:
                return tuple(chain)
            node = children[at]
            chain.append(node)
            if len(chain) > MAX_PLUGIN_DEPTH:
                location = self.source.location(offset, offset)
                message = f"this is nested deeper than {MAX_PLUGIN_DEPTH:,} levels"
                raise LimitError(f"{message}, and isn't looked at", location=location)

    def text(self, node: Cst) -> str:
        """A node's text."""
        return self.data[node.start_byte : node.end_byte].decode("utf-8", "surrogatepass")

    def name(self, node: Cst) -> str:
        """The name that an identifier spells; empty where that is none."""
        text = self.text(node)
        if "\\" not in text:
            return text
        try:
            return name_value(text)
        except LiteralError:
            return ""

    def literal(self, node: Cst) -> Node | None:
        """The ESTree node of a literal; None for what is none, and for one that is wrong."""
        leaf = LEAVES.get(node.kind_id)
        if leaf is None:
            return None
        from appconfig_merge.errors import AppConfigError

        try:
            return leaf(self._reading, node)
        except AppConfigError:
            return None

    def string(self, node: Cst) -> str | None:
        """The text that a string or a template without holes stands for; None for any other."""
        raw = self.data[node.start_byte + 1 : node.end_byte - 1].decode("utf-8", "surrogatepass")
        try:
            if node.type == "string":
                return string_value(raw)
            if node.type == "template_string" and all(
                child.type != "template_substitution" for child in node.children
            ):
                return template_value(template_raw(raw))
        except LiteralError:
            return None
        return None

    def piece(self, node: Cst) -> str | None:
        """The text that a part of a template between its holes stands for."""
        try:
            return template_value(template_raw(self.text(node)))
        except LiteralError:
            return None


def _end(node: Cst) -> int:
    return node.end_byte


def parts(node: Cst) -> list[Cst]:
    """The children of a node that have names, without comments."""
    return [child for child in node.named_children if child.type not in _COMMENTS]


def bare(node: Cst) -> Cst:
    """An expression without the parentheses around it, and the last of several."""
    while node.type in {"parenthesized_expression", "sequence_expression"}:
        inner = parts(node)
        if not inner:
            break
        node = inner[-1]
    return node


def field(node: Cst, name: str) -> Cst | None:
    """A part of a node by what the grammar calls it."""
    return node.child_by_field_name(name)
