"""Which names a person may have meant who wrote one that isn't there: one policy for all names.

That the name is wrong is certain when this is asked, so that a likely name is enough.
:mod:`appconfig_merge.known_keys.near_names` is stricter, because there the likeness alone makes
a key that Flex UI would ignore anyway a mistake that ``check`` reports.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from appconfig_merge.limits import MAX_COMPARED_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

_LIKENESS = 0.6
"""The ratio of difflib from which on names are like each other: its own, at which ``isDark`` still
finds ``isLight``. A suggestion too many costs a glance.
"""

_LENGTH = 200
"""Characters of a name that are compared: the time grows with the square of it."""


def suggest(wrong: str, names: Iterable[str], most: int = 1) -> list[str]:
    """The names that ``wrong`` is like, best first; none where there are too many to compare.

    Case and word separators make no difference.
    """
    by_folded: dict[str, str] = {}
    for name in islice(names, MAX_COMPARED_NAMES + 1):
        by_folded.setdefault(fold(name[:_LENGTH]), name)
    if len(by_folded) > MAX_COMPARED_NAMES:
        return []
    # Nothing needs it as long as names are right, and its import takes milliseconds.
    from difflib import get_close_matches

    near = get_close_matches(fold(wrong[:_LENGTH]), by_folded, most, _LIKENESS)
    return [by_folded[folded] for folded in near]


def did_you_mean(wrong: str, names: Iterable[str]) -> str | None:
    """The help for a name that isn't there; None where no name is like it."""
    near = suggest(wrong, names)
    return f"did you mean {near[0]}?" if near else None


_SLIP = 0.85
"""The likeness of ``appConfigs`` and ``appConifg`` to ``appConfig``; that of ``config`` is 0.8."""


def is_slip(name: str, other: str, likeness: float = _SLIP) -> bool:
    """Whether two names that differ may be one with a slip in it: a letter or two, or the case."""
    from difflib import SequenceMatcher

    a, b = fold(name[:_LENGTH]), fold(other[:_LENGTH])
    return name != other and SequenceMatcher(None, a, b).ratio() >= likeness


def fold(name: str) -> str:
    """A name without its case and word separators: ``is_light`` and ``isLight`` are one."""
    return name.replace("_", "").replace("-", "").replace(" ", "").lower()
