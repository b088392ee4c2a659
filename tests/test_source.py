"""Texts and places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import Location, Source


@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        ("x", "javascript", (1, 1)),
        ("\n\nx", "javascript", (3, 1)),
        ("\r\n\r\nx", "javascript", (3, 1)),
        ("\r\rx", "javascript", (3, 1)),
        ("\u2028\u2029x", "javascript", (3, 1)),
        ("\u2028\u2029x", "json", (1, 3)),
        ("\v\f\x85x", "javascript", (1, 4)),
        ("é😀\tx", "javascript", (1, 4)),
        ("\ufeffx", "javascript", (1, 1)),
        ("a\n😀x", "json", (2, 2)),
        ("\ud800x", "javascript", (1, 2)),
    ],
)
def test_lines_and_columns(text: str, language: str, place: tuple[int, int]) -> None:
    """Lines end as the language says, columns count code points."""
    source = Source("f", text, language)  # type: ignore[arg-type]

    assert place == source.position(source.data.index(b"x"))


def test_a_location_reads_like_a_compiler_wrote_it() -> None:
    """file:line:column."""
    assert str(Location("f.js", 1, 2, 1, 5)) == "f.js:1:2"


@pytest.mark.parametrize(
    ("raw", "text", "replaced"),
    [
        (b"abc", "abc", False),
        (b"\xef\xbb\xbfabc", "abc", False),
        ("é".encode("utf-16"), "é", False),
        (b"\xfe\xff\x00a", "a", False),
        (b"caf\xe9", "caf\ufffd", True),
        ("\ufffd".encode(), "\ufffd", False),
        (b"\xff\xfea", "\ufffd", True),
        (b"", "", False),
    ],
)
def test_decoding_as_a_browser_does(raw: bytes, text: str, replaced: bool) -> None:
    """A byte order mark decides, else UTF-8; what is neither becomes U+FFFD, and is told."""
    source = Source.from_bytes("f", raw)

    assert (text, replaced) == (source.text, source.replaced)


@given(st.text(alphabet=st.characters(codec=None)))
def test_no_text_is_lost(text: str) -> None:
    """Any str, lone surrogates and all, comes back."""
    assert text.removeprefix("\ufeff") == Source("f", text).text


@given(st.text(alphabet="a\r\n\u2028é😀"))
def test_lines_cover_the_text(text: str) -> None:
    """Every position lies on a line of the text, just behind what its column says."""
    source = Source("f", text)
    offset = 0
    for char in text:
        line, column = source.position(offset)
        if char not in "\r\n\u2028":
            assert char == source.line(line)[column - 1]
        offset += len(char.encode())
