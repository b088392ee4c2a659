"""Objects as a plugin writes them: what a spread copies, and what may be written over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.conversion import NotKnown, to_string
from appconfig_merge.javascript.primitives import BigInt, RegExp, Undefined
from appconfig_merge.javascript.values import (
    Candidate,
    JSArray,
    JSFunction,
    JSObject,
    Open,
    Slot,
    Traced,
    Unknown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.javascript.values import Value

_WRITTEN_OVER: Final = "what is copied after it may set it, too"


def open_up(made: JSObject, unknown: Unknown) -> None:
    """Let an object have more keys than it shows; each that it has may be written over."""
    doubt(made, _WRITTEN_OVER)
    before = made.unknown
    if before is not None:
        # Of two things it leads to both, if it is known where either leads to.
        both = (*before.reaches, *unknown.reaches) if before.reaches and unknown.reaches else ()
        unknown = Unknown(unknown.reason, origin=unknown.origin, reaches=both)
    made.unknown = Open(unknown, frozenset(made.slots))


def doubt(made: JSObject, reason: str) -> None:
    """Make the values of an object unknown; that it has these keys stays so."""
    for key, slot in made.slots.items():
        at = slot.traced
        made.slots[key] = Slot(Traced(Unknown(reason), at.node, at.source), slot.key)


def spread(made: JSObject, given: Traced, via: Traced) -> None:
    """Copy the properties of a value to an object, as a spread or ``Object.assign`` does."""
    value = given.value
    if _has_no_keys(value):
        return
    if type(value) is JSObject:
        if value.unknown is not None:
            open_up(made, value.unknown)
        for key, slot in value.slots.items():
            made.slots[key] = Slot(slot.traced, slot.key, None, via)
        return
    ways = list(_ways(value)) if isinstance(value, Unknown) else []
    if not ways:
        unknown = value if isinstance(value, Unknown) else Unknown("what has keys is copied to it")
        open_up(made, unknown)
        return
    keys = dict.fromkeys(key for one in ways for key in _own(one))
    for key in keys:
        before = made.slots.get(key)
        found = [_candidate(one, key, before) for one in ways]
        shown = next(_own(one)[key] for one in ways if key in _own(one))
        unknown = Unknown("it is decided when the plugin runs", candidates=tuple(found))
        traced = Traced(unknown, shown.traced.node, shown.traced.source)
        made.slots[key] = Slot(traced, shown.key, None, via)


def _has_no_keys(value: Value) -> bool:
    if isinstance(value, str):
        return not value
    return value is None or isinstance(value, float | bool | Undefined | BigInt | RegExp)


def _ways(unknown: Unknown) -> Iterator[Candidate]:
    """The candidates of a value, if all of them are objects that are known, or have no keys.

    What decides on an ``&&`` is falsy where it is the value itself: only a text has keys, and an
    empty one has none.
    """
    found = []
    for one in unknown.candidates:
        value = one.traced.value if one.traced is not None else None
        is_falsy = one.traced is one.condition and not one.holds
        is_known = type(value) is JSObject and value.unknown is None
        if not (is_falsy or is_known or _has_no_keys(value)):
            return
        found.append(one)
    yield from found


def _own(one: Candidate) -> dict[str, Slot]:
    value = one.traced.value if one.traced is not None else None
    return value.slots if type(value) is JSObject else {}


def _candidate(one: Candidate, key: str, before: Slot | None) -> Candidate:
    slot = _own(one).get(key, before)
    return Candidate(slot.traced if slot is not None else None, one.condition, one.holds)


def nested(names: list[tuple[str, Traced]], given: Traced, key: Traced) -> Slot:
    """A configuration that has a value at a path, whose steps have the expressions that name them.

    ``key`` is the last step's.
    """
    slot = Slot(given, key.node)
    for index, (name, at) in enumerate(reversed(names)):
        made = JSObject()
        made.slots[name] = slot
        slot = Slot(Traced(made, at.node, at.source))
        if index + 1 < len(names):
            slot.key = names[len(names) - 2 - index][1].node
    return slot


def is_plain(value: Value) -> bool:
    """Whether a value is an object that Flex UI's merge takes apart."""
    return isinstance(value, JSObject) and not isinstance(value, JSArray | JSFunction)


def known(value: Value) -> Value:
    """A value. Raises NotKnown for one that isn't known."""
    if isinstance(value, Unknown):
        raise NotKnown(value)
    return value


def text_of(value: Value) -> str:
    """A primitive's text. Raises NotKnown for anything else."""
    if isinstance(value, JSObject | Unknown | RegExp):
        raise NotKnown(Unknown("it is no primitive value"))
    return to_string(value)
