"""Texts and places."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import LimitError, Location, Source
from appconfig_merge.limits import MAX_SOURCE
from appconfig_merge.source import read_bounded


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


@pytest.mark.parametrize(
    ("text", "span", "place"),
    [
        ("var a = 1;", (4, 5), (1, 5, 1, 6)),
        ("var a =\n  1;", (4, 12), (1, 5, 2, 5)),
        ("a\r\nbc", (3, 5), (2, 1, 2, 3)),
        ("a\nb\n", (2, 4), (2, 1, 3, 1)),
        ("é = 😀;", (5, 9), (1, 5, 1, 6)),
        ("", (0, 0), (1, 1, 1, 1)),
    ],
)
def test_a_location_begins_and_ends(
    text: str, span: tuple[int, int], place: tuple[int, int, int, int]
) -> None:
    """Its end is the place just after the last character, on whichever line that is."""
    assert Source("f.js", text).location(*span) == Location("f.js", *place)


def test_columns_far_along_a_line() -> None:
    """Code points are counted over thousands of bytes, on one line and over many."""
    source = Source("f", "é" * 1500 + "\n" + "a😀" * 1500 + "x")
    end = len(source.data)

    assert source.position(2998) == (1, 1500)
    assert source.position(3001) == (2, 1)
    assert source.position(end - 1) == (2, 3001)
    assert source.position(end) == (2, 3002)


def test_where_lines_start_is_told_where_bytes_are_columns() -> None:
    """In a text of ASCII alone a column is the difference of two offsets."""
    ascii_text, other = Source("f", "a\nbc\r\nd"), Source("f", "é\n")

    assert list(ascii_text.ascii_lines() or ()) == [0, 2, 6]
    assert other.ascii_lines() is None


def test_a_line_that_is_asked_for_again_is_the_same_text() -> None:
    """A thousand remarks on one long line don't make a thousand copies of it."""
    source = Source("f", "first\n" + "x" * 100)

    assert source.line(2) is source.line(2)
    assert (source.line(1), source.line(2)) == ("first", "x" * 100)


def test_the_longest_text_that_is_read() -> None:
    """As many bytes as the limit are a source, from a file, from bytes or as text."""
    raw = b"x" * MAX_SOURCE

    assert read_bounded("f", BytesIO(raw)) == raw
    assert len(Source.from_bytes("f", raw).data) == MAX_SOURCE
    assert len(Source("f", raw.decode()).data) == MAX_SOURCE


def test_a_text_that_is_too_long() -> None:
    """A byte more is refused, however few characters they encode; text counts as UTF-8."""
    stream = BytesIO(b"x" * (MAX_SOURCE + 5))
    attempts = (
        lambda: read_bounded("f.js", stream),
        lambda: Source.from_bytes("f.js", ("x" * (MAX_SOURCE // 2)).encode("utf-16")),
        lambda: Source("f.js", "é" * (MAX_SOURCE // 2) + "x"),
    )
    for attempt in attempts:
        with pytest.raises(LimitError) as caught:
            attempt()

        assert caught.value.message == "this is longer than the 6,000,000 bytes that are read"
        assert caught.value.help == "a configuration is far smaller: is this the right file?"
        assert caught.value.location == Location("f.js", 1, 1, 1, 1)
    assert stream.tell() == MAX_SOURCE + 1, "no more is read than shows that it is too much"


def test_what_a_source_says_of_itself() -> None:
    """A name and a size, never the text, which may have secrets; it is a file's unless it isn't."""
    source, argument = Source("f.js", "é"), Source("--define a", "1", "json", is_argument=True)

    assert repr(source) == "Source('f.js', 2 bytes)"
    assert (source.is_argument, argument.is_argument) == (False, True)


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
    line, column = source.position(offset)
    assert column == len(source.line(line)) + 1


@given(st.text("a\r\n\u2028é😀", max_size=40), st.data())
def test_the_places_of_a_part_are_those_of_the_whole(text: str, data: st.DataObject) -> None:
    """A script in a page is pointed at in the page, whatever stands before it on its line."""
    whole = Source("index.html", text, "html")
    ends = [len(text[:at].encode()) for at in range(len(text) + 1)]
    first, last = sorted(data.draw(st.lists(st.sampled_from(ends), min_size=2, max_size=2)))
    part = whole.part(first, last)
    inner = [end - first for end in ends if first <= end <= last]

    assert (part.name, part.data) == ("index.html", whole.data[first:last])
    assert part.whole is whole
    for start in inner:
        line, _column = part.position(start)
        assert part.position(start) == whole.position(first + start)
        assert part.line(line) == whole.line(line)
        for end in (end for end in inner if end >= start):
            assert part.location(start, end) == whole.location(first + start, first + end)
            place = part.part(start, end)
            assert place.location(0, end - start) == part.location(start, end)
            if b"\r" not in part.data:  # the place between CR and LF is that before both
                assert part.span(part.location(start, end)) == (start, end)


def test_a_part_reads_as_a_script() -> None:
    """Its own lines may end as JavaScript's do; those of its places are the page's."""
    page = Source("index.html", "<p>\u2028\n<script>a\u2028b</script>", "html")
    part = page.part(page.data.index(b"a\xe2"), page.data.index(b"</s"))

    assert (part.text, part.language) == ("a\u2028b", "javascript")
    assert part.position(4) == (2, 11)
    assert part.ascii_lines() is None
    assert part.line(2) == "<script>a\u2028b</script>"


def test_what_was_decoded_is_all_in_one_place() -> None:
    """Code in an attribute whose characters are escaped is pointed at as a whole."""
    page = Source("index.html", "<body\nonload='a &amp;&amp; b()'>", "html")
    code = page.standing_for(14, 29, "a && b()")
    place = Location("index.html", 2, 9, 2, 24)

    assert (code.text, code.slice(5, 8), code.language) == ("a && b()", "b()", "javascript")
    assert code.location(5, 8) == code.location(0, 1) == place
    assert code.position(5) == (2, 9)
    assert code.span(place) == (0, 8)
    assert code.line(2) == "onload='a &amp;&amp; b()'>"
    assert code.whole is page
    assert code.part(5, 8).location(0, 3) == code.standing_for(0, 1, "x").location(0, 1) == place
    assert (code.part(5, 8).text, code.standing_for(0, 1, "x").text) == ("b()", "x")
    assert page.part(9, 31).standing_for(5, 20, "a").location(0, 1) == place


def test_a_part_leaves_it_to_the_whole_to_tell_of_broken_characters() -> None:
    """What is not UTF-8 in a page is said once."""
    page = Source.from_bytes("index.html", b"<p><script>a\xff", "html")

    assert (page.replaced, page.part(11, 15).replaced) == (True, False)
