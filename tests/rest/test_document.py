"""JSON values without loss."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.errors import InputError, LimitError, SourceSyntaxError
from appconfig_merge.limits import MAX_DOCUMENT_NESTING
from appconfig_merge.rest.document import (
    copied,
    equivalent,
    from_python,
    identical,
    measure,
    parse,
    write,
)
from appconfig_merge.source import Source
from tests.hanging import not_hanging
from tests.rest.json_values import NUMBERS, SMALL, VALUES, json_texts

if TYPE_CHECKING:
    from appconfig_merge.values import JsonValue


def read(text: str) -> JsonValue:
    """The value of a JSON text."""
    return parse(Source("file.json", text, "json"))


@given(json_texts())
def test_what_is_read_and_written_reads_the_same_again(text: str) -> None:
    """Every number keeps its digits, every object its order, every string its characters."""
    value = read(text)

    for indent in (None, 2):
        again = read(write(value, indent=indent))
        assert identical(value, again)
        assert equivalent(value, again)


@given(VALUES)
def test_values_survive_being_written(value: JsonValue) -> None:
    """What is made by from_python is what parse makes of its text."""
    assert identical(read(write(value)), value)
    assert identical(from_python(value), value)
    assert write(value).isascii()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1.10", "1.10"),
        ("-0", "-0"),
        ("-0.0", "-0.0"),
        ("9007199254740993", "9007199254740993"),
        ("1e400", "1E+400"),
        ("0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"),
        ("[1, {}, []]", "[1,{},[]]"),
        ('{"b": 1, "a": 2, "b": 3}', '{"b":3,"a":2}'),
        ('"\\ud83d\\ude00é"', '"\\ud83d\\ude00\\u00e9"'),
        ('"\\ud800"', '"\\ud800"'),
        ('"\ud83d\\ude00"', '"\\ud83d\\ude00"'),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_numbers_and_strings_come_back_as_they_were(text: str, written: str) -> None:
    """Only the letter and sign of an exponent, escapes and spaces may differ."""
    assert write(read(text)) == written


def test_indented_writing_is_for_people() -> None:
    """A line for each member."""
    assert write({"a": [1], "b": {}}, indent=2) == '{\n  "a": [\n    1\n  ],\n  "b": {}\n}'


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [('{"a": 1,}', 1, 8), ("[NaN]", 1, 2), ("{\n  'a': 1}", 2, 3), ("", 1, 1), ("[1", 1, 3)],
)
def test_what_is_not_json_says_where(text: str, line: int, column: int) -> None:
    """With the place and the text of the line."""
    with pytest.raises(SourceSyntaxError) as caught:
        read(text)

    assert caught.value.location is not None
    assert caught.value.location[1:3] == (line, column)
    assert caught.value.line_text is not None


def test_an_error_shows_no_secrets() -> None:
    """Neither in its line nor in its words."""
    with pytest.raises(SourceSyntaxError) as caught:
        read('{"name": "x", "apiKey": hush}')

    assert caught.value.line_text == '{"name": "x", "apiKey": ****}'
    assert "hush" not in f"{caught.value.message}{caught.value.help}"


def test_an_error_shows_no_secret_whose_key_is_in_another_line() -> None:
    """Most files have one value on a line."""
    with pytest.raises(SourceSyntaxError) as caught:
        read('{"apiKeys": [\n  "hush hush"\n  "x"\n]}')

    assert caught.value.line_text == '  "*********"'
    assert "hush" not in f"{caught.value.message}{caught.value.help}"


@pytest.mark.parametrize(
    "text",
    [
        "[" * (MAX_DOCUMENT_NESTING + 1) + "]" * (MAX_DOCUMENT_NESTING + 1),
        "[" * 100_000,
        '{"a":' * 100_000 + "1" + "}" * 100_000,
        "1e99999999999999999999",
        "[0e-99999999999999999999]",
    ],
)
def test_what_is_beyond_reason_is_refused(text: str) -> None:
    """Depth that would exhaust the stack, exponents that no program keeps."""
    with pytest.raises(LimitError):
        read(text)


def test_the_deepest_document_is_read_copied_and_written() -> None:
    """Everything takes the nesting that is allowed."""
    text = "[" * MAX_DOCUMENT_NESTING + "]" * MAX_DOCUMENT_NESTING
    value = read(text)

    assert write(copied(from_python(value))) == text
    assert equivalent(value, copied(value))
    assert measure(value) == (MAX_DOCUMENT_NESTING, MAX_DOCUMENT_NESTING)


def test_bytes_that_are_not_utf_8_are_refused() -> None:
    """They would come back as other bytes."""
    with pytest.raises(InputError, match="not UTF-8"):
        parse(Source.from_bytes("file.json", b'"\xff"', "json"))


def circle() -> list[Any]:
    """A list that contains itself."""
    items: list[Any] = []
    items.append(items)
    return items


def doubling() -> list[Any]:
    """A list whose parts are shared until there are 2**60 of them."""
    items: list[Any] = []
    for _ in range(60):
        items = [items, items]
    return items


@pytest.mark.parametrize(
    "data",
    [
        math.nan,
        math.inf,
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("-Infinity"),
        b"text",
        {1},
        {1: 2},
        [object()],
        circle(),
        doubling(),
        1 << 1_000_000,
    ],
    ids=lambda data: type(data).__name__,
)
def test_data_that_json_cannot_say_is_refused(data: object) -> None:
    """Whatever a program hands in."""
    with pytest.raises(InputError):
        from_python(data)


def test_data_becomes_what_its_text_would() -> None:
    """Floats by their shortest writing, tuples as arrays, large integers as Decimals."""
    value = from_python({"a": (0.1, 1e300), "b": 10**5000, "c": -0.0, "d": "\ud83d\ude00"})

    assert isinstance(value, dict)
    assert value["a"] == [Decimal("0.1"), Decimal("1e300")]
    assert write(value["b"]) == "1" + "0" * 5000
    assert write(value["c"]) == "-0.0"
    assert value["d"] == "\N{GRINNING FACE}"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("1", "1.0"),
        ("1", "10e-1"),
        ("0", "-0.0"),
        ("1e400", "10e399"),
        ('{"a": 1, "b": [2]}', '{"b": [2.0], "a": 1}'),
        ("7" * 1001, "7" * 1001 + ".0"),
    ],
)
def test_equivalent_but_written_differently(a: str, b: str) -> None:
    """Neither the writing of a number nor the order of keys means anything."""
    assert equivalent(read(a), read(b))
    assert not identical(read(a), read(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("1", "true"),
        ("0", "false"),
        ("0", "null"),
        ('"1"', "1"),
        ("1e400", "1e401"),
        ("1e400", "1"),
        ("9007199254740993", "9007199254740992"),
        ("[1, 2]", "[2, 1]"),
        ("[]", "{}"),
        ('{"a": 1}', '{"a": 1, "b": null}'),
    ],
)
def test_not_equivalent(a: str, b: str) -> None:
    """Kinds differ, and so do numbers that a float could not tell apart."""
    assert not equivalent(read(a), read(b))
    assert not identical(read(a), read(b))


@given(SMALL | NUMBERS, SMALL | NUMBERS, SMALL | NUMBERS)
def test_equivalent_is_an_equivalence_relation(a: JsonValue, b: JsonValue, c: JsonValue) -> None:
    """Reflexive, symmetric, transitive; and identical values are equivalent."""
    assert equivalent(a, a)
    assert equivalent(a, b) == equivalent(b, a)
    assert not (equivalent(a, b) and equivalent(b, c)) or equivalent(a, c)
    assert not identical(a, b) or equivalent(a, b)


def test_huge_exponents_are_compared_without_their_digits() -> None:
    """In no time."""
    with not_hanging():
        assert not equivalent(read("1e1000000000"), read("1"))
        assert not equivalent(read("1e1000000000"), read("1e-1000000000"))
        assert equivalent(read("1e1000000000"), read("10e999999999"))


@given(st.integers(1, 3), VALUES)
def test_a_copy_shares_nothing(levels: int, value: JsonValue) -> None:
    """Changing the copy leaves the value alone."""
    for _ in range(levels):
        value = [value, {"a": value}]
    before = write(value)
    copy = copied(value)
    work = [copy]
    while work:
        item = work.pop()
        if isinstance(item, dict | list):
            work.extend(item.values() if isinstance(item, dict) else item)
            item.clear()

    assert write(value) == before
