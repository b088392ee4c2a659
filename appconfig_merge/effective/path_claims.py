"""The claims made on one path, in the order of the layers, and which of them are worth telling."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from appconfig_merge.javascript.values import JSArray, JSObject, Unknown
from appconfig_merge.merging.losses import lost_claims
from appconfig_merge.merging.nodes import LeafNode
from appconfig_merge.merging.sameness import same_config

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from appconfig_merge.merging.claims import Claim
    from appconfig_merge.merging.losses import Loss
    from appconfig_merge.merging.nodes import Node


def claims_at(
    node: Node | None, losses: Sequence[Loss], precedence: Mapping[str, int]
) -> list[Claim]:
    """All claims at a path, lowest layer first; of one layer first those that fell.

    ``node`` is what is in force there, ``losses`` what was lost; ``precedence`` ranks layers by
    their ids.
    """
    own = node.claims if node is not None else ()
    if not losses:
        return list(own)
    # What the browser has stored stands above the script where it wins: that order is kept.
    ranks = accumulate((precedence[claim.layer.id] for claim in own), max)
    ranked = [(precedence[claim.layer.id], claim) for claim in lost_claims(losses)]
    ranked.extend(zip(ranks, own, strict=True))
    ranked.sort(key=lambda one: one[0])
    return _once_each([claim for _, claim in ranked])


def claims_of_shadowed(
    node: Node | None, losses: Sequence[Loss], precedence: Mapping[str, int]
) -> list[Claim]:
    """The claims at a path without an effective leaf; none where nothing was lost there.

    ``node`` is the object in force there, if there is one. What was lost of a non-empty object is
    told at the paths in it, not at its own.
    """
    claims = claims_at(node, losses, precedence)
    if node is None:
        return [claim for claim in claims if not _is_filled_object(claim)]
    return claims if any(map(_is_loss, claims)) else []


def is_list(node: Node | None, losses: Sequence[Loss]) -> bool:
    """Whether what a path leads to is, or was, an array."""
    if node is not None:
        return isinstance(node, LeafNode) and isinstance(node.value, JSArray)
    return any(
        isinstance(claim.slot.traced.value, JSArray)
        for loss in losses
        for claim in loss.node.claims
    )


def _once_each(claims: list[Claim]) -> list[Claim]:
    """The claims, without those that fell and that the same layer makes again with the same word.

    ``{...appConfig.theme, more: 1}`` replaces an object by one that has its values.
    """
    kept: list[Claim] = []
    said: dict[tuple[str, int], Claim] = {}
    for claim in reversed(claims):
        again = said.setdefault((claim.layer.id, id(claim.slot.traced.node)), claim)
        if again is claim or claim.is_alive or not _is_same_word(claim, again):
            kept.append(claim)
    kept.reverse()
    return kept


def _is_same_word(one: Claim, other: Claim) -> bool:
    """Whether two claims hold the same object, or the same scalar."""
    left, right = one.slot.traced.value, other.slot.traced.value
    if isinstance(left, JSObject | Unknown) or isinstance(right, JSObject | Unknown):
        return left is right
    return same_config(left, right)


def _is_filled_object(claim: Claim) -> bool:
    value = claim.slot.traced.value
    return type(value) is JSObject and bool(value.slots) and value.unknown is None


def _is_loss(claim: Claim) -> bool:
    """Whether a claim at a branch says what no path in it tells."""
    if claim.is_alive:
        return claim.rule == "spread-to-keys"
    return not _is_filled_object(claim)
