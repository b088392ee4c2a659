"""What Chromium takes the addresses and specifiers of a page for, and what is found here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from appconfig_merge.inputs.addresses import Addresses
from appconfig_merge.inputs.import_maps import is_address, joined, parse_import_map
from tests import hunting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Route

    from tests.browser import Tabs

_URL = "https://page.test/desk/index.html"
_MODULE = "https://page.test/lib/a/module.js"


class Chromium:
    """A tab that shows a page; the module gives what it resolves specifiers with."""

    def __init__(self, tab: Page) -> None:
        self._tab = tab
        self._html = ""
        tab.route("**/*", self._answer)

    def _answer(self, route: Route) -> None:
        if route.request.url == _URL:
            route.fulfill(body=self._html, content_type="text/html; charset=utf-8")
        elif route.request.url == _MODULE:
            text = "window.inner = import.meta.resolve"
            route.fulfill(body=text, content_type="text/javascript")
        else:
            route.fulfill(status=404)

    def evaluate(self, html: str, script: str, argument: Any) -> Any:
        """What a script gives in a page."""
        self._html = html
        self._tab.goto(_URL)
        return self._tab.evaluate(script, argument)


@pytest.fixture(scope="module")
def chromium(tabs: Tabs) -> Iterator[Chromium]:
    """A tab of its own."""
    tab = tabs.take(scripts=True)
    yield Chromium(tab)
    tab.close()


_BASES = [
    "", "/", "./", "lib/", "../", "../../x/", "/a/b", "//other.test/x/", "https://page.test/y/",
    "?x",
]  # fmt: skip
_ADDRESSES = [
    "a.js", "./a.js", "../a.js", "../../../a.js", "/a.js", "//a.js", "///a.js", "\\a.js", "/",
    " a.js\n", "a\tb.js", "a.js?x=/y#z", "?x", "#x", ".", "..", "%2e%2e/a.js", "a%2fb.js", "a b.js",
    "é.js", "a//b.js", "a/./b/../c.js", "https:a.js", "https:/a.js", "https://PAGE.test:443/a.js",
    "http://page.test/a.js", "a:b", "a/b:c", "%zz.js", "", "x/", "https://other.test", '"<>`{}.js',
]  # fmt: skip


@pytest.mark.parametrize("base", _BASES)
def test_addresses(chromium: Chromium, base: str) -> None:
    """Each is what the browser resolves it to, or isn't known."""
    there = Addresses("index.html", None, _URL)
    resolved = there.resolve(base, there.page) if base else there.page
    assert not isinstance(resolved, str)
    tag = f'<base href="{base}">' if base else ""
    script = (
        "texts => texts.map(text => Object.assign(document.createElement('a'), {href: text}).href)"
    )
    for text, expected in zip(_ADDRESSES, chromium.evaluate(tag, script, _ADDRESSES), strict=True):
        found = there.resolve(text, resolved)
        # Text without an address of ours is told why, and is no address of a server's.
        told = found if isinstance(found, str) else found.href
        assert told == expected or (isinstance(found, str) and not expected.startswith("http")), (
            text
        )


_NAMES = st.sampled_from(
    [
        "a", "a/", "a/b", "a/b/", "./a", "/a", "/a/", "./", "../", "https://x.test/", "@s/p",
        "@s/p/", "", "a:b", "b",
    ]
)  # fmt: skip
_TARGETS = st.one_of(
    st.sampled_from(
        ["./x.js", "./x/", "/y/", "../z/", "https://x.test/", "x.js", "", "./x?y", "."]
    ),
    st.none(),
    st.just(1),
)
_TABLES = st.dictionaries(_NAMES, _TARGETS, max_size=4)
_SCOPES = st.dictionaries(
    st.sampled_from(["/", "/lib/", "/lib/a/", "/lib/a", "../lib/", _MODULE, "x"]),
    _TABLES,
    max_size=2,
)
_MAPS = st.fixed_dictionaries(
    {}, optional={"imports": _TABLES, "scopes": _SCOPES, "other": _TABLES}
)
_SPECIFIERS = [
    "a", "a/", "a/b", "a/b/c", "a/../b", "a/b?c", "./a", "./a/x", "../a", "/a", "/a/x",
    "https://x.test/q", "@s/p", "@s/p/q", "b", "c", "a:b", "",
]  # fmt: skip
_RESOLVE = """specifiers => [window.outer, window.inner].map(resolve => specifiers.map(one => {
    try { return resolve(one) } catch { return null }
}))"""


@settings(max_examples=hunting.examples(60))
@example([{"imports": {"a/": "./x.js"}}])
@example([{"imports": {"a/": "./x/"}}])
@example([{"scopes": {"/lib/": {"a": "./x.js"}, "/lib/a/": {"a": "/y/"}}}])
@given(st.lists(_MAPS, min_size=1, max_size=2))
def test_import_maps(chromium: Chromium, maps: list[dict[str, Any]]) -> None:
    """In a module that stands in the page, and in one that lies elsewhere."""
    there = Addresses("index.html", None, _URL)
    html = "".join(f"<script type=importmap>{json.dumps(one)}</script>" for one in maps)
    html += "<script type=module>window.outer = import.meta.resolve</script>"
    html += f"<script type=module src='{_MODULE}'></script>"
    found = joined(parse_import_map(json.dumps(one), there.page) for one in maps)
    expected = chromium.evaluate(html, _RESOLVE, _SPECIFIERS)

    bases = there.page, there.resolve(_MODULE, there.page)
    for base, answers in zip(bases, expected, strict=True):
        assert not isinstance(base, str)
        for specifier, answer in zip(_SPECIFIERS, answers, strict=True):
            whole = there.resolve(specifier, base) if is_address(specifier) else specifier
            name = whole if isinstance(whole, str) else whole.href
            target = found.target(name, base)
            if target is None:
                own = name if is_address(specifier) and not isinstance(whole, str) else None
                assert own == answer or (own is None and specifier == "a:b"), (specifier, base.href)
            else:
                resolved = there.resolve(target, base) if target else ""
                told = None if isinstance(resolved, str) else resolved.href
                assert told == answer, (specifier, base.href)


@pytest.mark.parametrize(
    ("specifier", "expected"),
    [
        ("./a", True),
        ("/", True),
        ("../", True),
        ("a:", True),
        ("a", False),
        ("", False),
        (".", False),
    ],
)
def test_what_is_an_address(specifier: str, expected: bool) -> None:
    """A package's name is none."""
    assert is_address(specifier) is expected
