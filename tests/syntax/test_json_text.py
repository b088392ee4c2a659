"""JSON texts: its grammar exactly, and errors in its terms."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from appconfig_merge.errors import LimitError, SourceSyntaxError
from appconfig_merge.location import Location
from appconfig_merge.source import Source
from appconfig_merge.syntax import parse_json
from appconfig_merge.syntax.estree import (
    ArrayExpression,
    Literal,
    ObjectExpression,
    UnaryExpression,
)
from tests.syntax.trees import refusal_of_marked


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
    ("marked", "message", "help"),
    [
        ("«»", "the file is empty: JSON needs a value", None),
        ("«» \n", "the file is empty: JSON needs a value", None),
        ('{"a": 1 «//» b\n}', "JSON has no comments", "remove the comment"),
        ("«/*» a */ {}", "JSON has no comments", "remove the comment"),
        ('{"a": 1 «#» b\n}', "JSON has no comments", "remove the comment"),
        (
            '{"a": 1«,»\n}',
            "a comma before the closing }",
            "remove the trailing comma: JSON allows none",
        ),
        ("[1«,» ]", "a comma before the closing ]", "remove the trailing comma: JSON allows none"),
        ("{«'»a': 1}", "JSON strings take double quotes", 'use " instead'),
        ("{\"a\": «'»b'}", "JSON strings take double quotes", 'use " instead'),
        ("{«a»: 1}", "JSON names take double quotes", 'write "a"'),
        ('{"a": «NaN»}', "JSON has no NaN", "write null, or a string"),
        ("«NaN»x", "JSON has no NaN", "write null, or a string"),
        ('{"NaN": «-Infinity»}', "JSON has no -Infinity", "write null, or a string"),
        ('{"a": 1«»\n "b": 2}', "a comma is missing here", "put a comma between the two"),
        ("[1«» 2]", "a comma is missing here", "put a comma between the two"),
        ('{"a" «1»}', "expected a colon, found 1", None),
        (
            '{"a": «undefined»}',
            "undefined is not JSON",
            "a value is a string, a number, true, false, null, an object or an array",
        ),
        ('{"a": «True»}', "True is not JSON", "write true"),
        (
            '{"a": «01»}',
            "01 is not a JSON number",
            "a JSON number has no leading zero or plus, no 0x, and digits around its point",
        ),
        (
            '{"a": «+1»}',
            "+1 is not a JSON number",
            "a JSON number has no leading zero or plus, no 0x, and digits around its point",
        ),
        (
            '{"a": «.5»}',
            ".5 is not a JSON number",
            "a JSON number has no leading zero or plus, no 0x, and digits around its point",
        ),
        (
            '{"a": «1.»}',
            "1. is not a JSON number",
            "a JSON number has no leading zero or plus, no 0x, and digits around its point",
        ),
        (
            '{"a": «0x1F»}',
            "0x1F is not a JSON number",
            "a JSON number has no leading zero or plus, no 0x, and digits around its point",
        ),
        (
            '{"a": "b«»\nc"}',
            "a string can't run over the end of a line",
            'close the string with ", or write \\n where a line should end',
        ),
        ('"«\t»"', "the control character U+0009 can't stand in a JSON string", "write \\t"),
        ('"«\\x»41"', "JSON has no escape \\x", "write \\\\x for a backslash"),
        ('"«\\u»12"', "this \\u escape is cut short", "it takes four hex digits"),
        ('{"a": «"»b}', "this string is never closed", 'close it with "'),
        ('{"a": [1«»', "the text ends too early", "is a closing } or ] missing?"),
        ("[1«}»", "} doesn't match the bracket that is open", None),
        ("{} «x»", "unexpected x after the end of the JSON value", None),
        ("[1,«,»2]", "expected a value, found ,", None),
    ],
)
def test_errors(marked: str, message: str, help: str | None) -> None:
    """Each says what JSON lacks, where, and what to do."""
    error = refusal_of_marked(marked, read=parse_json, name="flex.json")

    assert (error.message, error.help) == (message, help)


@pytest.mark.parametrize("text", ["[1, ]", '{"a": 1 ,\n}'])
def test_a_trailing_comma_as_later_pythons_have_it(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python 3.13 has an error of its own, at the comma; the message is the same."""
    with pytest.raises(SourceSyntaxError) as before:
        read(text)
    error = json.JSONDecodeError("Illegal trailing comma before end", text, text.index(","))

    def refuse(_text: str, **_how: object) -> None:
        raise error

    monkeypatch.setattr(json, "loads", refuse)
    with pytest.raises(SourceSyntaxError) as later:
        read(text)

    assert (str(later.value), later.value.help) == (str(before.value), before.value.help)


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
    assert caught.value.help == "the levels past the first hundred would be unresolved in any case"
    assert caught.value.location == Location("flex.json", 1, 1, 1, 1)
    assert caught.value.line_text == "[" * 200_000 + "]" * 200_000


@pytest.mark.parametrize(("text", "kind"), [("{}", ObjectExpression), ("[]", ArrayExpression)])
def test_empty(text: str, kind: type) -> None:
    """An empty object is no block here."""
    assert type(read(text)) is kind
