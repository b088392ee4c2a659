"""Places in a JSON document."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge.rest.slots import (
    array_index,
    delete_value,
    existing_slot,
    get_value,
    put_value,
    resolved,
)


@pytest.mark.parametrize(
    ("step", "index"),
    [
        (0, 0), (7, 7), (-1, None),
        ("0", 0), ("7", 7), ("10", 10), ("9" * 18, 10**18 - 1),
        ("-1", None), ("-", None), ("", None), ("01", None), ("1e0", None), ("9" * 19, None),
        ("\u0661", None), ("1\n", None),
    ],
)  # fmt: skip
def test_the_index_that_a_step_means(step: str | int, index: int | None) -> None:
    """Digits without a zero in front, as RFC 6901 has them."""
    assert array_index(step) == index


@pytest.mark.parametrize(
    ("owner", "step", "slot"),
    [
        ({"a": None}, "a", "a"),
        ({"a": None}, "b", None),
        ({"1": "x"}, 1, "1"),
        (["x", "y"], "1", 1),
        (["x", "y"], 0, 0),
        (["x", "y"], 2, None),
        (["x", "y"], "a", None),
        ("text", 0, None),
        (None, "a", None),
    ],
)
def test_what_exists(owner: Any, step: str | int, slot: str | int | None) -> None:
    """A key of an object, whatever its value; an index of an array; nothing of anything else."""
    assert existing_slot(owner, step) == slot


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ([], ((), {"a": [{"b": None}]})),
        (["a", "0", "b"], (("a", 0, "b"), None)),
        (["a", 0], (("a", 0), {"b": None})),
        (["a", 1], None),
        (["a", 0, "b", "c"], None),
    ],
)
def test_a_path_is_followed(steps: list[str | int], found: Any) -> None:
    """Its indices become numbers; null is a value that exists."""
    assert resolved({"a": [{"b": None}]}, steps) == found


def test_what_is_at_a_place_is_read_set_and_removed() -> None:
    """The place after an array's last element is where one is appended."""
    document: dict[str, Any] = {"a": 1}
    array: list[Any] = ["x", "y"]

    assert (get_value(document, "a"), get_value(document, "b")) == (1, None)
    assert (get_value(array, 1), get_value(array, 2)) == ("y", None)
    put_value(document, "a", 2)
    put_value(document, 7, 3)
    put_value(array, 0, "z")
    put_value(array, 2, "end")
    assert (document, array) == ({"a": 2, "7": 3}, ["z", "y", "end"])
    delete_value(document, 7)
    delete_value(array, 0)
    assert (document, array) == ({"a": 2}, ["y", "end"])
