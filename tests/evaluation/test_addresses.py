"""URL and URLSearchParams objects, atob and btoa in scripts."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import Source, Unresolved, effective_config
from appconfig_merge.values import same
from tests.evaluation.support import candidates, gives, value

MADE = """
var url = new URL('https://flex.example.com:8443/a/b?x=1&y=a%20b&x=2#f');
var query = new URLSearchParams('?a=1&b=x+y&a=2');
"""


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (
            "[url.protocol, url.host, url.hash]",
            ["https:", "flex.example.com:8443", "#f"],
        ),
        ("[url.origin, url.pathname]", ["https://flex.example.com:8443", "/a/b"]),
        ("url.searchParams.get('y')", "a b"),
        ("url.searchParams === url.searchParams", True),
        ("'' + url === url.href && url.toString() === url.toJSON()", True),
        ("new URL('../x?y', url).href", "https://flex.example.com:8443/x?y"),
        ("new URLSearchParams(url.search).getAll('x')", ["1", "2"]),
        ("[query.get('a'), query.get('z'), query.has('b')]", ["1", None, True]),
        ("[...query]", [["a", "1"], ["b", "x y"], ["a", "2"]]),
        ("Object.fromEntries(query)", {"a": "2", "b": "x y"}),
        ("[...query.keys()].join() + [...query.values()].join()", "a,b,a1,x y,2"),
        ("new Map(query).get('b')", "x y"),
        ("`?${query}`", "?a=1&b=x+y&a=2"),
        ("new URLSearchParams({ a: 1, b: 'x y' }).toString()", "a=1&b=x+y"),
        ("new URLSearchParams([['a', 1], ['b', null]]).toString()", "a=1&b=null"),
        ("new URLSearchParams(query).toString()", "a=1&b=x+y&a=2"),
        ("new URLSearchParams().toString()", ""),
        ("JSON.parse(atob('eyJhIjogMX0='))", {"a": 1}),
        ("btoa('a:b')", "YTpi"),
    ],
)
def test_known_texts(expression: str, expected: Any) -> None:
    """What is read of an address, a query or Base64 that is known."""
    assert same(value(expression, MADE), expected)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("url.searchParams.set('x', 'ü')", "https://flex.example.com:8443/a/b?x=%C3%BC&y=a+b#f"),
        (
            "url.searchParams.append('z', 3)",
            "https://flex.example.com:8443/a/b?x=1&y=a+b&x=2&z=3#f",
        ),
        ("url.searchParams.delete('x')", "https://flex.example.com:8443/a/b?y=a+b#f"),
        (
            "url.search = 'q=1 2'; query = url.searchParams",
            "https://flex.example.com:8443/a/b?q=1%202#f",
        ),
        ("url.search = ''; url.hash = ''", "https://flex.example.com:8443/a/b"),
        (
            "url.pathname = '/p q?'; url.hash = '#g'",
            "https://flex.example.com:8443/p%20q%3F?x=1&y=a%20b&x=2#g",
        ),
        ("url.href = 'http://a'", "http://a/"),
        ("url.searchParams.sort()", "https://flex.example.com:8443/a/b?x=1&x=2&y=a+b#f"),
    ],
)
def test_changes(change: str, expected: str) -> None:
    """An address and its query change together."""
    assert value("url.href", f"{MADE} {change};") == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (
            "var n = 0; query.forEach((v, k) => { n += k + v; }); var appConfig = { n };",
            {"n": "0a1bx ya2"},
        ),
        (
            "var o = {}; for (const [k, v] of query) o[k] = v; var appConfig = o;",
            {"a": "2", "b": "x y"},
        ),
        (
            "for (const [k] of query) query.append(k, 0); var appConfig = { v: query.get('a') };",
            {"v": ...},
        ),
        (
            "if (page.x) url.hash = 'g'; var appConfig = { h: url.hash, p: url.port };",
            {"h": ..., "p": ...},
        ),
        ("page.poke(url.searchParams); var appConfig = { v: url.href };", {"v": ...}),
        ("url.host = 'other'; var appConfig = { v: url.href };", {"v": ...}),
        ("url.searchParams.set('x', page.x); var appConfig = { v: url.href };", {"v": ...}),
        ("URL.prototype.toString = () => 1; var appConfig = { v: '' + url };", {"v": ...}),
        (
            "var appConfig = { url, query, json: JSON.stringify({ url }) };",
            {"url": ..., "query": ..., "json": ...},
        ),
        (
            "var n = 0; for (var k in url) n++; var appConfig = { n, a: Array.from(url) };",
            {"n": ..., "a": ...},
        ),
        ("var appConfig = { v: Object.create(url).href };", {"v": ...}),
        ("try { new URL('flex') } catch (e) { var v = 1 } var appConfig = { v };", {"v": 1}),
        ("try { atob('~') } catch (e) { var v = 1 } var appConfig = { v };", {"v": 1}),
        (
            "var appConfig = { v: new URLSearchParams(url).toString() };",
            {"v": ...},
        ),
    ],
)
def test_in_scripts(script: str, expected: dict[str, Any]) -> None:
    """They are iterated, changed under conditions, and handed to code that isn't known."""
    assert gives(f"{MADE} {script}", expected)


def test_an_address_that_is_one_of_several() -> None:
    """Each that it may be is taken apart."""
    found = value("new URL('/x', page.y ? 'https://a.test' : 'https://b.test/c').href")

    assert candidates(found) == ["https://a.test/x", "https://b.test/x"]


@pytest.mark.parametrize(
    ("expression", "define", "known"),
    [
        ("new URLSearchParams(location.search).get('env') || 'prod'", "location.search", "dev"),
        ("new URL(location.href).searchParams.get('env') || 'prod'", "location.href", "dev"),
        ("new URL('api', location).pathname", "location.href", "/a/api"),
    ],
)
def test_the_address_of_the_page(expression: str, define: str, known: str) -> None:
    """It isn't known until it is said; then it is taken apart like any other."""
    found = value(expression)
    assert isinstance(found, Unresolved)
    assert found.define == define

    script = Source("appConfig.js", f"var appConfig = {{ it: {expression} }};")
    page = "https://flex.example.com/a/b?env=dev"
    assert effective_config(script, page_url=page).to_dict() == {"it": known}
