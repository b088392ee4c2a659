"""Steps lead from one configuration to another, orders of keys and all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conformance.changes import changed, changes

LEAVES: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 1, 1.0, -0.0, 0, "a", [], [{}], {"$js": "undefined"}]
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.dictionaries(st.sampled_from(["a", "b", "c", "d", "", "/", "~1"]), inner),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("before", "after", "steps"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": {"b": 1, "c": 2}}, {"a": {"c": 2}}, [("-", "/a/b")]),
        ({"a": {"b": 1}}, {"a": {"b": 2}}, [("=", "/a/b", 2)]),
        ({"a": 1}, {"a": 1, "b": 2, "c": 3}, [("+", "", {"b": 2, "c": 3})]),
        ({"a": 1}, {"b": 2, "a": 1}, [("+", "", {"b": 2}, None)]),
        ({"a": 1, "c": 3}, {"a": 1, "b": 2, "c": 3}, [("+", "", {"b": 2}, "a")]),
        ({"a": 1, "b": 2, "c": 3}, {"b": 2, "c": 3, "a": 1}, [(">", "/a", "c")]),
        ({"a": 1, "b": 2, "c": 3}, {"c": 3, "a": 1, "b": 2}, [(">", "/c", None)]),
        ({"a/b": {"~": 0}}, {"a/b": {"~": -0.0}}, [("=", "/a~1b/~0", -0.0)]),
        ([1], [2], [("=", "", [2])]),
        ({"a": {"$js": "undefined"}}, {"a": {"$js": "other"}}, [("=", "/a", {"$js": "other"})]),
    ],
)
def test_each_difference_is_a_step(before: Any, after: Any, steps: list[Any]) -> None:
    """What is gone, what is another, what is new, and what stands elsewhere."""
    assert list(changes(before, after)) == steps


@given(VALUES, VALUES)
def test_the_steps_from_one_value_to_another_make_the_other_of_it(before: Any, after: Any) -> None:
    """Whatever the two are, and though the steps are written as JSON between."""
    steps = json.loads(json.dumps(list(changes(before, after))))

    assert json.dumps(changed(before, steps)) == json.dumps(after)
