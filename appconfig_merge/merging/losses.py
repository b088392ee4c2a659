"""What the merge lost: claims beneath a parent that was replaced, reassigned or deleted.

The claims themselves were recorded by the merge; here they are only followed further down,
since nothing beneath a lost object was walked when it was lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript.values import JSArray, JSObject, Unknown
from appconfig_merge.merging.nodes import LeafNode, Node, ObjectNode, children, deleted
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.merging.claims import Claim, Rule


class Loss(NamedTuple):
    """A part of some layer that is no longer there: its node, and the claim it was lost with.

    ``cause`` is None where the claims of ``node`` tell their fate themselves.
    """

    node: Node
    cause: Claim | None


def _lost_containers(
    node: Node | None, losses: list[Loss], *, arrays: bool
) -> Iterator[tuple[Claim, Claim]]:
    """The lost objects at a path, each with the claim that it was lost with.

    Within something lost only what it held at the end is followed, not what it held before.
    """
    for claim in _followed(node) if node is not None else ():
        if _is_container(claim, arrays=arrays):
            yield claim, claim
    for loss in losses:
        for claim in loss.node.claims:
            is_followed = loss.cause is None or claim.is_alive
            if is_followed and _is_container(claim, arrays=arrays):
                yield claim, loss.cause or claim


def _followed(node: Node) -> list[Claim]:
    """The claims of a node whose contents are no longer in force, each object once."""
    claims = node.claims
    if isinstance(node, LeafNode) and isinstance(node.value, Unknown):
        claims = tuple(
            claim.become("uncertain", "object-merge") if claim.is_alive else claim
            for claim in claims
        )
    seen = {id(claim.slot.traced.value) for claim in claims if claim.is_alive}
    found: list[Claim] = []
    for claim in reversed(claims):
        marker = id(claim.slot.traced.value)
        if not claim.is_alive and marker not in seen:
            seen.add(marker)
            found.append(claim)
    found.reverse()
    return found


def _is_container(claim: Claim, *, arrays: bool) -> bool:
    value = claim.slot.traced.value
    return isinstance(value, JSObject) and (arrays or not isinstance(value, JSArray))


def losses_below(
    node: Node | None,
    losses: list[Loss],
    depth: int,
    *,
    arrays: bool = False,
    only: str | None = None,
) -> dict[str, list[Loss]]:
    """Everything lost beneath a path, by key: what arrays held only if asked for.

    ``only`` asks for one key.
    """
    found: dict[str, list[Loss]] = {}
    for claim, cause in _lost_containers(node, losses, arrays=arrays):
        for key, child in children(claim, depth, only).items():
            found.setdefault(key, []).append(Loss(child, cause))
    if isinstance(node, ObjectNode):
        for claim in node.claims:
            if claim.is_alive:
                for key, child in deleted(claim, depth, only).items():
                    found.setdefault(key, []).append(Loss(child, None))
    return found


def lost_claims(losses: Iterable[Loss]) -> Iterator[Claim]:
    """The claims of what was lost, each with its fate."""
    for loss in losses:
        for claim in loss.node.claims:
            yield _fall(claim, loss.cause)


def _fall(claim: Claim, cause: Claim | None) -> Claim:
    if cause is None or not claim.is_alive:
        return claim
    if cause.outcome == "deleted":
        return claim.become("deleted", "deleted-in-file", cause.by)
    if cause.outcome in {"redundant", "uncertain"}:
        return claim.become(cause.outcome, cause.rule, cause.by)
    rule: Rule = "parent-replaced"
    if cause.rule == "replaced-by-column":
        rule = "replaced-by-column"
    return claim.become("removed", rule, cause.by)


def live_children(node: Node, only: str | None = None) -> dict[str, Node]:
    """The members of an effective object, or the elements of an effective array, in order."""
    if isinstance(node, ObjectNode):
        keys = node.key_order() if only is None else [only] if only in node.members else []
        return {key: node.members[key] for key in keys}
    if isinstance(node, LeafNode) and isinstance(node.value, JSArray):
        return children(node.winner, node.depth, only)
    return {}
