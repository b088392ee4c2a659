"""Integers that ECMAScript's built-in functions take: indices, counts, positions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from appconfig_merge.javascript.conversion import to_number
from appconfig_merge.javascript.primitives import UNDEFINED

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Value

MAX_SAFE_INTEGER = 2**53 - 1


def to_integer(value: Value) -> float:
    """ToIntegerOrInfinity (ECMA-262 7.1.5): never NaN, never -0."""
    number = to_number(value)
    if math.isnan(number):
        return 0.0
    return number if math.isinf(number) else float(math.trunc(number))


def to_length(value: Value) -> int:
    """ToLength (ECMA-262 7.1.20)."""
    return int(min(max(to_integer(value), 0), MAX_SAFE_INTEGER))


def relative_index(value: Value, length: int, default: int) -> int:
    """An index that counts from the end when negative, kept within ``0`` and ``length``.

    Undefined stands for ``default``, as the end of a slice does.
    """
    if value is UNDEFINED:
        return default
    index = to_integer(value)
    return int(max(length + index, 0) if index < 0 else min(index, length))


def clamped(value: Value, length: int, default: int) -> int:
    """An index kept within ``0`` and ``length``; undefined stands for ``default``."""
    if value is UNDEFINED:
        return default
    return int(min(max(to_integer(value), 0), length))
