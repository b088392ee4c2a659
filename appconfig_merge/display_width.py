"""How many columns of a terminal a text takes, and texts padded and cut by columns.

What a person takes for one character may be several code points: a letter with accents, an emoji
of several people. Such a cluster takes the columns of what it begins with, and is never cut.
The tables are Python's own (:mod:`unicodedata`: UAX #11, UAX #44); which code points belong
together is the part of UAX #29 that terminals show as one. A library that knows more, wcwidth,
takes longer to import than most calls take; the tests hold the two against each other.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ELLIPSIS: Final = "…"

_NARROW: Final = (
    *(range(0x20, 0x300), range(0x370, 0x483), range(0x48A, 0x591)),
    *(range(0x2010, 0x2028), range(0x2030, 0x205F), range(0x2190, 0x2300)),
)
"""Blocks without anything wide or combining: European scripts, and signs."""
_JOINER: Final = "\u200d"
_AS_EMOJI: Final = "\ufe0f"
_FLAG_LETTERS: Final = range(0x1F1E6, 0x1F200)
_SKIN_TONES: Final = range(0x1F3FB, 0x1F400)
_PICTURES: Final = range(0x1F000, 0x1FB00)
"""The blocks of emoji: what is new in them is wide, whether this Python knows it yet or not."""
_JAMO: Final = (range(0x1160, 0x1200), range(0xD7B0, 0xD800))
"""Hangul's vowels and final consonants, which are written into the syllable before them."""
_LONGEST: Final = 16
"""Code points a column that are looked at: nobody needs more marks on a letter."""


def width(text: str) -> int:
    """The columns that a text takes."""
    return len(text) if _is_narrow(text) else sum(columns for _, columns in _clusters(text))


def pad(text: str, columns: int) -> str:
    """A text with spaces behind it, so that it takes at least so many columns."""
    return text + " " * (columns - width(text))


def cut(text: str, columns: int) -> str:
    """As much of a text from its beginning as takes at most so many columns."""
    if len(text) <= columns and text.isascii():
        return text  # as most are
    start = text[: _LONGEST * max(columns, 0)]
    if _is_narrow(start):
        return start[: max(columns, 0)]
    left, end = columns, 0
    for cluster, size in _clusters(start):
        left -= size
        if left < 0:
            break
        end += len(cluster)
    return start[:end]


def cut_front(text: str, columns: int) -> str:
    """As much of a text up to its end as takes at most so many columns."""
    end = text[max(len(text) - _LONGEST * max(columns, 0), 0) :]
    if _is_narrow(end):
        return end[max(len(end) - max(columns, 0), 0) :]
    excess = width(end) - columns
    begin = 0
    for cluster, size in _clusters(end):
        if excess <= 0:
            break
        begin += len(cluster)
        excess -= size
    return end[begin:]


def fit(text: str, columns: int) -> str:
    """A text in at most so many columns, with an ellipsis where its end was cut off."""
    if len(text) <= columns and text.isascii():
        return text  # as most are
    if cut(text, columns) == text:
        return text
    return cut(text, max(columns - 1, 1)) + ELLIPSIS


def _is_narrow(text: str) -> bool:
    """Whether every code point of a text takes one column."""
    return text.isascii() or all(map(_is_plain, set(text)))


def _clusters(text: str) -> Iterator[tuple[str, int]]:
    """The clusters of a text, each with its columns."""
    start = columns = 0
    for at, character in enumerate(text):
        if at and _continues(text[start:at], columns, character):
            if character == _AS_EMOJI and columns:
                columns = 2
            continue
        if at:
            yield text[start:at], columns
        start, columns = at, _own_width(character)
    if text:
        yield text[start:], columns


def _continues(cluster: str, columns: int, character: str) -> bool:
    """Whether a character belongs to the cluster before it."""
    if _is_plain(character):
        return False
    code = ord(character)
    if code in _FLAG_LETTERS:
        return len(cluster) == 1 and ord(cluster) in _FLAG_LETTERS
    if cluster.endswith(_JOINER):
        return columns == 2
    return character == _JOINER or code in _SKIN_TONES or _is_mark(character)


@lru_cache(4096)
def _is_plain(character: str) -> bool:
    """Whether a character takes one column whatever stands beside it, as is soon told."""
    code = ord(character)
    return any(code in block for block in _NARROW)


@lru_cache(4096)
def _is_mark(character: str) -> bool:
    from unicodedata import category

    code = ord(character)
    return category(character) in {"Mn", "Me"} or any(code in block for block in _JAMO)


@lru_cache(4096)
def _own_width(character: str) -> int:
    """The columns that a character takes where it stands by itself."""
    if _is_plain(character):
        return 1
    from unicodedata import category, east_asian_width

    code = ord(character)
    if category(character) == "Cf" or _is_mark(character):
        return 0
    is_wide = east_asian_width(character) in {"W", "F"} or code in _FLAG_LETTERS
    return 2 if is_wide or (code in _PICTURES and category(character) == "Cn") else 1
