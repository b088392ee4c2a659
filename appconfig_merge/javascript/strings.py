"""Strings as sequences of UTF-16 code units, over Python's code points.

ECMA-262 6.1.4 counts code units. A str here keeps a surrogate pair joined as one code point,
so that it prints and encodes as it should; only a lone surrogate stands by itself.
"""

from __future__ import annotations

import re
from typing import Final

STRING_METHODS: Final = frozenset({
    "anchor", "at", "big", "blink", "bold", "charAt", "charCodeAt", "codePointAt", "concat",
    "endsWith", "fixed", "fontcolor", "fontsize", "includes", "indexOf", "isWellFormed",
    "italics", "lastIndexOf", "link", "localeCompare", "match", "matchAll", "normalize",
    "padEnd", "padStart", "repeat", "replace", "replaceAll", "search", "slice", "small",
    "split", "startsWith", "strike", "sub", "substr", "substring", "sup", "toLocaleLowerCase",
    "toLocaleUpperCase", "toLowerCase", "toUpperCase", "toWellFormed", "trim", "trimEnd",
    "trimLeft", "trimRight", "trimStart",
})  # fmt: skip
"""The methods of String.prototype (ECMA-262 22.1.3, B.2.2)."""

_ASTRAL: Final = "[\U00010000-\U0010ffff]"
_PAIR: Final = "[\ud800-\udbff][\udc00-\udfff]"

_STABLE_CASE: Final = (
    "[\0-\u017f\u0386-\u03a2\u03a4-\u03ef\u0400-\u0481\u048a-\u0513\u0531-\u0556\u0561-\u0586"
    "\u0590-\u06ff\u0900-\u0dff\u2000-\u206f\u20a0-\u20bf\u2190-\u23ff\u2500-\u2bff"
    "\u3000-\u9fff\uac00-\uffef\U0001f000-\U0001faff]*"
)
"""Characters whose case, or lack of one, is the same in every Unicode version in use. Capital
sigma is not among them: its lower case depends on what stands around it. Compiled at its first
use, which takes long."""


def concat(left: str, right: str) -> str:
    """Join two strings; halves of a surrogate pair that meet become one code point."""
    if left and right and "\ud800" <= left[-1] <= "\udbff" and "\udc00" <= right[0] <= "\udfff":
        joined = 0x10000 + ((ord(left[-1]) - 0xD800) << 10) + (ord(right[0]) - 0xDC00)
        return left[:-1] + chr(joined) + right[1:]
    return left + right


def length(text: str) -> int:
    """The number of code units."""
    return len(text) if text.isascii() else len(code_units(text)) // 2


def unit_at(text: str, index: int) -> str | None:
    """The code unit at an index as a string of its own, or None past the end."""
    if text.isascii():
        return text[index] if index < len(text) else None
    unit = code_units(text)[index * 2 : index * 2 + 2]
    return unit.decode("utf-16-be", "surrogatepass") if unit else None


def units(text: str) -> list[str]:
    """Every code unit as a string of its own."""
    if text.isascii():
        return list(text)
    data = code_units(text)
    return [data[at : at + 2].decode("utf-16-be", "surrogatepass") for at in range(0, len(data), 2)]


def code_units(text: str) -> bytes:
    """The code units, two bytes each, most significant first: comparable as they are."""
    return text.encode("utf-16-be", "surrogatepass")


def split_pairs(text: str) -> str:
    """The string with every code unit as a character of its own, so that indices count units."""
    return text if text.isascii() else re.sub(_ASTRAL, _split_pair, text)


def join_pairs(text: str) -> str:
    """The opposite of :func:`split_pairs`."""
    return text if text.isascii() else re.sub(_PAIR, _join_pair, text)


def _split_pair(found: re.Match[str]) -> str:
    code = ord(found[0]) - 0x10000
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))


def _join_pair(found: re.Match[str]) -> str:
    high, low = found[0][0], found[0][1]
    return chr(0x10000 + ((ord(high) - 0xD800) << 10) + (ord(low) - 0xDC00))


def has_stable_case(text: str) -> bool:
    """Whether every browser agrees about the upper and lower case of all characters."""
    return text.isascii() or re.fullmatch(_STABLE_CASE, text) is not None
