"""The parts of a JSON value, with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript.values import JSArray, JSObject
from appconfig_merge.values import location_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.javascript.values import Slot, Traced
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path


def scalars(traced: Traced, path: Path) -> Iterator[tuple[Path, object, Location | None]]:
    """The strings, numbers and the like inside a JSON value, with their paths and places."""
    work: list[tuple[Path, Traced]] = [(path, traced)]
    while work:
        path, item = work.pop()
        value = item.value
        members: list[tuple[str | int, Slot]] = []
        if isinstance(value, JSArray):
            slots = enumerate(value.elements)
            members = [(index, slot) for index, slot in slots if slot is not None]
        elif isinstance(value, JSObject):
            members = list(value.slots.items())
        else:
            yield path, value, location_of(item)
        work.extend(((*path, key), slot.traced) for key, slot in reversed(members))
