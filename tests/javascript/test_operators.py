"""Operators on BigInts and long strings, as far as they are followed."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.javascript import operators
from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt, RegExp
from appconfig_merge.javascript.values import JSArray, JSObject, Unknown
from tests.javascript.oracle import answers, shown

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Value

INTEGERS = (0, 1, -1, 2, -2, 3, -7, 12, 64, -65, 2**64)
OPERATORS = ("+", "-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>", "<", ">=", "==", "===")
NUMBERS = ("0", "-0", "1", "-2.5", "12", "NaN", "Infinity", "-Infinity", "true", "null")


def test_bigints() -> None:
    """Node's results of every operator, and errors; powers and shifts while they are small."""
    rows = [
        (a, operator, b)
        for a, operator, b in product(INTEGERS, OPERATORS, INTEGERS)
        if operator not in {"**", "<<", ">>"} or (abs(b) <= 65 and abs(a) < 100)
    ]
    expected = answers(f"({a}n) {operator} ({b}n)" for a, operator, b in rows)
    for (a, operator, b), answer in zip(rows, expected, strict=True):
        try:
            found = shown(operators.binary(operator, BigInt(a), BigInt(b)))
        except Throws as error:
            found = str(error)
        nodes = answer.replace("undefined must be positive", "Exponent must be non-negative")
        assert found == nodes, f"{a}n {operator} {b}n"


@pytest.mark.parametrize(
    ("operator", "left", "right", "bits"),
    [
        ("<<", 1, 4095, 4096),
        (">>", 1, -4095, 4096),
        ("**", 2, 2048, 2049),
        ("*", 2**2048 - 1, 2**2047, 4095),
        ("+", 2**2048 - 1, 2**2048 - 1, 2049),
        (">>", 2**4000, 96, 3905),
    ],
)
def test_bigints_of_as_many_bits_as_are_followed(
    operator: str, left: int, right: int, bits: int
) -> None:
    """As many as 4096 may come out; what is estimated to come to more is not known."""
    found = operators.binary(operator, BigInt(left), BigInt(right))

    assert isinstance(found, BigInt)
    assert found.value.bit_length() == bits
    for more in ((left * 2**4096, right), (left, right * 2**4096)):
        with pytest.raises(NotKnown, match=r"^BigInts of more than 4096 bits are not evaluated$"):
            operators.binary(operator, *map(BigInt, more))


def test_small_powers_of_what_is_small() -> None:
    """Up to 2**53 every engine computes the same."""
    assert operators.power(2.0, 53.0) == 2.0**53
    assert operators.power(-2.0, 53.0) == -(2.0**53)
    assert operators.power(1.0, 1024.0) == 1
    for base, exponent in ((2.0, 54.0), (3.0, 34.0), (1.0, 1025.0), (2.0, -1.0), (1.5, 2.0)):
        with pytest.raises(NotKnown, match=r"^browsers may round this power differently$"):
            operators.power(base, exponent)


def test_a_concatenation_as_long_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """One character more is not known."""
    monkeypatch.setattr(operators, "MAX_STRING", 5)

    assert operators.binary("+", "abc", 12.0) == "abc12"
    with pytest.raises(NotKnown, match=r"^the string is longer than 5 characters$"):
        operators.binary("+", "abcd", 12.0)


@pytest.mark.parametrize("other", [JSObject(), JSArray([]), RegExp("a", ""), "a", None, 1.0])
def test_objects_are_equal_to_themselves_alone(other: Value) -> None:
    """Also to one that looks the same."""
    for owner in (JSObject(), RegExp("a", "")):
        for equal in (operators.strictly_equal, operators.same_value):
            assert equal(owner, owner)
            assert not equal(owner, other)
            assert not equal(other, owner)
        assert operators.loosely_equal(owner, owner)
        assert not operators.loosely_equal(owner, other)
        assert not operators.loosely_equal(other, owner)


def test_an_object_is_compared_by_what_it_turns_into() -> None:
    """With a string or number; with nothing it is never equal."""
    assert operators.loosely_equal(RegExp("a", "g"), "/a/g")
    assert operators.loosely_equal(JSArray([]), "")
    assert operators.loosely_equal(JSArray([]), 0.0)
    assert not operators.loosely_equal(JSArray([]), UNDEFINED)


@pytest.mark.parametrize("operator", ["+", "-", "<", "==", "!=", "===", "!=="])
def test_nothing_is_known_of_what_is_not_known(operator: str) -> None:
    """On either side."""
    unknown = Unknown("the page's")

    for left, right in ((unknown, 1.0), (1.0, unknown), (unknown, unknown)):
        with pytest.raises(NotKnown, match=r"^the page's$"):
            operators.binary(operator, left, right)


def test_a_bigint_equals_the_number_of_its_value() -> None:
    """And no number that isn't one, as Node has it."""
    rows = list(product(("0n", "1n", "12n", "-2n"), NUMBERS))
    for (big, number), answer in zip(rows, answers(f"{a} == {b}" for a, b in rows), strict=True):
        values = {"true": True, "null": None}
        other = values[number] if number in values else float(number)
        for left, right in ((BigInt(int(big[:-1])), other), (other, BigInt(int(big[:-1])))):
            assert f"boolean:{str(operators.loosely_equal(left, right)).lower()}" == answer, rows
