"""Keys that only the page decides on: their order, or which others there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.javascript.enumeration import order_is_open
from appconfig_merge.javascript.values import JSObject
from appconfig_merge.merging.nodes import ObjectNode
from appconfig_merge.merging.walking import parts
from appconfig_merge.paths import format_path
from appconfig_merge.values import location_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.javascript.values import Traced
    from appconfig_merge.merging.nodes import Node
    from appconfig_merge.paths import Path


def unordered(root: Node) -> Iterator[tuple[Path, ObjectNode]]:
    """The objects of a tree whose keys stand in an order that only the page decides on."""
    for path, node in parts(root):
        if isinstance(node, ObjectNode) and node.is_unordered and node.more is None:
            yield path, node


def order_remarks(root: Node) -> Iterator[Diagnostic]:
    """A remark for each expression that gives such objects."""
    found: dict[tuple[int, int], list[tuple[Path, Traced]]] = {}
    for path, node in unordered(root):
        traced = _giver(node)
        found.setdefault((id(traced.source), traced.node.start), []).append((path, traced))
    for same in found.values():
        path, traced = same[0]
        location = location_of(traced)
        name = format_path(path) or "the configuration"
        more = f", and of {len(same) - 1} more that are made here" if len(same) > 1 else ""
        yield Diagnostic(
            "key-order",
            "info",
            f"only the page decides on the order of the keys of {name}{more}",
            location,
            traced.source.line(location.line) if location is not None else None,
            "code that goes through the keys may meet them in another order than is shown here; "
            "say what the page has with --define, or set each key in one place",
        )


def more_remarks(root: Node) -> Iterator[Diagnostic]:
    """A remark for each object that may have more keys than are known."""
    for path, node in parts(root):
        if isinstance(node, ObjectNode) and node.more is not None:
            at = node.more.origin or node.winner.slot.traced
            location = location_of(at)
            name = format_path(path) or "the configuration"
            yield Diagnostic(
                "more-keys",
                "info",
                f"{name} may have more keys than are shown: {node.more.reason}",
                location,
                at.source.line(location.line) if location is not None else None,
                "what stands before it in the object may be overridden by it; what stands after "
                "it is certain. Say what the page has with --define",
            )


def _giver(node: ObjectNode) -> Traced:
    """The expression that gives an object: of several layers' the one of open order."""
    alive = [claim.slot.traced for claim in node.claims if claim.is_alive]
    for traced in reversed(alive):
        if isinstance(traced.value, JSObject) and order_is_open(traced.value):
            return traced
    return alive[-1]
