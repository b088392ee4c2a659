"""Conditions that only the page can decide: both ways are followed, and joined."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import UNDEFINED, UnresolvedConfigError
from tests.evaluation.support import candidates, gives, read, value


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("page.x ? 'a' : 'b'", ["a", "b"]),
        ("'https://' + (page.x ? 'a' : 'b') + '/'", ["https://a/", "https://b/"]),
        ("`${page.x ? 1 : 2}px`", ["1px", "2px"]),
        ("({ a: page.x ? 1 : 2 }).a + 1", [2, 3]),
    ],
)
def test_candidates(expression: str, expected: list[Any]) -> None:
    """What a value may be is known, and what is made of it, too."""
    assert candidates(value(expression)) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("var v = 1; if (page.x) v = 2; var appConfig = { v };", [2, 1]),
        (("function f(o) { if (page.x) return o; o.a = 2; return o }"
         "var appConfig = { v: f({ a: 1 }).a };"), [1, 2]),
        (("function f() { if (page.x) return 1; if (page.y) return 2; return 3 }"
         "var appConfig = { v: f() };"), [1, 2, 3]),
        ("var o = {}; if (page.x) o.a = 1; var appConfig = { v: o.a };", [1, UNDEFINED]),
        ("var o = { a: 1 }; if (page.x) delete o.a; var appConfig = { v: o.a };", [UNDEFINED, 1]),
        (("var o = { a: 1 }; if (page.x) { delete o.a; o.b = 2; delete o.b; o.a = 3 }"
         "var appConfig = { v: 'b' in o ? 0 : o.a };"), [3, 1]),
        (("var a = [1, 2]; if (page.x) { a.shift(); a.push(3, 4); a.length = 1; a[1] = 5 }"
         "var appConfig = { v: a[1] };"), [5, 2]),
        ("var n = 1; page.x?.[n = 2]; var appConfig = { v: n };", [2, 1]),
    ],
)  # fmt: skip
def test_branches(script: str, expected: list[Any]) -> None:
    """After a branch a value is the one or the other, and an early return ends just its own."""
    found = candidates(read(script)["v"])
    assert all(item in found for item in expected)
    assert len(found) == len(expected)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("var v = 1; if (page.x) v = 1; else v = 1; var appConfig = { v };", {"v": 1}),
        ("var appConfig = { v: typeof localStorage, w: typeof ('' + page.x), x: !page.x + '' };",
         {"v": "object", "w": "string", "x": ...}),
        ("var a = {}, b = {}; (page.x ? a : b).k = 1; var appConfig = { a, b, c: {} };",
         {"a": {"k": ...}, "b": {"k": ...}, "c": {}}),
        (("var o = { get a() { return 1 } }; if (page.x) delete o.a; o.a = 5;"
         "var appConfig = { v: o.a };"), {"v": ...}),
        (("var o = {}; if (page.x) { if (page.y) o.a = 1 } else o.a = 2;"
         "var appConfig = { v: 'a' in o };"), {"v": ...}),
        ("var o = { a: 1 }; Object.freeze(page.x ? o : {}); o.a = 2; var appConfig = { o };",
         {"o": ...}),
        ("var x = {}, a = [1]; if (page.x) a[1] = x; a[1].y = 1; var appConfig = { x };",
         {"x": {"y": 1}}),
        ("localStorage.setItem('a', 'b'); var appConfig = { v: localStorage.a };", {"v": ...}),
    ],
)  # fmt: skip
def test_only_what_holds_either_way(script: str, expected: dict[str, Any]) -> None:
    """What differs between the ways is unresolved; the rest is known."""
    assert gives(script, expected)


def test_a_throw_that_may_happen() -> None:
    """What is set after an error that the page decides about may not be there."""
    found = read("var appConfig = { a: 1 }; if (page.x) throw 1; appConfig.b = 2;")
    assert found["a"] == 1
    assert [item.present for item in found["b"].candidates] == [False, True]
    with pytest.raises(UnresolvedConfigError):
        read("if (page.x) missing; var appConfig = {};")


def test_defined_values_decide() -> None:
    """With --define there is just one way."""
    script = "var appConfig = { v: page.x ? 'a' : 'b', w: page.y };"
    found = read(script, **{"page.x": False})
    assert found["v"] == "b"
    assert found["w"].define == "page.y"


def test_defined_objects_are_not_shared() -> None:
    """A script that changes a defined object changes its own copy."""
    script = "page.n = page.n + 1; exports.appConfig = page;"
    assert read(script, page={"n": 1}) == {"n": 2}
