"""What is unusual about an object: prototype, hidden and locked properties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Slot, Traced


@final
class Traits:
    """What is unusual about an object; never changed, only replaced.

    ``proto`` is its prototype where that isn't the built-in one of its type: a JSObject or
    null. ``hidden`` holds the own properties that aren't enumerable. ``locked`` says of keys
    whether they are READ_ONLY, FIXED or both. An object that is ``closed`` takes no new
    properties, one that is ``sealed`` also keeps those it has. One that is ``tagged`` has a
    Symbol.toStringTag. ``unordered`` says that only the page decides on the order of its keys.
    """

    __slots__ = ("closed", "hidden", "locked", "proto", "sealed", "tagged", "unordered")

    def __init__(self) -> None:
        self.proto: Traced | None = None
        self.hidden: dict[str, Slot] = {}
        self.locked: dict[str, int] = {}
        self.closed = False
        self.sealed = False
        self.tagged = False
        self.unordered = False

    def copy(self) -> Traits:
        """Another one that is the same, to be changed before it is given to an object."""
        made = Traits()
        made.proto = self.proto
        made.hidden = dict(self.hidden)
        made.locked = dict(self.locked)
        made.closed, made.sealed = self.closed, self.sealed
        made.tagged = self.tagged
        made.unordered = self.unordered
        return made


READ_ONLY: Final = 1
"""In ``Traits.locked``: the property is not writable."""
FIXED: Final = 2
"""In ``Traits.locked``: the property is not configurable."""
