"""Property keys: which are array indices, and the order that ECMAScript gives them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


def ordered_keys(slots: Mapping[str, object]) -> list[str]:
    """The keys of a mapping in ECMAScript's order for own property keys (10.1.11.1)."""
    keys = list(slots)
    # Most keys begin with a letter, and no index does: all digits stand before the colon.
    indices = [key for key in keys if key < ":" and is_index(key)]
    if not indices:
        return keys
    indices.sort(key=int)
    return indices + [key for key in keys if not is_index(key)]


def is_index(key: str) -> bool:
    """Whether a key is an array index (ECMA-262 6.1.7): canonical, from 0 to 2**32 - 2."""
    if not key or not key[0].isdigit() or len(key) > 10 or not key.isascii() or not key.isdigit():
        return False
    return (key[0] != "0" or key == "0") and int(key) < 4294967295


def common_order(orders: Sequence[Collection[str]]) -> tuple[list[str], bool]:
    """All keys of several objects, in an order that holds of each object; and whether there is one.

    Where there is none they stand as they come first. Where indices stand means nothing.
    """
    first = list(dict.fromkeys(key for order in orders for key in order))
    places = {key: place for place, key in enumerate(first)}
    standing = ([places[key] for key in order] for order in orders)
    if all(found == sorted(found) for found in standing):
        return first, True
    found = _sorted(orders)
    return (found, True) if len(found) == len(first) else (first, False)


def _sorted(orders: Sequence[Collection[str]]) -> list[str]:
    """The keys, each after those that stand before it anywhere; without those in a circle."""
    after: dict[str, list[str]] = {}
    waits: dict[str, int] = {}
    for order in orders:
        named = [key for key in order if not is_index(key)]
        for key in order:
            waits.setdefault(key, 0)
        for key, following in pairwise(named):
            after.setdefault(key, []).append(following)
            waits[following] += 1
    found = [key for key, count in waits.items() if not count]
    for key in found:  # which grows
        for following in after.get(key, ()):
            waits[following] -= 1
            if not waits[following]:
                found.append(following)
    return found
