"""Built-in functions on primitive values: Node's results and errors, and what isn't known."""

from __future__ import annotations

import inspect
import math
from itertools import product
from typing import TYPE_CHECKING, Any, Final

import pytest

from appconfig_merge.javascript import math_functions as maths
from appconfig_merge.javascript import number_methods as numbers
from appconfig_merge.javascript import string_methods as strings
from appconfig_merge.javascript import uri
from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.primitives import RegExp
from appconfig_merge.javascript.values import Unknown
from tests.javascript.oracle import answers, literal, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from appconfig_merge.javascript.values import Value

    Arguments = tuple[str, ...]

THIS: Final = (
    "''", "'abc'", "'a-b-a'", "'x😀y'", "'\\ud83d'", "'\\ude00b'", "' \\ufeffä\\u2029'",
    "12.5", "true", "null", "undefined",
)  # fmt: skip
TEXTUAL: Final = THIS[:-2]
INDICES: Final = (
    "undefined", "0", "1", "-1", "2", "4", "-3", "-9", "1.9", "-0.5", "NaN", "Infinity",
    "-Infinity", "'1'", "null", "4294967297",
)  # fmt: skip
TEXTS: Final = (
    "undefined", "''", "'a'", "'-'", "'b-'", "'😀'", "'\\ude00'", "'\\ud83d'", "2", "null",
)  # fmt: skip
TEMPLATES: Final = ("undefined", "'<$&$$>'", "'$`|$\\''", "'$1$'", "'😀'", "'\\ude00'")
NUMBERS: Final = (
    "0", "-0", "1", "-1", "0.5", "-0.5", "1.5", "-2.5", "1.45", "1.005", "9.995", "-123.456",
    "255", "1000", "123456789", "0.000001234", "1e-7", "5e-324", "1e21", "-1e21", "1.5e300",
    "0.49999999999999994", "4503599627370495.5", "2147483648", "-2147483649", "9007199254740991",
    "NaN", "Infinity", "-Infinity", "16777217", "3.4028235677973366e38", "1e-46",
)  # fmt: skip
INTEGERS: Final = ("0", "-0", "1", "-1", "35", "-255", "9007199254740991", "NaN", "-Infinity")
ANYTHING: Final = (*NUMBERS, "undefined", "null", "true", "''", "' 7 '", "'x'", "'0x10'", "1n")
DIGITS: Final = ("undefined", "0", "1", "2", "3", "7", "20", "21", "99", "100", "101", "-1", "'1'")
RADICES: Final = ("undefined", "0", "1", "2", "8", "10", "16", "36", "37", "-1", "NaN", "'16'")
NUMERALS: Final = (
    "''", "'-'", "'0'", "'-0'", "'12px'", "' 7'", "'+5'", "'0x1F'", "'0X1f'", "'-0x10'", "'z'",
    "'1e3'", "'0b11'", "'.5'", "'-.5e1x'", "'5.'", "'.'", "'1e'", "'1e+'",
    "'٣'", "'1_0'", "12.5", "null",
)  # fmt: skip
ADDRESSES: Final = (
    "'%41%2F%C3%BC'", "'%2f%23%3B%3F%3A%40%26%3D%2B%24%2C'", "'%F0%9F%98%80%2C'", "'%'", "'a%4'",
    "'%zz'", "'%C3'", "'%C3x'", "'%ED%A0%80'", "'%C0%80'", "'%2Fü😀%20'", "undefined",
    "'AZaz09-_.!~*\\'()'", "';/?:@&=+$,#'", "'\"%<>[\\\\]^`{|} \\x7f\\n'", "'é\\u0800😀'",
    "'\\ud83d'", "'\\ude00\\ud83d'",
)  # fmt: skip


def _each(*choices: Iterable[str]) -> list[Arguments]:
    """Every combination, also without those at the end that may be left out."""
    columns = list(map(tuple, choices))
    return [row for end in range(1, len(columns) + 1) for row in product(*columns[:end])]


CASE: Final = "browsers may disagree about the case of a character in it"
DIGITS_DIFFER: Final = "browsers may write this number differently"
ROUNDED: Final = "browsers may round this number differently"
PATTERN: Final = RegExp("a", "")
PAGES: Final = Unknown("the page's")

METHODS: Final[dict[str, tuple[Callable[..., Any], list[Arguments]]]] = {
    "String.prototype.at": (strings.at, _each(THIS, INDICES)),
    "String.prototype.charAt": (strings.char_at, _each(THIS, INDICES)),
    "String.prototype.charCodeAt": (strings.char_code_at, _each(THIS, INDICES)),
    "String.prototype.codePointAt": (strings.code_point_at, _each(THIS, INDICES)),
    "String.prototype.concat": (strings.concat, _each(THIS, TEXTS, ("'\\ude00'", "1"))),
    "String.prototype.endsWith": (strings.ends_with, _each(THIS, (*TEXTS, "/a/"), INDICES)),
    "String.prototype.includes": (strings.includes, _each(THIS, (*TEXTS, "/a/"), INDICES)),
    "String.prototype.indexOf": (strings.index_of, _each(THIS, TEXTS, INDICES)),
    "String.prototype.isWellFormed": (strings.is_well_formed, _each(TEXTUAL)),
    "String.prototype.lastIndexOf": (strings.last_index_of, _each(THIS, TEXTS, INDICES)),
    "String.prototype.normalize": (
        strings.normalize,
        _each(("'e\\u0301'", "'é'", "null"), ("undefined", "'NFC'", "'NFD'", "'NFKD'", "'nfc'")),
    ),
    "String.prototype.padEnd": (strings.pad_end, _each(THIS, ("4", "5.5", "-1"), TEXTS)),
    "String.prototype.padStart": (strings.pad_start, _each(THIS, ("4", "5.5", "-1"), TEXTS)),
    "String.prototype.repeat": (
        strings.repeat,
        _each(THIS, ("undefined", "1", "2.9", "-0.5", "-1", "-Infinity", "Infinity", "'3'")),
    ),
    "String.prototype.replace": (strings.replace, _each(THIS, TEXTS, TEMPLATES)),
    "String.prototype.replaceAll": (strings.replace_all, _each(THIS, TEXTS, TEMPLATES)),
    "String.prototype.slice": (strings.slice_, _each(THIS, INDICES, INDICES)),
    "String.prototype.split": (
        strings.split,
        _each(THIS, TEXTS, ("undefined", "0", "1", "2.5", "-1", "4294967297")),
    ),
    "String.prototype.startsWith": (strings.starts_with, _each(THIS, (*TEXTS, "/a/"), INDICES)),
    "String.prototype.substr": (strings.substr, _each(THIS, INDICES, INDICES)),
    "String.prototype.substring": (strings.substring, _each(THIS, INDICES, INDICES)),
    "String.prototype.toLowerCase": (strings.to_lower_case, _each((*THIS, "'ÀΑЯ😀'"))),
    "String.prototype.toString": (strings.to_string_value, _each(THIS)),
    "String.prototype.toUpperCase": (strings.to_upper_case, _each((*THIS, "'àßαя😀'"))),
    "String.prototype.toWellFormed": (strings.to_well_formed, _each(TEXTUAL)),
    "String.prototype.trim": (strings.trim, _each(THIS)),
    # Node calls these two trimRight and trimLeft in its errors.
    "String.prototype.trimEnd": (strings.trim_end, _each(TEXTUAL)),
    "String.prototype.trimStart": (strings.trim_start, _each(TEXTUAL)),
    "Number.prototype.toExponential": (
        numbers.to_exponential,
        _each((*NUMBERS, "'1'", "true"), DIGITS),
    ),
    "Number.prototype.toFixed": (numbers.to_fixed, _each((*NUMBERS, "'1'"), DIGITS)),
    "Number.prototype.toPrecision": (numbers.to_precision, _each((*NUMBERS, "'1'"), DIGITS)),
    "Number.prototype.toString": (
        numbers.to_string_radix,
        [*_each((*NUMBERS, "'1'"), ("undefined", "10")), *_each(INTEGERS, RADICES)],
    ),
    "Number.prototype.valueOf": (numbers.value_of, _each((*NUMBERS, "'1'", "1n"))),
}
"""Methods with the receivers and arguments that they are tried with."""

FUNCTIONS: Final[dict[str, tuple[Callable[..., Any], list[Arguments]]]] = {
    "String.fromCharCode": (
        strings.from_char_code,
        [("65",), ("128512",), ("-1",), ("1.9",), ("NaN",), ("'0x41'",), ("55357", "56832"), ()],
    ),
    "String.fromCodePoint": (
        strings.from_code_point,
        [
            *((code,) for code in ("65", "128512", "0", "1114111", "1114112", "-1", "1.5", "NaN")),
            ("55357", "56832"),
            ("'66'", "67"),
            (),
        ],
    ),
    "((a, b) => (a > b) - (a < b))": (
        lambda left, right: float(strings.compare(left, right)),
        list(product(("''", "'a'", "'b'", "'\\ue000'", "'😀'"), repeat=2)),
    ),
    "Number": (numbers.number, [(), *_each(ANYTHING), ("-12n",), ("9007199254740993n",)]),
    "Number.isFinite": (numbers.number_is_finite, [(), *_each(ANYTHING)]),
    "Number.isInteger": (numbers.number_is_integer, [(), *_each(ANYTHING)]),
    "Number.isNaN": (numbers.number_is_nan, [(), *_each(ANYTHING)]),
    "Number.isSafeInteger": (
        numbers.number_is_safe_integer,
        [(), *_each((*ANYTHING, "-9007199254740992", "9007199254740992", "-9007199254740991"))],
    ),
    "isFinite": (numbers.is_finite, [(), *_each(ANYTHING)]),
    "isNaN": (numbers.is_nan, [(), *_each(ANYTHING)]),
    "parseFloat": (
        numbers.parse_float,
        [(), *_each((*NUMERALS, "'Infinityx'", "'-Infinity'", "'9007199254740993'"))],
    ),
    "parseInt": (
        numbers.parse_int,
        [
            *((), ("'9007199254740993'",), ("'9007199254740993'", "16"), ("'Infinity'", "10")),
            *_each(NUMERALS, (*RADICES, "4294967312")),
        ],
    ),
    "Math.abs": (maths.abs_, [(), *_each(ANYTHING)]),
    "Math.ceil": (maths.ceil, [(), *_each(ANYTHING)]),
    "Math.clz32": (maths.clz32, [(), *_each(ANYTHING)]),
    "Math.floor": (maths.floor, [(), *_each(ANYTHING)]),
    "Math.fround": (maths.fround, [(), *_each((*ANYTHING, "-3.5e38"))]),
    "Math.imul": (maths.imul, [(), *_each(ANYTHING, ("5", "-1", "4294967295", "65537"))]),
    "Math.max": (maths.max_, [(), *_each(ANYTHING, ("-0", "0", "3")), ("1", "'7'", "3")]),
    "Math.min": (maths.min_, [(), *_each(ANYTHING, ("-0", "0", "3")), ("1", "'-7'", "3")]),
    "Math.pow": (maths.pow_, [(), *_each(("2", "'3'", "-Infinity", "NaN"), ("0", "3", "'2'"))]),
    "Math.round": (maths.round_, [(), *_each(ANYTHING)]),
    "Math.sign": (maths.sign, [(), *_each(ANYTHING)]),
    "Math.sqrt": (maths.sqrt, [(), *_each(ANYTHING)]),
    "Math.trunc": (maths.trunc, [(), *_each(ANYTHING)]),
    "decodeURI": (uri.decode_uri, [(), *_each(ADDRESSES)]),
    "decodeURIComponent": (uri.decode_uri_component, [(), *_each(ADDRESSES)]),
    "escape": (uri.escape, [(), *_each(ADDRESSES)]),
    "unescape": (uri.unescape, [(), *_each(ADDRESSES)]),
    "encodeURI": (uri.encode_uri, [(), *_each(ADDRESSES)]),
    "encodeURIComponent": (uri.encode_uri_component, [(), *_each(ADDRESSES)]),
}
"""Functions with the arguments that they are tried with."""


def test_every_function_on_many_arguments() -> None:
    """Each gives what Node gives, or throws the same error with the same message."""
    calls: list[tuple[str, Callable[..., Any], Arguments]] = [
        *((f"{name}.call", function, row) for name, (function, rows) in METHODS.items()
          for row in rows),
        *((name, function, row) for name, (function, rows) in FUNCTIONS.items() for row in rows),
    ]  # fmt: skip
    texts = [f"{name}({', '.join(row)})" for name, _, row in calls]
    for text, (_, function, row), expected in zip(texts, calls, answers(texts), strict=True):
        try:
            found = shown(function(*map(literal, row)))
        except Throws as error:
            found = str(error)
        assert found == expected, text


def test_no_function_is_left_out() -> None:
    """What these modules offer to scripts is in the tables above."""
    tried = {function for function, _ in (*METHODS.values(), *FUNCTIONS.values())}
    offered = {
        function
        for module in (maths, numbers, strings, uri)
        for name, function in vars(module).items()
        if inspect.isfunction(function) and function.__module__ == module.__name__
        if not name.startswith("_") and function.__annotations__["return"] == "Value"
    }

    assert offered <= tried


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (lambda: strings.to_lower_case("Σ"), CASE),
        (lambda: strings.to_upper_case("ƛ"), CASE),
        (lambda: strings.normalize("α"), "browsers may normalize it differently"),
        (lambda: strings.to_string_value(PAGES), "the page's"),
        (lambda: strings.trim(PAGES), "the page's"),
        (lambda: numbers.to_string_radix(0.5, 2.0), DIGITS_DIFFER),
        (lambda: numbers.to_string_radix(2.0**53, 3.0), DIGITS_DIFFER),
        (lambda: numbers.to_string_radix(-(2.0**53), 16.0), DIGITS_DIFFER),
        (lambda: numbers.parse_int("2" * 36, 3.0), ROUNDED),
        (lambda: numbers.parse_int("2" * 1001, 3.0), ROUNDED),
        (lambda: numbers.to_fixed(PAGES), "the page's"),
        (lambda: numbers.number_is_nan(PAGES), "the page's"),
        (lambda: maths.pow_(2.0, 0.5), "browsers may round this power differently"),
    ],
)
def test_what_is_not_known(call: Callable[[], Value], reason: str) -> None:
    """Where engines may differ, and where only the page knows."""
    with pytest.raises(NotKnown) as caught:
        call()

    assert caught.value.unknown.reason == reason


def test_long_numerals() -> None:
    """Of a radix that is a power of two, and of ten, any number of digits is read exactly."""
    assert numbers.parse_int("f" * 300, 16.0) == math.inf
    for radix in (2, 4, 8, 16, 32):
        assert numbers.parse_int("1" + "0" * 60, float(radix)) == float(radix**60)
    assert numbers.parse_int("-" + "1" * 1100, 2.0) == -math.inf
    assert numbers.parse_int("1" * 5000) == math.inf
    assert numbers.parse_int("2" * 33, 3.0) == 3.0**33 - 1
    assert numbers.parse_int("0" * 990 + "2" * 10, 3.0) == 3.0**10 - 1


@pytest.mark.parametrize(
    "call",
    [
        lambda size: strings.concat("a" * 5, "b" * (size - 6), "c"),
        lambda size: strings.repeat("ab", float(size // 2)),
        lambda size: strings.pad_start("a", float(size)),
        lambda size: strings.pad_end("a", float(size), "bc"),
        lambda size: strings.replace("a-b", "-", "x" * (size - 2)),
        lambda size: strings.replace_all("--", "-", "x" * (size // 2)),
    ],
)
def test_strings_as_long_as_the_limit(
    call: Callable[[int], Value], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the limit they are made, beyond it they are not known."""
    monkeypatch.setattr(strings, "MAX_STRING", 20)

    assert len(str(call(20))) == 20
    with pytest.raises(NotKnown, match=r"^the string is longer than 20 characters$"):
        call(22)


def test_an_address_as_long_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each character may become nine."""
    monkeypatch.setattr(uri, "MAX_STRING", 18)

    assert uri.encode_uri_component("漢字") == "%E6%BC%A2%E5%AD%97"
    with pytest.raises(NotKnown, match=r"^the string may be longer than 18 characters$"):
        uri.encode_uri_component("abc")


def test_as_many_places_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five places make six parts; one more place is too much to split or replace."""
    monkeypatch.setattr(strings, "MAX_ARRAY", 6)

    assert strings.split("a-a-a-a-a-a", "-") == ["a"] * 6
    assert strings.replace_all("-----", "-", "+") == "+++++"
    for call in (strings.split, strings.replace_all):
        with pytest.raises(NotKnown, match=r"^there are over 6 places to split or replace$"):
            call("------", "-")


@pytest.mark.parametrize(
    ("text", "template", "length"),
    [
        ("x" * 20, "$&", 20),
        ("x" * 20, "$$", 20),
        ("x" * 10, "ab", 20),
        ("x" * 6, "$`", 15),
        ("x" * 6, "$'", 15),
        ("x" * 3, "$`$`$'$'", 12),
        ("-" * 16 + "xx", "$$a", 20),
    ],
)
def test_what_comes_of_a_template(
    text: str, template: str, length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as the limit, and not known beyond it."""
    monkeypatch.setattr(strings, "MAX_STRING", length)
    assert len(str(strings.replace_all(text, "x", template))) == length

    monkeypatch.setattr(strings, "MAX_STRING", length - 1)
    with pytest.raises(NotKnown, match=f"^the string is longer than {length - 1} characters$"):
        strings.replace_all(text, "x", template)
