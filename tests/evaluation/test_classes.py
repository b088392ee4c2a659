"""Constructors and classes."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import UNDEFINED
from tests.evaluation.support import candidates, gives, read

_EXTENDS = (
    "var __extends = (function () { var e = function (d, b) { e = Object.setPrototypeOf || "
    "function (d, b) { d.__proto__ = b }; return e(d, b) }; return function (d, b) { e(d, b); "
    "function __() { this.constructor = d } d.prototype = b === null ? Object.create(b) "
    ": (__.prototype = b.prototype, new __()) } })(); "
)
"""How compilers write ``extends`` for old browsers."""


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (("function F(a) { this.a = a } F.prototype.m = function () { return this.a }; "
          "var f = new F(4); var appConfig = { v: f.m(), i: f instanceof F, k: Object.keys(f), "
          "c: f.constructor === F };"), {"v": 4, "i": True, "k": ["a"], "c": True}),
        ("function F() { return { a: 1 } } var appConfig = { v: new F() };", {"v": {"a": 1}}),
        ("function F() { if (page.x) return { a: 1 } } var appConfig = { v: new F().a };",
         {"v": ...}),
        ("function F() {} if (page.x) F.prototype = { a: 1 }; var appConfig = { v: new F().a };",
         {"v": ...}),
        ("var v; try { new (() => 1)() } catch { v = 'thrown' } var appConfig = { v };",
         {"v": "thrown"}),
        (_EXTENDS + "function A() { this.x = 1 } A.prototype.m = function () { return this.x }; "
         "A.s = 4; var B = (function (A) { __extends(B, A); function B() { return A !== null && "
         "A.apply(this, arguments) || this } return B })(A); "
         "var appConfig = { v: new B().m(), s: B.s };", {"v": 1, "s": 4}),
    ],
)  # fmt: skip
def test_constructors(script: str, expected: dict[str, Any]) -> None:
    """``new`` makes an object with the function's prototype."""
    assert gives(script, expected)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (("class A { constructor(a) { this.a = a } get g() { return this.a * 2 } f = 7; "
          "static s = 5; static m() { return this.s } } var o = new A(2); "
          "var appConfig = { o: { ...o }, g: o.g, s: A.m(), t: typeof A };"),
         {"o": {"f": 7, "a": 2}, "g": 4, "s": 5, "t": "function"}),
        (("class A { constructor(a) { this.a = a; this.k = this.kind() } kind() { return 'A' } } "
          "class B extends A { f = this.a; constructor() { super(3); this.b = 1 } "
          "kind() { return super.kind() + 'B' } } var appConfig = { ...new B() };"),
         {"a": 3, "k": "AB", "f": 3, "b": 1}),
        (("class A { static { this.v = 1; var w = 2 } ['m' + 1]() { return this.v } } "
         "var appConfig = { v: A.v, w: typeof w, m: new A().m1() };"),
         {"v": 1, "w": "undefined", "m": UNDEFINED}),
        ("var C = class N { static m() { return N.x } static x = 1}; var appConfig = { v: C.m() };",
         {"v": 1}),
        ("class A {} var v; try { A() } catch { v = 'thrown' } var appConfig = { v };",
         {"v": "thrown"}),
        ("class A extends Array { static s = 2 } var appConfig = { v: A.s };", {"v": ...}),
        (("var o = { a: 1 }; class A { constructor() { o.a = 2 } } "
         "class B extends A { constructor() { o.b = 1; super() } } new B(); "
         "var appConfig = { ...o };"), {"a": 2, "b": 1}),
        (("class A { n = 1 } class B extends A { constructor(o) { o = o || { k: 2 }; super(); "
          "const f = () => this.n + o.k; this.v = f() } } var appConfig = { ...new B() };"),
         {"n": 1, "v": 3}),
        (("class A {} class B extends A { constructor() { if (page.x) return; super(); } } "
         "var appConfig = { v: new B().v };"), {"v": ...}),
        (("class A {} class B extends A { constructor() { if (page.x) super(); } } "
         "var appConfig = { v: new B().v };"), {"v": ...}),
        ("class A { a = 1 } page.poke(A); var appConfig = { v: new A().a };", {"v": ...}),
    ],
)  # fmt: skip
def test_classes(script: str, expected: dict[str, Any]) -> None:
    """Fields, methods, accessors, static members and ``extends``."""
    assert gives(script, expected)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (("class A { #x = 1; get x() { return this.#x } inc() { this.#x++; return this } } "
          "var appConfig = { x: new A().inc().inc().x };"), {"x": 3}),
        (("class A { #x; constructor(v) { this.#x = v } sum(o) { return this.#x + o.#x } "
          "static is(o) { return #x in o } } var a = new A(1); "
          "var appConfig = { sum: a.sum(new A(2)), is: A.is(a), not: A.is({}) };"),
         {"sum": 3, "is": True, "not": False}),
        (("class A { #n = 3; #twice(v) { return v * 2 + this.#n } get #g() { return 'g' + this.#n }"
          " set #g(v) { this.#n = v } run() { var t = this.#twice(2); this.#g = 9; "
          "return [t, this.#g] } } var appConfig = { v: new A().run() };"), {"v": [7, "g9"]}),
        (("class A { static #n = 0; static next() { return ++A.#n } static #m() { return 'm' } "
          "static m() { return A.#m() } } A.next(); var appConfig = { n: A.next(), m: A.m() };"),
         {"n": 2, "m": "m"}),
        (("class C { #c; constructor(c) { this.#c = { ...c } } "
          "with(o) { return new C({ ...this.#c, ...o }) } build() { return this.#c } } "
          "var appConfig = new C({ a: 1 }).with({ b: 2 }).build();"), {"a": 1, "b": 2}),
        (("var make = () => class { #x = 1; static read(o) { return o.#x } }, A = make(), "
          "B = make(), v; try { A.read(new B()) } catch { v = 'refused' } "
          "var appConfig = { v, own: A.read(new A()) };"), {"v": "refused", "own": 1}),
        (("class A { #m() {} run() { this.#m = 1 } } var v; "
          "try { new A().run() } catch { v = 'refused' } var appConfig = { v };"),
         {"v": "refused"}),
        ("class A { #x = 1; read(o) { return o?.#x } } var appConfig = { v: new A().read(null) };",
         {"v": UNDEFINED}),
        (("class A { #x = 1; set() { this.#x = 2 } get() { return this.#x } } var a = new A(); "
          "page.call(a); var appConfig = { v: a.get() };"), {"v": ...}),
        (("class A { #x = 1; set() { this.#x = 2 } get() { return this.#x } } var a = new A(); "
          "Object.freeze(a); var get = () => a.get(); page.call(a.set); "
          "var appConfig = { v: get() };"), {"v": ...}),
    ],
)  # fmt: skip
def test_private_names(script: str, expected: dict[str, Any]) -> None:
    """Fields, methods and accessors that just the code of a class can name."""
    assert gives(script, expected)


def test_private_fields_under_a_condition() -> None:
    """What a private field holds is followed as what a property holds."""
    script = """
    class A { #x = 1; set(v) { this.#x = v } get() { return this.#x } }
    var a = new A();
    if (page.x) a.set(2);
    var appConfig = { v: a.get() };
    """
    assert candidates(read(script)["v"]) == [2, 1]
