"""JSON texts: its grammar exactly, and errors in its terms."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from appconfig_merge.errors import LimitError, SourceSyntaxError
from appconfig_merge.source import Source
from appconfig_merge.syntax import parse_json
from appconfig_merge.syntax.estree import (
    ArrayExpression,
    Literal,
    ObjectExpression,
    UnaryExpression,
)


def read(text: str) -> object:
    """A JSON text's syntax tree."""
    return parse_json(Source("flex.json", text, "json"))


def value_of(node: object) -> object:
    """What a tree without surprises denotes; objects as lists of pairs."""
    if isinstance(node, ObjectExpression):
        return [
            (prop.key.value, value_of(prop.value))  # type: ignore[union-attr]
            for prop in node.properties
        ]
    if isinstance(node, ArrayExpression):
        return [value_of(element) for element in node.elements]
    if isinstance(node, UnaryExpression):
        return -node.argument.value  # type: ignore[attr-defined]
    assert isinstance(node, Literal)
    return node.value


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_what_json_writes_is_read_back(value: object, indent: object, ascii_only: bool) -> None:
    """Every value comes back, however it is laid out."""
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)  # type: ignore[arg-type]

    assert json.loads(text, object_pairs_hook=list, parse_int=float) == value_of(read(text))


@given(st.text(alphabet="{}[]:,\"\\/ \n\t0123456789.eE+-truefalsnN\u2028\x01#'", max_size=12))
@example("\ufeff1")
@example("1\u2028")
@example("[1,]")
@example('"\\u12"')
@example("-")
def test_only_json_is_read(text: str) -> None:
    """What Python's strict reader refuses is refused, and nothing else is."""

    def refuse(name: str) -> float:
        raise ValueError(name)

    try:
        json.loads(text.removeprefix("\ufeff"), parse_constant=refuse)
    except ValueError:
        with pytest.raises(SourceSyntaxError):
            read(text)
    else:
        read(text)


@pytest.mark.parametrize(
    ("text", "message", "place", "help"),
    [
        ("", "the file is empty: JSON needs a value", "1:1", None),
        (" \n", "the file is empty: JSON needs a value", "1:1", None),
        ('{"a": 1 // b\n}', "JSON has no comments", "1:9", "remove the comment"),
        ("/* a */ {}", "JSON has no comments", "1:1", "remove the comment"),
        ('{"a": 1 # b\n}', "JSON has no comments", "1:9", "remove the comment"),
        (
            '{"a": 1,\n}',
            "a comma before the closing }",
            "1:8",
            "remove the trailing comma: JSON allows none",
        ),
        (
            "[1, ]",
            "a comma before the closing ]",
            "1:3",
            "remove the trailing comma: JSON allows none",
        ),
        ("{'a': 1}", "JSON strings take double quotes", "1:2", 'use " instead'),
        ("{\"a\": 'b'}", "JSON strings take double quotes", "1:7", 'use " instead'),
        ("{a: 1}", "JSON names take double quotes", "1:2", 'write "a"'),
        ('{"a": NaN}', "JSON has no NaN", "1:7", "write null, or a string"),
        ('{"NaN": -Infinity}', "JSON has no -Infinity", "1:9", "write null, or a string"),
        ('{"a": 1\n "b": 2}', "a comma is missing here", "1:8", "put a comma between the two"),
        ("[1 2]", "a comma is missing here", "1:3", "put a comma between the two"),
        ('{"a" 1}', "expected a colon, found 1", "1:6", None),
        ('{"a": undefined}', "undefined is not JSON", "1:7", ...),
        ('{"a": True}', "True is not JSON", "1:7", "write true"),
        ('{"a": 01}', "01 is not a JSON number", "1:7", ...),
        ('{"a": +1}', "+1 is not a JSON number", "1:7", ...),
        ('{"a": .5}', ".5 is not a JSON number", "1:7", ...),
        ('{"a": 1.}', "1. is not a JSON number", "1:7", ...),
        ('{"a": 0x1F}', "0x1F is not a JSON number", "1:7", ...),
        ('{"a": "b\nc"}', "a string can't run over the end of a line", "1:9", ...),
        ('"\t"', "the control character U+0009 can't stand in a JSON string", "1:2", "write \\t"),
        ('"\\x41"', "JSON has no escape \\x", "1:2", "write \\\\x for a backslash"),
        ('"\\u12"', "this \\u escape is cut short", "1:2", "it takes four hex digits"),
        ('{"a": "b}', "this string is never closed", "1:7", 'close it with "'),
        ('{"a": [1', "the text ends too early", "1:9", "is a closing } or ] missing?"),
        ("[1}", "} doesn't match the bracket that is open", "1:3", None),
        ("{} x", "unexpected x after the end of the JSON value", "1:4", None),
        ("[1,,2]", "expected a value, found ,", "1:4", None),
    ],
)
def test_errors(text: str, message: str, place: str, help: object) -> None:
    """Each says what JSON lacks, where, and what to do."""
    with pytest.raises(SourceSyntaxError) as caught:
        read(text)

    error = caught.value
    assert error.location is not None
    assert (message, place) == (
        error.message,
        f"{error.location.line}:{error.location.column}",
    )
    assert text.split("\n")[error.location.line - 1] == error.line_text
    assert help in (..., error.help)


def test_what_javascript_forbids_and_json_allows() -> None:
    """Repeated names, ``__proto__`` among them, and raw line separators in strings."""
    text = '{"__proto__": 1, "__proto__": "\u2028", "a": 2, "a": 3}'

    assert value_of(read(text)) == [
        ("__proto__", 1.0),
        ("__proto__", "\u2028"),
        ("a", 2.0),
        ("a", 3.0),
    ]


def test_numbers_of_any_size() -> None:
    """Thousands of digits are no error, and not slow."""
    assert value_of(read("9" * 5000)) == math.inf
    assert value_of(read("0." + "0" * 5000 + "1")) == 0.0


def test_nesting_has_a_limit() -> None:
    """Python's own reader calls itself; that it can't go on is an error like any other."""
    with pytest.raises(LimitError) as caught:
        read("[" * 200_000 + "]" * 200_000)

    assert caught.value.message == "this is nested too deep to be read as JSON"


@pytest.mark.parametrize(("text", "kind"), [("{}", ObjectExpression), ("[]", ArrayExpression)])
def test_empty(text: str, kind: type) -> None:
    """An empty object is no block here."""
    assert type(read(text)) is kind
