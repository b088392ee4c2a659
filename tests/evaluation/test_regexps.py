"""Regular expressions in scripts: what they say of known texts, of texts of the page, and when."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import LimitError, RegExp, Unresolved
from appconfig_merge.values import same
from tests.evaluation.support import candidates, gives, read, value


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("/^dev\\./.test('dev.example.com')", True),
        ("/(^|\\.)stage\\./i.exec('eu.Stage.example.com')[1]", "."),
        ("'https://flex.example.com/'.replace(/\\/$/, '')", "https://flex.example.com"),
        ("'flex-eu-1'.replace(/-/g, '_')", "flex_eu_1"),
        ("'flex-eu-1'.replace(/-(\\w)/g, (found, c) => c.toUpperCase())", "flexEu1"),
        ("'2020-01'.replace(/(?<year>\\d+)-(?<month>\\d+)/, '$<month>/$1')", "01/2020"),
        ("'a  b c'.split(/\\s+/)", ["a", "b", "c"]),
        ("'a1b2'.match(/\\d/g)", ["1", "2"]),
        ("'ab'.match(/b/).index", 1),
        ("'?a=1&env=dev'.match(/[?&]env=([^&]*)/)[1]", "dev"),
        ("'flex'.match(/eu/)", None),
        ("'a.b'.search(/\\./)", 1),
        ("[...'a1b2'.matchAll(/[a-z](\\d)/g)].map((m) => m[1])", ["1", "2"]),
        ("/(?<n>a)|(?<m>b)/.exec('b').groups.m", "b"),
        ("new RegExp('^' + 'dev').test('dev.example.com')", True),
        ("new RegExp('a/b', 'gi').source", "a\\/b"),
        ("/a/ig + ''", "/a/gi"),
        ("RegExp(/a/, 'g').flags", "g"),
        ("'ab'.replace(/(?<=a)b/, '')", "a"),
        ("['ab', 'ba'].filter((s) => /^a/.test(s))", ["ab"]),
    ],
)
def test_known_texts(expression: str, expected: Any) -> None:
    """What a regular expression says of a text that is known."""
    assert same(value(expression), expected)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (
            """
            var r = /a/g, o = [];
            while (r.test('aa a')) o.push(r.lastIndex);
            var appConfig = { o, end: r.lastIndex };
            """,
            {"o": [1, 2, 4], "end": 0},
        ),
        (
            "var r = /a/y; r.lastIndex = 1; var appConfig = { a: r.test('ba'), b: r.test('ba') };",
            {"a": True, "b": False},
        ),
        (
            "var r = /a/g; r.test('a'); var appConfig = { a: 'a'.replace(r, ''), b: r.lastIndex };",
            {"a": "", "b": 0},
        ),
        (
            "var r = /a/g; page.x && r.test('a'); var appConfig = { a: r.test('a'), b: r.flags };",
            {"a": ..., "b": "g"},
        ),
        (
            "var r = /a/g; r.test(page.x); var appConfig = { a: r.test('aa'), b: r.lastIndex };",
            {"a": ..., "b": ...},
        ),
    ],
)
def test_where_it_goes_on(script: str, expected: dict[str, Any]) -> None:
    """With the flags g and y it goes on where it has ended, on every way that may be taken."""
    assert gives(script, expected)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("var r = /a/; r.exec = page.x; var appConfig = { v: r.test('a') };", {"v": ...}),
        ("var r = /a/; page.poke(r); var appConfig = { v: r.test('a') };", {"v": ...}),
        ("var r = /a/; page.poke(r); var appConfig = { v: r };", {"v": ...}),
        ("var r = /a/; r.compile('b'); var appConfig = { v: r.test('a') };", {"v": ...}),
        ("RegExp.prototype.exec = () => null; var appConfig = { v: /a/.test('a') };", {"v": ...}),
        ("var r = /a/; r.x = 1; var appConfig = { v: r.x };", {"v": ...}),
        ("var r = /a/; r.lastIndex = 5; var appConfig = { v: r.test('a') };", {"v": True}),
        ("var appConfig = { v: /a/, w: [/b/g] };", {"v": RegExp("a", ""), "w": [RegExp("b", "g")]}),
    ],
)
def test_what_is_done_to_one(script: str, expected: dict[str, Any]) -> None:
    """One that may have been changed isn't known any longer; nothing else makes a difference."""
    assert gives(script, expected)


def test_a_text_of_the_page() -> None:
    """What is asked about something unknown is unknown, with the advice that helps."""
    found = value("/^dev\\./.test(location.hostname) ? 1 : 2")

    assert candidates(found) == [1, 2]
    assert found.define == "location.hostname"
    assert gives(
        "var appConfig = { v: typeof /a/.test(page.x), w: typeof 'a'.replace(/a/, page.x + '') };",
        {"v": "boolean", "w": "string"},
    )


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("h.replace(/^(\\w+)\\..*/, '$1')", ["dev", "eu"]),
        ("h.split(/\\./)[1]", ["a", "b"]),
        ("(h.match(/^eu\\.(.)/) || [])[1] || 'none'", ["none", "b"]),
        ("/^dev/.test(h) ? 'x' : 'y'", ["x", "y"]),
        ("(page.y ? /a/ : /b/).exec('ab').index", [0, 1]),
    ],
)
def test_a_text_that_is_one_of_several(expression: str, expected: list[Any]) -> None:
    """Each that it may be is asked about."""
    assert candidates(value(expression, "var h = page.x ? 'dev.a' : 'eu.b';")) == expected


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        (
            "new RegExp('(?<=a)b')",
            "this regular expression is not evaluated: lookbehind, which not every browser has",
        ),
        ("new RegExp('a', 'v')", "not every browser has this flag"),
        ("'x'.replace(/\\1(a*)*b/, '')", None),
        (
            "'" + "a" * 40 + "'.replace(/\\1(a*)*b/, '')",
            "this regular expression takes too many steps",
        ),
    ],
)
def test_why_not(expression: str, reason: str | None) -> None:
    """What isn't evaluated says so; what takes too long is given up."""
    found = value(expression)
    if reason is None:
        assert not isinstance(found, Unresolved)
    else:
        assert isinstance(found, Unresolved)
        assert found.reason == reason


def test_many_long_searches() -> None:
    """What matching takes is counted for the script as a whole."""
    script = (
        "var s = 'a'.repeat(20000), n = 0;"
        " for (var i = 0; i < 1e5; i++) if (/(a+)+b/.test(s)) n++; var appConfig = { n };"
    )
    with pytest.raises(LimitError, match="takes too many steps"):
        read(script)


def test_a_pattern_that_is_none() -> None:
    """A constructed one that breaks the syntax throws, as in the browser."""
    script = "var v = 1; try { v = new RegExp('('); } catch (e) { v = 2; } var appConfig = { v };"
    assert read(script) == {"v": 2}
