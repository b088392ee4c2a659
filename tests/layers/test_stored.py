"""What a browser has stored, as people come by it, and what is none of that."""

from __future__ import annotations

import json
from typing import Any

import pytest

from appconfig_merge import (
    InputError,
    Source,
    SourceSyntaxError,
    Unresolved,
    merge,
    script_layer,
)
from appconfig_merge.effective.merge import merge_as
from appconfig_merge.errors import LimitError
from appconfig_merge.javascript.values import Unknown
from appconfig_merge.layers.stored import as_defined, read_stored, stored_from_data
from tests.merging.support import layer

CONFIG = '{"theme": {"isLight": true}, "name": "J\\u00f6rg \\ud83d\\ude00 \\"x\\"\\n"}'
VALUES = {"theme": {"isLight": True}, "name": 'Jörg 😀 "x"\n'}
TOKEN = "SK" + "f" * 32


def stored(text: str) -> Any:
    """The layer of a text, and what it comes to by itself."""
    made = read_stored(Source("stored.json", text, "json"))
    return made, merge([made]).to_dict()


@pytest.mark.parametrize(
    "text",
    [
        CONFIG,
        json.dumps(CONFIG),
        json.dumps(CONFIG, ensure_ascii=False),
        json.dumps({"FLEX_CONFIG": CONFIG, "other": "text"}, indent=2),
        json.dumps(json.dumps({"other": "{", "FLEX_CONFIG": CONFIG})),
        f'{{"FLEX_CONFIG": {CONFIG}}}',
    ],
)
def test_the_forms_that_it_is_copied_in(text: str) -> None:
    """The value itself, quoted once more, or all of localStorage, its texts taken apart or not."""
    made, values = stored(text)

    assert values == VALUES
    assert (made.id, made.kind, made.file) == ("FLEX_CONFIG", "stored", "stored.json")
    assert made.diagnostics == ()


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "é", "b": [true]}',
        r'"{\"a\": \"é\", \"b\": [true]}"',
        r'"{\"a\": \"\u00e9\", \"b\": [true]}"',
        r'"{\"a\": \"\ud83d\ude00\", \"b\": [true]}"',
        r'"{\n  \"a\": \"\\\"\", \"b\": [true]}"',
        '{\n  "z": "",\n  "FLEX_CONFIG": "{\\"b\\": [true]}"\n}',
        r'"{\"FLEX_CONFIG\": \"{\\\"b\\\": [true]}\"}"',
    ],
)
def test_places_are_those_of_the_file(text: str) -> None:
    """Also inside of a string, where a character may be written as several."""
    made, _ = stored(text)
    (won,) = merge([made]).explain("b").contributions
    (element,) = won.elements

    assert element.location is not None
    assert element.location.file == "stored.json"
    start, end = Source("stored.json", text, "json").span(element.location)
    assert text.encode()[start:end] == b"true"


@pytest.mark.parametrize(
    "text",
    [
        "", " \n", "null", '""', '"null"', "false", "0", "{}", '{"FLEX_CONFIG": null}',
        '{"FLEX_CONFIG": ""}', '{"FLEX_SDK_CACHE_PUBLIC_CONFIG_DATA": "{}", "other": "1"}',
    ],
)  # fmt: skip
def test_nothing_stored(text: str) -> None:
    """An absent key is null to a browser; in all of localStorage it may not be there."""
    made, values = stored(text)

    assert values == {}
    assert [one.code for one in made.diagnostics] == ([] if text == "{}" else ["nothing-stored"])


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("[1]", "this is an array, and FLEX_CONFIG is an object", 1),
        ("5", "this is a number or true, and FLEX_CONFIG is an object", 1),
        ('{"FLEX_CONFIG": "[1]"}', "this is an array, and FLEX_CONFIG is an object", 18),
        (
            '{"account_sid": "AC", "ui_attributes": {}}',
            "this is the Configuration resource, not what the browser has stored",
            1,
        ),
        (
            '{"value": {}, "expiry": 1}',
            "this is what Flex UI keeps in case that something can't be fetched, not FLEX_CONFIG",
            1,
        ),
        ('{"schema_version": 1}', "this is what effective-config prints with --format json", 1),
    ],
)
def test_what_is_something_else(text: str, message: str, column: int) -> None:
    """It is named, with what to do, and nothing of it is shown."""
    with pytest.raises(InputError) as caught:
        stored(text)

    error = caught.value
    assert error.message == message
    assert error.location is not None
    assert error.location.column == column
    assert error.line_text is None
    assert error.help is not None
    assert "copy(localStorage.FLEX_CONFIG)" in error.help


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("{'a': 1}", "1:2", "JSON strings take double quotes"),
        ("'{}'", "1:1", "JSON strings take double quotes"),
        (r'{"FLEX_CONFIG": "{\"a\": tru}"}', "1:26", "tru is not JSON"),
        ('"\ufeff{}"', "1:2", "expected a value, found U+FEFF"),
        ("abc", "1:1", "abc is not JSON"),
        ('"abc"', "1:2", "abc is not JSON"),
    ],
)
def test_what_is_no_json(text: str, place: str, message: str) -> None:
    """Flex UI would not start with it: its place is told, not the line, which may hold tokens."""
    with pytest.raises(SourceSyntaxError) as caught:
        stored(text)

    error = caught.value
    assert (error.message, str(error.location)) == (message, f"stored.json:{place}")
    assert error.line_text is None


@pytest.mark.parametrize(
    "text", ['{"a":' * 100_000 + "1" + "}" * 100_000, "[" * 100_000 + "]" * 100_000]
)
def test_what_is_beyond_a_limit_shows_no_line(text: str) -> None:
    """Nor does it where it stands in a text."""
    for given in (text, json.dumps({"FLEX_CONFIG": text})):
        with pytest.raises(LimitError) as caught:
            stored(given)

        assert caught.value.line_text is None


def test_what_is_noticed_shows_no_line() -> None:
    """Beside it may stand the tokens of all of localStorage."""
    text = json.dumps({"token": TOKEN, "FLEX_CONFIG": '{"a": "${A}", "b": 1, "b": 2}'})

    made, _ = stored(text)

    assert [(one.code, one.line_text) for one in made.diagnostics] == [
        ("duplicate-key", None),
        ("placeholder", None),
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('{"__proto__": {"a": 1}, "b": 2}', {"b": 2}),
        ('{"a": {"__proto__": 5, "b": 2}}', {"a": {"b": 2}}),
        ('{"a": [{"__proto__": {"b": 2}}]}', {"a": [{"__proto__": {"b": 2}}]}),
    ],
)
def test_a_prototype_is_no_property(text: str, values: object) -> None:
    """What is filled in under __proto__ is none; within an array nothing is filled in."""
    assert stored(text)[1] == values


def test_an_object_with_a_prototype_of_its_own_is_not_told() -> None:
    """The merge takes it for no plain one: it replaces what is below and isn't merged with it."""
    _, values = stored('{"a": {"__proto__": {"b": 1}, "c": 2}}')

    assert isinstance(values["a"], Unresolved)
    assert values["a"].reason == "its key __proto__ becomes its prototype when it is filled in"


@pytest.mark.parametrize(
    "data",
    [VALUES, {"FLEX_CONFIG": json.dumps(VALUES)}, {"FLEX_CONFIG": VALUES, "other": "1"}],
)
def test_data_of_a_program(data: dict[str, Any]) -> None:
    """The object, or localStorage as a mapping."""
    assert merge([stored_from_data(data)]) == VALUES


def test_nothing_of_a_program() -> None:
    """A localStorage that has none is a mapping without it: None stands for its absence."""
    assert merge([stored_from_data({"FLEX_CONFIG": None})]) == {}


SNAPSHOT = {"schema_version": 1, "kind": "flex-ui-snapshot", "taken_by": "snippet"}


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("times_quoted", [0, 1, 2])
def test_a_snapshot_of_a_running_page(times_quoted: int, indent: int | None) -> None:
    """It has what its browser stored, in the places of its file."""
    text = json.dumps({**SNAPSHOT, "configuration": {"z": 1}, "stored": VALUES}, indent=indent)
    for _ in range(times_quoted):
        text = json.dumps(text)

    made, values = stored(text)
    (won,) = merge([made]).explain("theme.isLight").contributions

    assert values == VALUES
    assert made.diagnostics == ()
    assert won.location is not None
    start, end = Source("stored.json", text, "json").span(won.location)
    assert text.encode()[start:end] == b"true"
    assert merge([stored_from_data({**SNAPSHOT, "stored": VALUES})]) == VALUES


@pytest.mark.parametrize("fields", [{}, {"stored": None}])
def test_a_snapshot_of_a_browser_that_had_nothing_stored(fields: dict[str, Any]) -> None:
    """It is told, as of an empty file."""
    made, values = stored(json.dumps({**SNAPSHOT, **fields}))

    assert values == {}
    assert [one.code for one in made.diagnostics] == ["nothing-stored"]
    assert merge([stored_from_data({**SNAPSHOT, **fields})]) == {}


@pytest.mark.parametrize("escape", [lambda text: text, lambda text: text.replace("$", "\\u0024")])
@pytest.mark.parametrize(
    ("data", "value"),
    [
        ({"$js": "object", "value": {"$js": "mine", "a": [{}]}}, {"$js": "mine", "a": [{}]}),
        ({"$js": "number", "value": "-0"}, -0.0),
        ({"$js": "number", "value": "Infinity"}, float("inf")),
    ],
)
def test_what_a_snapshot_has_a_tag_for(data: Any, value: Any, escape: Any) -> None:
    """It is what JSON.parse made of the browser's text."""
    _, values = stored(escape(json.dumps({**SNAPSHOT, "stored": {"a": data}})))

    assert values == {"a": value}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"$js": "masked"}, "the snapshot masks it: it looks like a secret"),
        ({"$js": "other", "class": "too-large"}, "it is more than a snapshot takes"),
        ({"$js": "function", "source": "() => 1"}, "the snapshot has something here"),
        ({"$js": "number", "value": "x"}, "the snapshot has something here"),
        ({"$js": 1}, "the snapshot has something here"),
    ],
)
def test_what_a_snapshot_holds_back(data: Any, reason: str) -> None:
    """It is unresolved, wherever it stands, and what a script reads of it is, too."""
    source = Source("a.json", json.dumps({**SNAPSHOT, "stored": {"a": [data], "b": 1}}), "json")
    values: Any = merge([read_stored(source)]).to_dict()
    (element,) = values["a"]

    assert values["b"] == 1
    assert isinstance(element, Unresolved)
    assert element.reason.startswith(reason)
    (text,) = as_defined(source).values()
    assert isinstance(text.value, Unknown)
    assert text.value.reason == "the snapshot doesn't have all that the browser has stored"


def test_what_a_script_reads_of_a_snapshot() -> None:
    """The text of what the browser has stored; null where that is nothing."""
    source = Source("a.json", json.dumps({**SNAPSHOT, "stored": {"b": 1}}), "json")
    (text,) = as_defined(source).values()
    (nothing,) = as_defined(Source("a.json", json.dumps(SNAPSHOT), "json")).values()

    assert (text.value, nothing.value) == ('{"b": 1}', None)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"schema_version": 2},
            "this snapshot has another schema_version, and only 1 is known here",
        ),
        (
            {"schema_version": True},
            "this snapshot has another schema_version, and only 1 is known here",
        ),
        ({"stored": [1]}, "this is an array, and FLEX_CONFIG is an object"),
        (
            {"stored": {"$js": "masked"}},
            (
                "what the browser has stored isn't known here: the snapshot masks it: it looks "
                "like a secret"
            ),
        ),
    ],
)
def test_a_snapshot_without_what_is_asked_for(fields: dict[str, Any], message: str) -> None:
    """It is refused, without a line of it."""
    with pytest.raises(InputError) as caught:
        stored(json.dumps({**SNAPSHOT, "stored": {}, **fields}))

    assert caught.value.message == message
    assert caught.value.line_text is None


def test_an_error_report_has_nothing_of_it() -> None:
    """Flex UI writes its configuration there, and nothing of localStorage."""
    with pytest.raises(InputError, match="an error report of Flex UI, which has nothing of local"):
        stored("# Twilio Flex Error report\n### SESSION DATA\n```\n{}\n```\n")


@pytest.mark.parametrize(
    ("statements", "fails_at"),
    [
        ("Object.freeze(appConfig);", "a"),
        ("Object.preventExtensions(appConfig);", "c"),
        ("Object.seal(appConfig);", "c"),
        ("Object.freeze(appConfig.a);", None),
        ("Object.defineProperty(appConfig, 'd', {value: 1, writable: false, enumerable: true});",
         None),
        ("Object.defineProperty(appConfig, 'a', {value: {}, writable: false, enumerable: true});",
         "a"),
    ],
)  # fmt: skip
def test_an_object_that_can_not_be_changed(statements: str, fails_at: str | None) -> None:
    """Flex UI throws where it is to be, and doesn't start: only what it copies may be frozen."""
    script = script_layer(Source("page.js", f"var appConfig = {{a: {{}}, b: 1}}; {statements}"))
    made, _ = stored(
        '{"b": 2, "d": 3, "a": {}, "c": 4}' if fails_at is None else '{"b": 2, "a": {}, "c": 4}'
    )

    found = merge_as(None, script, None, made).diagnostics

    assert [(one.code, one.severity) for one in found] == (
        [] if fails_at is None else [("frozen-object", "error")]
    )
    assert all(f"set {fails_at} from" in one.message for one in found)


def test_a_page_that_never_looks_at_it() -> None:
    """Manager.create alone doesn't: then it is no layer, and a remark says why."""
    script = layer("{a: {}}", "page.js")
    script.takes_stored = False
    made, _ = stored('{"a": {"b": 1}}')

    config = merge_as(None, script, None, made)

    assert config == {"a": {}}
    assert [one.id for one in config.layers] == ["appConfig.js"]
    (remark,) = config.diagnostics
    assert remark.message == (
        "stored.json counts for nothing: page.js hands its configuration to Manager.create alone, "
        "which doesn't look at what the browser has stored"
    )
