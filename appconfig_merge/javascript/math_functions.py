"""The functions of Math that every engine computes alike (ECMA-262 21.3.2).

What the specification leaves "implementation-approximated" isn't here, but for what is exact
in all engines: square roots, and powers as the operator gives them.
"""

from __future__ import annotations

import math
import struct
from typing import TYPE_CHECKING

from appconfig_merge.javascript.conversion import to_number
from appconfig_merge.javascript.numbers import to_int32, to_uint32
from appconfig_merge.javascript.operators import power
from appconfig_merge.javascript.primitives import UNDEFINED

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Value


def abs_(value: Value = UNDEFINED) -> Value:
    """Math.abs."""
    return abs(to_number(value))


def ceil(value: Value = UNDEFINED) -> Value:
    """Math.ceil."""
    number = to_number(value)
    return math.copysign(float(math.ceil(number)), number) if math.isfinite(number) else number


def floor(value: Value = UNDEFINED) -> Value:
    """Math.floor."""
    number = to_number(value)
    return math.copysign(float(math.floor(number)), number) if math.isfinite(number) else number


def round_(value: Value = UNDEFINED) -> Value:
    """Math.round: halves go up, and the sign stays."""
    number = to_number(value)
    if not math.isfinite(number) or number.is_integer():
        return number
    below = math.floor(number)
    nearest = below + 1 if number - below >= 0.5 else below
    return math.copysign(float(nearest), number)


def trunc(value: Value = UNDEFINED) -> Value:
    """Math.trunc."""
    number = to_number(value)
    return math.copysign(float(math.trunc(number)), number) if math.isfinite(number) else number


def sign(value: Value = UNDEFINED) -> Value:
    """Math.sign."""
    number = to_number(value)
    return number if number == 0 or math.isnan(number) else math.copysign(1.0, number)


def sqrt(value: Value = UNDEFINED) -> Value:
    """Math.sqrt, which processors round correctly."""
    number = to_number(value)
    return math.nan if number < 0 else math.sqrt(number)


def fround(value: Value = UNDEFINED) -> Value:
    """Math.fround: in the platform's own format, what is too large becomes infinity."""
    rounded: float = struct.unpack("f", struct.pack("f", to_number(value)))[0]
    return rounded


def clz32(value: Value = UNDEFINED) -> Value:
    """Math.clz32."""
    return float(32 - to_uint32(to_number(value)).bit_length())


def imul(left: Value = UNDEFINED, right: Value = UNDEFINED) -> Value:
    """Math.imul."""
    product = to_int32(to_number(left)) * to_int32(to_number(right))
    bits = product % 2**32
    return float(bits - 2**32 if bits >= 2**31 else bits)


def pow_(base: Value = UNDEFINED, exponent: Value = UNDEFINED) -> Value:
    """Math.pow."""
    return power(to_number(base), to_number(exponent))


def max_(*values: Value) -> Value:
    """Math.max."""
    numbers = [to_number(value) for value in values]
    if any(map(math.isnan, numbers)):
        return math.nan
    return max(numbers, key=_order, default=-math.inf)


def min_(*values: Value) -> Value:
    """Math.min."""
    numbers = [to_number(value) for value in values]
    if any(map(math.isnan, numbers)):
        return math.nan
    return min(numbers, key=_order, default=math.inf)


def _order(number: float) -> tuple[float, float]:
    """0 counts as more than -0."""
    return number, math.copysign(1, number)
