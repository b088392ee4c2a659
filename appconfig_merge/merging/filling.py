"""What a browser has stored, filled into the gaps of what a page hands to Flex UI.

Before anything else Flex UI changes what it is handed in place, by localStorage's FLEX_CONFIG
(``provideLoginInfo``, which ``runDefault`` calls, in every release read from 1.18.0 to 2.17.1):
``mergeInto(handed, stored, false)``. For each own key of the source, in order, a plain object is
filled into a copy of what the target has there, or of nothing if that is falsy, and put in its
place; anything else is taken only where the target has undefined. So an object of the source
replaces a number or null, takes a text apart, and else nothing that is there gives way.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import (
    Candidate,
    JSArray,
    JSFunction,
    JSObject,
    Traced,
    Unknown,
)
from appconfig_merge.merging.engine import (
    beaten,
    enumerable_members,
    merge_trees,
    mixes_order,
    nothing,
    on_top,
    renewed,
    unknown_properties,
)
from appconfig_merge.merging.nodes import (
    PROTO,
    SETS_PROTOTYPE,
    LeafNode,
    Node,
    ObjectNode,
    adopt,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deepmerge import Merger

    from appconfig_merge.javascript.values import Value
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.merging.claims import Claim, Outcome, Rule

_MAX_CONDITIONS: Final = 20
"""Conditions inside one another that are followed to say what an unresolved value is."""
_KEYLESS: Final = frozenset({"undefined", "boolean", "number", "bigint"})
"""What typeof gives for values without properties of their own."""


def merge_filled(layers: Iterable[Layer]) -> ObjectNode:
    """Merge layers, lowest precedence first; a stored one fills the gaps of the next."""
    root: Node = nothing()
    stored: Layer | None = None
    for layer in layers:
        if layer.kind == "stored":
            stored = layer
            continue
        root = merge_trees(root, handed(layer, stored))
        stored = None
    if stored is not None:
        root = merge_trees(root, handed(None, stored))
    assert isinstance(root, ObjectNode)
    return root


def handed(script: Layer | None, stored: Layer | None) -> ObjectNode:
    """What Flex UI goes on with of what a page hands over: the script's object, its gaps filled."""
    tree = nothing() if script is None else adopt(script, script.root, None, 0)
    if stored is not None:
        tree = _filler().merge(tree, adopt(stored, stored.root, None, 0))
    assert isinstance(tree, ObjectNode)
    return tree


@cache
def _filler() -> Merger:
    """The rules by the types that meet: two objects, an object and a value, the rest."""
    from deepmerge import Merger

    return Merger(
        [(ObjectNode, _object_into_object)],
        [_value_into_anything],
        [_object_into_value, _value_into_anything],
    )


def _object_into_object(
    merger: Merger, path: list[str], target: ObjectNode, source: ObjectNode
) -> Node:
    if path and PROTO in target.members:
        # The copy that is filled has it for a prototype: the merge takes no such object for plain.
        claims = (*_lose(source.claims, target, "uncertain", "object-merge"), *target.claims)
        return LeafNode(claims, target.depth, SETS_PROTOTYPE)
    return _united(merger, path, target, source, (*source.claims, *target.claims))


def _united(
    merger: Merger,
    path: list[str],
    target: ObjectNode,
    source: ObjectNode,
    claims: tuple[Claim, ...],
) -> ObjectNode:
    """The target's members with its gaps filled, and the claims of both."""
    members = dict(target.members)
    for key in source.key_order():
        own = source.members[key]
        there = target.member(key)
        if there is None:
            members[key] = own
        else:
            members[key] = merger.value_strategy([*path, key], there, own)
    if any(claim.is_alive for claim in target.claims):
        claims = tuple(
            claim.become("merged", "object-merge") if claim.outcome == "effective" else claim
            for claim in claims
        )
    return ObjectNode(
        claims,
        target.depth,
        members=members,
        is_unordered=mixes_order(target, source),
        more=target.more,
    )


def _object_into_value(merger: Merger, path: list[str], target: Node, source: Node) -> object:
    """A plain object where there is something else: filled into what that has as properties."""
    if not isinstance(target, LeafNode) or not isinstance(source, ObjectNode):
        from deepmerge.strategy.core import STRATEGY_END

        return STRATEGY_END
    if target.value is UNDEFINED:
        return _replaced(target, source, "fills-gap")
    unknown = unknown_properties(target)
    if unknown is not None and not _is_keyless(unknown):
        keys = ObjectNode(target.claims, target.depth, members={}, is_unordered=True, more=unknown)
        return _object_into_object(merger, path, keys, source)
    spread = {} if unknown is not None else enumerable_members(target)
    if not spread:
        return _replaced(target, source, "object-over-value")
    claims = tuple(
        claim.become("merged", "spread-to-keys") if claim.is_alive else claim
        for claim in target.claims
    )
    keys = ObjectNode(claims, target.depth, members=spread)
    return _united(merger, path, keys, source, (*claims, *source.claims))


def _value_into_anything(_merger: Merger, _path: list[str], target: Node, source: Node) -> Node:
    """Anything but a plain object: it stands only where there is undefined."""
    assert isinstance(source, LeafNode)
    if isinstance(source.value, Unknown):
        # An object of which the contents aren't told is filled in whatever is there.
        lost = _lose(target.claims, source, "uncertain", "object-merge")
        return LeafNode((*lost, *source.claims), source.depth, source.value)
    if isinstance(target, LeafNode):
        value = target.value
        if value is UNDEFINED:
            return _replaced(target, source, "fills-gap")
        if isinstance(value, Unknown) and not _is_defined(value, _MAX_CONDITIONS):
            claims = (
                *_lose(source.claims, target, "uncertain", "unresolved-above"),
                *target.claims,
            )
            filled = _filled(value, source.winner.slot.traced, _MAX_CONDITIONS)
            return LeafNode(claims, target.depth, filled)
        if not isinstance(value, Unknown):
            lost = tuple(beaten(claim, target.winner, target) for claim in source.claims)
            return LeafNode(on_top(lost, target), target.depth, value)
    claims = on_top(_lose(source.claims, target, "overridden", "higher-layer"), target)
    if isinstance(target, LeafNode):
        return LeafNode(claims, target.depth, target.value)
    assert isinstance(target, ObjectNode)
    return ObjectNode(
        claims,
        target.depth,
        members=dict(target.members),
        is_unordered=target.is_unordered,
        more=target.more,
    )


def _replaced(target: LeafNode, source: Node, rule: Rule) -> Node:
    """The source in the place of what the page hands over."""
    claims = (*_lose(target.claims, source, "overridden", rule), *source.claims)
    if isinstance(source, LeafNode):
        return LeafNode(claims, source.depth, source.value)
    assert isinstance(source, ObjectNode)
    return ObjectNode(claims, source.depth, members=dict(source.members))


def _lose(
    claims: tuple[Claim, ...], winner: Node, outcome: Outcome, rule: Rule
) -> tuple[Claim, ...]:
    return tuple(
        claim.become(outcome, rule, winner.winner) if claim.is_alive else claim for claim in claims
    )


def _is_defined(value: Value, depth: int) -> bool:
    """Whether a value is sure not to be undefined."""
    if not isinstance(value, Unknown):
        return value is not UNDEFINED
    if value.may_be_absent:
        return False
    if value.candidates:
        ways = [one.traced for one in value.candidates]
        return depth > 0 and all(
            way is not None and _is_defined(way.value, depth - 1) for way in ways
        )
    return value.kind not in {"", "undefined"} or value.is_truthy is True


def _is_keyless(unknown: Unknown) -> bool:
    """Whether a plain object that is filled into what isn't known is the object alone."""
    if unknown.candidates:
        ways = [one.traced for one in unknown.candidates]
        return all(way is None or _has_no_keys(way.value) for way in ways)
    return unknown.kind in _KEYLESS


def _has_no_keys(value: Value) -> bool:
    if isinstance(value, Unknown):
        return not value.candidates and value.kind in _KEYLESS
    return not value or not isinstance(value, str | JSObject | JSArray | JSFunction)


def _filled(unknown: Unknown, stored: Traced, depth: int) -> Unknown:
    """What is unresolved, with what the browser has stored in place of undefined.

    Without candidates where what one of them comes to can't be said.
    """
    found: list[Candidate] = []
    for one in unknown.candidates:
        traced = one.traced
        if traced is None or traced.value is UNDEFINED:
            traced = stored
        elif not _is_defined(traced.value, depth):
            if not depth:
                return renewed(unknown, ())
            assert isinstance(traced.value, Unknown)
            inner = _filled(traced.value, stored, depth - 1)
            traced = Traced(inner, traced.node, traced.source, traced.inputs)
        found.append(Candidate(traced, one.condition, one.holds))
    return renewed(unknown, tuple(found))
