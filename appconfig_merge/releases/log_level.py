"""The log-level step: what a release fills into sdkOptions from logLevel.

Each of Flex UI's SDKs gets the level, unless sdkOptions gives it one of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.conversion import NotKnown, to_boolean
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import (
    Candidate,
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Unknown,
)
from appconfig_merge.layers.layer import Layer
from appconfig_merge.merging.nodes import LeafNode, ObjectNode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from appconfig_merge.javascript.values import Value
    from appconfig_merge.merging.nodes import Node
    from appconfig_merge.releases.table import LevelFill, LogLevelStep

LAYER: Final = "derived from logLevel"

_LOG_LEVEL: Final = "logLevel"
_SDK_OPTIONS: Final = "sdkOptions"
_BOOLEAN: Final = "Boolean(debug)"
_FALLBACK: Final = "debug"
_QUIET: Final = frozenset({"warn", "error", "silent"})
"""The levels at which the voice SDK is not to debug."""

_AN_OBJECT: Final = "logLevel is an object, at which Flex UI stops"
"""Merged once more, member by member, it would be a level for nobody."""


def derived_levels(tree: ObjectNode, step: LogLevelStep) -> Layer | None:
    """The layer to be merged over a tree, None where its logLevel makes none.

    A level that sdkOptions gives already is left out where writing it again would change nothing.
    """
    level = tree.member(_LOG_LEVEL)
    traced = _traced(level) if level is not None else untraced(UNDEFINED)
    truth = _truth(traced.value)
    if truth is False and not step.always:
        return None
    if step.always:
        traced, truth = _or_debug(traced, truth), True
    options = tree.member(_SDK_OPTIONS)
    fills = step.fills
    root = JSObject()
    if truth is None and not all(map(_is_plain, _parents(options, fills))):
        unknown = Unknown("whether Flex UI fills log levels into it depends on logLevel")
        unknown.may_be_absent = True
        root.slots[_SDK_OPTIONS] = Slot(_from(traced, unknown))
        return _layer(root)
    for fill in fills:
        found = _at(options, fill.path)
        if _stays(fill, found) and _is_plain(_parent(options, fill.path)):
            continue
        _put(
            root,
            (_SDK_OPTIONS, *fill.path),
            Slot(_filled(fill, found, traced, is_sure=truth is True)),
            traced,
        )
    return _layer(root) if root.slots else None


def _or_debug(level: Traced, truth: bool | None) -> Traced:
    """``logLevel || "debug"``."""
    if truth is not None:
        return level if truth else _from(level, _FALLBACK)
    assert isinstance(level.value, Unknown)
    candidates = tuple(
        Candidate(
            _or_debug(one.traced, _truth(one.traced.value))
            if one.traced is not None
            else _from(level, _FALLBACK),
            one.condition,
            one.holds,
        )
        for one in level.value.candidates
    )
    return _from(
        level, Unknown(level.value.reason, origin=level.value.origin, candidates=candidates)
    )


def _layer(root: JSObject) -> Layer:
    return Layer(LAYER, "derived", "", Slot(untraced(root)))


def _traced(node: Node) -> Traced:
    """The value of a node, with the expression that gave it."""
    traced = node.winner.slot.traced
    value = node.value if isinstance(node, LeafNode) else JSObject()
    return traced if value is traced.value else Traced(value, traced.node, traced.source)


def _from(level: Traced, value: Value) -> Traced:
    """A value that was made from the level: it stands where that stands."""
    return Traced(value, level.node, level.source, (level,))


def _truth(value: Value) -> bool | None:
    try:
        return to_boolean(value)
    except NotKnown:
        return None


def _filled(fill: LevelFill, found: Node | None, level: Traced, *, is_sure: bool) -> Traced:
    """What the step puts at a path; ``is_sure`` says that it is taken whatever the page decides."""
    value = level.value
    if found is not None and _keeps(fill, found) is not False:
        own = _traced(found)
        if not isinstance(own.value, Unknown):
            if fill.takes != _BOOLEAN:
                return own
            if is_sure:
                return _from(own, to_boolean(own.value))
            unknown = Unknown("whether Flex UI makes a boolean of it depends on logLevel")
            return Traced(unknown, own.node, own.source, own.inputs)
        unknown = Unknown(own.value.reason, origin=own.value.origin)
        return Traced(unknown, own.node, own.source, own.inputs)
    if not isinstance(value, Unknown):
        return _from(level, _taken(fill, value))
    candidates = tuple(
        Candidate(_taken_of(fill, one.traced), one.condition, one.holds) for one in value.candidates
    )
    return _from(
        level, Unknown(value.reason, origin=value.origin, candidates=candidates, path=value.path)
    )


def _taken(fill: LevelFill, level: Value) -> Value:
    if fill.takes != _LOG_LEVEL:
        return level not in _QUIET
    if isinstance(level, JSObject) and not isinstance(level, (JSArray, JSFunction)):
        return Unknown(_AN_OBJECT)
    return level


def _taken_of(fill: LevelFill, level: Traced | None) -> Traced | None:
    """What one candidate of the level gives; None where it leaves the path alone."""
    if level is None or _truth(level.value) is False:
        return None
    if isinstance(level.value, Unknown):
        unknown = Unknown(level.value.reason, origin=level.value.origin)
        unknown.may_be_absent = True
        return _from(level, unknown)
    return _from(level, _taken(fill, level.value))


def _keeps(fill: LevelFill, found: Node | None) -> bool | None:
    """Whether what sdkOptions has at the path stays; None if that isn't known."""
    if found is None:
        return False
    value = _traced(found).value
    if fill.takes == _LOG_LEVEL:
        return _truth(value)
    return None if isinstance(value, Unknown) else value is not UNDEFINED


def _stays(fill: LevelFill, found: Node | None) -> bool:
    """Whether the step writes just what is there."""
    if found is None or _keeps(fill, found) is not True:
        return False
    return fill.takes != _BOOLEAN or isinstance(_traced(found).value, bool)


def _parents(options: Node | None, fills: Sequence[LevelFill]) -> Iterator[Node | None]:
    yield options
    for fill in fills:
        for end in range(1, len(fill.path)):
            yield _at(options, fill.path[:end])


def _parent(options: Node | None, path: tuple[str, ...]) -> Node | None:
    return _at(options, path[:-1])


def _is_plain(node: Node | None) -> bool:
    return node is None or isinstance(node, ObjectNode)


def _at(node: Node | None, path: Sequence[str]) -> Node | None:
    """What ``node?.a?.b`` reads; None for what isn't there."""
    for key in path:
        if isinstance(node, ObjectNode):
            node = node.member(key)
        elif isinstance(node, LeafNode):
            node = _property(node, key)
    return node


def _property(node: LeafNode, key: str) -> LeafNode | None:
    """A property of what is no plain object: of an array or a function, or of what isn't known."""
    value = node.value
    if isinstance(value, Unknown):
        return node
    slot = value.slots.get(key) if isinstance(value, JSObject) else None
    if slot is None:
        return None
    claim = node.winner
    own = type(claim)(claim.layer, slot, claim)
    return LeafNode((own,), node.depth + 1, slot.traced.value)


def _put(root: JSObject, path: tuple[str, ...], slot: Slot, level: Traced) -> None:
    at = root
    for key in path[:-1]:
        inner = at.slots.get(key)
        if inner is None:
            inner = at.slots[key] = Slot(Traced(JSObject(), level.node, level.source))
        assert isinstance(inner.traced.value, JSObject)
        at = inner.traced.value
    at.slots[path[-1]] = slot
