"""One object for a value that is one of several: what they agree on is known.

The merge looks at properties. Of `isProd ? {url: "p", retries: 1} : {url: "d", retries: 1}` the
retries are known, and the url has two candidates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.joining import join_slots
from appconfig_merge.javascript.keys import common_order
from appconfig_merge.javascript.values import (
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Traits,
    Unknown,
    untouched,
)
from appconfig_merge.javascript.ways import given

if TYPE_CHECKING:
    from typing import TypeAlias

    from appconfig_merge.javascript.values import Candidate

    _Path: TypeAlias = tuple[tuple[tuple[Candidate, ...], int], ...]

_MAX_CONDITIONS: Final = 20
"""Conditions inside one another that are followed."""


def settle(root: Slot) -> None:
    """Put an object in place of each unknown value whose candidates are all plain objects.

    To be called on a shape without circles, of bounded size.
    """
    seen: set[int] = set()
    work = [root]
    while work:
        slot = work.pop()
        value = slot.traced.value
        if isinstance(value, Unknown) and value.candidates:
            made = _joint(value, ())
            if made is None:
                continue
            traced = slot.traced
            slot.traced = Traced(made, traced.node, traced.source, traced.inputs)
            value = made
        if not isinstance(value, JSObject) or isinstance(value, JSFunction) or id(value) in seen:
            continue
        if untouched(value) is not None:
            continue  # there is nothing unknown in a plain literal
        seen.add(id(value))
        work.extend(value.slots.values())
        if isinstance(value, JSArray):
            work.extend(element for element in value.elements if element is not None)


def _joint(unknown: Unknown, path: _Path) -> JSObject | None:
    """One object for all candidates; ``path`` is what holds where they are come to."""
    ways = unknown.candidates
    paths = [(*path, (ways, index)) for index in range(len(ways))]
    objects: list[JSObject] = []
    for way, inner in zip(ways, paths, strict=True):
        one = _plain(way, inner)
        if one is None:
            return None
        objects.append(one)
    made = JSObject()
    keys, in_one_order = common_order([one.slots for one in objects])
    if not in_one_order or any(one.traits and one.traits.unordered for one in objects):
        made.traits = Traits()
        made.traits.unordered = True
    for key in keys:
        slots = [
            _chosen(one.slots.get(key), inner) for one, inner in zip(objects, paths, strict=True)
        ]
        if any(slots):
            made.slots[key] = join_slots(slots, None, ways, unknown.reason)
    return made


def _chosen(slot: Slot | None, path: _Path) -> Slot | None:
    """A property as it is where all these ways are taken."""
    if slot is None:
        return None
    traced: Traced | None = slot.traced
    for ways, index in path:
        traced = given(traced, ways, index)
    if traced is None or traced is slot.traced:
        return slot if traced else None
    return Slot(traced, slot.key, via=slot.via)


def _plain(way: Candidate, path: _Path) -> JSObject | None:
    """A candidate as a plain object whose contents are known."""
    value = way.traced.value if way.traced is not None else None
    if isinstance(value, Unknown) and value.candidates and len(path) <= _MAX_CONDITIONS:
        return _joint(value, path)
    if type(value) is not JSObject or value.unknown is not None:
        return None
    # Which properties are locked or hidden is nothing to the merge.
    return value if value.traits is None or value.traits.proto is None else None
