"""The values that something unresolved may have, in words: the first that applies is the one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from appconfig_merge.brief import brief_value, line_near, place, printable, shorten
from appconfig_merge.display_width import pad, width
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.location import Location
    from appconfig_merge.rendering.style import Style
    from appconfig_merge.values import Candidate

_BRIEF = 24
_CONDITION = 48
_VALUE = 48


class _Test(NamedTuple):
    """A condition, and the result of it that a candidate takes."""

    text: str
    holds: bool
    location: Location | None

    def words(self, near: Location | None = None) -> str:
        """``when x``; with the line of the condition where ``near`` is a place."""
        words = f"{'when' if self.holds else 'unless'} {shorten(self.text, _CONDITION)}"
        if near is None or self.location is None:
            return words
        return f"{words} ({printable(line_near(self.location, near))})"


class _Row(NamedTuple):
    """A candidate with the conditions that those before it leave to be told."""

    candidate: Candidate
    tests: tuple[_Test, ...]


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


def brief_candidates(value: Unresolved) -> str:
    """The candidates on one line; empty where there are none."""
    texts = []
    for candidate, tests in _rows(value):
        shown = brief_value(candidate.value, _BRIEF) if candidate.present else "not set"
        words = ", ".join(test.words() for test in tests)
        texts.append(f"{shown} {words}" if words else f"else {shown}")
    return ", ".join(texts)


def candidate_table(value: Unresolved, style: Style) -> Iterator[str]:
    """The candidates in lines of value, condition and place."""
    rows = [
        (
            brief_value(candidate.value, _VALUE) if candidate.present else "not set",
            ", ".join(test.words(candidate.location or test.location) for test in tests)
            or "otherwise",
            candidate.location,
        )
        for candidate, tests in _rows(value)
    ]
    value_width = max((width(shown) for shown, _, _ in rows), default=0)
    words_width = max((width(words) for _, words, _ in rows), default=0)
    for shown, words, location in rows:
        line = f"  {pad(shown, value_width)}  {pad(words, words_width)}"
        where = f"  {style(place(location), 'source')}" if location else ""
        yield (line + where).rstrip()
