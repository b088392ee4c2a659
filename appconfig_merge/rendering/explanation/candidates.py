"""The values that something unresolved may have, in words: the first that applies is the one."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from appconfig_merge.brief import brief_value, line_near, place, printable, shorten
from appconfig_merge.display_width import pad, width
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.values import Unresolved, same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.location import Location
    from appconfig_merge.rendering.style import Style
    from appconfig_merge.values import Candidate

_BRIEF = 24
_CONDITION = 48
_COMPARED = 8
_VALUE = 48
_FEW = 4
_WORDS = 72

# A comparison with a text or a number. What is compared says less than what with.
_COMPARISON = r"""(?P<left>[^=<>&|?]+) (?P<right>===? (?P<with>"[^"]*"|'[^']*'|[\d.]+))"""


class _Test(NamedTuple):
    """A condition, and the result of it that a candidate takes."""

    text: str
    holds: bool
    location: Location | None

    @property
    def words(self) -> str:
        """``when x``: a comparison that is too long is cut before what it is with."""
        text = shorten(self.text, _CONDITION)
        compared = re.fullmatch(_COMPARISON, self.text)
        if compared is not None and width(self.text) > _CONDITION:
            right = shorten(compared["right"], _CONDITION)
            left = shorten(compared["left"], max(_CONDITION - width(right) - 1, _COMPARED))
            text = f"{left} {right}"
        return f"{'when' if self.holds else 'unless'} {text}"

    def words_after(self, before: _Test | None) -> str:
        """``when "x"``, after words that say what is compared with it."""
        compared = [
            re.fullmatch(_COMPARISON, one.text) for one in (self, before) if one is not None
        ]
        if len(compared) < 2 or before is None or not (self.holds and before.holds):
            return self.words
        own, other = compared
        if own is None or other is None or own["left"] != other["left"]:
            return self.words
        if own["with"] == other["with"]:
            return self.words  # the same words for another test: in the next turn of a loop, say
        return f"when {shorten(own['with'], _CONDITION)}"


class _Row(NamedTuple):
    """A candidate with the conditions that those before it leave to be told."""

    candidate: Candidate
    tests: tuple[_Test, ...]

    def shown(self, limit: int) -> str:
        """The value in a few words."""
        return brief_value(self.candidate.value, limit) if self.candidate.present else "not set"

    def words(self) -> str:
        """``when x, when y (line 3)``: a line stands behind the last of those that are in it."""
        words = []
        for test, following in zip_longest(self.tests, self.tests[1:]):
            at = test.location
            line = line_near(at, self.candidate.location or at) if at is not None else ""
            other = following.location if following is not None else None
            is_said = other is not None and at is not None and other[:2] == at[:2]
            words.append(
                f"{test.words} ({printable(line)})" if line and not is_said else test.words
            )
        return ", ".join(words) or "otherwise"

    def is_of_value(self, other: _Row) -> bool:
        """Whether another candidate is the same value."""
        one, two = self.candidate, other.candidate
        return one.present is two.present and same(one.value, two.value)


def _rows(value: Unresolved) -> list[_Row]:
    """The candidates in order; one that depends on conditions gives way to its own.

    The last of those that a condition decides between needs no word of it: what comes before
    has all the other ways.
    """
    found: list[_Row] = []
    work = _level(value, ())
    while work:
        row = work.pop()
        inner = row.candidate.value
        if isinstance(inner, Unresolved) and inner.candidates:
            work.extend(_level(inner, row.tests))
        else:
            found.append(row)
    return found


def _level(value: Unresolved, outer: tuple[_Test, ...]) -> list[_Row]:
    rows = [
        _Row(one, (*outer, _Test(one.condition, one.holds, one.condition_location)))
        for one in value.candidates
    ]
    if rows:
        rows[-1] = _Row(value.candidates[-1], outer)
    return rows[::-1]


def _without_needless(rows: list[_Row], *, with_places: bool) -> list[_Row]:
    """The rows but for those in whose place the next one gives the same, from the same place."""
    kept: list[_Row] = []
    for row in reversed(rows):
        following = kept[-1] if kept else None
        if (
            following is None
            or row.tests[: len(following.tests)] != following.tests
            or not row.is_of_value(following)
            or (with_places and row.candidate.location != following.candidate.location)
        ):
            kept.append(row)
    return kept[::-1]


def brief_candidates(value: Unresolved) -> str:
    """The candidates on one line, in as few words as tell them; empty where there are none."""
    texts: list[str] = []
    last: _Row | None = None
    rows = _without_needless(_rows(value), with_places=False)
    for row in rows:
        before = last.tests[-1] if last is not None and last.tests else None
        words = [test.words for test in row.tests]
        words[:1] = [test.words_after(before) for test in row.tests[:1]]
        if last is not None and row.is_of_value(last) and len(row.tests) == len(last.tests) == 1:
            texts[-1] += f" or {words[0].removeprefix('when ')}"
        else:
            shown = row.shown(_BRIEF)
            texts.append(f"{shown} {', '.join(words)}" if words else f"else {shown}")
        last = row
    many = f"{len(texts)} candidates: " if len(texts) > _FEW else ""
    return many + ", ".join(texts)


def candidate_table(value: Unresolved, style: Style) -> Iterator[str]:
    """The candidates in lines of value, condition and place."""
    rows = [
        (row.shown(_VALUE), row.words(), row.candidate.location)
        for row in _without_needless(_rows(value), with_places=True)
    ]
    value_width = max((width(shown) for shown, _, _ in rows), default=0)
    # Where several conditions lead to a value, its line alone is a long one.
    words_width = max((width(words) for _, words, _ in rows if width(words) < _WORDS), default=0)
    for shown, words, location in rows:
        line = f"  {pad(shown, value_width)}  {pad(words, words_width)}"
        where = f"  {style(place(location), 'source')}" if location else ""
        yield (line + where).rstrip()


def places_in_table(value: Unresolved) -> set[Location]:
    """The places that the table of candidates names."""
    rows = _rows(value)
    places = {test.location for row in rows for test in row.tests}
    places |= {row.candidate.location for row in rows}
    return {place for place in places if place is not None}
