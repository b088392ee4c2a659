"""Which known name a name that isn't known was probably meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.suggestions import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST = 5
"""Names shorter than this are compared but for case and word separators only."""

LONG = 9
"""From this length on a name may be two edits away; below it, one."""


class NearNames:
    """Names to compare with. A question costs time linear in their number, not their length."""

    __slots__ = ("_by_folded", "_by_length")

    def __init__(self, names: Iterable[str]) -> None:
        self._by_folded: dict[str, str] = {}
        self._by_length: dict[int, list[tuple[str, str, frozenset[str]]]] = {}
        for name in names:
            folded = fold(name)
            self._by_folded.setdefault(folded, name)
            self._by_length.setdefault(len(folded), []).append((name, folded, frozenset(folded)))

    def folded_match(self, name: str) -> str | None:
        """The name that differs in case and word separators only."""
        return self._by_folded.get(fold(name)) if len(name) <= self._longest() * 2 else None

    def nearest(self, name: str) -> str | None:
        """The name within one edit, or two of a long one; None too where two are as near."""
        if len(name) > self._longest() * 2:
            return None
        folded = fold(name)
        edits = allowed_edits(len(folded))
        letters = frozenset(folded)
        found: list[tuple[int, str]] = []
        for length in range(len(folded) - edits, len(folded) + edits + 1):
            for known, its_folded, its_letters in self._by_length.get(length, ()):
                most = min(edits, allowed_edits(length))
                if len(letters ^ its_letters) <= 2 * most:
                    apart = distance(folded, its_folded, most)
                    if apart <= most:
                        found.append((apart, known))
        found.sort()
        if not found or (len(found) > 1 and found[0][0] == found[1][0]):
            return None
        return found[0][1]

    def _longest(self) -> int:
        return max(self._by_length, default=0) + 2


def allowed_edits(length: int) -> int:
    """How many edits a name of this length may be away."""
    return 0 if length < SHORTEST else 1 if length < LONG else 2


def distance(left: str, right: str, most: int) -> int:
    """How many edits make one text the other; ``most`` + 1 for any number above ``most``.

    An edit inserts, deletes or changes a character, or swaps two neighbours (the optimal string
    alignment distance).
    """
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left):
        older, before, row = before, row, [i + 1]
        for j, other in enumerate(right):
            best = min(before[j] + (letter != other), before[j + 1] + 1, row[j] + 1)
            if i and j and letter == right[j - 1] and left[i - 1] == other:
                best = min(best, older[j - 1] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
