"""Number, its prototype, and the parsing of numbers, exactly (ECMA-262 21.1 and 19.2)."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.conversion import (
    NotKnown,
    Throws,
    to_number,
    to_numeric,
    to_string,
)
from appconfig_merge.javascript.integers import MAX_SAFE_INTEGER, to_integer
from appconfig_merge.javascript.numbers import (
    WHITE_SPACE,
    integer_to_number,
    number_to_string,
    to_int32,
)
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt
from appconfig_merge.javascript.values import Unknown

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Value

_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_FLOAT: Final = r"[+-]?(?:Infinity|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
_PLACES: Final = 2000
"""Enough digits for any number exactly: the smallest has 1,074 places."""
_EXACT_RADIX: Final = frozenset({2, 4, 8, 10, 16, 32})


def number(*arguments: Value) -> Value:
    """Number called as a function."""
    if not arguments:
        return 0.0
    value = to_numeric(arguments[0])
    return integer_to_number(value.value) if isinstance(value, BigInt) else value


def is_finite(value: Value = UNDEFINED) -> Value:
    """The global isFinite."""
    return math.isfinite(to_number(value))


def is_nan(value: Value = UNDEFINED) -> Value:
    """The global isNaN."""
    return math.isnan(to_number(value))


def number_is_finite(value: Value = UNDEFINED) -> Value:
    """Number.isFinite."""
    return _is_number(value) and math.isfinite(to_number(value))


def number_is_nan(value: Value = UNDEFINED) -> Value:
    """Number.isNaN."""
    return _is_number(value) and math.isnan(to_number(value))


def number_is_integer(value: Value = UNDEFINED) -> Value:
    """Number.isInteger."""
    return _is_number(value) and to_number(value).is_integer()


def number_is_safe_integer(value: Value = UNDEFINED) -> Value:
    """Number.isSafeInteger."""
    return number_is_integer(value) is True and abs(to_number(value)) <= MAX_SAFE_INTEGER


def _is_number(value: Value) -> bool:
    if isinstance(value, Unknown):
        raise NotKnown(value)
    return isinstance(value, float)


def parse_float(value: Value = UNDEFINED) -> Value:
    """The global parseFloat."""
    found = re.match(_FLOAT, to_string(value).lstrip(WHITE_SPACE))
    return float(found[0]) if found else math.nan


def parse_int(value: Value = UNDEFINED, radix: Value = UNDEFINED) -> Value:
    """The global parseInt.

    Raises NotKnown for so many digits of an odd radix that engines may round differently.
    """
    text = to_string(value).lstrip(WHITE_SPACE)
    base = to_int32(to_number(radix))
    sign = -1.0 if text.startswith("-") else 1.0
    text = text[1:] if text[:1] in {"+", "-"} else text
    if base != 0 and not 2 <= base <= 36:
        return math.nan
    if base in {0, 16} and text[:2] in {"0x", "0X"}:
        text, base = text[2:], 16
    base = base or 10
    found = re.match(f"[{_DIGITS[:base]}]*", text, re.ASCII | re.IGNORECASE)
    end = found.end() if found else 0
    if end == 0:
        return math.nan
    if base == 10:
        # Not int(): Python refuses to read very many digits.
        return sign * float(text[:end])
    integer = int(text[:end], base) if base in _EXACT_RADIX or end <= 1000 else 2**54
    if integer > MAX_SAFE_INTEGER and base not in _EXACT_RADIX:
        raise NotKnown(Unknown("browsers may round this number differently"))
    return sign * integer_to_number(integer)


def _this_number(this: Value, method: str) -> float:
    if isinstance(this, Unknown):
        raise NotKnown(this)
    if isinstance(this, float):
        return this
    name = f"Number.prototype.{method}"
    raise Throws("TypeError", f"{name} requires that 'this' be a Number")


def value_of(this: Value) -> Value:
    """Number.prototype.valueOf."""
    return _this_number(this, "valueOf")


def to_string_radix(this: Value, radix: Value = UNDEFINED) -> Value:
    """Number.prototype.toString; fractions in another radix than ten aren't known."""
    value = _this_number(this, "toString")
    base = 10.0 if radix is UNDEFINED else to_integer(radix)
    if not 2 <= base <= 36:
        raise Throws("RangeError", "toString() radix argument must be between 2 and 36")
    if base == 10 or not math.isfinite(value):
        return number_to_string(value)
    if not value.is_integer() or abs(value) > MAX_SAFE_INTEGER:
        raise NotKnown(Unknown("browsers may write this number differently"))
    left, digits = int(abs(value)), ""
    while left:
        left, digit = divmod(left, int(base))
        digits = _DIGITS[digit] + digits
    return ("-" if value < 0 else "") + (digits or "0")


def to_fixed(this: Value, digits: Value = UNDEFINED) -> Value:
    """Number.prototype.toFixed."""
    value = _this_number(this, "toFixed")
    places = to_integer(digits)
    if not 0 <= places <= 100:
        raise Throws("RangeError", "toFixed() digits argument must be between 0 and 100")
    if not math.isfinite(value) or abs(value) >= 1e21:
        return number_to_string(value)
    from decimal import ROUND_HALF_UP, Context, Decimal

    context = Context(prec=_PLACES, rounding=ROUND_HALF_UP)
    rounded = Decimal(abs(value)).quantize(Decimal(1).scaleb(-int(places)), context=context)
    return ("-" if value < 0 else "") + f"{rounded:f}"


def to_precision(this: Value, precision: Value = UNDEFINED) -> Value:
    """Number.prototype.toPrecision."""
    value = _this_number(this, "toPrecision")
    if precision is UNDEFINED:
        return number_to_string(value)
    wanted = to_integer(precision)
    if not math.isfinite(value):
        return number_to_string(value)
    if not 1 <= wanted <= 100:
        raise Throws("RangeError", "toPrecision() argument must be between 1 and 100")
    count = int(wanted)
    digits, exponent = _rounded(abs(value), count)
    sign = "-" if value < 0 else ""
    if exponent < -6 or exponent >= count:
        return sign + _with_exponent(digits, exponent)
    if exponent == count - 1:
        return sign + digits
    if exponent >= 0:
        return f"{sign}{digits[: exponent + 1]}.{digits[exponent + 1 :]}"
    return f"{sign}0.{'0' * -(exponent + 1)}{digits}"


def to_exponential(this: Value, digits: Value = UNDEFINED) -> Value:
    """Number.prototype.toExponential."""
    value = _this_number(this, "toExponential")
    wanted = to_integer(digits)
    if not math.isfinite(value):
        return number_to_string(value)
    if not 0 <= wanted <= 100:
        raise Throws("RangeError", "toExponential() argument must be between 0 and 100")
    if digits is UNDEFINED:
        from decimal import Decimal

        shortest = Decimal(repr(abs(value))).normalize().as_tuple()
        count = len(shortest.digits)
    else:
        count = int(wanted) + 1
    exact = repr(abs(value)) if digits is UNDEFINED else abs(value)
    found, exponent = _rounded(exact, count)
    return ("-" if value < 0 else "") + _with_exponent(found, exponent)


def _rounded(value: float | str, count: int) -> tuple[str, int]:
    """The digits of a number rounded to so many, half up, and the first one's exponent."""
    from decimal import ROUND_HALF_UP, Context, Decimal

    exact = Decimal(value)
    if exact == 0:
        return "0" * count, 0
    rounded = Context(prec=count, rounding=ROUND_HALF_UP).plus(exact)
    digits = "".join(map(str, rounded.as_tuple().digits))
    return digits.ljust(count, "0"), rounded.adjusted()


def _with_exponent(digits: str, exponent: int) -> str:
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{fraction}e{'+' if exponent >= 0 else '-'}{abs(exponent)}"
