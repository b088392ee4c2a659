"""What tree-sitter's grammar lets pass and a browser refuses, beyond single nodes.

What a single node shows is refused where that node is converted. ECMA-262's early errors,
which need scopes, belong behind the conversion and not here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from appconfig_merge.syntax.tree_sitter.kinds import HTML_COMMENT

if TYPE_CHECKING:
    from tree_sitter import Node as Cst

    from appconfig_merge.syntax.tree_sitter.reading import Reading

_LINE_ENDS = (b"\n", b"\r", "\u2028".encode(), "\u2029".encode())
# What may stand before --> on its line: white space and comments, the first of which may have
# started on a line above (ECMA-262 B.1.1).
_LINE_HEAD = re.compile(rb"(?:(?:(?!/\*).)*?\*/)?(?:[ \t\v\f]|/\*(?:(?!\*/).)*\*/)*", re.DOTALL)


def check_html_comments(reading: Reading, root: Cst) -> None:
    """Settle HTML-like comments (Annex B.1.1) where the grammar and JavaScript differ.

    A module has none. In a script, ``<!--`` starts a comment even where the grammar sees
    ``a < !--b``, and ``-->`` starts one only at the start of a line.
    """
    data = reading.data
    todo = [root]
    while todo:
        node = todo.pop()
        if node.kind_id == HTML_COMMENT:
            _check_comment(reading, node)
        elif not reading.is_module and _is_hidden_comment(data, node):
            reading.mask(node.start_byte, b"//")
        todo.extend(node.children)


def _is_hidden_comment(data: bytes, node: Cst) -> bool:
    """Whether operators in the grammar's eyes start a comment in a script."""
    start = node.start_byte
    if node.type == "<":
        return data.startswith(b"<!--", start)
    return node.type == "--" and data.startswith(b"-->", start) and _starts_line(data, start)


def _starts_line(data: bytes, start: int) -> bool:
    line_start = 0
    for end in _LINE_ENDS:
        found = data.rfind(end, line_start, start)
        if found >= 0:
            line_start = found + len(end)
    return _LINE_HEAD.fullmatch(data, line_start, start) is not None


def _check_comment(reading: Reading, node: Cst) -> None:
    # The node starts with the white space before it.
    text = reading.data[node.start_byte : node.end_byte].lstrip()
    start = node.end_byte - len(text)
    if reading.is_module:
        raise reading.fail("a module can't have HTML comments", start, node.end_byte)
    if text.startswith(b"-->") and not _starts_line(reading.data, start):
        raise reading.fail("--> can't stand here", start, start + 3, "a comment starts with //")
