"""Functions of the script's own: closures, parameters, ``this``, ways to return."""

from __future__ import annotations

from typing import Any

import pytest

from tests.evaluation.support import gives


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("const add = a => b => a + b; var appConfig = { v: add(1)(2) };", {"v": 3}),
        ("var n = 0; const up = () => ++n; up(); up(); var appConfig = { n };", {"n": 2}),
        ("var appConfig = { v: (({ a, b = 2 }, [c], ...r) => [a, b, c, r])({ a: 1 }, 'x', 5, 6) };",
         {"v": [1, 2, "x", [5, 6]]}),
        ("function f(a, g = () => a) { var a = 2; return g() } var appConfig = { v: f(1) };",
         {"v": 1}),
        ("var o = { q: 4, m() { return this.q } }; var appConfig = { a: o.m(), b: (o?.m)() };",
         {"a": 4, "b": 4}),
        (("function f() { return this.v } var v = 1; var appConfig = "
         "{ a: f(), b: f.call({ v: 2 }), c: f.apply({ v: 3 }, []), d: (() => this.v)() };"),
         {"a": 1, "b": 2, "c": 3, "d": 1}),
        ("var appConfig = { v: (function f() { f = 5; return typeof f })() };", {"v": "function"}),
        ("function f(n) { return n ? n + f(n - 1) : 0 } var appConfig = { v: f(100) };",
         {"v": 5050}),
        ("(function (w) { w.appConfig = { a: 1 } })(window);", {"a": 1}),
        ("function f(a) { arguments[0] = 9; return a } var appConfig = { v: f(1) };", {"v": 9}),
        ("function f(a) { 'use strict'; arguments[0] = 9; return a } var appConfig = { v: f(1) };",
         {"v": 1}),
        ("function f(a) { a = 9; return arguments[0] } var appConfig = { v: f(1) };", {"v": ...}),
        (("function f() { return [arguments.length, ...arguments, [].slice.call(arguments, 1)] } "
          "var appConfig = { v: f(1, 2) };"), {"v": [2, 1, 2, [2]]}),
        (("function f() { return g.apply(this, arguments) } function g(a, b) { return a + b } "
         "var appConfig = { v: f(1, 2) };"), {"v": 3}),
        ("function f(a) { page.poke(arguments); return a } var appConfig = { v: f(1) };",
         {"v": ...}),
        (("var o = { f(a, b) { return [this.x, a, b] } }; "
         "var appConfig = { v: o.f.bind({ x: 1 }, 2)(3), w: [5].map(o.f.bind({ x: 0 }, 4)) };"),
         {"v": [1, 2, 3], "w": [[0, 4, 5]]}),
        ("var appConfig = { v: (function () { return arguments })() };", {"v": ...}),
    ],
)  # fmt: skip
def test_calls(script: str, expected: dict[str, Any]) -> None:
    """A call gives what the function returns, in the scope where it was written."""
    assert gives(script, expected)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("arguments[0] = 7; return p;", 7),
        ("'use strict'; p = 5; arguments[0] = 7; return p;", 5),
        ("p = 5; arguments[0] = 7; return p;", ...),
        ("p = 5; [].reverse.call(arguments); return p;", ...),
    ],
)
def test_parameters_and_arguments_change_with_each_other(body: str, expected: Any) -> None:
    """In sloppy code they are one; where both are assigned the call is not followed."""
    script = f"function f(p, q) {{ {body} }} var appConfig = {{ it: f(1, 2) }};"

    assert gives(script, {"it": expected})


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("function f(a, b = 1, ...c) {} var appConfig = { n: f.name, l: f.length };",
         {"n": "f", "l": 1}),
        ("var g = function () {}, h; h = () => 1; var appConfig = { g: g.name, h: h.name };",
         {"g": "g", "h": "h"}),
        (("var o = { m() {}, ['c' + 1]: () => 1 }; o.r = function () {}; "
         "var appConfig = { m: o.m.name, c: o.c1.name, r: o.r.name };"),
         {"m": "m", "c": "c1", "r": ""}),
        (("var { d = () => 1 } = {}, [e = function () {}] = []; "
         "var appConfig = { d: d.name, e: e.name, inline: (() => 1).name };"),
         {"d": "d", "e": "e", "inline": ""}),
        (("class A { constructor(a, b) {} m() {} } class B extends A {} var C = class {}; "
         "var appConfig = { a: A.length, m: new A().m.name, b: B.length, c: C.name };"),
         {"a": 2, "m": "m", "b": 0, "c": "C"}),
        ("class A { static name = 'own' } var appConfig = { n: A.name };", {"n": "own"}),
        (("var f = page.x || function () {}, g = page.y ? () => 1 : () => 2; "
         "var appConfig = { f: f.name, g: g.name };"), {"f": ..., "g": ""}),
        ("function f() {} delete f.name; var appConfig = { n: f.name };", {"n": ...}),
    ],
)  # fmt: skip
def test_what_functions_are_called(script: str, expected: dict[str, Any]) -> None:
    """A function has its name and the count of its parameters from where it stands (8.4.5)."""
    assert gives(script, expected)
