"""Strings as sequences of UTF-16 code units, over Python's code points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.javascript import strings

TEXTS = st.text(st.sampled_from("aé\ue000\ud83d\ude00\udbff\udc00😀\U0010ffff\U00010000"))
JOINED = TEXTS.map(strings.join_pairs)


def units(text: str) -> list[str]:
    """The code units of a text, as Python's own codec has them."""
    data = text.encode("utf-16-le", "surrogatepass")
    return [chr(data[at] + 256 * data[at + 1]) for at in range(0, len(data), 2)]


@given(JOINED)
def test_units_are_those_of_utf_16(text: str) -> None:
    """All of them, their number, each by its index, and None past the end."""
    assert strings.units(text) == units(text)
    assert strings.length(text) == len(units(text))
    by_index = [strings.unit_at(text, index) for index in range(len(units(text)) + 2)]
    assert by_index == [*units(text), None, None]


@given(JOINED)
def test_split_pairs_are_units_and_join_again(text: str) -> None:
    """Splitting makes every unit a character, joining is its opposite."""
    apart = strings.split_pairs(text)

    assert list(apart) == units(text)
    assert strings.join_pairs(apart) == text


@given(JOINED, JOINED)
def test_halves_that_meet_are_one_character(left: str, right: str) -> None:
    """Concatenation joins the units, so that nobody sees where a pair was divided."""
    joined = strings.concat(left, right)

    assert units(joined) == units(left) + units(right)
    assert strings.join_pairs(joined) == joined


@given(JOINED, JOINED)
def test_code_units_compare_as_strings_do(left: str, right: str) -> None:
    """By the first unit that differs, not by code points."""
    a, b = strings.code_units(left), strings.code_units(right)

    assert (a < b, a == b) == (units(left) < units(right), units(left) == units(right))


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("", "", ""),
        ("a", "", "a"),
        ("\ud83d", "\ude00", "😀"),
        ("\ud800", "\udc00", "\U00010000"),
        ("\udbff", "\udfff", "\U0010ffff"),
        ("\ude00", "\ud83d", "\ude00\ud83d"),
        ("x\ud83d", "\ude00y", "x😀y"),
        ("\ud83d", "\ue000", "\ud83d\ue000"),
        ("\ud7ff", "\udc00", "\ud7ff\udc00"),
    ],
)
def test_joining_two_strings(left: str, right: str, joined: str) -> None:
    """The first and last characters outside the basic plane, and halves that make none."""
    assert strings.concat(left, right) == joined


def test_an_ascii_text_is_its_own_units() -> None:
    """Its characters, without a look at an encoding."""
    assert strings.units("abc") == ["a", "b", "c"]
    assert [strings.unit_at("abc", index) for index in range(4)] == ["a", "b", "c", None]
    assert strings.length("abc") == 3
