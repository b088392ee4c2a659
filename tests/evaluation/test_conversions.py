"""Objects that say themselves what they turn into."""

from __future__ import annotations

from typing import Any

import pytest

from tests.evaluation.support import candidates, gives, read


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (("var o = { toString() { return 'T' } }; "
         "var appConfig = { a: '' + o, b: `x${o}`, c: o + 1, d: o == 'T', e: o < 'U' };"),
         {"a": "T", "b": "xT", "c": "T1", "d": True, "e": True}),
        (("var o = { valueOf() { return 4 }, toString() { return 'T' } }; "
         "var appConfig = { a: '' + o, b: `x${o}`, c: o * 2, d: -o };"),
         {"a": "4", "b": "xT", "c": 8, "d": -4}),
        (("class Host { constructor(h) { this.h = h } toString() { return 'https://' + this.h } } "
         "var appConfig = { url: new Host('a.example.com') + '/api' };"),
         {"url": "https://a.example.com/api"}),
        ("var n = 0, o = { valueOf() { return ++n } }; var appConfig = { sum: o + o, n };",
         {"sum": 3, "n": 2}),
        (("var o = { valueOf() { return {} }, toString() { return 't' } }; "
         "var appConfig = { a: o + 1 };"), {"a": "t1"}),
        ("var o = Object.create(null); o.toString = () => 'z'; var appConfig = { a: `${o}` };",
         {"a": "z"}),
        (("var o = { toString() { return '7' }, valueOf() { return 8 } }; "
         "var appConfig = { s: String(o), n: Number(o), u: encodeURIComponent(o) };"),
         {"s": "7", "n": 8, "u": "7"}),
        ("var o = { valueOf() { return 7 } }; o += 1; var appConfig = { o };", {"o": 8}),
        ("var o = { toString() { return page.x } }; var appConfig = { a: 'v' + o };", {"a": ...}),
        (("var e, o = { toString() { return {} }, valueOf: 1 }; "
         "try { '' + o } catch { e = 'refused' } var appConfig = { e };"), {"e": "refused"}),
    ],
)  # fmt: skip
def test_an_object_is_converted_by_its_own_methods(script: str, expected: dict[str, Any]) -> None:
    """They are called as the engine calls them, with what they change (ECMA-262 7.1.1.1)."""
    assert gives(script, expected)


def test_what_comes_first_may_change_what_comes_after() -> None:
    """Where it isn't known what converting the left side runs, the right side isn't known."""
    script = """
    var n = 1;
    var left = page.x ? { valueOf() { n = 5; return 1 } } : 2;
    var right = { valueOf() { return n } };
    var appConfig = { sum: left + right, n };
    """
    assert gives(script, {"sum": ..., "n": ...})


def test_each_of_several_objects_is_converted() -> None:
    """What one of several objects turns into is one of several texts."""
    script = """
    class Host { constructor(name) { this.name = name } toString() { return "//" + this.name } }
    var host = page.x ? new Host("a") : new Host("b");
    var appConfig = { url: host + "/api", text: `${host}` };
    """
    found = read(script)
    assert candidates(found["url"]) == ["//a/api", "//b/api"]
    assert candidates(found["text"]) == ["//a", "//b"]
