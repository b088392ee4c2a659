"""Literals, objects, arrays, operators: what an expression gives."""

from __future__ import annotations

import math
from typing import Any

import pytest

from appconfig_merge import UNDEFINED, BigInt, Function, RegExp, Unresolved
from appconfig_merge.values import same
from tests.evaluation.support import gives, read, value


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("'it\\'s \\x41\\u0042\\u{43}\\n'", "it's ABC\n"),
        ("'\\ud83d' + '\\ude00'", "😀"),
        ("0x1F + 0b11 + 0o7 + 1_000", 1041),
        (".5", 0.5),
        ("1e21", 10**21),
        ("-0", -0.0),
        ("0 / 0", math.nan),
        ("-1 / 0", -math.inf),
        ("10n ** 20n", BigInt(10**20)),
        ("/a+/gi", RegExp("a+", "gi")),
        ("undefined", UNDEFINED),
        ("null", None),
        ("`a${1 + 1}b`", "a2b"),
        ("(task) => task.sid", Function("(task) => task.sid")),
    ],
)
def test_literals(expression: str, expected: Any) -> None:
    """A value is what JavaScript makes of its text; a function is its own text."""
    assert same(value(expression), expected)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("{ a: 1, b: 2, a: 3 }", {"a": 3, "b": 2}),
        ("{ b: 1, 2: 'x', 1: 'y', '-1': 0 }", {"1": "y", "2": "x", "b": 1, "-1": 0}),
        ("{ ['a' + 1]: 1, [2]: 2 }", {"2": 2, "a1": 1}),
        ("{ ...{ a: 1, b: 2 }, b: 3 }", {"a": 1, "b": 3}),
        ("{ ...'hi', ...null, ...5, ...[7] }", {"0": 7, "1": "i"}),
        ("[...'é😀', ...[1, , 2]]", ["é", "😀", 1, UNDEFINED, 2]),
        ("[1, , 3].length", 3),
        ("({ a: { b: [5] } }).a['b'][0]", 5),
        ("{ __proto__: 5 }", {}),
    ],
)
def test_objects_and_arrays(expression: str, expected: Any) -> None:
    """Duplicate, numeric and computed keys, spread and holes."""
    found = value(expression)
    assert same(found, expected)
    if isinstance(expected, dict):
        assert list(found) == list(expected)


def test_getters_and_methods() -> None:
    """A method is a function; what a getter gives is known where it is read."""
    script = "var appConfig = { m() { return 1 }, get g() { return 1 } };"
    found = read(script)
    assert found["m"] == Function("m() { return 1 }", is_method=True)
    assert isinstance(found["g"], Unresolved)
    assert gives("var o = { get g() { return 1 } }; var appConfig = { v: o.g };", {"v": 1})


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("'😀z'.length", 3),
        ("'😀'[0]", "\ud83d"),
        ("'abc'[7]", UNDEFINED),
        ("1 + '2' - 1", 11),
        ("[1, [2, 3]] + ''", "1,2,3"),
        ("({}) + '' + /a/g", "[object Object]/a/g"),
        ("null ?? 'd'", "d"),
        ("0 ?? 'd'", 0),
        ("0 || 'd'", "d"),
        ("'' && 'd'", ""),
        ("typeof undeclared + typeof null + typeof (() => 1)", "undefinedobjectfunction"),
        ("(1, 2, 3)", 3),
        ("void 0 === undefined", True),
        ("'a' in { a: undefined }", True),
        ("delete { a: 1 }.a", True),
        ("true ? 'y' : undeclared", "y"),
        ("7 % -3", 1),
        ("-7 % 3", -1),
        ("-8 >>> 28", 15),
        ("2 ** 10", 1024),
        ("({ a: null })?.a?.b.c.d", UNDEFINED),
        ("undefined?.[undeclared()]", UNDEFINED),
    ],
)
def test_operators(expression: str, expected: Any) -> None:
    """Operators convert, and leave alone what they don't come to."""
    assert same(value(expression), expected)


@pytest.mark.parametrize(
    "expression", ["2 ** 0.5", "Math.hypot(3, 4)", "/\\p{Script=Greek}/u.test('b')", "new Date()"]
)
def test_what_is_not_evaluated(expression: str) -> None:
    """Built-in functions, and what browsers may round differently, stay unresolved."""
    assert gives(f"var appConfig = {{ v: {expression} }};", {"v": ...})


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("var a = [1]; var appConfig = { v: `${a}${a[0] = 9}` };", {"v": "19"}),
        ("var a = [1], o = {}; o[a] = (a[0] = 9); var appConfig = { o };", {"o": {"9": 9}}),
        ("var i = 0, o = {}; [o[i++] = i] = []; var appConfig = { o };", {"o": {"0": 1}}),
        ("var a = [1, 2]; [a[1], a[0]] = a; var appConfig = { a };", {"a": [1, 1]}),
        (
            "var o = { a: 1 }, t = {}; ({ ...t[o.b = 'k'] } = o); var appConfig = t;",
            {"k": {"a": 1, "b": "k"}},
        ),
        ("var appConfig = {}; null[appConfig.a = 2];", {"a": 2}),
        ("var x = 1; var appConfig = { v: x + (x = 5) + x };", {"v": 11}),
    ],
)
def test_order_of_evaluation(script: str, expected: dict[str, Any]) -> None:
    """Conversions, targets and keys come when ECMA-262 has them come."""
    assert gives(script, expected)
