"""What an array pattern takes from an iterable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.expressions.literals import iterate
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import JSArray, Slot, Traced, Unknown

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.source import Source
    from appconfig_merge.syntax import estree


class Items:
    """An array's elements, one by one as they then are; once at its end it stays there."""

    __slots__ = ("ended", "found", "machine", "source", "value")

    def __init__(self, machine: Machine, value: Traced, source: Source) -> None:
        self.machine = machine
        self.value = value
        self.source = source
        self.found = iterate(machine, value)
        self.ended = False

    def skip(self, index: int) -> list[Slot] | Unknown:
        """Go on to an element; gives all there are by now."""
        if isinstance(self.value.value, JSArray) and not isinstance(self.found, Unknown):
            self.found = [] if self.ended else iterate(self.machine, self.value)
            self.ended = self.ended or (
                not isinstance(self.found, Unknown) and index >= len(self.found)
            )
        return self.found

    def take(self, index: int, element: estree.Node) -> Traced:
        """The element at an index."""
        found = self.skip(index)
        if isinstance(found, Unknown):
            return Traced(Unknown(found.reason), element, self.source, (self.value,))
        if index < len(found):
            return found[index].traced
        return Traced(UNDEFINED, element, self.source, (self.value,))

    def rest(self, index: int, element: estree.Node) -> Traced:
        """All elements from an index on, in a new array."""
        found = self.skip(index)
        if isinstance(found, Unknown):
            return Traced(Unknown(found.reason), element, self.source, (self.value,))
        elements: list[Slot | None] = [Slot(slot.traced) for slot in found[index:]]
        rest = self.machine.journal.made(JSArray(elements))
        return Traced(rest, element, self.source, (self.value,))
