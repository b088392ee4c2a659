"""Assignments, destructuring, aliases, Object.assign and Object.freeze."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import UNDEFINED
from tests.evaluation.support import gives


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("var o = { a: 1 }, p = o; p.a = 2; var appConfig = { o };", {"o": {"a": 2}}),
        ("var o = { n: {} }, c = { ...o }; c.n.x = 1; c.y = 2; var appConfig = { o };",
         {"o": {"n": {"x": 1}}}),
        ("var a = null, b = 0, c = 1; a ??= 5; b ||= 6; c &&= 7; var appConfig = { a, b, c };",
         {"a": 5, "b": 6, "c": 7}),
        ("var n = 1, m = n++ + ++n; var appConfig = { n, m };", {"n": 3, "m": 4}),
        ("var a = 1, b = 2; [a, b] = [b, a]; var appConfig = { a, b };", {"a": 2, "b": 1}),
        ("var { a, ...r } = { a: 1, b: 2, 1: 3 }; var appConfig = { a, r };",
         {"a": 1, "r": {"1": 3, "b": 2}}),
        ("var { x: { y: [, z] } = { y: [1, 2] }, w = 'd' } = {}; var appConfig = { z, w };",
         {"z": 2, "w": "d"}),
        ("var o = { a: 1, b: 2 }; delete o.a; o.a = 3; var appConfig = o;", {"b": 2, "a": 3}),
        ("var a = []; a[2] = 'x'; var appConfig = { a };", {"a": [UNDEFINED, UNDEFINED, "x"]}),
        ("var o = Object.assign({ a: 1 }, { b: 2 }, null, { a: 3 }); var appConfig = o;",
         {"a": 3, "b": 2}),
        ("Object.assign(window, { appConfig: { a: 1 } });", {"a": 1}),
        ("var o = Object.freeze({ a: 1 }); o.a = 2; o.b = 3; delete o.a; var appConfig = o;",
         {"a": 1}),
        ("var a = Object.freeze([1]); delete a[0]; a[1] = 2; var appConfig = { a };", {"a": [1]}),
        ("var f = function () {}; f.name = 'q'; f.x = 1; var appConfig = { v: f.x, n: f.name };",
         {"v": 1, "n": "f"}),
    ],
)  # fmt: skip
def test_changes(script: str, expected: dict[str, Any]) -> None:
    """Objects are shared, copies are shallow, what is frozen stays."""
    assert gives(script, expected)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("var a = [1, 2, 3]; a.length = 1; var appConfig = { a, n: a.length };",
         {"a": [1], "n": 1}),
        ("var a = [1]; a.length = 3; var appConfig = { a, has: 1 in a };",
         {"a": [1, UNDEFINED, UNDEFINED], "has": False}),
        ("var a = [1, 2]; a.length = '0'; a.push(3); var appConfig = { a };", {"a": [3]}),
        ("var a = [1, 2, 3]; a.length--; var appConfig = { a };", {"a": [1, 2]}),
        ("var a = Object.freeze([1]); a.length = 0; var appConfig = { a };", {"a": [1]}),
        ("var a = [1]; try { a.length = .5 } catch (e) { a[0] = 'refused' } var appConfig = { a };",
         {"a": ["refused"]}),
        ("var a = [1]; try { a.length = -1 } catch (e) { a[0] = 'refused' } var appConfig = { a };",
         {"a": ["refused"]}),
        ("var a = [1]; a.length = page.n; var appConfig = { a };", {"a": ...}),
    ],
)  # fmt: skip
def test_the_length_of_an_array_is_set(script: str, expected: dict[str, Any]) -> None:
    """Elements go or holes come; what is no length is refused."""
    assert gives(script, expected)
