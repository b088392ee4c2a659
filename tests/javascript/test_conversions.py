"""Conversions and operators on primitive values, compared with Node in bulk."""

from __future__ import annotations

import itertools
import json
import math
import random
import struct
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.javascript import operators
from appconfig_merge.javascript.conversion import NotKnown, Throws, to_number, typeof
from appconfig_merge.javascript.numbers import number_text, number_to_string, string_to_number
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt
from tests.javascript.oracle import answers, literal, node, shown

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Value

VALUES = (
    "undefined", "null", "true", "false", "0", "-0", "1", "-1", "1.5", "NaN", "Infinity",
    "-Infinity", "4294967296", "-2147483649", "1e21", "5e-324", "0n", "1n", "-7n", "12n", "''",
    "' '", "'0'", "'1'", "'-1'", "' 12 '", "'0x10'", "'1e3'", "'Infinity'", "'a'", "'b'", "'é'",
    "'\\ud83d'", "'\\u{1F600}'", "'\\ue000'", "'1n'", "'null'", "'NaN'",
)  # fmt: skip
OPERATORS = (
    "+", "-", "*", "/", "%", "**", "==", "!=", "===", "!==", "<", ">", "<=", ">=", "&", "|", "^",
    "<<", ">>", ">>>",
)  # fmt: skip


def test_operators_on_all_pairs() -> None:
    """Every binary operator on every pair of values: Node's result, or its error.

    Not known are only powers that are no small integers', and BigInts compared with strings.
    """
    rows = list(itertools.product(VALUES, VALUES, OPERATORS))
    expected = answers(f"({a}) {operator} ({b})" for a, b, operator in rows)
    for (a, b, operator), answer in zip(rows, expected, strict=True):
        left, right = literal(a), literal(b)
        try:
            found = shown(operators.binary(operator, left, right))
        except (NotKnown, Throws) as error:
            found = str(error)
        # Node forgets what it is that must be positive.
        nodes = answer.replace("undefined must be positive", "Exponent must be non-negative")
        assert found == (_why_not_known(operator, left, right) or nodes), f"{a} {operator} {b}"


def _why_not_known(operator: str, left: Value, right: Value) -> str:
    kinds = {type(left), type(right)}
    if kinds == {BigInt, str} and operator in {"==", "!=", "<", ">", "<=", ">="}:
        return "comparing a BigInt with a string is not evaluated"
    is_power = operator == "**" and BigInt not in kinds
    if is_power and not _is_exact_power(to_number(left), to_number(right)):
        return "browsers may round this power differently"
    return ""


def _is_exact_power(base: float, exponent: float) -> bool:
    """Whether a power is an integer that every engine computes exactly, or a special case."""
    if exponent == 0 or not (math.isfinite(base) and math.isfinite(exponent) and base):
        return True
    whole = base.is_integer() and exponent.is_integer() and 0 < exponent <= 1024
    return whole and abs(int(base) ** int(exponent)) <= 2**53


def test_unary_operators() -> None:
    """Minus, plus, complement and typeof."""
    rows = list(itertools.product(VALUES, ("-", "+", "~", "typeof ")))
    expected = answers(f"{operator}({text})" for text, operator in rows)
    for (text, operator), answer in zip(rows, expected, strict=True):
        value = literal(text)
        try:
            result = typeof(value) if operator == "typeof " else operators.unary(operator, value)
            found = shown(result)
        except Throws as error:
            found = str(error)
        assert found == answer, f"{operator}{text}"


def test_sameness_of_all_pairs() -> None:
    """Object.is, of primitive values and of regular expressions, which are objects."""
    rows = list(itertools.product((*VALUES, "/a/"), repeat=2))
    expected = answers(f"Object.is({a}, {b})" for a, b in rows)
    for (a, b), answer in zip(rows, expected, strict=True):
        assert shown(operators.same_value(literal(a), literal(b))) == answer, f"{a}, {b}"


def test_numbers_to_strings_and_back() -> None:
    """Random doubles, by their bits and near powers of ten, read and written as Node does."""
    seed = random.SystemRandom().randrange(10**9)
    source = random.Random(seed)
    doubles = [struct.unpack("<d", source.randbytes(8))[0] for _ in range(4000)]
    doubles += [float(f"{source.uniform(0.1, 1)}e{exponent}") for exponent in range(-30, 30)]
    doubles += [float(10**power) for power in range(25)] + [10.0**-power for power in range(10)]
    doubles = [number for number in doubles if abs(number) < float("inf")]
    script = f"console.log(JSON.stringify({json.dumps([repr(n) for n in doubles])}.map((t) => "
    answers = node(f"{script} String(Number(t)))))")
    for number, expected in zip(doubles, answers, strict=True):
        assert number_to_string(number) == expected, f"seed {seed}"
        assert string_to_number(expected) == number, f"seed {seed}"


def test_integers_to_strings() -> None:
    """As the double of an integer is written, however large, with a sign where that is -0."""
    for power in range(1000):
        for number in (2**power - 1, 2**power, 2**power + 1):
            is_exact = number == float(number)
            for one in (number, -number) if is_exact else ():
                assert number_text(one) == number_to_string(float(one))
    assert [number_text(one) for one in (0, 0.0, -0.0)] == ["0", "0", "-0"]
    assert number_text(10**400) == "1" + "0" * 400, "no number of JavaScript's: its digits"


def test_strings_to_numbers() -> None:
    """Odd number texts, made of the characters that matter."""
    seed = random.SystemRandom().randrange(10**9)
    source = random.Random(seed)
    alphabet = "0123456789.eE+-xXoObB_n \t\u00a0\ufeff\u2028Infity٣"
    texts = ["".join(source.choices(alphabet, k=source.randint(0, 5))) for _ in range(6000)]
    answers = node(f"console.log(JSON.stringify({json.dumps(texts)}.map((t) => String(+t))))")
    for text, expected in zip(texts, answers, strict=True):
        assert number_to_string(to_number(text)) == expected, f"{text!r}, seed {seed}"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (None, UNDEFINED, True),
        (None, 0.0, False),
        ("", 0.0, True),
        ("1", True, True),
        (BigInt(1), 1.0, True),
        (float("nan"), float("nan"), False),
    ],
)
def test_loose_equality(left: Value, right: Value, expected: bool) -> None:
    """The rows of ECMA-262 7.2.14 that surprise."""
    assert operators.loosely_equal(left, right) is expected
    assert operators.loosely_equal(right, left) is expected
