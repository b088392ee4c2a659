"""Where the characters of a page stand that a parser was given: its offsets as those of bytes."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from appconfig_merge.source import Source

_BLOCK = 1024
_LONE = "surrogatepass"


class Places:
    """The byte offsets of a source that has been read as HTML.

    There CR LF is one character (13.2.3.5), as it is in the offsets of :meth:`at`.
    """

    def __init__(self, source: Source, text: str) -> None:
        """``text`` is the source's."""
        self._text = text
        # The offset of each CR LF once those before it are one character.
        self._pairs = [
            pair.start() - before
            for before, pair in enumerate(re.finditer("\r\n", text) if "\r" in text else ())
        ]
        self._blocks: list[int] = []
        if len(text) != len(source.data):
            sizes = (len(_encoded(text, at, at + _BLOCK)) for at in range(0, len(text), _BLOCK))
            self._blocks = [0, *accumulate(sizes)]

    def at(self, offset: int) -> int:
        """The byte offset of a character."""
        offset += bisect_left(self._pairs, offset)
        if not self._blocks:
            return offset
        block = offset // _BLOCK
        return self._blocks[block] + len(_encoded(self._text, block * _BLOCK, offset))


def _encoded(text: str, start: int, end: int) -> bytes:
    return text[start:end].encode("utf-8", _LONE)
