"""The comments of a script, as the parser sees them: nothing in a string is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.errors import AppConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.source import Source


def comments_in(source: Source) -> Iterator[tuple[int, int]]:
    """Where each comment begins and ends, in order; none of what can't be read."""
    if b"//" not in source.data and b"/*" not in source.data:
        return
    from appconfig_merge.syntax.tree_sitter import binding

    try:
        tree = binding.parse(source.data, source)
    except AppConfigError:
        return
    comment = binding.language().id_for_node_kind("comment", True)
    cursor = tree.walk()
    while True:
        node = cursor.node
        if node is not None and node.kind_id == comment:
            yield node.start_byte, node.end_byte
        if cursor.goto_first_child() or cursor.goto_next_sibling():
            continue
        while cursor.goto_parent():
            if cursor.goto_next_sibling():
                break
        else:
            return
