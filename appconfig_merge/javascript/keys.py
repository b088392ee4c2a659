"""Property keys: which are array indices, and the order that ECMAScript gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def ordered_keys(slots: Mapping[str, object]) -> list[str]:
    """The keys of a mapping in ECMAScript's order for own property keys (10.1.11.1)."""
    keys = list(slots)
    indices = [key for key in keys if is_index(key)]
    if not indices:
        return keys
    indices.sort(key=int)
    return indices + [key for key in keys if not is_index(key)]


def is_index(key: str) -> bool:
    """Whether a key is an array index (ECMA-262 6.1.7): canonical, from 0 to 2**32 - 2."""
    if not key or not key[0].isdigit() or len(key) > 10 or not key.isascii() or not key.isdigit():
        return False
    return (key[0] != "0" or key == "0") and int(key) < 4294967295
