"""Paths as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import PathError, format_path, parse_path


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("theme.isLight", ("theme", "isLight")),
        ("logLevel", ("logLevel",)),
        ('a["b.c"][0]', ("a", "b.c", 0)),
        ("a['it''s']", None),
        ("a['x\\'y']", ("a", "x'y")),
        ('["a b"].c', ("a b", "c")),
        ("/theme/isLight", ("theme", "isLight")),
        ("/a~1b/c~0d", ("a/b", "c~d")),
        ("/", ("",)),
        ("", ()),
        ("list[0][1].x", ("list", 0, 1, "x")),
        ("colorTheme.0", ("colorTheme", "0")),
        ("co-browse.x", ("co-browse", "x")),
        ("größe.$x", ("größe", "$x")),
        ("list[12345678901]", ("list", 12345678901)),
        ('["a\\nb"]["\\u0041\\x42"]', ("a\nb", "AB")),
        ('["\\ud83d\\ude00"]', ("\U0001f600",)),
        ("list[00]", None),
        ("list[\u0663]", None),
        (".a", None),
        ("a.", None),
        ("a..b", None),
        ("a[", None),
        ("a[x]", None),
        ("a]b", None),
        ("a[0]b", None),
        ("/a~2", None),
    ],
)
def test_reading_a_path(text: str, path: tuple[str | int, ...] | None) -> None:
    """Dotted paths, brackets and JSON Pointers; anything else is refused with a hint."""
    if path is None:
        with pytest.raises(PathError) as caught:
            parse_path(text)
        assert caught.value.help
    else:
        assert path == parse_path(text)


@given(st.lists(st.text() | st.integers(0, 9999), min_size=1).map(tuple))
def test_what_is_written_reads_back(path: tuple[str | int, ...]) -> None:
    """format_path and parse_path are inverse."""
    assert path == parse_path(format_path(path))


@given(st.lists(st.text(), min_size=1).map(tuple))
def test_json_pointers_read_back(path: tuple[str, ...]) -> None:
    """A JSON Pointer of the path names it too (RFC 6901)."""
    pointer = "".join("/" + key.replace("~", "~0").replace("/", "~1") for key in path)

    assert path == parse_path(pointer)
