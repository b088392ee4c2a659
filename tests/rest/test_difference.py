"""What changed between two values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from appconfig_merge.paths import format_path
from appconfig_merge.rest.difference import ABSENT, Difference, differences
from appconfig_merge.rest.document import from_python, identical, parse
from appconfig_merge.source import Source
from tests.hanging import not_hanging
from tests.rest.json_values import SMALL, VALUES

if TYPE_CHECKING:
    from appconfig_merge.paths import Path
    from appconfig_merge.values import JsonValue


def told(before: str, after: str) -> list[str]:
    """The differences of two JSON texts, each as kind and path."""
    old, new = (parse(Source("value", text, "json")) for text in (before, after))
    return [f"{one.kind} {format_path(one.path)}" for one in differences(old, new)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("{}", "{}", []),
        ("1", "2", ["changed "]),
        ("1", "1.0", ["changed "]),
        ("1", "true", ["changed "]),
        ("null", "{}", ["changed "]),
        ('{"a": 1}', '{"b": 1}', ["removed a", "added b"]),
        ('{"a": {"b": 1, "c": 2}}', '{"a": {"b": 1, "c": 3}}', ["changed a.c"]),
        ('{"a": 1, "b": 2}', '{"b": 2, "a": 1}', ["reordered "]),
        ('{"x": {"a": 1, "b": 2}}', '{"x": {"b": 2, "a": 1}}', ["reordered x"]),
        ("[1, 2]", "[1, 3, 4]", ["changed "]),
        ("[]", "[1]", ["changed "]),
        ("[]", '[{"a": 1}]', ["added [0]"]),
        ('[{"a": 1}, {"b": 1}]', '[{"b": 1}]', ["removed [0]"]),
        ('[{"a": 1}]', '[{"b": 1}, {"a": 1}]', ["added [0]"]),
        ('[{"a": 1}, 2]', '[{"a": 3}, 2]', ["changed [0].a"]),
        (
            '[{"name": "x", "v": 1}, {"name": "y", "v": 1}]',
            '[{"name": "y", "v": 2}, {"name": "z", "v": 1}]',
            ["removed [0]", "changed [0].v", "added [1]"],
        ),
        ('[{"sid": "x", "v": 1}]', '[{"sid": "x"}]', ["removed [0].v"]),
        ("[[1], [2]]", "[[1], [3]]", ["changed [1]"]),
        ("[[1], 2]", "[[1]]", ["removed [1]"]),
    ],
)
def test_each_place_is_told_once(before: str, after: str, expected: list[str]) -> None:
    """By key, by name or by what an element is."""
    assert told(before, after) == expected


@given(SMALL | VALUES, SMALL | VALUES)
def test_there_is_no_difference_exactly_when_identical(before: JsonValue, after: JsonValue) -> None:
    """Whatever the values, and under any path."""
    assert (not list(differences(before, after, ("p",)))) == identical(before, after)
    assert not list(differences(before, from_python(before)))


@given(SMALL, SMALL)
def test_every_difference_shows_what_is_there(before: JsonValue, after: JsonValue) -> None:
    """The values of a difference are those at its path."""
    for one in differences(before, after):
        if one.before is not ABSENT and not any(isinstance(key, int) for key in one.path):
            assert at(before, one.path) is one.before
        if one.after is not ABSENT:
            assert at(after, one.path) is one.after
        assert (one.kind == "added") == (one.before is ABSENT)
        assert (one.kind == "removed") == (one.after is ABSENT)


def at(value: JsonValue, path: Path) -> JsonValue:
    """What is at a path."""
    for key in path:
        value = value[key]  # type: ignore[index]
    return value


def test_absence_is_told_from_null() -> None:
    """A key that is added with null was not null before."""
    assert list(differences({}, {"a": None})) == [Difference(("a",), "added", ABSENT, None)]
    assert repr(ABSENT) == "ABSENT"


def test_long_arrays_take_linear_time() -> None:
    """Beyond 500 changed elements arrays are compared index by index."""
    before: list[JsonValue] = [{"a": number} for number in range(50_000)]
    with not_hanging():
        assert [one.path for one in differences(before, [{"b": 0}, *before])] == [(0,)]
        assert len(list(differences(before, [*before[1:], {"a": -1}]))) == 50_000


def test_many_alike_elements_are_matched_in_time() -> None:
    """The worst case of the matching below that limit."""
    ones: list[JsonValue] = [{"a": number % 2} for number in range(490)]
    threes: list[JsonValue] = [{"a": number // 3 % 2} for number in range(490)]
    with not_hanging():
        assert list(differences([{"p": 0}, *ones, {"q": 0}], [{"q": 1}, *threes, {"p": 1}]))
