"""The elements of turbohtml's tree, asked what the DOM tells of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import turbohtml

if TYPE_CHECKING:
    from turbohtml import Element, ShadowRoot


def attribute(element: Element, name: str) -> str | None:
    """The value of an attribute, if the element has it; an empty one where none is said."""
    value = element.attrs.get(name)
    if value is None:
        return "" if name in element.attrs else None
    # Classes, which are none of ours, are a list.
    return value if isinstance(value, str) else " ".join(value)


def is_inert(element: Element) -> bool:
    """Whether an element is in what a template holds, which is no part of the page (4.12.3)."""
    return any(type(one) is turbohtml.DocumentFragment for one in element.ancestors)


def has_script(tree: ShadowRoot) -> bool:
    """Whether a tree has a script element of its own."""
    return next(tree.iter_elements(["script"]), None) is not None


def child_text(element: Element) -> str:
    """The text of an element's own, without that of the elements in it (DOM 4.5)."""
    texts = (turbohtml.Text, turbohtml.CData)
    return "".join(child.data for child in element.children if isinstance(child, texts))
