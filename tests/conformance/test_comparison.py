"""The comparison itself: it sees what JavaScript sees, and a difference is never missed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conformance.comparison import compare

UNRESOLVED = {"$js": "unresolved", "source": "x", "reason": "unknown", "location": None}


@pytest.mark.parametrize(
    ("real", "ours"),
    [
        (1, True),
        (0, {"$js": "number", "value": "-0"}),
        (None, {"$js": "undefined"}),
        ("1", 1),
        ([], {}),
        ([1], [1, 2]),
        ([1, None], [1]),
        ({}, {"a": {"$js": "undefined"}}),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ({"$js": "function", "source": "x => x"}, {"$js": "function", "source": "y => y"}),
        ({"$js": "other"}, {}),
        ({"a": {"b": [{"c": 1}]}}, {"a": {"b": [{"c": 2}]}}),
    ],
)
def test_it_tells_apart_what_javascript_tells_apart(real: Any, ours: Any) -> None:
    """Types, lengths, undefined and absent, the order of keys, whatever the depth."""
    assert compare({"at": real}, {"at": ours}).difference


@pytest.mark.parametrize(
    "value",
    [1, 1.5, "a", None, [1, [None]], {"a": {"$js": "undefined"}}, {"$js": "object", "value": {}}],
)
def test_a_value_agrees_with_itself(value: Any) -> None:
    """Nothing differs from itself."""
    assert compare({"at": value}, {"at": value}).difference == ""


def test_unresolved_agrees_with_anything_and_is_counted() -> None:
    """Saying that a value can't be known is never wrong, but it is no agreement either."""
    assert compare({"a": 1, "b": {"c": 2}}, {"a": 1, "b": UNRESOLVED}) == ("", 1, 1)


def test_of_candidates_one_has_to_be_the_value() -> None:
    """Where the possible values are named, the real one must be among them."""
    ours = {"a": {**UNRESOLVED, "candidates": [{"value": "x"}, {"value": {"b": 1}}]}}
    assert compare({"a": {"b": 1}}, ours).difference == ""
    assert compare({"a": "y"}, ours).difference == (
        '.a: it is "y", which is none of our candidates'
    )


def test_a_difference_names_its_place() -> None:
    """The first difference is told with its path and both values."""
    assert compare({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}).difference == (
        ".a[1].b: it is 2, ours 3"
    )
    assert compare({"a": [1]}, {"a": []}).difference == ".a[0]: it is 1, ours missing"
    assert compare({"a": 1, "b": 2}, {"b": 2, "a": 1}).difference == (
        ".: its keys are ['a', 'b'], ours ['b', 'a']"
    )
