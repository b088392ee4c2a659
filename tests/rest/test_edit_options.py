"""Edits as a command line has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.errors import AppConfigError, InputError, LimitError, PathError
from appconfig_merge.paths import format_path
from appconfig_merge.rest.document import identical, write
from appconfig_merge.rest.edit_options import (
    parse_json_patch,
    parse_merge_patch,
    parse_replace,
    parse_set,
    parse_unset,
)
from appconfig_merge.rest.edits import JsonPatch, MergePatch, Replace, Set, Unset
from appconfig_merge.rest.errors import EditError
from appconfig_merge.source import Source
from tests.rest.json_values import VALUES

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.rest.edits import Edit
    from appconfig_merge.values import JsonValue


def source(text: str) -> Source:
    """A file with a JSON text."""
    return Source("file.json", text, "json")


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("call_recording_enabled=true", Set(("call_recording_enabled",), True)),
        ("ui_attributes.theme.isLight=false", Set(("ui_attributes", "theme", "isLight"), False)),
        ('ui_attributes.url="a=b"', Set(("ui_attributes", "url"), "a=b")),
        ('ui_attributes["a=b"].c=1', Set(("ui_attributes", "a=b", "c"), 1)),
        ("ui_attributes['a=\\'b']=1", Set(("ui_attributes", "a='b"), 1)),
        ('ui_attributes["a\\"]=b"]=1', Set(("ui_attributes", 'a"]=b'), 1)),
        ("/ui_attributes/theme/isLight=false", Set(("ui_attributes", "theme", "isLight"), False)),
        ('/ui_attributes/["a=1', Set(("ui_attributes", '["a'), 1)),
        ("taskrouter_skills[0]={}", Set(("taskrouter_skills", 0), {})),
        ("ui_attributes.x = 1 ", Set(("ui_attributes", "x"), 1)),
    ],
)  # fmt: skip
def test_reading_a_set(text: str, edit: Set) -> None:
    """The first = outside of quotes ends the path; a JSON Pointer has no quotes."""
    assert parse_set(text) == edit


@given(st.lists(st.text() | st.integers(0, 99), min_size=1).map(tuple), VALUES)
def test_any_path_and_value_can_be_set(path: tuple[str | int, ...], value: JsonValue) -> None:
    """Written as the messages write it, a path is read again."""
    edit = parse_set(f"{format_path(path)}={write(value)}")

    assert edit.path == path
    assert identical(edit.value, value)


@pytest.mark.parametrize(
    "text",
    ["ui_attributes.a=hush", "a=", "a='hush'", "a={hush: 1}", "a=hush hush", 'a="hush', "=hush"],
)  # fmt: skip
def test_a_value_that_is_not_json_is_never_shown(text: str) -> None:
    """It may be a secret; the shell took its quotes away."""
    with pytest.raises(EditError) as caught:
        parse_set(text)

    assert "hush" not in f"{caught.value.message}{caught.value.help}{caught.value.line_text}"
    assert caught.value.help


def test_the_help_for_a_string_is_to_quote_it_twice() -> None:
    """The most common mistake."""
    with pytest.raises(EditError) as caught:
        parse_set("ui_attributes.logLevel=debug")

    assert caught.value.help is not None
    assert "--set 'ui_attributes.logLevel=\"...\"'" in caught.value.help


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("hush", EditError),
        ("", EditError),
        ("/hush", EditError),
        ('ui_attributes["a=hush"]', EditError),
        ("a..b=1", PathError),
        ("a=" + "[" * 100_000, LimitError),
        ("a=1e99999999999999999999", LimitError),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_set_at_all(text: str, error: type[AppConfigError]) -> None:
    """Without a =, or without a path."""
    with pytest.raises(error) as caught:
        parse_set(text)
    assert "hush" not in caught.value.message


@given(
    st.sampled_from([parse_set, parse_unset]),
    st.text(st.sampled_from("a=[]\"'\\/.{}0~"), max_size=20),
)
def test_any_text_gives_an_edit_or_an_error(parse: Callable[[str], Edit], text: str) -> None:
    """Never another exception."""
    try:
        edit = parse(text)
    except (EditError, PathError):
        return
    assert isinstance(edit, Set | Unset)
    assert edit.path


def test_reading_an_unset() -> None:
    """A path; the empty one names nothing."""
    assert parse_unset("ui_attributes.theme") == Unset(("ui_attributes", "theme"))
    with pytest.raises(EditError, match="the empty path"):
        parse_unset("")
    with pytest.raises(PathError):
        parse_unset("a.")


def test_reading_a_replacement() -> None:
    """A property and its new value, not a path inside it."""
    assert parse_replace("ui_attributes", source("{}")) == Replace("ui_attributes", {})
    with pytest.raises(EditError, match="not a property"):
        parse_replace("ui_attributes.theme", source("{}"))
    with pytest.raises(EditError, match="the empty path"):
        parse_replace("", source("{}"))


def test_reading_patches() -> None:
    """A merge patch is an object, a JSON Patch an array; each hints at the other."""
    assert parse_merge_patch(source('{"a": 1}')) == MergePatch({"a": 1}, "file.json")
    assert parse_json_patch(source("[]")) == JsonPatch([], "file.json")
    with pytest.raises(EditError) as object_wanted:
        parse_merge_patch(source("[]"))
    with pytest.raises(EditError) as array_wanted:
        parse_json_patch(source("{}"))

    assert "--json-patch" in str(object_wanted.value.help)
    assert "--merge-patch" in str(array_wanted.value.help)


@pytest.mark.parametrize("read", [parse_merge_patch, parse_json_patch])
@pytest.mark.parametrize("raw", [b"{", b"", b"[NaN]", b'"\xff"', b"[" * 5000], ids=repr)
def test_a_broken_file_is_an_input_error(read: object, raw: bytes) -> None:
    """With its name."""
    assert callable(read)
    with pytest.raises(InputError) as caught:
        read(Source.from_bytes("file.json", raw, "json"))
    assert "file.json" in str(caught.value)


DUPLICATE = '{"a": 1,\n "b": {"c": [{"d": 1, "d": "hush"}]}}'


@pytest.mark.parametrize(
    ("read", "text", "place", "key"),
    [
        (lambda one: parse_replace("attributes", one), DUPLICATE, "2:23", "b.c[0].d"),
        (parse_merge_patch, DUPLICATE, "2:23", "b.c[0].d"),
        (parse_merge_patch, '{"a": null, "\\u0061": 1}', "1:13", "a"),
        (
            parse_json_patch,
            '[{"op": "test", "path": "/a", "value": 1},\n {"op": "add", "path": "/b", "path": ""}]',
            "2:30",
            "[1].path",
        ),
    ],
)
def test_a_key_that_an_object_repeats_is_refused(
    read: Callable[[Source], Edit], text: str, place: str, key: str
) -> None:
    """Whoever wrote both meant both: the second is pointed at, and no value is shown."""
    with pytest.raises(EditError) as caught:
        read(source(text))

    assert str(caught.value) == f"file.json:{place}: the key {key} stands twice in one object"
    assert caught.value.help == "take one of the two out, or merge what they hold"
    assert caught.value.line_text is not None


def test_a_secret_beside_a_duplicate_key_is_masked() -> None:
    """The line is shown without it."""
    with pytest.raises(EditError) as caught:
        parse_merge_patch(source('{"password": "hunter2hunter2", "a": 1, "a": 2}'))

    assert caught.value.line_text == '{"password": "**************", "a": 1, "a": 2}'


def test_a_duplicate_key_in_the_value_of_a_set() -> None:
    """The column is that of the value, none of which is shown."""
    with pytest.raises(EditError) as caught:
        parse_set('ui_attributes.theme={"isLight": true, "isLight": "hush"}')

    assert str(caught.value) == (
        "--set ui_attributes.theme: the key isLight stands twice in one object of the value, "
        "again at column 19"
    )
    assert caught.value.help == "take one of the two out, or merge what they hold"
    assert (caught.value.location, caught.value.line_text) == (None, None)
