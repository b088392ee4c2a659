"""JSON data as text, over lines and on one."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.rendering.json_text import dump, dump_line

NUMBERS = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
DATA = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def test_over_lines() -> None:
    """Two spaces a level, numbers as JavaScript prints them, and a final newline."""
    assert (
        dump({"a": [1e-7, "number:1e-7"], "b": {}})
        == """\
{
  "a": [
    1e-7,
    "number:1e-7"
  ],
  "b": {}
}
"""
    )


def test_on_one_line() -> None:
    """The same data without a line's end; spaces in a text are its own."""
    data = {"a": [1e-7, 0.5], "b": "two  spaces\n and a line", "c": "\ud800"}

    assert dump_line(data) == (
        r'{"a": [1e-7, 0.5], "b": "two  spaces\n and a line", "c": "\ud800"}'
    )


@given(DATA)
def test_what_is_written_is_read_back(data: object) -> None:
    """The same data from both forms, where numbers are read as JavaScript's are."""
    for text in (dump(data), dump_line(data)):
        assert json.loads(text, parse_int=float) == data


@given(DATA)
def test_a_line_is_one_line(data: object) -> None:
    """Whatever line ends the texts in it have."""
    assert "\n" not in dump_line(data)
    assert "\r" not in dump_line(data)
