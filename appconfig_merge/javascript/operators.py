"""ECMAScript's operators on values, and its notions of sameness."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript import strings
from appconfig_merge.javascript.conversion import (
    NotKnown,
    Throws,
    to_number,
    to_numeric,
    to_primitive,
    to_string,
)
from appconfig_merge.javascript.internal_slots import JSDate
from appconfig_merge.javascript.numbers import to_int32, to_uint32
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt, Primitive, RegExp
from appconfig_merge.javascript.values import JSObject, Unknown, Value
from appconfig_merge.limits import MAX_STRING

if TYPE_CHECKING:
    from collections.abc import Callable

_OBJECTS = (JSObject, RegExp)
_BIGINT_BITS = 4096
"""BigInts beyond this are left unresolved: a shift or power could otherwise fill memory."""


_OF_NUMBERS: Final[dict[str, Callable[[float, float], float | bool]]] = {
    "+": float.__add__,
    "-": float.__sub__,
    "*": float.__mul__,
    "<": float.__lt__,
    ">": float.__gt__,
    "<=": float.__le__,
    ">=": float.__ge__,
    "===": float.__eq__,
    "!==": float.__ne__,
}
"""What the commonest operators do with two numbers: what Python's do (IEEE 754)."""


def binary(operator: str, left: Value, right: Value) -> Value:
    """The value of ``left operator right`` (ECMA-262 13.15.3, 13.10, 13.11).

    Raises NotKnown or Throws. ``in`` and ``instanceof`` aren't among the operators.
    """
    if type(left) is float and type(right) is float and operator in _OF_NUMBERS:
        return _OF_NUMBERS[operator](left, right)
    if isinstance(left, Unknown):
        raise NotKnown(left)
    if isinstance(right, Unknown):
        raise NotKnown(right)
    if operator == "===":
        return strictly_equal(left, right)
    if operator == "!==":
        return not strictly_equal(left, right)
    if operator == "==":
        return loosely_equal(left, right)
    if operator == "!=":
        return not loosely_equal(left, right)
    if operator == "+":
        return _add(to_primitive(left), to_primitive(right))
    if operator in {"<", ">", "<=", ">="}:
        if isinstance(left, JSDate) or isinstance(right, JSDate):
            from appconfig_merge.javascript import dates

            return _compare(operator, *dates.compared(left, right))
        return _compare(operator, to_primitive(left), to_primitive(right))
    a, b = to_numeric(left), to_numeric(right)
    if isinstance(a, BigInt) and isinstance(b, BigInt):
        return _bigint(operator, a.value, b.value)
    if isinstance(a, BigInt) or isinstance(b, BigInt):
        raise Throws("TypeError", "Cannot mix BigInt and other types, use explicit conversions")
    return _number(operator, a, b)


def unary(operator: str, value: Value) -> Value:
    """The value of ``- + ~`` applied to a value (ECMA-262 13.5)."""
    if operator == "+":
        return to_number(value)
    number = to_numeric(value)
    if isinstance(number, BigInt):
        return BigInt(-number.value if operator == "-" else ~number.value)
    return -number if operator == "-" else float(~to_int32(number))


def strictly_equal(left: Value, right: Value) -> bool:
    """IsStrictlyEqual (ECMA-262 7.2.15) of two values that are known."""
    if isinstance(left, _OBJECTS) or isinstance(right, _OBJECTS):
        return left is right
    return type(left) is type(right) and left == right


def same_value(left: Value, right: Value) -> bool:
    """SameValue (ECMA-262 7.2.10): NaN is itself, and -0 is not 0."""
    if isinstance(left, float) and isinstance(right, float):
        if math.isnan(left) and math.isnan(right):
            return True
        return left == right and math.copysign(1, left) == math.copysign(1, right)
    return strictly_equal(left, right)


def loosely_equal(left: Value, right: Value) -> bool:
    """IsLooselyEqual (ECMA-262 7.2.14) of two values that are known."""
    nullish = (None, UNDEFINED)
    if left in nullish or right in nullish:
        return left in nullish and right in nullish
    if isinstance(left, _OBJECTS) and isinstance(right, _OBJECTS):
        return left is right
    a, b = to_primitive(left), to_primitive(right)
    if type(a) is type(b):
        return a == b
    if isinstance(a, BigInt) or isinstance(b, BigInt):
        return _bigint_equals(a, b)
    return to_number(a) == to_number(b)


def _bigint_equals(a: Primitive, b: Primitive) -> bool:
    big, other = (a, b) if isinstance(a, BigInt) else (b, a)
    assert isinstance(big, BigInt)
    if isinstance(other, str):
        raise NotKnown(Unknown("comparing a BigInt with a string is not evaluated"))
    number = to_number(other)
    return math.isfinite(number) and number == big.value


def _add(a: Primitive, b: Primitive) -> Value:
    if isinstance(a, str) or isinstance(b, str):
        text = strings.concat(to_string(a), to_string(b))
        if len(text) > MAX_STRING:
            raise NotKnown(Unknown(f"the string is longer than {MAX_STRING:,} characters"))
        return text
    left, right = to_numeric(a), to_numeric(b)
    if isinstance(left, BigInt) and isinstance(right, BigInt):
        return _bigint("+", left.value, right.value)
    if isinstance(left, BigInt) or isinstance(right, BigInt):
        raise Throws("TypeError", "Cannot mix BigInt and other types, use explicit conversions")
    return left + right


def _compare(operator: str, a: Primitive, b: Primitive) -> bool:
    if isinstance(a, str) and isinstance(b, str):
        x, y = strings.code_units(a), strings.code_units(b)
        return {"<": x < y, ">": x > y, "<=": x <= y, ">=": x >= y}[operator]
    if {type(a), type(b)} == {BigInt, str}:
        raise NotKnown(Unknown("comparing a BigInt with a string is not evaluated"))
    left, right = to_numeric(a), to_numeric(b)
    m = left.value if isinstance(left, BigInt) else left
    n = right.value if isinstance(right, BigInt) else right
    return {"<": m < n, ">": m > n, "<=": m <= n, ">=": m >= n}[operator]


def _number(operator: str, a: float, b: float) -> float:
    if operator == "-":
        return a - b
    if operator == "*":
        return a * b
    if operator == "/":
        return _divide(a, b)
    if operator == "%":
        return math.nan if math.isinf(a) or b == 0 else math.fmod(a, b)
    if operator == "**":
        return power(a, b)
    if operator == "&":
        return float(to_int32(a) & to_int32(b))
    if operator == "|":
        return float(to_int32(a) | to_int32(b))
    if operator == "^":
        return float(to_int32(a) ^ to_int32(b))
    shift = to_uint32(b) & 31
    if operator == "<<":
        return float(to_int32(float(to_int32(a) << shift)))
    if operator == ">>":
        return float(to_int32(a) >> shift)
    assert operator == ">>>", operator
    return float(to_uint32(a) >> shift)


def _divide(a: float, b: float) -> float:
    if b != 0:
        return a / b
    if a == 0 or math.isnan(a):
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1, b)


def power(a: float, b: float) -> float:
    """Number::exponentiate (ECMA-262 6.1.6.1.3).

    The specification leaves the result "implementation-approximated", so only what every
    engine computes exactly is given: small integer powers of integers, and the special cases.
    """
    if math.isnan(b) or (abs(a) == 1 and math.isinf(b)):
        return math.nan
    if b == 0:
        return 1.0
    if math.isnan(a) or math.isinf(a) or math.isinf(b) or a == 0:
        return _power_special(a, b)
    if a.is_integer() and b.is_integer() and 0 < b <= 1024:
        exact: int = int(a) ** int(b)
        if abs(exact) <= 2**53:
            return float(exact)
    raise NotKnown(Unknown("browsers may round this power differently"))


def _power_special(a: float, b: float) -> float:
    odd = b.is_integer() and b % 2 == 1 if math.isfinite(b) else False
    if math.isnan(a):
        return math.nan
    if math.isinf(b):
        return math.inf if (abs(a) > 1) == (b > 0) else 0.0
    large = math.isinf(a) == (b > 0)
    size = math.inf if large else 0.0
    return math.copysign(size, a) if odd else size


def _bigint(operator: str, a: int, b: int) -> Value:
    if operator == ">>>":
        raise Throws("TypeError", "BigInts have no unsigned right shift, use >> instead")
    if operator in {"/", "%"} and b == 0:
        raise Throws("RangeError", "Division by zero")
    if operator == "**" and b < 0:
        raise Throws("RangeError", "Exponent must be non-negative")
    growth = {"**": a.bit_length() * max(b, 1), "<<": a.bit_length() + b, ">>": a.bit_length() - b}
    if max(growth.get(operator, 0), a.bit_length() + b.bit_length()) > _BIGINT_BITS:
        raise NotKnown(Unknown(f"BigInts of more than {_BIGINT_BITS} bits are not evaluated"))
    if operator == "/":
        quotient = abs(a) // abs(b)
        return BigInt(quotient if (a < 0) == (b < 0) else -quotient)
    if operator == "%":
        return BigInt(abs(a) % abs(b) if a >= 0 else -(abs(a) % abs(b)))
    if operator in {"<<", ">>"}:
        amount = b if operator == "<<" else -b
        return BigInt(a << amount if amount >= 0 else a >> -amount)
    results = {"+": a + b, "-": a - b, "*": a * b, "&": a & b, "|": a | b, "^": a ^ b}
    return BigInt(a**b if operator == "**" else results[operator])
