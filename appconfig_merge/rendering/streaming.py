"""Long texts in pieces, written as they are made: none of them is held for longer than that."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LENGTH = 1 << 16
"""The characters from which on a piece is long enough to be written."""


def in_pieces(texts: Iterable[str]) -> Iterator[str]:
    """The same text in pieces that are worth a write each; the next text is asked for after it."""
    held: list[str] = []
    length = 0
    for text in texts:
        # A long text is a piece by itself: joining it to others would copy it.
        is_long = len(text) >= LENGTH
        if is_long and held:
            yield "".join(held)
            held.clear()
            length = 0
        held.append(text)
        length += len(text)
        if length >= LENGTH:
            yield text if is_long else "".join(held)
            held.clear()
            length = 0
    if held:
        yield "".join(held)
