"""A text in which stretches are blanked: every byte, every line and every column stays."""

from __future__ import annotations

import re
from typing import Final

_WIDE: Final = {2: "\xa0", 3: "\u2003", 4: "    "}
"""White space to ECMAScript (12.2) of as many bytes as a character has; of four there is none."""
_ASCII: Final = re.compile(rb"[^\r\n]")
_ANY: Final = re.compile("[^\r\n\u2028\u2029]")

_COMMA: Final = re.compile(rb"(?:\s|//[^\r\n]*+|/\*(?s:.)*?\*/)*+,")


class Blanks:
    """The text of a source being blanked. Offsets are in bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._spans: list[tuple[int, int]] = []
        self._signs: dict[int, bytes] = {}

    def blank(self, start: int, end: int) -> None:
        """Blank a stretch."""
        self._spans.append((start, end))

    def blank_with_comma(self, start: int, end: int) -> None:
        """Blank one of a list, and what follows it up to a comma, if there is one."""
        comma = _COMMA.match(self.data, end)
        self.blank(start, end if comma is None else comma.end())

    def put(self, offset: int, sign: bytes) -> None:
        """Put signs where something is, or is blanked."""
        for at in range(len(sign)):
            self._signs[offset + at] = sign[at : at + 1]

    def has_line_end(self, start: int, end: int) -> bool:
        """Whether a line ends in a stretch."""
        return re.search(rb"[\r\n]|\xe2\x80[\xa8\xa9]", self.data[start:end]) is not None

    def result(self) -> bytes:
        """The text as it is then."""
        pieces: list[bytes] = []
        done = 0
        for start, end in sorted(self._spans):
            if end > done:
                first = max(start, done)
                pieces.extend((self.data[done:first], _blank(self.data[first:end])))
                done = end
        made = bytearray(b"".join((*pieces, self.data[done:])))
        for offset, sign in self._signs.items():
            made[offset : offset + 1] = sign
        return bytes(made)


def _blank(data: bytes) -> bytes:
    if data.isascii():
        return _ASCII.sub(b" ", data)
    text = data.decode("utf-8", "surrogatepass")
    return _ANY.sub(_space, text).encode("utf-8", "surrogatepass")


def _space(found: re.Match[str]) -> str:
    length = len(found[0].encode("utf-8", "surrogatepass"))
    return " " if length == 1 else _WIDE[length]
