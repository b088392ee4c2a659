"""Texts of object and array literals: plain ones, and such as are nearly plain."""

from __future__ import annotations

from typing import Any
from unittest import mock

from hypothesis import strategies as st

from appconfig_merge.syntax.tree_sitter.plain import PlainReader

_GAPS = st.sampled_from(
    ["", "", "", " ", "\n", "\t \r\n", "// a: 1, {\n", "/* } */", "/**/ // \u00e9\r", "//*/\n"]
)
_CHARACTERS = st.sampled_from([*"abz 0_$:,/*", "\u00e9", "\u2028", "\U0001f600", "\x00", "#"])
_TEXTS = st.lists(_CHARACTERS, max_size=4).map("".join)
_STRINGS = st.one_of(_TEXTS.map('"{}"'.format), _TEXTS.map("'{}'".format))
_NUMBERS = st.sampled_from(["0", "7", "12", "0.25", "1.50", "3e2", "1E-7", "9e999", "0.1e+3"])
_WORDS = st.sampled_from(["true", "false", "null"])
_NAMES = st.sampled_from(["a", "b", "$", "_c", "key1", "true", "null", "in", "get", "async"])
_ODD_VALUES = st.sampled_from(
    [
        *("-1", "- 2", "+1", "undefined", "NaN", "x", "(1)", "1 + 2", "010", "0x1F", "1_000", ".5"),
        *("5.", "10n", r'"\n"', r"'\u0041'", '"a" + "b"', "`t`", "f(1)", "a.b", "!0", "/a,b/g"),
        *("function () { return {a: 1} }", "() => ({a: 1})", "'\ud83d'", r'"\7"', "12 / 2"),
    ]
)
_ODD_MEMBERS = st.sampled_from(
    [
        *("x", "...x", "m() { return 1 }", "get g() { return 1 }", "set g(v) {}", "[a]: 1"),
        *("1: 2", '"1": 2', "0x10: 1", "__proto__: null", '"__proto__": {a: 1}', "\u00e9: 1"),
        *(r"\u0061: 1", "async *m() {}", "10n: 1", ".5: 1"),
    ]
)


@st.composite
def _joined(draw: st.DrawFn, parts: list[str], brackets: str) -> str:
    gaps = [draw(_GAPS) for _ in range(2 * len(parts) + 2)]
    text = brackets[0] + gaps.pop()
    for at, part in enumerate(parts):
        comma = "," if at + 1 < len(parts) or draw(st.booleans()) else ""
        text += part + gaps.pop() + comma + gaps.pop()
    return text + brackets[1]


@st.composite
def _member(draw: st.DrawFn, values: st.SearchStrategy[str]) -> str:
    key = draw(st.one_of(_NAMES, _STRINGS))
    return f"{key}{draw(_GAPS)}:{draw(_GAPS)}{draw(values)}"


def _element_of(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """An element of a value: with a comment before it, all but a literal of its own."""
    return st.builds("{}{}[{}]".format, values, _GAPS, values)


def _containers(
    values: st.SearchStrategy[str], members: st.SearchStrategy[str]
) -> st.SearchStrategy[str]:
    objects = st.lists(members, max_size=4).flatmap(lambda parts: _joined(parts, "{}"))
    arrays = st.lists(values, max_size=4).flatmap(lambda parts: _joined(parts, "[]"))
    return st.one_of(objects, arrays)


def literals(*, odd: bool) -> st.SearchStrategy[str]:
    """Literals; with ``odd``, also such as have parts that aren't plain."""
    leaves = st.one_of(_STRINGS, _NUMBERS, _WORDS, *([_ODD_VALUES] if odd else []))

    def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        members = st.one_of(_member(inner), *([_ODD_MEMBERS] if odd else []))
        values = st.one_of(inner, *([_element_of(inner)] if odd else []))
        return _containers(values, members)

    return st.recursive(leaves, nested, max_leaves=12)


def by_nodes() -> Any:
    """Every literal is read from the parser's nodes, as if none were plain."""
    nothing = {"read": mock.Mock(return_value=None), "read_json": mock.Mock(return_value=None)}
    return mock.patch.multiple(PlainReader, **nothing)
