"""Sets of characters (ECMA-262 22.2.2.9), and which characters are one when case is ignored."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.conversion import NotKnown
from appconfig_merge.javascript.numbers import WHITE_SPACE
from appconfig_merge.javascript.strings import has_stable_case
from appconfig_merge.javascript.values import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LAST: Final = 0x10FFFF
_DIGITS: Final = [(48, 57)]
_WORDS: Final = [(48, 57), (65, 90), (95, 95), (97, 122)]
_SPACES: Final = [(ord(char), ord(char)) for char in WHITE_SPACE]
LINE_ENDS: Final = "\n\r\u2028\u2029"
_ENDS: Final = [(ord(char), ord(char)) for char in LINE_ENDS]
_FOLDED: Final = {"s": "\u017f", "k": "\u212a"}
"""With the flags i and u, what else than its capital folds to a letter of ASCII."""
_CATEGORIES: Final = {
    "Letter": "L", "Lowercase_Letter": "Ll", "Uppercase_Letter": "Lu", "Mark": "M", "Number": "N",
    "Decimal_Number": "Nd", "Punctuation": "P", "punct": "P", "Symbol": "S", "Separator": "Z",
    "Space_Separator": "Zs", "Control": "Cc",
}  # fmt: skip
"""General categories of Unicode by their long names; the short ones begin those that they hold."""
_CASE_REASON: Final = "browsers may disagree about the case of a character that is matched"


class Members(dict[str, bool]):
    """Which characters a set has: looked up by the character.

    ``fold`` is how case is ignored: ``i`` without the flag u, ``iu`` with it, or empty.
    ``categories`` are general categories of Unicode that are in the set, each by how its name
    begins and whether all but its characters are meant.
    """

    def __init__(
        self,
        ranges: Iterable[tuple[int, int]],
        fold: str,
        *,
        inverted: bool,
        categories: Sequence[tuple[str, bool]] = (),
    ) -> None:
        super().__init__()
        # The codes at which what is in the set begins or ends, in turn.
        self._bounds = _bounds(ranges)
        self._fold = fold
        self._inverted = inverted
        self._categories = categories

    def __missing__(self, char: str) -> bool:
        bounds = self._bounds
        if self._fold:
            codes = map(ord, _alike(char, self._fold))
            found = any(bisect_right(bounds, code) & 1 for code in codes)
        else:
            found = bool(bisect_right(bounds, ord(char)) & 1)
        found = found or any(_is_of(char, *one) for one in self._categories)
        found = found is not self._inverted
        if char <= "\x7f":
            self[char] = found
        return found


def of_escape(letter: str, fold: str) -> list[tuple[int, int]]:
    """The characters that a letter behind a backslash stands for (ECMA-262 22.2.2.9.1)."""
    kind = letter.lower()
    ranges = {"d": _DIGITS, "s": _SPACES, "w": _WORDS}[kind]
    if kind == "w" and fold == "iu":
        ranges = ranges + [(ord(char), ord(char)) for char in _FOLDED.values()]
    return ranges if letter == kind else _others(ranges)


def category(name: str) -> str | None:
    """How the names of a general category begin that an escape names; None for what is none."""
    key, equals, given = name.rpartition("=")
    if equals and key not in {"General_Category", "gc"}:
        return None
    short = _CATEGORIES.get(given, given)
    return short if short in _CATEGORIES.values() else None


def _is_of(char: str, name: str, is_another: bool) -> bool:
    """Whether a character is of a category; raises NotKnown for one that is too rare to be sure."""
    if char > "\u024f":
        raise NotKnown(Unknown("browsers may disagree about what kind of character is matched"))
    return unicodedata.category(char).startswith(name) is not is_another


def all_but_line_ends() -> Members:
    """What the dot matches without the flag s."""
    return Members(_ENDS, "", inverted=True)


def is_word(char: str, fold: str) -> bool:
    """Whether a character is one of a word (ECMA-262 22.2.2.4.1, IsWordChar)."""
    if char <= "\x7f":
        return char.isalnum() or char == "_"
    return fold == "iu" and char in _FOLDED.values()


def has_case(char: str, fold: str) -> bool:
    """Whether a character may match another one."""
    return bool(fold) and (char > "\x7f" or char.isalpha())


def same_text(one: str, other: str, fold: str) -> bool:
    """Whether two texts of one length are the same to a reference (22.2.2.7.2)."""
    if not fold:
        return one == other
    return all(a == b or b in _alike(a, fold) for a, b in zip(one, other, strict=True))


def _bounds(ranges: Iterable[tuple[int, int]]) -> list[int]:
    """Ranges as the codes where they begin and where they have ended, in order and apart."""
    bounds: list[int] = []
    for low, high in sorted(ranges):
        if bounds and low <= bounds[-1]:
            bounds[-1] = max(bounds[-1], high + 1)
        else:
            bounds.extend((low, high + 1))
    return bounds


def _others(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """What lies between ranges."""
    edges = [0, *_bounds(ranges), _LAST + 1]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [(low, end - 1) for low, end in pairs if low < end]


def _alike(char: str, fold: str) -> Iterable[str]:
    """The characters that are the same as one (Canonicalize, 22.2.2.7.3).

    Raises NotKnown for one of which browsers may not agree: with u, any beyond ASCII.
    """
    if char <= "\x7f":
        if not char.isalpha():
            return (char,)
        letters = (char.lower(), char.upper())
        return (*letters, _FOLDED.get(letters[0], char)) if fold == "iu" else letters
    if "\ud800" <= char <= "\udfff":
        return (char,)
    if fold == "iu" or not has_stable_case(char):
        raise NotKnown(Unknown(_CASE_REASON))
    return _classes().get(_canonical(char), (char,))


def _canonical(char: str) -> str:
    upper = char.upper()
    if len(upper) > 1 or upper > "\uffff" or (upper <= "\x7f" < char):
        return char
    return upper


@cache
def _classes() -> dict[str, list[str]]:
    """The characters that have the same canonical one, by that, where there are several."""
    found: dict[str, list[str]] = {}
    for code in range(0x80, 0x10000):
        char = chr(code)
        if char.upper() != char or char.lower() != char:
            found.setdefault(_canonical(char), []).append(char)
    for char, alike in found.items():
        if char not in alike and _canonical(char) == char:
            alike.append(char)
    return found
