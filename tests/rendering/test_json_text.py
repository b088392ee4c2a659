"""JSON data as text, over lines and on one."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.rendering.json_text import dump, dump_line, pieces
from appconfig_merge.rendering.streaming import LENGTH, in_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

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


@given(DATA)
def test_the_text_is_what_json_writes(data: object) -> None:
    """But for floats, which the numbers' own tests have, and what has no UTF-8 form."""
    whole = _without_floats(data)
    over_lines = json.dumps(whole, indent=2, ensure_ascii=False)
    on_a_line = json.dumps(whole, ensure_ascii=False)

    assert dump(whole) == f"{_escaped(over_lines)}\n"
    assert dump_line(whole) == _escaped(on_a_line)


def _without_floats(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _without_floats(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_without_floats(item) for item in data]
    return int(data) if isinstance(data, float) else data


def _escaped(text: str) -> str:
    return "".join(f"\\u{ord(one):04x}" if "\ud800" <= one <= "\udfff" else one for one in text)


@given(st.lists(DATA, max_size=4), st.dictionaries(st.text(), DATA, max_size=3))
def test_an_iterator_is_an_array(elements: list[object], members: dict[str, object]) -> None:
    """Wherever in an object it stands, and on one line, too."""
    made = {**members, "inner": {"elements": iter(elements)}}
    again = {**members, "inner": {"elements": iter(elements)}}
    whole = {**members, "inner": {"elements": elements}}

    assert (dump(made), dump_line(again)) == (dump(whole), dump_line(whole))
    assert dump(iter(elements)) == dump(elements)


@given(DATA)
def test_pieces_are_the_text(data: object) -> None:
    """Together, and in their order."""
    assert "".join(pieces(data)) == dump(data)


def test_an_element_is_made_when_it_is_written() -> None:
    """No more of a report is held than a piece of its text."""
    asked: list[int] = []

    def elements() -> Iterator[dict[str, str]]:
        for number in range(10):
            asked.append(number)
            yield {"text": "x" * (LENGTH // 2)}

    made = pieces({"elements": elements()})

    assert asked == []
    assert [len(asked) for _ in islice(made, 3)] == [2, 4, 6]
    assert max(map(len, made)) < LENGTH * 2


@given(st.lists(st.text()))
def test_short_texts_make_one_piece(texts: list[str]) -> None:
    """A write for each would take longer than what is written."""
    whole = "".join(texts)

    assert list(in_pieces(texts)) == ([whole] if texts else [])
