"""Keys that only the page decides on: their order, or which others there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.javascript.enumeration import order_is_open
from appconfig_merge.javascript.values import JSObject
from appconfig_merge.merging.nodes import ObjectNode
from appconfig_merge.merging.walking import parts
from appconfig_merge.paths import format_path
from appconfig_merge.values import place_of

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


def key_remarks(root: Node) -> Iterator[Diagnostic]:
    """A remark for each expression that gives such objects, and for each that may have more keys.

    That is an object that something unresolved was copied to.
    """
    givers: dict[tuple[int, int], list[tuple[Path, Traced]]] = {}
    open_ones: list[tuple[Path, ObjectNode]] = []
    for path, node in parts(root):
        if not isinstance(node, ObjectNode):
            continue
        if node.more is not None:
            open_ones.append((path, node))
        elif node.is_unordered:
            traced = _giver(node)
            place = id(traced.source), traced.node.start
            givers.setdefault(place, []).append((path, traced))
    for same in givers.values():
        path, traced = same[0]
        more = f", and of {len(same) - 1} more that are made here" if len(same) > 1 else ""
        yield _remark(
            "key-order",
            f"only the page decides on the order of the keys of {_name(path)}{more}",
            traced,
            "code that goes through the keys may meet them in another order than is shown here; "
            "say what the page has with --define, or set each key in one place",
        )
    for path, node in open_ones:
        assert node.more is not None
        yield _remark(
            "more-keys",
            f"{_name(path)} may have more keys than are shown: {node.more.reason}",
            node.more.origin or node.winner.slot.traced,
            "what stands before it in the object may be overridden by it; what stands after "
            "it is certain. Say what the page has with --define",
        )


def _remark(code: str, message: str, at: Traced, help: str) -> Diagnostic:
    return Diagnostic(code, "info", message, *place_of(at), help)


def _name(path: Path) -> str:
    return format_path(path) or "the configuration"


def _giver(node: ObjectNode) -> Traced:
    """The expression that gives an object: of several layers' the one of open order."""
    alive = [claim.slot.traced for claim in node.claims if claim.is_alive]
    for traced in reversed(alive):
        if isinstance(traced.value, JSObject) and order_is_open(traced.value):
            return traced
    return alive[-1]
