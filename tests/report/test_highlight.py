"""Sources as rows: nothing of a text is lost, and colouring it takes no longer for being odd."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.report.highlight import KINDS, MAX_COLOURED, MAX_ROW, lines_of, rows_of
from appconfig_merge.source import Source

LANGUAGES = st.sampled_from(["javascript", "json"])
TEXTS = st.text(st.sampled_from("ab0'\"`/*\\\n\r\u2028{}[]:,$ \u202e😀é"), max_size=300)


def kinds_of(text: str, language: str = "javascript") -> list[tuple[str, str]]:
    """The words of a text that have a kind."""
    source = Source("x", text, language)  # type: ignore[arg-type]
    found = []
    for row in rows_of(lines_of(source), source.language):
        at = 0
        for kind, length in zip(row.words[::2], row.words[1::2], strict=True):
            if kind:
                found.append((KINDS[kind], row.text[at : at + length]))
            at += length
    return found


@given(TEXTS, LANGUAGES)
def test_the_rows_of_a_text_are_the_text(text: str, language: str) -> None:
    """Put together again, the rows of each line are the line; words are as long as their row."""
    source = Source("x", text, language)  # type: ignore[arg-type]
    lines = lines_of(source)
    rows = list(rows_of(lines, source.language))

    told = [source.line(number) for number in range(1, len(lines) + 1)]
    # Of a line of JSON the source leaves these out, though they are a part of it.
    assert [line.rstrip("\u2028\u2029") for line in lines] == told
    for (number, line), (row_line, of_line) in zip(
        enumerate(lines, 1), groupby(rows, lambda row: row.line), strict=True
    ):
        assert number == row_line
        assert "".join(row.text for row in of_line) == line
    assert all(sum(row.words[1::2]) == len(row.text) for row in rows)


def test_a_long_line_has_several_rows() -> None:
    """Each says at which column it begins."""
    rows = list(rows_of(["x" * (2 * MAX_ROW + 5), "y"], "javascript"))

    assert [(row.line, row.column, len(row.text)) for row in rows] == [
        (1, 1, MAX_ROW), (1, MAX_ROW + 1, MAX_ROW), (1, 2 * MAX_ROW + 1, 5), (2, 1, 1),
    ]  # fmt: skip


def test_words_have_their_kinds() -> None:
    """Comments, keywords, strings, numbers, regular expressions; in JSON keys, too."""
    assert kinds_of('var a = "x"; // y\nb = 12 + /z+/g;') == [
        ("keyword", "var"), ("string", '"x"'), ("comment", "// y"), ("number", "12"),
        ("regexp", "/z+/g"),
    ]  # fmt: skip
    assert kinds_of('{"a": ["b", 1, null]}', "json") == [
        ("name", '"a"'), ("string", '"b"'), ("number", "1"), ("keyword", "null"),
    ]  # fmt: skip


def test_a_comment_goes_on_over_lines() -> None:
    """So does a template."""
    assert kinds_of("/* a\n   b */\n`c\nd`") == [
        ("comment", "/* a"), ("comment", "   b */"), ("string", "`c"), ("string", "d`"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["/*" * 100_000, "`" + "${" * 100_000, "'\\" * 100_000, "/[/*" * 80_000, "/" * 300_000],
)
def test_odd_texts_take_no_longer(text: str) -> None:
    """What makes a highlighter look through the rest again and again is cut to pieces first."""
    lines = [text[start : start + 100] for start in range(0, len(text), 100)]

    assert sum(len(row.text) for row in rows_of(lines, "javascript")) == len(text)


def test_a_very_long_text_has_no_colours() -> None:
    """It has its rows nevertheless."""
    line = '"x", ' * 1000
    rows = list(rows_of([line] * (MAX_COLOURED // len(line) + 1), "json"))

    assert {row.words for row in rows} == {()}
