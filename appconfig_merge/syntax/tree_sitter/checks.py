"""What tree-sitter's grammar lets pass and a browser refuses, beyond single nodes.

What a single node shows is refused where that node is converted. ECMA-262's early errors,
which need scopes, belong behind the conversion and not here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node as Cst

    from appconfig_merge.syntax.tree_sitter.reading import Reading

_MARKS = (b"<!--", b"-->")
# What may stand before --> on its line: white space and comments (ECMA-262 B.1.1).
_LINE_HEAD = re.compile(rb"(?:^|[\n\r]|\xe2\x80[\xa8\xa9])(?:[ \t\v\f]|/\*.*?\*/)*\Z", re.DOTALL)


def check_html_comments(reading: Reading, root: Cst) -> None:
    """Refuse HTML-like comments (Annex B.1.1) where the grammar and JavaScript differ.

    A module has none. In a script, ``<!--`` starts a comment even where the grammar sees
    ``a < !--b``, and ``-->`` starts one only at the start of a line.
    """
    data = reading.data
    if not any(mark in data for mark in _MARKS):
        return
    todo = [root]
    while todo:
        node = todo.pop()
        start = node.start_byte
        if node.kind_id == reading.html_comment:
            _check_comment(reading, node)
        elif node.type == "<" and not reading.is_module and data.startswith(b"<!--", start):
            raise reading.unsupported("an HTML comment behind an expression can't be read", node)
        todo.extend(node.children)


def _check_comment(reading: Reading, node: Cst) -> None:
    start = node.start_byte
    # The node starts with the white space before it.
    text = reading.data[start : node.end_byte].lstrip()
    start = node.end_byte - len(text)
    if reading.is_module:
        raise reading.fail("a module can't have HTML comments", start, node.end_byte)
    if text.startswith(b"-->") and _LINE_HEAD.search(reading.data[:start][-2000:]) is None:
        raise reading.fail("--> can't stand here", start, start + 3, "a comment starts with //")
