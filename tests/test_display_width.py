"""Columns of a terminal: laws, examples, and another library's word on them."""

from __future__ import annotations

import pytest
import wcwidth
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.display_width import cut, cut_front, fit, pad, width

PIECES = (
    *"aZ éß…漢字かｶ한글🙂☺ЖΩ",
    *("\u1112\u1161\u11ab", "e\u0301", "o\u0308\u0323", "ก็", "\u200b"),
    *("👍🏽", "👩‍💻", "👨‍👩‍👧‍👦", "🇩🇪", "❤\ufe0f", "1\ufe0f\u20e3"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
COLUMNS = st.integers(0, 20)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("text", 4),
        ("Grüße…", 6),
        ("漢字", 4),
        ("ｱ", 1),
        ("cafe\u0301", 4),
        ("\u0301", 0),
        ("👩‍💻", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("👍🏽", 2),
        ("🇩🇪🇫🇷", 4),
        ("🇩", 2),
        ("❤", 1),
        ("❤\ufe0f", 2),
        ("\u1112\u1161\u11ab", 2),
        ("a\u200bb", 2),
        ("co\u00adop", 5),
    ],
)
def test_columns(text: str, columns: int) -> None:
    """Wide characters take two, marks and what is joined none of their own."""
    assert width(text) == columns


@given(TEXTS)
def test_another_library_says_the_same(text: str) -> None:
    """wcwidth, of what both know."""
    assert width(text) == wcwidth.width(text)


@given(TEXTS, COLUMNS)
def test_what_is_cut_fits(text: str, columns: int) -> None:
    """It is a beginning, or an end, of the text, and one more character would be too wide."""
    start, end = cut(text, columns), cut_front(text, columns)

    assert text.startswith(start)
    assert text.endswith(end)
    assert width(start) <= columns
    assert width(end) <= columns
    assert start == text or columns - width(start) <= 1
    assert end == text or columns - width(end) <= 1


@given(TEXTS, st.integers(2, 20))
def test_what_is_made_to_fit_says_so(text: str, columns: int) -> None:
    """The text itself where there is room for it, else a beginning with an ellipsis."""
    shown = fit(text, columns)

    assert width(shown) <= columns
    assert (shown == text) == (width(text) <= columns)
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))


@given(TEXTS, COLUMNS)
def test_what_is_padded_takes_its_columns(text: str, columns: int) -> None:
    """Nothing is cut where there is less room."""
    padded = pad(text, columns)

    assert padded.rstrip(" ") == text.rstrip(" ")
    assert padded.startswith(text)
    assert width(padded) == max(columns, width(text))


@given(st.text(st.characters(max_codepoint=126, min_codepoint=32)), COLUMNS)
def test_ascii_is_a_character_a_column(text: str, columns: int) -> None:
    """As Python's own functions have it."""
    assert width(text) == len(text)
    assert pad(text, columns) == text.ljust(columns)
    assert cut(text, columns) == text[:columns]
    assert cut_front(text, columns) == text[max(len(text) - columns, 0) :]


def test_marks_without_end() -> None:
    """Of a thousand marks on a letter a few are looked at, and what is left out is told."""
    text = "e" + "\u0301" * 100_000

    assert fit(text, 4) == "e" + "\u0301" * 47 + "…"
