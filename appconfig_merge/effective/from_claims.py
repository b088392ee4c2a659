"""The public form of what the merge recorded."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from appconfig_merge.effective.contributions import Contribution, ElementPlace, Rival
from appconfig_merge.effective.traces import trace
from appconfig_merge.javascript.keys import ordered_keys
from appconfig_merge.javascript.values import JSArray, JSObject, Traced
from appconfig_merge.limits import MAX_NESTING
from appconfig_merge.merging.claims import Claim
from appconfig_merge.values import convert, key_location, location_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.effective.traces import Trace
    from appconfig_merge.javascript.values import Slot
    from appconfig_merge.paths import Path


def contribution(claim: Claim, steps: Trace = trace) -> Contribution:
    """The public form of a claim; ``steps`` tells its trace, which isn't always wanted."""
    slot = claim.slot
    given = slot.traced
    value = given.value
    fields = (
        claim.layer.id,
        value if type(value) is str else convert(value, given),
        claim.outcome,
        claim.rule,
        _rival(claim) if claim.by is not None else None,
        location_of(given),
        key_location(slot),
        tuple(_elements(value)) if isinstance(value, JSArray) else (),
        steps(claim),
    )
    # A named tuple's own way of being made takes twice as long.
    return tuple.__new__(Contribution, fields)


def _rival(claim: Claim) -> Rival | None:
    by = claim.by
    if isinstance(by, Claim):
        return Rival(by.layer.id, location_of(by.slot.traced))
    if isinstance(by, Traced):
        return Rival(claim.layer.id, location_of(by))
    return None


def _elements(array: JSArray) -> Iterator[ElementPlace]:
    """The places of an array's elements, and of what they contain."""
    work: deque[tuple[Path, JSObject]] = deque([((), array)])
    while work:
        path, owner = work.popleft()
        slots: list[tuple[str | int, Slot | None]]
        if isinstance(owner, JSArray):
            slots = list(enumerate(owner.elements))
        else:
            slots = [(key, owner.slots[key]) for key in ordered_keys(owner.slots)]
        for key, slot in slots:
            if slot is None:
                continue
            yield ElementPlace((*path, key), location_of(slot.traced))
            inner = slot.traced.value
            if (
                isinstance(inner, JSObject)
                and type(inner) in {JSObject, JSArray}
                and inner.unknown is None
                and len(path) < MAX_NESTING
            ):
                work.append(((*path, key), inner))
