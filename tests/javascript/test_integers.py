"""Integers that built-in functions take."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.javascript.integers import clamped, relative_index, to_integer, to_length
from appconfig_merge.javascript.primitives import UNDEFINED

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Value


@pytest.mark.parametrize(
    ("value", "integer", "length"),
    [
        (2.9, 2, 2),
        (-2.9, -2, 0),
        (-0.5, 0, 0),
        ("7", 7, 7),
        ("x", 0, 0),
        (None, 0, 0),
        (UNDEFINED, 0, 0),
        (math.nan, 0, 0),
        (math.inf, math.inf, 2**53 - 1),
        (-math.inf, -math.inf, 0),
        (2.0**60, 2**60, 2**53 - 1),
    ],
)
def test_integers_and_lengths(value: Value, integer: float, length: int) -> None:
    """ToIntegerOrInfinity and ToLength (ECMA-262 7.1.5, 7.1.20); neither gives -0."""
    assert to_integer(value) == integer
    assert math.copysign(1, to_integer(value)) == (-1 if integer < 0 else 1)
    assert (to_length(value), type(to_length(value))) == (length, int)


@pytest.mark.parametrize(
    ("value", "relative", "absolute"),
    [
        (UNDEFINED, 3, 3),
        (0.0, 0, 0),
        (2.0, 2, 2),
        (5.0, 5, 5),
        (9.0, 5, 5),
        (-1.0, 4, 0),
        (-5.0, 0, 0),
        (-9.0, 0, 0),
        (math.inf, 5, 5),
        (-math.inf, 0, 0),
    ],
)
def test_indices_of_something_of_five(value: Value, relative: int, absolute: int) -> None:
    """From the end where they are negative, or not; three is what undefined stands for."""
    assert relative_index(value, 5, 3) == relative
    assert clamped(value, 5, 3) == absolute
