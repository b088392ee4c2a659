"""Flex UI's merge, as strategies of a deepmerge Merger, recording provenance as it goes.

``merge(target, source)`` is the same in every Flex UI release read (1.0.0 to 2.17.1): a
shallow copy of the target, then for each own key of the source, in order, a plain object is
merged into what the target has there (or into nothing, if that is falsy), and anything else
replaces it. Nothing is ever changed in place here either.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.enumeration import enumerable, has_two_names, order_is_open
from appconfig_merge.javascript.keys import is_index
from appconfig_merge.javascript.values import (
    Candidate,
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Unknown,
)
from appconfig_merge.javascript.ways import given
from appconfig_merge.merging.nodes import (
    PROTO,
    SETS_PROTOTYPE,
    LeafNode,
    Node,
    ObjectNode,
    Shared,
    adopt,
    known_value,
    unknown_leaf,
)
from appconfig_merge.merging.sameness import same_config
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deepmerge import Merger

    from appconfig_merge.javascript.values import Value
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.merging.claims import Claim, Outcome, Rule


_MAX_CONDITIONS: Final = 20
"""Conditions inside one another that are followed to say what an unresolved value replaces."""


def merge_layers(layers: Sequence[Layer], shared: Shared | None = None) -> ObjectNode:
    """Merge layers, lowest precedence first, into one tree of effective values.

    Scripts are what many merges have in common: their trees are ``shared``.
    """
    shared = shared if shared is not None else Shared()
    root: Node = nothing()
    for layer in layers:
        is_script = layer.kind == "script"
        tree = shared.tree(layer) if is_script else adopt(layer, layer.root, None, 0)
        root = merge_trees(root, tree)
    assert isinstance(root, ObjectNode)
    return root


def nothing() -> ObjectNode:
    """A tree in which nobody has said anything."""
    return ObjectNode((), 0, members={})


def merge_trees(base: Node, above: Node) -> Node:
    """Merge a tree over another. Neither is changed, and both may be of several layers.

    A layer that is in both, at the same place, is told once.
    """
    if isinstance(base, ObjectNode) and not (base.claims or base.members):
        return above  # over nothing, nothing is merged
    merged: Node = _merger().merge(base, above)
    return merged


@cache
def _merger() -> Merger:
    """The rules by the types that meet: two objects, an object over a value, the rest."""
    from deepmerge import Merger

    return Merger(
        [(ObjectNode, _object_over_object)],
        [_value_over_anything],
        [_object_over_value, _value_over_anything],
    )


def _object_over_object(
    merger: Merger, path: list[str], base: ObjectNode, above: ObjectNode
) -> ObjectNode:
    if _says_it_again(base, above):
        return base
    lowers, uppers = base.members, above.members
    members = dict(lowers)
    is_unordered = mixes_order(base, above)
    if above.more is not None:
        for key in lowers.keys() - uppers.keys():
            said = above.member(key)
            assert said is not None
            members[key] = merger.value_strategy([*path, key], lowers[key], said)
    for key in above.key_order():
        upper = uppers[key]
        lower = members.get(key)
        if lower is None:
            members[key] = upper if base.more is None else _over_more(upper, base.more)
        elif lower is not upper:  # what is over itself says it again
            members[key] = merger.value_strategy([*path, key], lower, upper)
    if PROTO in members:
        members[PROTO] = unknown_leaf(members[PROTO], SETS_PROTOTYPE)
    below = _others(base, above)
    claims = (*below, *above.claims)
    if any(claim.is_alive for claim in below):
        claims = tuple(
            claim.become("merged", "object-merge") if claim.outcome == "effective" else claim
            for claim in claims
        )
    more = base.more if above.more is None else above.more
    return ObjectNode(claims, above.depth, members=members, is_unordered=is_unordered, more=more)


def _over_more(upper: Node, more: Unknown) -> Node:
    """A member over what may be below: an object is merged with it."""
    if not isinstance(upper, ObjectNode):
        return upper
    members = {key: _over_more(upper.members[key], more) for key in upper.members}
    return ObjectNode(
        upper.claims,
        upper.depth,
        members=members,
        is_unordered=True,
        more=upper.more if upper.more is not None else more,
    )


def mixes_order(base: ObjectNode, above: ObjectNode) -> bool:
    """Whether only the page decides on the order of the keys that two objects come to.

    The keys below stay where they are; those that only the upper one has follow in its order. One
    that may not be there below follows then, too.
    """
    if base.is_unordered or base.more is not None:
        return True
    if above.is_unordered and has_two_names(above.members.keys() - base.members.keys()):
        return True
    lowers, uppers = base.members, above.members
    doubtful = {
        key
        for key in lowers.keys() & uppers.keys()
        if _may_be_absent(lowers[key]) and not is_index(key)
    }
    if not doubtful:
        return False
    last = [key for key in lowers if not is_index(key)][-1]
    if doubtful != {last}:
        return True
    # It is the last one below whether it is there or not, unless something new comes before it.
    names = [key for key in uppers if not is_index(key)]
    return not all(key in lowers for key in names[: names.index(last)])


def _may_be_absent(node: Node) -> bool:
    return (
        isinstance(node, LeafNode) and isinstance(node.value, Unknown) and node.value.may_be_absent
    )


def _object_over_value(merger: Merger, path: list[str], base: Node, above: Node) -> object:
    """A plain object over anything else: over what that has as enumerable properties."""
    if not isinstance(above, ObjectNode) or not isinstance(base, LeafNode):
        from deepmerge.strategy.core import STRATEGY_END

        return STRATEGY_END
    if _says_it_again(base, above):
        return base
    winner = above.winner
    unknown = unknown_properties(base)
    if unknown is not None:
        # Which other keys there are can't be known.
        lost = _lose(_others(base, above), winner, "uncertain", "object-merge")
        reason = f"it is merged into something unresolved: {unknown.reason}"
        value = Unknown(reason, origin=unknown.origin)
        return LeafNode(on_top(lost, above), above.depth, value)
    spread = enumerable_members(base)
    if not spread:
        lost = _lose(_others(base, above), winner, "overridden", "object-over-value")
        return ObjectNode(
            on_top(lost, above),
            above.depth,
            members=dict(above.members),
            is_unordered=above.is_unordered,
            more=above.more,
        )
    claims = tuple(
        claim.become("merged", "spread-to-keys") if claim.is_alive else claim
        for claim in base.claims
    )
    is_unordered = isinstance(base.value, JSObject) and order_is_open(base.value)
    keys = ObjectNode(claims, base.depth, members=spread, is_unordered=is_unordered)
    return _object_over_object(merger, path, keys, above)


def _says_it_again(base: Node, above: Node) -> bool:
    """Whether a word is merged over a tree in which it has been put on top already.

    Flex UI merges appConfig.js twice, with its gaps filled. What a merge has put on top, it puts
    there again.
    """
    if not base.claims or not above.claims:
        return False
    own, last = above.winner, base.winner
    return (
        own.slot is last.slot
        and own.layer.id == last.layer.id
        and {claim.layer.id for claim in above.claims} <= {claim.layer.id for claim in base.claims}
    )


def _others(base: Node, above: Node) -> tuple[Claim, ...]:
    """The claims below, but for those of layers that say the same above."""
    if not base.claims:
        return ()
    again = {claim.layer.id for claim in above.claims}
    return tuple([claim for claim in base.claims if claim.layer.id not in again])


def on_top(lost: tuple[Claim, ...], above: Node) -> tuple[Claim, ...]:
    """The claims of what won over others, after those of what lost."""
    if not lost:
        return above.claims
    winner = above.winner
    if winner.outcome == "merged":
        return (*lost, *above.claims)
    won = winner if winner.rule == "fills-gap" else winner.become("effective", "highest-layer")
    return (*lost, *[won if claim is winner else claim for claim in above.claims])


def unknown_properties(base: LeafNode) -> Unknown | None:
    """Why the enumerable properties of a value aren't known, None if they are."""
    value = base.value
    if isinstance(value, Unknown):
        return value
    if isinstance(value, JSFunction):
        if value.unknown is not None:
            return value.unknown
        node = value.node
        if isinstance(node, estree.ClassDeclaration | estree.ClassExpression) and any(
            isinstance(member, estree.StaticBlock)
            or (isinstance(member, estree.PropertyDefinition) and member.static)
            for member in node.body.body
        ):
            return Unknown("the static fields of a class are not evaluated")
    return None


def enumerable_members(base: LeafNode) -> dict[str, Node]:
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
    node.claims = (*node.claims[:-1], node.claims[-1].become("effective", "spread-to-keys"))
    return node


def _value_over_anything(_merger: Merger, _path: list[str], base: Node, above: LeafNode) -> Node:
    if _says_it_again(base, above):
        return base
    winner = above.winner
    below = _others(base, above)
    value = above.value
    if isinstance(value, Unknown):
        if value.candidates and _replaces(value, base):
            lost = _lose(below, winner, "overridden", "higher-layer")
        else:
            lost = _lose(below, winner, "uncertain", "unresolved-above")
        value = _over(value, base)
    else:
        lost = tuple([beaten(claim, winner, above) for claim in below])
    return LeafNode(on_top(lost, above), above.depth, value)


def beaten(claim: Claim, winner: Claim, above: LeafNode) -> Claim:
    """A lower layer's claim: redundant where the winner says the same, else overridden.

    A claim that was beaten before stays beaten by what beat it.
    """
    if not claim.is_alive and claim.outcome != "uncertain":
        return claim
    if same_config(known_value(claim.slot, above.depth), above.value):
        return claim.become("redundant", "same-value", winner)
    return claim.become("overridden", "higher-layer", winner)


def _lose(
    claims: tuple[Claim, ...], winner: Claim, outcome: Outcome, rule: Rule
) -> tuple[Claim, ...]:
    return tuple(
        claim.become(outcome, rule, winner) if claim.is_alive else claim for claim in claims
    )


def _over(unknown: Unknown, base: Node) -> Unknown:
    """An unresolved value over a lower layer's: what its candidates come to there.

    Where the property may be absent the lower value would stay; an object would be merged.
    Without candidates if those can't be said.
    """
    if unknown.kind not in {"", "object", "function"} and not unknown.candidates:
        return unknown
    if not unknown.candidates:
        return unknown if _has_no_keys(base) else renewed(unknown, ())
    if _replaces(unknown, base):
        return unknown
    merged = _with_lower(unknown, base, _MAX_CONDITIONS)
    return merged if merged is not None else renewed(unknown, ())


def _with_lower(unknown: Unknown, base: Node, depth: int) -> Unknown | None:
    """The candidates, with the lower value in place of what is absent; None if they merge."""
    found: list[Candidate] = []
    for index, one in enumerate(unknown.candidates):
        traced = one.traced
        if traced is None:
            traced = given(_only_value(base), unknown.candidates, index)
        elif isinstance(traced.value, Unknown) and not _replaces(traced.value, base):
            # Should it be an object, it is merged with what is below.
            inner = _inner_over(traced.value, base, depth)
            if inner is None:
                return None
            traced = Traced(inner, traced.node, traced.source, traced.inputs)
        elif not _replaces(traced.value, base):
            return None
        if traced is None:
            return None
        found.append(Candidate(traced, one.condition, one.holds))
    return renewed(unknown, tuple(found))


def _inner_over(unknown: Unknown, base: Node, depth: int) -> Unknown | None:
    if unknown.candidates:
        return _with_lower(unknown, base, depth - 1) if depth else None
    return None if unknown.may_be_absent else renewed(unknown, ())


def renewed(unknown: Unknown, candidates: tuple[Candidate, ...]) -> Unknown:
    """Another unknown value for the same reason."""
    return Unknown(unknown.reason, origin=unknown.origin, candidates=candidates, path=unknown.path)


def _only_value(base: Node) -> Traced | None:
    """The value of a node that one layer alone decides."""
    alive = [claim for claim in base.claims if claim.is_alive]
    if len(alive) != 1 or alive[0].rule == "object-merge":
        return None
    traced = alive[0].slot.traced
    if isinstance(base, LeafNode) and base.value is not traced.value:
        return Traced(base.value, traced.node, traced.source, traced.inputs)
    return traced


def _replaces(value: Value, base: Node, depth: int = _MAX_CONDITIONS) -> bool:
    """Whether a value over a lower one is just itself, not merged."""
    if isinstance(value, Unknown):
        if value.may_be_absent or not depth:
            return False
        if value.candidates:
            inner = (one.traced for one in value.candidates)
            return all(one is not None and _replaces(one.value, base, depth - 1) for one in inner)
        return value.kind not in {"", "object"} or _has_no_keys(base)
    return type(value) is not JSObject or _has_no_keys(base)


def _has_no_keys(base: Node) -> bool:
    """Whether a plain object over this value is the object alone."""
    return (
        isinstance(base, LeafNode)
        and unknown_properties(base) is None
        and not enumerable_members(base)
    )
