"""Paths as people write them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import PathError, format_path, parse_path
from appconfig_merge.paths import is_name, quoted


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


def test_the_place_where_a_path_ends_to_be_one() -> None:
    """The message counts characters from 1; the help shows each way to write a path."""
    with pytest.raises(PathError) as caught:
        parse_path("theme..isLight")

    assert (
        caught.value.message == "'theme..isLight' is not a path: cannot read it from character 6 on"
    )
    assert caught.value.help == 'write it like theme.isLight, a["b.c"][0] or /theme/isLight'


def test_a_tilde_that_no_json_pointer_has() -> None:
    """The help tells how the two characters are written that stand for themselves nowhere."""
    with pytest.raises(PathError) as caught:
        parse_path("/a~b")

    assert caught.value.message == "'/a~b' is not a JSON Pointer: ~ is written ~0"
    assert caught.value.help == "in a JSON Pointer ~1 stands for / and ~0 for ~"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("theme", "isLight"), "theme.isLight"),
        (("$page", "größe", "_x"), "$page.größe._x"),
        (("components", 0, "name"), "components[0].name"),
        (("a key", "co-browse", "größe 2", "0"), '["a key"]["co-browse"]["größe 2"]["0"]'),
        (('say "hi"', "a\nb", ""), '["say \\"hi\\""]["a\\nb"][""]'),
    ],
)
def test_writing_a_path(path: tuple[str | int, ...], text: str) -> None:
    """As JavaScript would: a dot before a name, brackets around an index or any other key."""
    assert format_path(path) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [("isLight", True), ("_", True), ("$2", True), ("größe", True), ("2a", False), ("", False)],
)
def test_a_name_can_stand_after_a_dot(text: str, expected: bool) -> None:
    """Letters, digits, ``_`` and ``$``, and no digit first."""
    assert is_name(text) is expected


@given(st.text(st.characters()) | st.text('\\"\x7f\n aé'))
def test_a_text_in_quotes(text: str) -> None:
    """It is what JSON has for it, whatever it is made of."""
    assert quoted(text) == json.dumps(text, ensure_ascii=False)


@given(st.lists(st.text() | st.integers(0, 9999), min_size=1).map(tuple))
def test_what_is_written_reads_back(path: tuple[str | int, ...]) -> None:
    """format_path and parse_path are inverse."""
    assert path == parse_path(format_path(path))


@given(st.lists(st.text(), min_size=1).map(tuple))
def test_json_pointers_read_back(path: tuple[str, ...]) -> None:
    """A JSON Pointer of the path names it too (RFC 6901)."""
    pointer = "".join("/" + key.replace("~", "~0").replace("/", "~1") for key in path)

    assert path == parse_path(pointer)
