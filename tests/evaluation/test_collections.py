"""Maps, Sets and iterators."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import UNDEFINED
from tests.evaluation.support import gives


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (("var m = new Map([['a', 1], ['b', { c: 2 }]]); m.set('d', 3).delete('a'); "
          "var appConfig = { g: m.get('b').c, h: m.has('a'), s: m.size, k: [...m.keys()], "
          "e: [...m], o: Object.fromEntries(m) };"),
         {"g": 2, "h": False, "s": 2, "k": ["b", "d"], "e": [["b", {"c": 2}], ["d", 3]],
          "o": {"b": {"c": 2}, "d": 3}}),
        (("var k = {}; var m = new Map([[k, 1], [0, 2]]); "
         "var appConfig = { a: m.get(k), b: m.get({}), c: m.get(-0) };"),
         {"a": 1, "b": UNDEFINED, "c": 2}),
        ("var appConfig = { v: [...new Set(['a', NaN, 'a', NaN, -0])], w: new Set('hello').size };",
         {"v": ["a", float("nan"), 0], "w": 4}),
        (("var r = []; for (const [i, x] of ['x', 'y'].entries()) r.push(i + x); "
         "var appConfig = { r };"), {"r": ["0x", "1y"]}),
        (("var m = new Map(); if (page.x) m.set('a', 1); m.set('b', 2); "
         "var appConfig = { a: m.has('a'), b: m.get('b'), s: m.size };"),
         {"a": ..., "b": 2, "s": ...}),
        (("var s = new Set(); if (page.x) { s.add(1); s.add(2) } else { s.add(2); s.add(1) } "
         "var appConfig = { h: s.has(1), v: [...s] };"), {"h": True, "v": ...}),
        (("var s = new Set([1]); for (const x of s) { if (x < 3) s.add(x + 1) } "
         "var appConfig = { v: [...s] };"), {"v": ...}),
        ("var it = [1, 2].values(); var appConfig = { a: [...it], b: [...it] };",
         {"a": [1, 2], "b": ...}),
        ("var m = new Map([['a', 1]]); page.poke(m); var appConfig = { v: m.get('a'), m };",
         {"v": ..., "m": ...}),
        ("var m = new Map([[page.x, 1]]); var appConfig = { v: m.get('a') };", {"v": ...}),
    ],
)  # fmt: skip
def test_collections(script: str, expected: dict[str, Any]) -> None:
    """Keys are compared as SameValueZero does, and keep the order in which they came."""
    assert gives(script, expected)
