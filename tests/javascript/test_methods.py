"""Built-in functions that depend on their receiver and arguments alone."""

from __future__ import annotations

import math
from typing import Any

import pytest

from appconfig_merge import UNDEFINED, Unresolved
from appconfig_merge.values import same
from tests.evaluation.support import candidates, value


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("'😀z'.slice(2)", "z"),
        ("'😀z'.charAt(0).length", 1),
        ("'😀'[0] + '😀'[1]", "😀"),
        ("'😀'.codePointAt(0)", 0x1F600),
        ("'a-b-c'.split('-')", ["a", "b", "c"]),
        ("'a-b-c'.split('-', 2)", ["a", "b"]),
        ("'abc'.substr(-2, 1)", "b"),
        ("'abc'.substring(2, 0)", "ab"),
        ("'7'.padStart(3, 'ab')", "ab7"),
        ("'a.b.a'.replace('a', '[$&$$]')", "[a$].b.a"),
        ("'a.b.a'.replaceAll('a', \"$`|$'\")", "|.b.a.b.a.b.|"),
        ("'aXbX'.replace('X', (found, at) => found + at)", "aX1bX"),
        ("'\\ufeff a\\u2029'.trim()", "a"),
        ("'ÀßΑ'.toLowerCase() + 'ß'.toUpperCase()", "àßαSS"),
        ("'e\\u0301'.normalize()", "é"),
        ("String.fromCharCode(0xd83d, 0xde00)", "😀"),
        ("String([1, [2, null]]) + String()", "1,2,"),
    ],
)
def test_strings(expression: str, expected: Any) -> None:
    """String and its prototype count UTF-16 code units."""
    assert same(value(expression), expected)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("(1.005).toFixed(2)", "1.00"),
        ("(2.5).toFixed() + (-2.5).toFixed()", "3-3"),
        ("(1.45).toFixed(1)", "1.4"),
        ("(0.000001234).toPrecision(2)", "0.0000012"),
        ("(123456).toExponential(2)", "1.23e+5"),
        ("(255).toString(16)", "ff"),
        ("parseInt('0x1F') + parseInt('12px') + parseInt('z', 36)", 78),
        ("parseFloat('-.5e1x')", -5),
        ("Number('') + Number(' 7 ') + Number(null)", 7),
        ("Number('1,2')", math.nan),
        ("Math.round(-2.5) + Math.round(0.49999999999999994)", -2),
        ("Math.sign(-0)", -0.0),
        ("Math.max()", -math.inf),
        ("Math.min(0, -0)", -0.0),
        ("Math.max.apply(null, [1, 3, 2])", 3),
        ("isNaN('x') && Number.isInteger(5) && !Number.isNaN('x')", True),
        ("Boolean('') || Boolean([])", True),
    ],
)
def test_numbers(expression: str, expected: Any) -> None:
    """Number, Math and Boolean, to the last digit."""
    assert same(value(expression), expected)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("encodeURIComponent('a b/ü😀')", "a%20b%2F%C3%BC%F0%9F%98%80"),
        ("encodeURI('a b/?#ü')", "a%20b/?#%C3%BC"),
        ("decodeURIComponent('%41%2F%C3%BC')", "A/ü"),
        ("escape('a b+ü😀')", "a%20b+%FC%uD83D%uDE00"),
        ("unescape('%u00fc%41%uD83D%uDE00%u1%')", "üA😀%u1%"),
        ("decodeURIComponent(escape(atob('w7w=')))", "ü"),
        ("decodeURI('%41%2F%23')", "A%2F%23"),
        ("JSON.parse('[1, -0, {\"b\": 1e400}]')", [1, -0.0, {"b": math.inf}]),
        ('Object.keys(JSON.parse(\'{"b": 1, "__proto__": null}\'))', ["b", "__proto__"]),
        ("JSON.stringify({ a: [1, undefined, NaN], b: undefined, c() {} })", '{"a":[1,null,null]}'),
        ("JSON.stringify({ a: {}, b: [1] }, null, 2)", '{\n  "a": {},\n  "b": [\n    1\n  ]\n}'),
        ("JSON.stringify({ a: 1, b: { c: 2, a: 3 } }, ['b', 'a'])", '{"b":{"a":3},"a":1}'),
        ("JSON.stringify('\\ud83d\\n\"é')", '"\\ud83d\\n\\"é"'),
    ],
)
def test_texts(expression: str, expected: Any) -> None:
    """Addresses and JSON; a ``__proto__`` in JSON is a key like any other."""
    assert same(value(expression), expected)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("(page.x ? 'eu' : 'us').toUpperCase()", ["EU", "US"]),
        ("['https://', page.x ? 'eu' : 'us'].join('')", ["https://eu", "https://us"]),
        ("Math.max(page.x ? 1 : 5, 3)", [3, 5]),
        ("String(page.x ? 1 : null)", ["1", "null"]),
    ],
)
def test_candidates(expression: str, expected: list[Any]) -> None:
    """What is made of a value that depends on a condition is known for each way."""
    assert candidates(value(expression)) == expected


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("new Date()", "it depends on the clock"),
        ("Date.now()", "it depends on the clock"),
        ("Math.random()", "it is random"),
        ("crypto.randomUUID()", "it is random"),
        ("'a'.localeCompare('b')", "it depends on the browser's language"),
        ("(1).toLocaleString()", "it depends on the browser's language"),
        ("(0.1).toString(2)", "browsers may write this number differently"),
        ("'ƛ'.toUpperCase()", "browsers may disagree about the case of a character in it"),
        ("Object.keys(page.x)", "another script defines page (--assume)"),
    ],
)
def test_why_not(expression: str, reason: str) -> None:
    """What depends on more than the script is unresolved, and says on what."""
    found = value(expression)
    assert isinstance(found, Unresolved)
    assert found.reason == reason


@pytest.mark.parametrize(
    "before",
    [
        "Math.max = () => 5;",
        "const m = Math; m.max = () => 5;",
        "Object.assign(Math, { max: () => 5 });",
        "Object.defineProperty(Math, 'max', { value: () => 5 });",
        "page.f(Math);",
    ],
)
def test_a_replaced_function(before: str) -> None:
    """A built-in function that the script or another one may have replaced isn't known."""
    assert isinstance(value("Math.max(1, 2)", before), Unresolved)


def test_undefined_is_given_for_nothing() -> None:
    """Console's functions give undefined and change nothing."""
    assert value("[console.log(o), o.a]", "var o = { a: 1 };") == [UNDEFINED, 1]
