"""Sets of nested stretches of a text, asked whether they cover a place.

A name that is bound, a label or strict mode holds in a stretch. Asking once at the end is
linear, where walking outwards from every use is not.
"""

from __future__ import annotations

from bisect import bisect_right


class Spans:
    """Stretches of which any two are apart or one in the other. Add all, then ask."""

    __slots__ = ("_reach", "_spans", "_starts")

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []
        self._starts: list[int] = []
        self._reach: list[int] = []

    def add(self, start: int, end: int) -> None:
        """Add a stretch, end exclusive."""
        self._spans.append((start, end))

    def cover(self, offset: int) -> bool:
        """Whether a place lies in any of the stretches."""
        if len(self._starts) < len(self._spans):
            self._settle()
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._reach[index]

    def inner(self) -> list[int]:
        """The starts of those that lie in another one."""
        found = []
        reach = -1
        for start, end in sorted(self._spans):
            if start < reach:
                found.append(start)
            reach = max(reach, end)
        return found

    def _settle(self) -> None:
        self._spans.sort()
        self._starts = [start for start, _end in self._spans]
        self._reach = []
        reach = -1
        for _start, end in self._spans:
            reach = max(reach, end)
            self._reach.append(reach)
