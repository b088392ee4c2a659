"""TOML with places: each key and value stands where it is said to stand."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from appconfig_merge import AppConfigError, InputError, LimitError, Source, SourceSyntaxError
from appconfig_merge.syntax.toml_text import TomlText

if TYPE_CHECKING:
    from appconfig_merge.paths import Path


def text_of(text: str) -> TomlText:
    """A text that is TOML."""
    return TomlText(Source("a.toml", text, "json"))


def marked(text: str, path: Path, *, value: bool = False) -> str:
    """What stands at the place of a key or value, with its line and column."""
    read = text_of(text)
    at = read.value(path) if value else read.key(path)
    assert at is not None
    lines = text.split("\n")[at.line - 1 : at.end_line]
    lines[-1] = lines[-1][: at.end_column - 1]
    lines[0] = lines[0][at.column - 1 :]
    return f"{at.line}:{at.column} " + "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "path", "key", "value"),
    [
        ("# select\nselect = 1\n", ("select",), "2:1 select", "2:10 1"),
        ("a = '''\nselect = 0'''\nselect = 1\n", ("select",), "3:1 select", "3:10 1"),
        ('a = "select = 0"\nselect = 1', ("select",), "2:1 select", "2:10 1"),
        ("a.b.c = [ 1,\n 'x' ]", ("a", "b", "c"), "1:5 c", "1:9 [ 1,\n 'x' ]"),
        ("a.b.c = [ 1,\n 'x' ]", ("a", "b", "c", 1), "", "2:2 'x'"),
        ("a . \"b.c\" . 'd' = 1", ("a", "b.c", "d"), "1:13 'd'", "1:19 1"),
        (r'"\u0061\"=" = 1', ('a"=',), r'1:1 "\u0061\"="', r"1:15 1"),
        ("a = { b = 1, c.d = { e = ']' } }", ("a", "c", "d", "e"), "1:22 e", "1:26 ']'"),
        ("[a]\nx = 1\n[a.b] # a\nx = 2", ("a", "b", "x"), "4:1 x", "4:5 2"),
        ("[a]\nx = 1\n[a.b] # a\nx = 2", ("a", "b"), "3:4 b", "3:4 b"),
        ("[[a]]\nx = 1\n[[a]]\nx = 2\n[a.b]\ny = 3", ("a", 1, "b", "y"), "6:1 y", "6:5 3"),
        ("[[a]]\nx = 1\n[[a]]\nx = 2", ("a", 0, "x"), "2:1 x", "2:5 1"),
        ("a = 1979-05-27 07:32:00 # at 8\nb = 1", ("a",), "1:1 a", "1:5 1979-05-27 07:32:00"),
        ('a = """x\\""" y""""\r\nb = 1', ("b",), "2:1 b", "2:5 1"),
        ("a = ['ü', 1] # ö\nb = 1", ("a", 1), "", "1:11 1"),
        ("'é' = 'ü'", ("é",), "1:1 'é'", "1:7 'ü'"),
    ],
)  # fmt: skip
def test_where_things_stand(text: str, path: Path, key: str, value: str) -> None:
    """Comments and texts that hold the same word are no such places."""
    if key:
        assert marked(text, path) == key
    assert marked(text, path, value=True) == value


def test_what_is_not_there_has_no_place() -> None:
    """Neither a key nor a value of it."""
    read = text_of("a.b = 1")

    assert (read.key(("b",)), read.value(("a", "b", "c"))) == (None, None)
    assert str(read.error(InputError, None, "this is empty")) == "a.toml:1:1: this is empty"


def test_what_is_no_toml() -> None:
    """Is told with its place and line, in the words of the reader of TOML."""
    with pytest.raises(SourceSyntaxError) as caught:
        text_of("a = 1\na = 2\n")

    error = caught.value
    assert str(error) == "a.toml:2:6: this is not TOML: cannot overwrite a value"
    assert error.line_text == "a = 2"


@pytest.mark.parametrize("text", ["a = " + "[" * 5_000, "#" * 1_000_001])
def test_too_much(text: str) -> None:
    """Has an error of its own."""
    with pytest.raises(LimitError):
        text_of(text)


@given(st.text(alphabet="a.=[]{},\"'#\n -1\\\x00\ud800", max_size=40))
def test_any_text_is_toml_or_an_error(text: str) -> None:
    """No other exception, whatever is in it."""
    try:
        read = text_of(text)
    except AppConfigError:
        return
    for path, _ in places(read.data, ()):
        assert read.value(path) is not None


BLANKS = st.sampled_from(["", " ", "\t "])
GAPS = st.sampled_from(["", " ", "\n", " # a = ['x\n", "\r\n"])
NAMES = st.sampled_from(["a", "b-1", "7", '"a"', "'c.d'", '"e \\" = #"', "'[f]'", '"\\u00e9"'])
SCALARS = st.sampled_from(
    ["1", "-1.5e3", "true", "0x1F", "inf", "'a]'", '"b # \\" }"', '""', "''", '"""c\n = "" d"""',
     "'''e ''\nf'''", '"""g""""', "1979-05-27", "1979-05-27 07:32:00", "1979-05-27T07:32:00.5Z",
     '"""\\\n  h"""']
)  # fmt: skip


def _arrays(items: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    parts = st.lists(st.tuples(GAPS, items, GAPS).map("".join), max_size=3)
    return st.tuples(parts.map(",".join), GAPS).map(lambda pair: f"[{''.join(pair)}]")


def _inline_tables(items: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(BLANKS, keys(), BLANKS, st.just("="), BLANKS, items, BLANKS).map("".join)
    return st.lists(pairs, max_size=2).map(lambda parts: f"{{{','.join(parts)}}}")


def keys() -> st.SearchStrategy[str]:
    """A key, dotted or not."""
    return st.lists(NAMES, min_size=1, max_size=3).map(" .".join)


VALUES = st.recursive(
    SCALARS, lambda items: st.one_of(_arrays(items), _inline_tables(items)), max_leaves=5
)
LINES = st.one_of(
    st.tuples(BLANKS, keys(), BLANKS, st.just("="), BLANKS, VALUES).map("".join),
    keys().map(lambda key: f"[ {key} ] # [a]"),
    keys().map(lambda key: f"[[{key}]]"),
    st.just("# a = 1"),
)


def places(value: Any, path: Path) -> list[tuple[Path, Any]]:
    """Every path of some data, with its value."""
    found = [(path, value)] if path else []
    members: Any = ()
    if isinstance(value, dict):
        members = value.items()
    elif isinstance(value, list):
        members = enumerate(value)
    return [*found, *(one for key, item in members for one in places(item, (*path, key)))]


@given(st.lists(LINES, max_size=6).map("\n".join))
def test_what_stands_at_a_place_is_what_is_said_there(text: str) -> None:
    """Of any text: a key's place has that key, and a value's place has that value."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assume(False)
    read = text_of(text)
    data = read.source.data
    lines = data.split(b"\n")

    def written(at: Any) -> str:
        start, end = (
            sum(len(line) + 1 for line in lines[: line - 1])
            + len(lines[line - 1].decode()[: column - 1].encode())
            for line, column in ((at.line, at.column), (at.end_line, at.end_column))
        )
        return data[start:end].decode()

    for path, value in places(read.data, ()):
        key = read.key(path)
        if key is not None and isinstance(path[-1], str):
            assert list(tomllib.loads(f"{written(key)} = 0")) == [path[-1]]
        at = read.value(path)
        assert at is not None
        if at != key:
            assert tomllib.loads(f"a = {written(at)}") == {"a": value}
        else:
            assert isinstance(value, dict | list)
