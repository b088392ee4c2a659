"""Flex UI's merge, as strategies of a deepmerge Merger, recording provenance as it goes.

``merge(target, source)`` is the same in every Flex UI release read (1.0.0 to 2.17.1): a
shallow copy of the target, then for each own key of the source, in order, a plain object is
merged into what the target has there (or into nothing, if that is falsy), and anything else
replaces it. Nothing is ever changed in place here either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deepmerge import Merger
from deepmerge.strategy.core import STRATEGY_END

from appconfig_merge.evaluation.literals import enumerable
from appconfig_merge.javascript.operators import same_value
from appconfig_merge.javascript.values import (
    BigInt,
    JSArray,
    JSFunction,
    JSObject,
    RegExp,
    Slot,
    Unknown,
)
from appconfig_merge.merging.claims import Claim
from appconfig_merge.merging.nodes import LeafNode, Node, ObjectNode, adopt, known_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.javascript.values import Value
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.merging.claims import Outcome, Rule


def merge_layers(layers: Sequence[Layer]) -> ObjectNode:
    """Merge layers, lowest precedence first, into one tree of effective values."""
    merger = _merger()
    root: Any = ObjectNode((), 0, members={})
    for layer in layers:
        root = merger.merge(root, adopt(layer, layer.root, None, 0))
    assert isinstance(root, ObjectNode)
    return root


def _merger() -> Merger:
    """The rules by the types that meet: two objects, an object over a value, the rest."""
    return Merger(
        [(ObjectNode, _object_over_object)],
        [_value_over_anything],
        [_object_over_value, _value_over_anything],
    )


def _object_over_object(
    merger: Merger, path: list[str], base: ObjectNode, above: ObjectNode
) -> ObjectNode:
    members = dict(base.members)
    for key in above.keys():
        upper = above.members[key]
        lower = members.get(key)
        members[key] = upper if lower is None else merger.value_strategy([*path, key], lower, upper)
    claims = tuple(
        claim.become("merged", "object-merge") if claim.is_alive else claim
        for claim in (*base.claims, *above.claims)
    )
    return ObjectNode(claims, above.depth, members=members)


def _object_over_value(merger: Merger, path: list[str], base: Node, above: Node) -> object:
    """A plain object over anything else: over what that has as enumerable properties."""
    if not isinstance(above, ObjectNode) or not isinstance(base, LeafNode):
        return STRATEGY_END
    winner = above.claims[-1]
    if isinstance(base.value, Unknown):
        return _onto_unknown(base, above, winner)
    spread = _enumerable_members(base)
    if not spread:
        lost = _lose(base, winner, "overridden", "object-over-value")
        return ObjectNode((*lost, *above.claims), above.depth, members=above.members)
    claims = tuple(
        claim.become("merged", "spread-to-keys") if claim.is_alive else claim
        for claim in base.claims
    )
    keys = ObjectNode(claims, base.depth, members=spread)
    return _object_over_object(merger, path, keys, above)


def _onto_unknown(base: LeafNode, above: ObjectNode, winner: Claim) -> Node:
    """An object over something unresolved: which other keys there are can't be known."""
    if not above.members:
        kept = tuple(
            claim.become("uncertain", "unresolved-above", winner) if claim.is_alive else claim
            for claim in above.claims
        )
        return LeafNode((*kept, *base.claims), above.depth, base.value)
    assert isinstance(base.value, Unknown)
    lost = _lose(base, winner, "uncertain", "object-over-value")
    unknown = Unknown(f"it is merged into something unresolved: {base.value.reason}")
    return LeafNode((*lost, *above.claims), above.depth, unknown)


def _enumerable_members(base: LeafNode) -> dict[str, Node]:
    """The characters of a string, the elements of an array, the properties of a function."""
    claim = base.winner
    argument = claim.slot.traced
    if not isinstance(base.value, str | JSArray | JSFunction):
        return {}
    return {
        key: _spread_member(claim, slot, base.depth + 1)
        for key, slot in enumerable(base.value, argument)
    }


def _spread_member(claim: Claim, slot: Slot, depth: int) -> Node:
    node = adopt(claim.layer, slot, claim, depth)
    node.claims = tuple(
        one.become("effective", "spread-to-keys") if one.is_alive else one for one in node.claims
    )
    return node


def _value_over_anything(
    _merger: Merger, _path: list[str], base: Node, above: LeafNode
) -> LeafNode:
    winner = above.claims[-1]
    if isinstance(above.value, Unknown):
        lost = _lose(base, winner, "uncertain", "unresolved-above")
    else:
        lost = tuple(
            _beaten(claim, winner, above) if claim.outcome != "reassigned" else claim
            for claim in base.claims
        )
    won = winner.become("effective", "highest-layer")
    return LeafNode((*lost, *above.claims[:-1], won), above.depth, above.value)


def _beaten(claim: Claim, winner: Claim, above: LeafNode) -> Claim:
    """A lower layer's claim: redundant where the winner says the same, else overridden."""
    if claim.outcome == "deleted":
        return claim
    if same_config(known_value(claim.slot, above.depth), above.value):
        return claim.become("redundant", "same-value", winner)
    return claim.become("overridden", "higher-layer", winner)


def _lose(base: Node, winner: Claim, outcome: Outcome, rule: Rule) -> tuple[Claim, ...]:
    return tuple(
        claim.become(outcome, rule, winner) if claim.is_alive else claim for claim in base.claims
    )


def same_config(left: Value, right: Value) -> bool:
    """Whether two configuration values are the same in every part.

    Functions are when their source texts are; what isn't known is the same as nothing.
    """
    work: list[tuple[Value, Value]] = [(left, right)]
    compared: set[tuple[int, int]] = set()
    while work:
        a, b = work.pop()
        if (id(a), id(b)) in compared:
            continue
        if isinstance(a, JSObject):
            compared.add((id(a), id(b)))
        if isinstance(a, Unknown) or isinstance(b, Unknown):
            return False
        if isinstance(a, JSFunction) and isinstance(b, JSFunction):
            if not a.text or a.text != b.text:
                return False
        elif isinstance(a, RegExp | BigInt):
            if a != b:
                return False
        elif isinstance(a, JSObject) and isinstance(b, JSObject):
            if type(a) is not type(b) or a.unknown or b.unknown:
                return False
            if isinstance(a, JSArray) and isinstance(b, JSArray):
                pairs = _paired(a.elements, b.elements)
            else:
                pairs = _paired_slots(a, b)
            if pairs is None:
                return False
            work.extend(pairs)
        elif not same_value(a, b):
            return False
    return True


def _paired(left: list[Slot | None], right: list[Slot | None]) -> list[tuple[Value, Value]] | None:
    if len(left) != len(right):
        return None
    pairs: list[tuple[Value, Value]] = []
    for a, b in zip(left, right, strict=True):
        if (a is None) is not (b is None):
            return None
        if a is not None and b is not None:
            pairs.append((a.traced.value, b.traced.value))
    return pairs


def _paired_slots(left: JSObject, right: JSObject) -> list[tuple[Value, Value]] | None:
    if left.slots.keys() != right.slots.keys():
        return None
    return [(slot.traced.value, right.slots[key].traced.value) for key, slot in left.slots.items()]
