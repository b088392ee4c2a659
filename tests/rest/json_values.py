"""Strategies of JSON texts and values, odd numbers and strings among them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from appconfig_merge.rest.document import from_python, parse, write
from appconfig_merge.source import Source

if TYPE_CHECKING:
    from appconfig_merge.values import JsonValue

_DIGITS = st.text("0123456789", min_size=1, max_size=30)
_INTEGERS = st.one_of(
    st.integers().map(str),
    _DIGITS.map(lambda digits: digits.lstrip("0") or "0"),
    st.integers(990, 1010).map(lambda count: "7" * count),
    st.sampled_from(["0", "-0", "1", "10", "9007199254740993"]),
)
NUMBER_TEXTS = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "-"]),
    _INTEGERS.map(lambda text: text.lstrip("-")),
    st.one_of(st.just(""), _DIGITS.map(".{}".format)),
    st.one_of(st.just(""), st.from_regex(r"[eE][+-]?[0-9]{1,9}", fullmatch=True)),
)
"""Any writing of a number."""

CHARACTERS = st.text(st.characters(codec=None) | st.sampled_from('\ud800\udc00\ud83d\ude00"\\/'))
STRINGS: st.SearchStrategy[str] = CHARACTERS.map(lambda text: str(from_python(text)))
"""Strings as a document holds them: lone surrogates may be among them, pairs are joined."""

NUMBERS: st.SearchStrategy[JsonValue] = st.one_of(
    NUMBER_TEXTS.map(lambda text: parse(Source("number", text, "json"))),
    st.sampled_from([0, 1, Decimal("1.0"), Decimal("1.00"), Decimal("1E0"), Decimal("-0")]),
)
SCALARS: st.SearchStrategy[JsonValue] = st.one_of(st.none(), st.booleans(), NUMBERS, STRINGS)
KEYS = st.sampled_from(["a", "b", "name", "sid", "0", "-", "", "~/"]) | STRINGS


def _containers(below: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(below, max_size=4) | st.dictionaries(KEYS, below, max_size=4)


VALUES: st.SearchStrategy[JsonValue] = st.recursive(SCALARS, _containers, max_leaves=8)
"""Any JSON value."""

SMALL: st.SearchStrategy[JsonValue] = st.recursive(
    st.sampled_from([None, True, 0, 1, Decimal("1.0"), "x"]),
    lambda below: (
        st.lists(below, max_size=4) | st.dictionaries(st.sampled_from("abc"), below, max_size=3)
    ),
    max_leaves=8,
)
"""Values that often have parts in common."""

RESOURCES: st.SearchStrategy[dict[str, JsonValue]] = st.dictionaries(
    st.sampled_from(["a", "b", "ui_attributes"]), SMALL, max_size=3
)
"""Small resources."""


def json_texts() -> st.SearchStrategy[str]:
    """JSON texts of which every scalar is written in any way there is."""
    return _pieces().map("".join)


def _pieces() -> st.SearchStrategy[list[str]]:
    names = st.one_of(STRINGS, CHARACTERS).map(write)
    leaves = st.one_of(NUMBER_TEXTS, names, st.sampled_from(["null", "true", "false"]))

    def around(below: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
        member = st.tuples(names, below).map(lambda pair: [pair[0], " : ", *pair[1]])
        return st.one_of(
            st.lists(below, max_size=4).map(lambda items: ["[", *_joined(items), "]"]),
            st.lists(member, max_size=4).map(lambda items: ["{", *_joined(items), "\n}"]),
        )

    return st.recursive(leaves.map(lambda text: [text]), around, max_leaves=8)


def _joined(items: list[list[str]]) -> list[str]:
    pieces: list[str] = []
    for item in items:
        pieces.extend([",", *item] if pieces else item)
    return pieces
