"""Long texts cut so that one sees where they differ."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from appconfig_merge.display_width import ELLIPSIS, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

_CONTEXT: Final = 12
"""Characters that are shown before the first that differs."""


def excerpts(texts: Sequence[str], columns: int) -> list[str]:
    """Texts in at most so many columns each, those that differ cut where they begin to differ.

    They are cut at their ends where that tells them apart, else also at the beginning that they
    share. The same text is always cut in the same way; texts whose difference takes more room
    than there is may still look the same.
    """
    short = [fit(text, columns) for text in texts]
    if len(set(short)) == len(set(texts)):
        return short
    begin = max(_first_difference(texts) - _CONTEXT, 0)
    if not begin:
        return short
    return [ELLIPSIS + fit(text[begin:], columns - 1) for text in texts]


def _first_difference(texts: Sequence[str]) -> int:
    """How far texts that begin alike go on alike: the farthest, if there are several pairs."""
    found = 0
    for one, other in pairwise(sorted(set(texts))):
        pairs = enumerate(zip(one, other, strict=False))
        shared = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
        if shared >= _CONTEXT:
            found = max(found, shared)
    return found
