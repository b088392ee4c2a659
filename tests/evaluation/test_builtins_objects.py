"""Built-in functions on objects and arrays: copies, changes, callbacks, sharing."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import UNDEFINED, ScriptThrowsError, Source, Unresolved, effective_config
from appconfig_merge.values import same
from tests.evaluation.support import candidates, gives, read, value


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("Object.entries({ b: 1, 0: 2 })", [["0", 2], ["b", 1]]),
        ("Object.fromEntries(Object.entries({ a: 1 }).map(([k, v]) => [k + k, v]))", {"aa": 1}),
        ("Object.prototype.hasOwnProperty.call({ a: 1 }, 'a')", True),
        ("({ a: 1 }).hasOwnProperty('toString')", False),
        ("Object.prototype.toString.call([])", "[object Array]"),
        ("Object.isFrozen(Object.freeze([]))", True),
        ("Object.is(NaN, NaN) && !Object.is(0, -0)", True),
        ("Object.defineProperty({ a: 1 }, 'a', { value: 2 })", {"a": 2}),
        ("Object.getOwnPropertyNames(['x'])", ["0", "length"]),
        ("Array.from({ length: 2 }, (_, i) => i * 2)", [0, 2]),
        ("Array.from('a😀').length + Array(3).length + new Array(1, 2).length", 7),
        ("[1, , [2, [3]]].concat([, 4]).length", 5),
        ("[1, [2, [3]]].flat()", [1, 2, [3]]),
        ("[NaN].includes(NaN) && [NaN].indexOf(NaN) === -1 && [,].includes(undefined)", True),
        ("[].slice.call([1, 2, 3], -2)", [2, 3]),
        ("['b', undefined, 10, 9, 'a'].sort()", [10, 9, "a", "b", UNDEFINED]),
        ("[3, 1, 2].sort((a, b) => b - a)", [3, 2, 1]),
        ("[1, 2, 3, 4].reduce((sum, n) => sum + n)", 10),
        ("[1, 2, 3].reduceRight((all, n) => [...all, n], [])", [3, 2, 1]),
        ("['1', '2'].map(Number).filter(Boolean).some(n => n > 1)", True),
        ("[1, , 3].map(x => x * 2).length + [1, , 3].findIndex(x => x === undefined)", 4),
        ("[[1, 2], [3]].flatMap(x => x).join('-')", "1-2-3"),
    ],
)  # fmt: skip
def test_results(expression: str, expected: Any) -> None:
    """Object, Array and their prototypes, callbacks included."""
    assert same(value(expression), expected)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("var a = [1, 2, 3]; var r = a.splice(1, 1, 'x', 'y'); var appConfig = { a, r };",
         {"a": [1, "x", "y", 3], "r": [2]}),
        (("var a = [1]; a.push(2); a.unshift(0); a.reverse(); var p = a.pop();"
          "var appConfig = { a, p };"), {"a": [2, 1], "p": 0}),
        ("var o = {}, a = [o], b = a.slice(); b[0].x = 1; b.push(2); var appConfig = { a };",
         {"a": [{"x": 1}]}),
        (("var a = [1, 2, 3], n = 0; a.forEach((x, i) => { n += x; a.pop(); });"
          "var appConfig = { a, n };"), {"a": [1], "n": 3}),
        ("var a = []; if (page.x) a.push(1); var appConfig = { v: a.length };", {"v": ...}),
        ("var a = [1]; (page.x ? a : []).push(2); var appConfig = { a, b: 1 };",
         {"a": ..., "b": 1}),
        ("var a = [2, 1]; a.sort((x, y) => { a.x = 1; return x - y; }); var appConfig = { a };",
         {"a": ...}),
        ("var a = [1, 2]; var appConfig = { s: [2, 1, 3].sort((x, y) => x > y) };", {"s": ...}),
        (("var o = { get a() { n = 2; return 1; } }, n = 1, v = Object.values(o);"
          "var appConfig = { v, n };"), {"v": ..., "n": ...}),
        ("Array.prototype[0] = 1; var appConfig = { v: [, 2].map(x => x) };", {"v": ...}),
    ],
)  # fmt: skip
def test_changes(script: str, expected: dict[str, Any]) -> None:
    """What changes an array changes it for all its names; what isn't sure is unresolved."""
    assert gives(script, expected)


def test_a_search_with_an_unknown_condition() -> None:
    """What find gives depends on the page; each way has its value and effects of its own."""
    script = """
        var n = 0, list = [{ host: "a", v: 1 }, { host: "b", v: 2 }];
        var found = list.find(one => { n++; return one.host === location.hostname; });
        var appConfig = { found, n, list };
    """
    found = read(script)
    assert found["list"] == [{"host": "a", "v": 1}, {"host": "b", "v": 2}]
    assert candidates(found["found"])[0] == {"host": "a", "v": 1}
    assert candidates(found["n"]) == [1, 2]
    assert read(script, **{"location.hostname": "a"})["n"] == 1


@pytest.mark.parametrize(
    "expression",
    [
        "[].reduce((a, b) => a)", "[1].map(1)", "Object.freeze([1]).push(2)", "'x'.repeat(-1)",
        "(1).toFixed(101)", "JSON.parse('{')", "decodeURIComponent('%')", "Object.keys(null)",
        "new Array(-1)", "JSON.stringify(1n)", "Object.defineProperty(1, 'a', {})",
        "(a => { a[0] = a; JSON.stringify(a); })([])",
    ],
)  # fmt: skip
def test_errors(expression: str) -> None:
    """Where a built-in function throws, the script stops, with the call's place."""
    source = Source("appConfig.js", f"{expression}; var appConfig = {{}};")
    with pytest.raises(ScriptThrowsError) as caught:
        effective_config(source)
    assert caught.value.location is not None


def test_places() -> None:
    """Elements that concat, slice and sort copied keep the place where they were written."""
    text = 'var list = ["b", "a"];\nvar appConfig = { v: list.concat(["c"]).sort().slice(1) };'
    config = effective_config(Source("appConfig.js", text))
    (one,) = config.explain("v").contributions
    assert [str(item.location) for item in one.elements] == [
        "appConfig.js:1:13",
        "appConfig.js:2:35",
    ]


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("'x'.repeat(1e9)", "the string is longer than 10,000,000 characters"),
        ("'x'.padStart(1e9)", "the string is longer than 10,000,000 characters"),
        ("new Array(1e9)", "the array is longer than 100,000 elements"),
        ("Array.from({ length: 1e9 })", "the array is longer than 100,000 elements"),
        ("(a => a.flat(Infinity))((a => (a.push(a), a))([]))",
         "the array is longer than 100,000 elements"),
        ("JSON.parse('['.repeat(1e5))", "the JSON text nests deeper than 200 levels"),
        ("Array(60000).fill(1).concat(Array(60000).fill(2))",
         "the array is longer than 100,000 elements"),
    ],
)  # fmt: skip
def test_limits(expression: str, reason: str) -> None:
    """What would fill memory is unresolved at once."""
    found = value(expression)
    assert isinstance(found, Unresolved)
    assert reason in {found.reason, "the array is longer than 100,000 elements"}
