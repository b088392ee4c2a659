"""Code that isn't evaluated: whatever it may have changed is unresolved, nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import UNDEFINED, UnresolvedConfigError
from tests.evaluation.support import gives, read


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("var n = 0, m = 1; for (var i = 0; i < page.n; i++) n += i; var appConfig = { n, m };",
         {"n": ..., "m": 1}),
        ("var t, o = {}; while (page.n) { t = o; break } t.x = 1; var appConfig = { o };",
         {"o": ...}),
        (("var box = {}; while (page.n) { box.f = () => { n = 2 }; break } var n = 1; box.f();"
         "var appConfig = { n };"), {"n": ...}),
        ("try { function f() { return 1 } } catch {} var appConfig = { v: f() };", {"v": 1}),
        ("var appConfig = { a: 1 }; try { throw 1 } catch {} appConfig.b = 2;", {"a": 1, "b": 2}),
        ("function f() { while (page.n) return 5 } var appConfig = { v: f() };", {"v": ...}),
        ("var o = {}; with (o) { a = 1 } var appConfig = { o };", {"o": ...}),
    ],
)  # fmt: skip
def test_statements(script: str, expected: dict[str, Any]) -> None:
    """Loops and try statements: what they assign or change, what they may keep or return."""
    assert gives(script, expected)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("var o = { a: {} }, p = {}; page.f(o); var appConfig = { v: 1 }; appConfig.o = o;",
         {"v": 1, "o": ...}),
        ("page.keep(() => { n = 2 }); var n = 1; page.go(); var appConfig = { n };", {"n": ...}),
        ("var f = page.x ? () => { n = 2 } : () => {}; var n = 1; f(); var appConfig = { n };",
         {"n": ...}),
        ("var o = { u: {} }; page.call(() => o.u).k = 1; var appConfig = { o };", {"o": ...}),
        ("var o = { u: {} }; Object.values(o)[page.n].k = 1; var appConfig = { v: o.u };",
         {"v": ...}),
        ("var o = { u: 1 }; JSON.stringify(o); var appConfig = { o };", {"o": {"u": 1}}),
        ("var n = 0; page.list.forEach(x => { n += x }); var appConfig = { n };", {"n": ...}),
        ("var n = 0; navigator.languages.forEach(x => { n = 1 }); var appConfig = { n };",
         {"n": ...}),
        ("var f = function () {}; f.x = 1; page.f(f); var appConfig = { v: f.x };", {"v": ...}),
        ("var o = { v: 1 }; page.run(); var appConfig = { o };", {"o": ...}),
        ("var o = { v: 1 }; fetch('/x'); var appConfig = { o };", {"o": {"v": 1}}),
        ("var n = 1; function f() { eval('var n'); n = 2 } f(); var appConfig = { n };",
         {"n": ...}),
        ("var o = {}; class A extends Array { static x = o } A.x.k = 1; var appConfig = { o };",
         {"o": ...}),
    ],
)  # fmt: skip
def test_calls(script: str, expected: dict[str, Any]) -> None:
    """A function of another script may change what it is handed, what it kept, and globals."""
    assert gives(script, expected)


@pytest.mark.parametrize(
    "hidden",
    [
        "[{ toString: run }].join()",
        "JSON.stringify({ toJSON: run })",
        "[...{ *[Symbol.iterator]() { run() } }]",
        "new Proxy({}, { get: run }).a",
        "new (class extends Array { constructor() { super(); run() } })()",
        "(class extends Array { static { run() } })",
        "for (const k in { get a() { run() } }) { Object.entries({ get a() { run() } }) }",
        "1 instanceof { [Symbol.hasInstance]: run }",
    ],
)
def test_hidden_calls(hidden: str) -> None:
    """Conversions, iteration and opaque classes may run code of the script."""
    script = f"var n = 1; function run() {{ n = 2; return '' }} {hidden}; var appConfig = {{ n }};"
    assert gives(script, {"n": ...})


@pytest.mark.parametrize(
    "hidden",
    [
        "'' + { toString() { run(); return '' } }",
        "+{ valueOf: run }",
        "(class { static #a; static { run() } })",
        "new (class { #a; constructor() { run() } })()",
        "`${{ toString: run }}`",
    ],
)
def test_hidden_calls_that_are_known(hidden: str) -> None:
    """Where it is certain which function is run, what it does is known."""
    script = f"var n = 1; function run() {{ n = 2; return '' }} {hidden}; var appConfig = {{ n }};"
    assert gives(script, {"n": 2})


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (
            "Object.prototype.x = 1; var appConfig = { v: ({}).x, w: ({}).y };",
            {"v": ..., "w": None},
        ),
        ("Object.getPrototypeOf({}).x = 1; var appConfig = { v: ({}).x };", {"v": ...}),
        ("({}).constructor.prototype.x = 1; var appConfig = { v: ({}).x };", {"v": ...}),
        ("Object.prototype.toString = () => 'x'; var appConfig = { v: '' + {} };", {"v": ...}),
        ("function F() {} F.prototype.x = 1; var appConfig = { v: ({}).x };", {"v": None}),
    ],
)
def test_prototypes(script: str, expected: dict[str, Any]) -> None:
    """A changed built-in prototype shows everywhere; that of a script's own function doesn't.

    None stands for undefined.
    """
    wanted = {key: UNDEFINED if item is None else item for key, item in expected.items()}
    assert gives(script, wanted)


@pytest.mark.parametrize("name", ["test", "exec"])
def test_asking_a_regular_expression_changes_nothing(name: str) -> None:
    """What a literal says of a text isn't known, and that is all."""
    text = f"var appConfig = {{ a: 1 }}; if (/x/.{name}(location.href)) appConfig.b = 2;"

    assert gives(text, {"a": 1, "b": ...})


@pytest.mark.parametrize(
    "text",
    [
        "RegExp.prototype.exec = f; /x/.test('y');",
        "Object.prototype.test = f; /x/.test('y');",
        "/x/.test({ toString: f });",
        "var r = /x/; r.exec = f; r.test('y');",
    ],
)
def test_asking_one_whose_methods_are_the_scripts_own(text: str) -> None:
    """What those change isn't known, whether the expression has them or a text does."""
    script = f"var appConfig = {{ a: 1 }}; function f() {{ appConfig.a = 2; }} {text}"

    with pytest.raises(UnresolvedConfigError):
        read(script)
