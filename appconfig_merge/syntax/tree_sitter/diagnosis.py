"""What to tell a person about a text that doesn't parse.

tree-sitter says that something is wrong, and roughly where its recovery began. What is wrong
is for :mod:`outline` to find; where it finds nothing, the message is about the token at which
tree-sitter stopped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.syntax.tree_sitter.foreign import other_language
from appconfig_merge.syntax.tree_sitter.outline import Outline
from appconfig_merge.syntax.tree_sitter.reading import syntax_error
from appconfig_merge.syntax.tree_sitter.tokens import Tokenizer

if TYPE_CHECKING:
    from tree_sitter import Node as Cst
    from tree_sitter import Tree

    from appconfig_merge.errors import AppConfigError, SourceSyntaxError
    from appconfig_merge.source import Source
    from appconfig_merge.syntax.tree_sitter.ambiguity import Ambiguity


def diagnose(source: Source, tree: Tree, ambiguity: Ambiguity) -> SourceSyntaxError:
    """The error to raise for a tree that has one."""
    text = source.text
    other = other_language(source, text)
    if other is not None:
        return _at(source, text, *other)
    node = first_error(tree.root_node)
    start = _characters(source, ambiguity.original(node.start_byte))
    finding = Outline(text).find()
    # Whatever ends before tree-sitter's error is something that it could read.
    if finding is not None and finding.noticed >= start:
        return _at(source, text, finding.start, finding.end, finding.message, finding.help)
    return _unexpected(source, text, node)


def diagnose_slow(source: Source, error: AppConfigError) -> AppConfigError:
    """The error to raise for a text that tree-sitter did not get through."""
    if source.language == "json":
        return error  # what is wrong with JSON has been told before
    text = source.text
    other = other_language(source, text)
    if other is not None:
        return _at(source, text, *other)
    finding = Outline(text).find()
    if finding is not None:
        return _at(source, text, finding.start, finding.end, finding.message, finding.help)
    return error


def first_error(root: Cst) -> Cst:
    """The first node, in the order of the text, that tree-sitter had to make up or skip.

    Goes down one child at a time: with a hostile tree, ``str()`` crashes and ``.parent`` is
    linear.
    """
    node = root
    while not (node.is_error or node.is_missing):
        child = next(
            (child for child in node.children if child.has_error or child.is_missing), None
        )
        if child is None:
            break
        node = child
    return node


def _characters(source: Source, offset: int) -> int:
    data = source.data
    while 0 < offset < len(data) and data[offset] & 0xC0 == 0x80:
        # tree-sitter can split a character that it doesn't know.
        offset -= 1
    return len(data[:offset].decode("utf-8", "surrogatepass"))


def _at(
    source: Source, text: str, start: int, end: int, message: str, help: str | None
) -> SourceSyntaxError:
    begin = len(text[:start].encode("utf-8", "surrogatepass"))
    length = len(text[start:end].encode("utf-8", "surrogatepass"))
    return syntax_error(source, message, begin, begin + length, help)


def _unexpected(source: Source, text: str, node: Cst) -> SourceSyntaxError:
    """An error about the token at which tree-sitter stopped."""
    offset = node.start_byte
    if node.is_missing:
        start = _characters(source, offset)
        return _at(source, text, start, start, f"{node.type} is missing here", None)
    # An error node starts with what had been read well. What was skipped is an error node
    # inside it, or else it is what comes behind.
    skipped = next((child for child in node.children if child.is_error), None)
    if skipped is not None:
        offset = skipped.start_byte
    elif any(child.is_named for child in node.children):
        offset = node.end_byte
    tokens = Tokenizer(text)
    tokens.position = _characters(source, offset)
    token = tokens.next(operand=False)
    if token.kind == "end":
        return _at(source, text, token.start, token.end, "the text ends too early", None)
    found = text[token.start : min(token.end, token.start + 40)]
    return _at(source, text, token.start, token.end, f"unexpected {found}", None)
