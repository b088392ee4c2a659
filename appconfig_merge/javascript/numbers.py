"""Numbers to text and back, exactly as ECMA-262 has it."""

from __future__ import annotations

import math
import re

# ECMA-262 12.2 and 12.3: white space and line terminators, as StringToNumber trims them.
WHITE_SPACE = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
_DECIMAL = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_RADIX = {"0x": 16, "0X": 16, "0o": 8, "0O": 8, "0b": 2, "0B": 2}
_DIGITS = {16: "[0-9a-fA-F]+", 8: "[0-7]+", 2: "[01]+"}
_EXACT = 1 << 53
"""Up to this, JavaScript tells all integers apart, and prints all of their digits."""


def number_to_string(number: float) -> str:
    """Number::toString in radix 10 (ECMA-262 6.1.6.1.20)."""
    if math.isnan(number):
        return "NaN"
    if number == 0:
        return "0"
    if number < 0:
        return "-" + number_to_string(-number)
    if math.isinf(number):
        return "Infinity"
    # repr gives the shortest digits that read back as the same number, which is what the
    # specification asks for; only their layout differs.
    mantissa, _, exponent = repr(number).partition("e")
    whole, _, fraction = mantissa.partition(".")
    if fraction == "0":
        fraction = ""
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0)
    if whole == "0":
        point = int(exponent or 0) - (len(fraction) - len(fraction.lstrip("0")))
    digits = digits.rstrip("0")
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    sign = "+" if point > 0 else "-"
    rest = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{rest}e{sign}{abs(point - 1)}"


def number_text(number: float) -> str:
    """A number as people are shown it: as Number::toString has it, but -0 as itself.

    An integer that is past all numbers of JavaScript, as JSON may have it, has its digits.
    """
    if type(number) is int and -_EXACT <= number <= _EXACT:
        return str(number)  # as most are
    try:
        double = float(number)
    except OverflowError:
        return str(number)
    return "-0" if double == 0 and math.copysign(1, double) < 0 else number_to_string(double)


def string_to_number(text: str) -> float:
    """StringToNumber (ECMA-262 7.1.4.1.1); NaN for what is no number."""
    text = text.strip(WHITE_SPACE)
    if not text:
        return 0.0
    radix = _RADIX.get(text[:2])
    if radix is not None:
        digits = text[2:]
        is_number = re.fullmatch(_DIGITS[radix], digits)
        return integer_to_number(int(digits, radix)) if is_number else math.nan
    if re.fullmatch(_DECIMAL, text):
        return float(text)
    if text in {"Infinity", "+Infinity"}:
        return math.inf
    return -math.inf if text == "-Infinity" else math.nan


def integer_to_number(integer: int) -> float:
    """The number nearest to an integer; past the largest, infinity (ECMA-262 6.1.6.1)."""
    try:
        return float(integer)
    except OverflowError:
        return math.inf if integer > 0 else -math.inf


def to_int32(number: float) -> int:
    """ToInt32 (ECMA-262 7.1.6)."""
    bits = to_uint32(number)
    return bits - 0x1_0000_0000 if bits >= 0x8000_0000 else bits


def to_uint32(number: float) -> int:
    """ToUint32 (ECMA-262 7.1.7)."""
    return int(number) % 0x1_0000_0000 if math.isfinite(number) else 0
