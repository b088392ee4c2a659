"""Constructors and classes."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import UNDEFINED
from tests.evaluation.support import gives

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
        ("class A { #p = 1; static s = 2 } var appConfig = { v: A.s };", {"v": ...}),
        (("var o = { a: 1 }; class A { constructor() { o.a = 2 } } "
         "class B extends A { constructor() { o.b = 1; super() } } new B(); "
         "var appConfig = { v: o.a };"), {"v": ...}),
        ("class A { a = 1 } page.poke(A); var appConfig = { v: new A().a };", {"v": ...}),
    ],
)  # fmt: skip
def test_classes(script: str, expected: dict[str, Any]) -> None:
    """Fields, methods, accessors, static members and ``extends``."""
    assert gives(script, expected)
