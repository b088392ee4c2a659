"""Which keys of a JSON text stand twice in one object, and where."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.javascript.duplicate_keys import duplicate_keys, duplicate_keys_of_json
from appconfig_merge.source import Source
from appconfig_merge.syntax import parse_json
from tests.syntax.trees import expression

if TYPE_CHECKING:
    from appconfig_merge.javascript.duplicate_keys import DuplicateKey

KEYS = st.sampled_from(["a", "b", "é", "", "__proto__", "0", "a.b"])


def found(text: str) -> list[DuplicateKey]:
    """The duplicate keys of a text."""
    return duplicate_keys_of_json(parse_json(Source("a.json", text, "json")))


def objects(text: str) -> list[list[str]]:
    """The keys of each object of a text, as Python's reader finds them."""
    all_keys: list[list[str]] = []

    def note(pairs: list[tuple[str, object]]) -> None:
        all_keys.append([key for key, _ in pairs])

    json.loads(text, object_pairs_hook=note)
    return all_keys


def written(members: list[tuple[str, str]]) -> str:
    """An object as JSON, its keys as they come."""
    return "{" + ", ".join(f"{json.dumps(key)}: {value}" for key, value in members) + "}"


TEXTS = st.recursive(
    st.sampled_from(["1", "null", '"a"', "-2.5e3", "true"]),
    lambda inner: (
        st.lists(st.tuples(KEYS, inner), max_size=4).map(written)
        | st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
    ),
)


@given(TEXTS)
def test_every_key_but_the_first_is_a_duplicate(text: str) -> None:
    """As many as Python's reader drops, each of a key that its object has already."""
    keys = [key for object_keys in objects(text) for key in object_keys]
    kept = [key for object_keys in objects(text) for key in set(object_keys)]

    duplicates = found(text)

    assert sorted(str(one.path[-1]) for one in duplicates) == sorted(
        key for key in set(keys) for _ in range(keys.count(key) - kept.count(key))
    )


@given(TEXTS)
def test_both_spans_are_of_the_key(text: str) -> None:
    """The first stands before the second."""
    data = text.encode("utf-8")
    for one in found(text):
        assert one.span < one.again
        for start, end in (one.span, one.again):
            assert json.loads(data[start:end]) == one.path[-1]


def test_places_and_paths() -> None:
    """Through objects and arrays; of a key that stands three times each but the first."""
    text = '{"a": {"x": 1, "x": 2, "x": 3}, "b": [0, {"y": {}, "y": []}], "a": 1}'

    assert [(one.path, one.span[0], one.again[0]) for one in found(text)] == [
        (("a",), 1, 62),
        (("a", "x"), 7, 15),
        (("a", "x"), 15, 23),
        (("b", 1, "y"), 42, 51),
    ]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("{ a: 1, 'a': 2 }", ["a"]),
        ("{ 1: 1, '1': 2, 0x1: 3, 1.0: 4 }", ["1", "1", "1"]),
        ("{ 1e21: 1, '1e+21': 2 }", ["1e+21"]),
        ("{ 1n: 1, 2n: 2 }", []),
        ("{ [a]: 1, [a]: 2 }", []),
        ("{ ...a, ...a }", []),
        ("{ get a() {}, set a(b) {} }", []),
        ("{ set a(b) {}, get a() {} }", []),
        ("{ get a() {}, get a() {} }", ["a"]),
        ("{ a: 1, get a() {} }", ["a"]),
        ("{ get a() {}, b: 1, a() {}, b: 2 }", ["a", "b"]),
        ("{ a: { b: 1, b: 2 } }", []),
    ],
)
def test_keys_of_one_literal_of_a_script(text: str, keys: list[str]) -> None:
    """However they are written; a getter and a setter are one property, what is computed any."""
    assert [one.path for one in duplicate_keys(expression(text))] == [(key,) for key in keys]
    assert [one.path for one in duplicate_keys(expression(text), ("o", 0))] == [
        ("o", 0, key) for key in keys
    ]


def test_a_key_and_its_escape_are_one() -> None:
    """Only what they denote counts."""
    assert [one.path for one in found('{"a": 1, "\\u0061": 2}')] == [("a",)]
