"""JSX: the expressions of an element. A build takes the tags away; no browser reads them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.syntax.estree import JSXElement
from appconfig_merge.syntax.tree_sitter import binding

if TYPE_CHECKING:
    from collections.abc import Generator

    from tree_sitter import Node as Cst

    from appconfig_merge.source import Source
    from appconfig_merge.syntax.tree_sitter.reading import Handler, Reading

_AMPERSAND: Final = re.compile(rb"&(?!#?\w+;)")
_NAMED: Final = frozenset({"identifier", "member_expression"})
_ELEMENTS: Final = frozenset({"jsx_element", "jsx_self_closing_element"})


def element(reading: Reading, node: Cst) -> Generator[Cst, Any, JSXElement]:
    """An element or fragment: its name, its attributes, its children."""
    if not reading.is_jsx:
        raise reading.unexpected(node)
    opening = node.child_by_field_name("open_tag") or node
    name = opening.child_by_field_name("name")
    found = [name] if name is not None and _is_reference(reading, name) else []
    for attribute in opening.children_by_field_name("attribute"):
        found.extend(_expressions(reading, attribute))
    if opening is not node:
        for child in reading.parts(node):
            found.extend(_expressions(reading, child))
    parts = []
    for each in found:
        parts.append((yield each))  # noqa: PERF401
    return JSXElement(node.start_byte, node.end_byte, parts)


def _is_reference(reading: Reading, name: Cst) -> bool:
    """Whether a name is a component's: one in lower case is the browser's element."""
    if name.type not in _NAMED:
        return False
    first = reading.text(name.start_byte, name.end_byte)[:1]
    return name.type == "member_expression" or not ("a" <= first <= "z")


def _expressions(reading: Reading, node: Cst) -> list[Cst]:
    """The expressions of an attribute or a child; text has none."""
    if node.type == "jsx_attribute":
        return [item for part in reading.parts(node)[1:] for item in _expressions(reading, part)]
    if node.type in _ELEMENTS:
        return [node]
    if node.type != "jsx_expression":
        return []
    inside = reading.parts(node)[1:-1]
    return [reading.parts(part)[1] if part.type == "spread_element" else part for part in inside]


def ampersands(data: bytes, source: Source) -> dict[int, bytes]:
    """What hides each ``&`` in the text of an element that begins no character reference.

    The grammar takes any for such a beginning.
    """
    tree = binding.parse(_AMPERSAND.sub(b"|", data), source)
    masks = {}
    work = [tree.root_node]
    while work:
        node = work.pop()
        if node.type == "jsx_text":
            found = _AMPERSAND.finditer(data, node.start_byte, node.end_byte)
            masks.update({one.start(): b"|" for one in found})
        work.extend(node.children)
    return masks


HANDLERS: Final[dict[str, Handler]] = {
    "jsx_element": element,
    "jsx_self_closing_element": element,
}
"""The handlers of this module, by what the grammar calls the nodes."""
