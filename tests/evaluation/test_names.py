"""Names: hoisting, scopes, the window, and what throws."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import UNDEFINED, ScriptThrowsError
from tests.evaluation.support import gives, read


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("var appConfig = { v: late }; var late = 1;", {"v": UNDEFINED}),
        ("var appConfig = { v: f() }; function f() { return 4 }", {"v": 4}),
        ("var x = 1; { let x = 2; } var appConfig = { x };", {"x": 1}),
        ("var x = 1; { var x = 2; } var appConfig = { x };", {"x": 2}),
        (
            "x = 1; var appConfig = { v: window.x, w: self['x'], t: this.x };",
            {"v": 1, "w": 1, "t": 1},
        ),
        ("let x = 1; var appConfig = { v: window.x };", {"v": UNDEFINED}),
        (
            "var appConfig = { v: delete window.x, w: typeof x }; var x;",
            {"v": False, "w": "undefined"},
        ),
        ("var name = 5; var appConfig = { name };", {"name": "5"}),
        ("var undefined = 5; var appConfig = { v: undefined };", {"v": UNDEFINED}),
    ],
)
def test_bindings(script: str, expected: dict[str, Any]) -> None:
    """Where a name is bound, and when."""
    assert gives(script, expected)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("var appConfig = { t: typeof g }; { function g() {} } appConfig.u = typeof g;",
         {"t": "undefined", "u": "function"}),
        ("let f = 1; { function f() {} } var appConfig = { f };", {"f": 1}),
        ("function k(p) { { function p() {} } return p } var appConfig = { v: k(1) };", {"v": 1}),
        ("if (true) function h() { return 4 } var appConfig = { v: h() };", {"v": 4}),
        ("'use strict'; { function g() {} } var appConfig = { t: typeof g };", {"t": "undefined"}),
        ("l: function g() { return 3 } var appConfig = { v: g() };", {"v": 3}),
    ],
)  # fmt: skip
def test_functions_in_blocks(script: str, expected: dict[str, Any]) -> None:
    """Annex B.3.2: a function in a block is a variable outside, unless that would clash."""
    assert gives(script, expected)


@pytest.mark.parametrize(
    "script",
    [
        "missing; var appConfig = {};",
        "x; let x = 1; var appConfig = {};",
        "typeof x; let x; var appConfig = {};",
        "function f() { return y } f(); let y = 1; var appConfig = {};",
        "const c = 1; c = 2; var appConfig = {};",
        "'use strict'; implicit = 1; var appConfig = {};",
        "null.a; var appConfig = {};",
        "undefined(); var appConfig = {};",
        "1n + 1; var appConfig = {};",
        "(function (a = b, b) {})(); var appConfig = {};",
        "'use strict'; Object.freeze({ a: 1 }).a = 2; var appConfig = {};",
        "'use strict'; var x; delete window.x; var appConfig = {};",
        "var [a] = {}; var appConfig = {};",
        "throw 1; var appConfig = {};",
    ],
)
def test_what_throws(script: str) -> None:
    """A script that throws sets nothing below."""
    with pytest.raises(ScriptThrowsError):
        read(script)


def test_values_before_a_throw_stay() -> None:
    """What was set before the error is what the page goes on with."""
    assert gives("var appConfig = { a: 1 }; appConfig.b = missing; appConfig.c = 1;", {"a": 1})
