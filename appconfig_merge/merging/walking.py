"""Going through a merged tree, with what was lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript.values import JSArray, JSObject, Unknown, untouched
from appconfig_merge.merging.losses import Loss, live_children, losses_below
from appconfig_merge.merging.nodes import LeafNode, Node, ObjectNode, PlainLeaf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.paths import Path


def walk(root: Node) -> Iterator[tuple[Path, Node | None, list[Loss]]]:
    """Every path of the tree in order, with what was lost on it; None for one only lost.

    Nothing below an object that is a plain literal: there is nothing to tell of it but itself.
    """
    none: list[Loss] = []  # for all that have none: nobody changes it
    work: list[tuple[Path, Node | None, list[Loss]]] = [((), root, none)]
    while work:
        path, node, losses = place = work.pop()
        # To be asked first: what is done with the node may look into it.
        is_whole = not losses and (
            type(node) is PlainLeaf or (isinstance(node, ObjectNode) and node.literal is not None)
        )
        yield place
        if is_whole:
            continue
        if node is not None and not losses and _lost_nothing(node):
            if isinstance(node, ObjectNode):
                members = node.members
                work.extend(
                    ((*path, key), members[key], none) for key in reversed(node.key_order())
                )
            continue
        lost = losses_below(node, losses, len(path))
        live = live_children(node) if isinstance(node, ObjectNode) else {}
        below: list[tuple[Path, Node | None, list[Loss]]] = [
            ((*path, key), child, lost.pop(key, [])) for key, child in live.items()
        ]
        below.extend(((*path, key), None, found) for key, found in lost.items())
        work.extend(reversed(below))


def parts(root: Node) -> Iterator[tuple[Path, Node]]:
    """Every node of the tree in order, with what arrays hold, but for what plain literals do."""
    work: list[tuple[Path, Node]] = [((), root)]
    while work:
        path, node = work.pop()
        yield path, node
        if isinstance(node, LeafNode):
            if isinstance(node.value, JSArray) and not is_literal(node):
                below = live_children(node)
                work.extend(((*path, int(key)), below[key]) for key in reversed(below))
        elif isinstance(node, ObjectNode) and node.literal is None:
            members = node.members
            work.extend(((*path, key), members[key]) for key in reversed(node.key_order()))


def _lost_nothing(node: Node) -> bool:
    """Whether nothing can have been lost beneath a node, as beneath most: it saves asking."""
    for claim in node.claims:
        value = claim.slot.traced.value
        if isinstance(value, JSObject) and (
            value.deleted
            or not claim.is_alive
            or (isinstance(node, LeafNode) and isinstance(node.value, Unknown))
        ):
            return False
    return True


def is_branch(node: Node) -> bool:
    """Whether a node is an object with something in it, and so no leaf."""
    return isinstance(node, ObjectNode) and bool(node.members)


def is_literal(node: Node) -> bool:
    """Whether a node is a plain object or array, in which everything is known."""
    if isinstance(node, LeafNode):
        return isinstance(node.value, JSArray) and untouched(node.value) is not None
    return isinstance(node, ObjectNode) and node.literal is not None
