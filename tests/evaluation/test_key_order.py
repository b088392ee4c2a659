"""The order of keys, and where only the page decides on it."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import Unordered, Unresolved
from appconfig_merge.values import unordered_in
from tests.evaluation.support import read, value


def order(expression: str, before: str = "") -> str:
    """The keys of an object, with a question mark where only the page decides on their order."""
    found = value(expression, before)
    return " ".join(found) + (" ?" if isinstance(found, Unordered) else "")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("{a: 1, ...(page.x ? {b: 2} : {}), c: 3}", "a b c"),
        ("{a: 1, ...(page.x ? {} : {b: 2}), c: 3}", "a b c"),
        ("{...(page.x ? {a: 1, b: 2} : {b: 3})}", "a b"),
        ("page.x ? {a: 1, c: 3} : {a: 1, b: 2, c: 3}", "a b c"),
        ("page.x ? {a: 1, b: 2} : {b: 2, a: 1}", "a b ?"),
        ("page.x ? {2: 1, a: 2, 1: 3} : {a: 1, 1: 2, 2: 3}", "1 2 a"),
        ("page.x ? {a: 1, b: 2} : page.y ? {a: 1, b: 3} : {b: 2, a: 1}", "a b ?"),
    ],
)
def test_an_object_whose_keys_the_page_decides_on(expression: str, expected: str) -> None:
    """One that may be absent leaves the order of the others known."""
    assert order(expression) == expected


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ("var o = {a: 1, ...(page.x ? {b: 2} : {}), c: 3}; o.b = 9;", "a b c ?"),
        ("var o = {a: 1, ...(page.x ? {b: 2} : {}), c: 3}; o.a = 9;", "a b c"),
        ("var o = {a: 1, ...(page.x ? {b: 2} : {}), c: 3}; o.d = 9;", "a b c d"),
        ("var o = {a: 1, ...(page.x ? {b: 2} : {}), c: 3}; delete o.b; o.b = 9;", "a c b"),
        ("var o = {a: 1, ...(page.x ? {1: 2} : {}), c: 3}; o[1] = 9;", "1 a c"),
        ("var o = {a: 1, ...(page.x ? {b: 2} : {})}; o.b = 9;", "a b"),
        ("var o = {}; if (page.x) { o.a = 1; } o.b = 2;", "a b"),
        ("var o = {}; if (page.x) { o.b = 1; } else { o.a = 1; o.b = 1; }", "a b"),
        ("var o = {}; if (page.x) { o.b = 1; o.a = 1; } else { o.a = 1; o.b = 1; }", "b a ?"),
        ("var o = {a: 1, b: 2}; if (page.x) { delete o.a; o.a = 1; }", "b a ?"),
        ("var o = {a: 1, b: 2}; if (page.x) { delete o.a; }", "a b"),
        ("var p = {a: 1, ...(page.x ? {b: 2} : {}), c: 3}; p.b = 9; var o = {...p};", "a b c ?"),
    ],
)
def test_an_object_that_is_changed(statements: str, expected: str) -> None:
    """What may be absent and is set again stands where it was, or at the end."""
    assert order("o", statements) == expected


def test_an_object_in_an_array_or_among_candidates() -> None:
    """It is told wherever it stands."""
    before = "var o = {a: 1, ...(page.x ? {b: 2} : {}), c: 3}; o.b = 9;"
    listed = value("[1, [o]]", before)
    (first, _) = value("page.y ? [o] : 1", before).candidates

    assert list(unordered_in(listed)) == [(1, 0)]
    assert list(unordered_in(first.value)) == [(0,)]


_KEY = st.sampled_from("abcd")
_NUMBER = st.integers(0, 9)
_CONDITION = st.sampled_from(["page.x", "page.y"])
_FLAG = st.sampled_from(["true", "false"])
_CHANGE = st.one_of(
    st.builds("o.{} = {};".format, _KEY, _NUMBER),
    st.builds("delete o.{};".format, _KEY),
    st.builds("Object.defineProperty(o, '{}', {{...OPEN, enumerable: {}}});".format, _KEY, _FLAG),
    st.builds("o = {{...o, {}: {}}};".format, _KEY, _NUMBER),
    st.builds("o = {{{}: {}, ...o}};".format, _KEY, _NUMBER),
    st.builds("Object.assign(o, {{{}: {}, {}: {}}});".format, _KEY, _NUMBER, _KEY, _NUMBER),
)
_STATEMENT = st.one_of(
    _CHANGE,
    st.builds("if ({}) {{ {} }}".format, _CONDITION, _CHANGE),
    st.builds("if ({}) {{ {} }} else {{ {} }}".format, _CONDITION, _CHANGE, _CHANGE),
    st.builds("o = {{...({} ? {{{}: 1}} : {{}}), ...o}};".format, _CONDITION, _KEY),
)


@given(st.lists(_STATEMENT, max_size=6))
def test_an_order_that_is_told_is_that_of_every_page(statements: list[str]) -> None:
    """Each of the keys that a page has stands where it is told to, unless the page decides."""
    text = "var OPEN = {value: 1, writable: true, configurable: true};\n"
    text += f"var o = {{}};\n{' '.join(statements)}\nvar appConfig = {{ o: o }};"
    told = read(text)["o"]

    for x, y in product([True, False], repeat=2):
        found = list(read(text, **{"page.x": x, "page.y": y})["o"])
        if not isinstance(told, Unordered | Unresolved):
            assert [key for key in told if key in found] == found
