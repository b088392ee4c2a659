"""What the merge lost: claims beneath a parent that was replaced, reassigned or deleted.

The claims themselves were recorded by the merge; here they are only followed further down,
since nothing beneath a lost object was walked when it was lost.
"""

from __future__ import annotations

from typing import NamedTuple

from appconfig_merge.javascript.values import JSArray, JSObject
from appconfig_merge.merging.claims import Claim
from appconfig_merge.merging.nodes import LeafNode, Node, ObjectNode, children, deleted


class Ghost(NamedTuple):
    """A part of some layer that is no longer there: its node, and what it fell with."""

    node: Node
    fallen: Claim | None


def ghosts_of(node: Node, ghosts: list[Ghost], *, arrays: bool) -> list[Ghost]:
    """The lost containers at a path: of beaten claims, and of ghosts from further up."""
    lost = []
    for claim in node.claims:
        if not claim.is_alive and _is_container(claim, arrays=arrays):
            lost.append(Ghost(_alone(claim, node.depth), claim))
    for ghost in ghosts:
        for claim in ghost.node.claims:
            if _is_container(claim, arrays=arrays):
                lost.append(Ghost(_alone(claim, node.depth), ghost.fallen or claim))
    return lost


def _is_container(claim: Claim, *, arrays: bool) -> bool:
    value = claim.slot.traced.value
    return isinstance(value, JSObject) and (arrays or not isinstance(value, JSArray))


def _alone(claim: Claim, depth: int) -> Node:
    return LeafNode((claim,), depth, None)


def ghost_children(ghosts: list[Ghost], depth: int) -> dict[str, list[Ghost]]:
    """The members of lost containers, by key."""
    found: dict[str, list[Ghost]] = {}
    for ghost in ghosts:
        for key, node in children(ghost.node.claims[-1], depth).items():
            found.setdefault(key, []).append(Ghost(node, ghost.fallen))
    return found


def claims_with(node: Node | None, ghosts: list[Ghost]) -> list[Claim]:
    """All claims at a path, lowest layer first: those that fell with a parent, then the rest."""
    claims = [_fall(claim, ghost.fallen) for ghost in ghosts for claim in ghost.node.claims]
    return [*claims, *(node.claims if node is not None else ())]


def _fall(claim: Claim, fallen: Claim | None) -> Claim:
    if fallen is None or not claim.is_alive:
        return claim
    if fallen.outcome == "deleted":
        return claim.become("deleted", "deleted-in-file", fallen.by)
    if fallen.outcome in {"redundant", "uncertain"}:
        return claim.become(fallen.outcome, fallen.rule, fallen.by)
    return claim.become("removed", "parent-replaced", fallen.by)


def buried_children(node: Node) -> dict[str, list[Ghost]]:
    """Members that the files deleted from a live object, by key."""
    found: dict[str, list[Ghost]] = {}
    if isinstance(node, ObjectNode):
        for claim in node.claims:
            if claim.is_alive:
                for key, child in deleted(claim, node.depth).items():
                    found.setdefault(key, []).append(Ghost(child, None))
    return found


def live_children(node: Node) -> dict[str, Node]:
    """The members of an effective object, or the elements of an effective array."""
    if isinstance(node, ObjectNode):
        return {key: node.members[key] for key in node.keys()}
    if isinstance(node, LeafNode) and isinstance(node.value, JSArray):
        return children(node.winner, node.depth)
    return {}


def all_ghost_children(
    node: Node | None, ghosts: list[Ghost], depth: int, *, arrays: bool
) -> dict[str, list[Ghost]]:
    """Everything lost beneath a path, by key; what arrays held only if asked for."""
    lost = ghost_children(ghosts_of(node or Node((), depth), ghosts, arrays=arrays), depth)
    if node is not None:
        for key, found in buried_children(node).items():
            lost.setdefault(key, []).extend(found)
    return lost
