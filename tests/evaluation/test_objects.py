"""Getters, attributes and prototypes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.evaluation.support import gives


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("var o = { get a() { return this.b }, b: 2 }; var appConfig = { v: o.a, w: { ...o } };",
         {"v": 2, "w": {"a": 2, "b": 2}}),
        (("var o = { get a() { return 1 }, set a(to) { this.b = to } }; o.a = 5; "
          "var appConfig = { v: o.a, w: o.b };"), {"v": 1, "w": 5}),
        ("var o = { get a() { return 1 } }; o.a = 2; o.a += 1; var appConfig = { v: o.a };",
         {"v": 1}),
        (("'use strict'; var v; try { ({ get a() { return 1 } }).a = 2 } catch { v = 'thrown' } "
          "var appConfig = { v };"), {"v": "thrown"}),
        (("var n = 0, o = { get a() { n++; return n }, b: 1 }; var { b, ...rest } = o; "
          "var appConfig = { n, rest };"), {"n": 1, "rest": {"a": 1}}),
        (("var o = Object.assign({ set a(to) { this.b = to * 2 } }, { get a() { return 4 } }); "
          "var appConfig = { v: o.b };"), {"v": 8}),
        ("var o = { get a() { delete this.b; return 1 }, b: 2 }; var appConfig = { ...o };",
         {"a": 1}),
        ("var o = {}; if (page.x) o = { get a() { return 1 } }; var appConfig = { v: o.a };",
         {"v": ...}),
        ("var o = { get a() { return page.x } }; var appConfig = { v: o.a, k: Object.keys(o) };",
         {"v": ..., "k": ["a"]}),
    ],
)  # fmt: skip
def test_accessors(script: str, expected: dict[str, Any]) -> None:
    """A getter or setter is run where the property is read or set."""
    assert gives(script, expected)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (("var exports = {}; Object.defineProperty(exports, '__esModule', { value: true }); "
          "exports.a = 1; var appConfig = { exports, v: exports.__esModule };"),
         {"exports": {"a": 1}, "v": True}),
        (("var o = Object.defineProperty({}, 'a', { value: 1, enumerable: true }); o.a = 2; "
          "delete o.a; var appConfig = { o };"), {"o": {"a": 1}}),
        (("var o = Object.defineProperties({}, { a: { get() { return 3 }, enumerable: true }, "
          "b: { value: 2, writable: true } }); o.b = 5; "
          "var appConfig = { a: o.a, b: o.b, k: Object.keys(o) };"),
         {"a": 3, "b": 5, "k": ["a"]}),
        (("var o = Object.seal({ a: 1 }); o.a = 2; o.b = 3; delete o.a; "
          "var appConfig = { o, f: Object.isFrozen(o), s: Object.isSealed(o) };"),
         {"o": {"a": 2}, "f": False, "s": True}),
        (("var o = Object.preventExtensions({ a: 1 }); o.b = 3; delete o.a; "
          "var appConfig = { o, f: Object.isFrozen(o) };"), {"o": {}, "f": True}),
        (("'use strict'; var r = []; var o = Object.defineProperty({}, 'a', { value: 1 }); "
          "try { o.a = 2 } catch { r.push(1) } try { delete o.a } catch { r.push(2) } "
          "try { Object.preventExtensions(o).b = 1 } catch { r.push(3) } var appConfig = { r };"),
         {"r": [1, 2, 3]}),
        (("var o = {}; if (page.x) Object.freeze(o); o.a = 1; var appConfig = { v: o.a };"),
         {"v": ...}),
        (("var o = {}; if (page.x) { o.a = 1 } o.b = 2; o.a = 3; "
         "var appConfig = { v: Object.keys(o), w: o.a };"), {"v": ..., "w": 3}),
    ],
)  # fmt: skip
def test_attributes(script: str, expected: dict[str, Any]) -> None:
    """What isn't writable, enumerable or configurable is not changed, listed or deleted."""
    assert gives(script, expected)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (("var o = { __proto__: { a: 1, m() { return this.b } }, b: 2 }; var k = []; "
          "for (var i in o) k.push(i); var appConfig = { a: o.a, m: o.m(), k, i: 'a' in o, "
          "h: o.hasOwnProperty('a'), s: { ...o } };"),
         {"a": 1, "m": 2, "k": ["b", "a", "m"], "i": True, "h": False, "s": {"b": 2}}),
        (("var __proto__ = 1; var appConfig = { a: Object.keys({ __proto__ }), "
         "b: Object.keys({ ['__proto__']: 1 }), c: Object.keys({ __proto__() {} }), "
         "d: Object.keys({ __proto__: 1 }) };"),
         {"a": ["__proto__"], "b": ["__proto__"], "c": ["__proto__"], "d": []}),
        (("var o = JSON.parse('{\"__proto__\": {\"x\": 1}}'); "
         "var appConfig = { k: Object.keys(o), x: typeof o.x };"),
         {"k": ["__proto__"], "x": "undefined"}),
        (("var a = { x: 1 }, b = {}; b.__proto__ = a; Object.setPrototypeOf(a, { y: 2 }); "
          "var appConfig = { x: b.x, y: b.y, p: Object.getPrototypeOf(b) === a };"),
         {"x": 1, "y": 2, "p": True}),
        ("var o = Object.create(null); o.a = 1; var appConfig = { t: typeof o.valueOf, o: {...o}};",
         {"t": "undefined", "o": {"a": 1}}),
        (("var o = Object.create({ set a(to) { this.b = to } }); o.a = 1; "
          "var appConfig = { k: Object.keys(o) };"), {"k": ["b"]}),
        ("var o = Object.create(Object.freeze({ a: 1 })); o.a = 2; var appConfig = { v: o.a };",
         {"v": 1}),
        (("var p = {}; var o = Object.create(p); page.poke(p); o.a = 1; "
          "var appConfig = { v: o.a, w: o.b };"), {"v": ..., "w": ...}),
        ("var o = { __proto__: { a: 1 } }; var appConfig = { o };", {"o": ...}),
        (("var base = { m() { return 'base' + this.n } }; "
         "var o = { __proto__: base, n: 1, m() { return super.m() + '!' } }; "
         "var appConfig = { v: o.m() };"), {"v": "base1!"}),
        (("var o = Object.create({ a: 2 }); if (page.x) o.a = 1; "
          "var appConfig = { v: o.a === 1 || o.a === 2, w: o.a };"), {"v": True, "w": ...}),
        (("var v; try { v = [...{ __proto__: { a: 1 } }] } catch { v = 'thrown' } "
          "var appConfig = { v, w: [...{ __proto__: [1] }] };"), {"v": "thrown", "w": ...}),
        (("function f(o) { return Object.getPrototypeOf(o) === Object.prototype } "
          "var appConfig = { a: f({}), b: f([]), c: f(Object.create({})), "
          "d: [].constructor === Array };"), {"a": True, "b": False, "c": False, "d": True}),
        (("var v; try { var o = {}; o.__proto__ = { __proto__: o } } catch { v = 'circle' } "
         "var appConfig = { v };"), {"v": "circle"}),
    ],
)  # fmt: skip
def test_prototypes(script: str, expected: dict[str, Any]) -> None:
    """A property is looked up along the prototypes; a literal's ``__proto__`` is no key."""
    assert gives(script, expected)


def test_a_tag_of_a_bundler_changes_nothing_but_a_description() -> None:
    """Webpack marks modules with Symbol.toStringTag; what they hold is known all the same."""
    script = (
        "var m = { a: 1 };"
        "'undefined' != typeof Symbol && Symbol.toStringTag && "
        "Object.defineProperty(m, Symbol.toStringTag, { value: 'Module' });"
        "var appConfig = { a: m.a, m, text: `${m}`, tag: Object.prototype.toString.call(m) };"
    )

    assert gives(script, {"a": 1, "m": {"a": 1}, "text": ..., "tag": ...})


@pytest.mark.parametrize(
    "script",
    [
        "var appConfig = { __proto__: { x: 1 }, a: 1 };",
        "var appConfig = { '__proto__': { x: 1 }, a: 1 };",
        "var appConfig = Object.create(null); appConfig.a = 1;",
        "class Config { a = 1; get x() { return 2 } } var appConfig = new Config();",
    ],
)
def test_a_configuration_that_inherits(script: str) -> None:
    """Of the configuration itself the own properties are what the merge takes."""
    assert gives(script, {"a": 1})


def test_a_value_that_inherits_is_no_plain_object() -> None:
    """Inside of the configuration such an object replaces what is below it, as a whole."""
    assert gives("var appConfig = { o: { __proto__: { x: 1 }, a: 1 } };", {"o": ...})
