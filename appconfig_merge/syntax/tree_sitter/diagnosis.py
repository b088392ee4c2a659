"""What is wrong with a text that doesn't parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.syntax.tree_sitter.reading import syntax_error

if TYPE_CHECKING:
    from tree_sitter import Tree

    from appconfig_merge.errors import SourceSyntaxError
    from appconfig_merge.source import Source
    from appconfig_merge.syntax.tree_sitter.ambiguity import Ambiguity


def diagnose(source: Source, tree: Tree, ambiguity: Ambiguity) -> SourceSyntaxError:
    """The error to raise for a tree that has one."""
    node = tree.root_node
    while not (node.is_error or node.is_missing):
        for child in node.children:
            if child.has_error or child.is_error or child.is_missing:
                node = child
                break
        else:
            break
    start = ambiguity.original(node.start_byte)
    return syntax_error(source, "this is not JavaScript", start, start)
