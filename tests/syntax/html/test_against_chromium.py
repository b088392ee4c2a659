"""What Chromium runs of a page, and what is read of it: the same, whatever the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appconfig_merge import Source
from appconfig_merge.syntax.html import parse_html
from tests import hunting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Route

    from appconfig_merge.syntax.html.document import Document
    from tests.browser import Tabs

_URL = "https://page.test/"
_BEFORE = "window.log = []; window.r = number => { log.push(number) };"
_RUN = """async codes => {
    const log = window.log;
    window.log = [];
    for (const [kind, code] of codes) {
        try {
            if (kind === 'classic') (0, eval)(code);
            else if (kind === 'handler') new Function(code)();
            else await import('data:text/javascript,' + encodeURIComponent(code));
        } catch {}
    }
    return [log, window.log];
}"""
"""What the page logged, and what the codes do once they are run one after the other."""


class Chromium:
    """A tab that shows pages; the script at NUMBER.js logs its number."""

    def __init__(self, tab: Page) -> None:
        self._tab = tab
        self._html = ""
        tab.add_init_script(_BEFORE)
        tab.route("**/*", self._answer)

    def _answer(self, route: Route) -> None:
        script = re.fullmatch(re.escape(_URL) + r"(\d+)\.js", route.request.url)
        if route.request.url == _URL:
            html = self._html.encode("utf-8", "surrogatepass")
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif script is not None:
            route.fulfill(body=f"r({script[1]})", content_type="text/javascript")
        else:
            route.fulfill(status=404)

    def compare(self, html: str) -> None:
        """Fail unless a page runs what is read of it, in that order."""
        self._html = html
        self._tab.goto(_URL)
        source = Source("index.html", html, "html")
        page = parse_html(source)
        codes = [*_codes(source, page, "in-order"), *_codes(source, page, "deferred")]
        codes += [("handler", one.code.value) for one in _last_of_each(page)]
        ran, read = self._tab.evaluate(_RUN, codes)
        unordered = self._tab.evaluate(_RUN, _codes(source, page, "async"))[1]

        assert sorted(unordered) == sorted(one for one in ran if one in unordered), html
        assert read == [one for one in ran if one not in unordered], html


def _codes(source: Source, page: Document, when: str) -> list[tuple[str, str]]:
    """What runs then, with its kind; a script of an address logs its number."""
    found: list[tuple[str, str]] = []
    for one in page.scripts:
        if one.when == when and one.kind != "import-map":
            if one.src is not None:
                number = re.fullmatch(r"(\d+)\.js", one.src.value)
                code = f"r({number[1]})" if number is not None else ""
            else:
                assert one.code is not None
                code = one.decoded or source.slice(*one.code)
            found.append((one.kind, code))
    return found


def _last_of_each(page: Document) -> list[Any]:
    return [
        one for one in {one.event: one for one in page.handlers}.values() if one.event == "load"
    ]


@pytest.fixture(scope="session")
def chromium(tabs: Tabs) -> Iterator[Chromium]:
    """A tab of its own, which is not given back: what it has is in each of its pages."""
    tab = tabs.take(scripts=True)
    yield Chromium(tab)
    tab.close()


_ATTRIBUTES = st.sampled_from(
    [
        "type=", "type=''", "type=module", "type=MODULE", "type=text/javascript", "type=text/babel",
        "type='text/javascript;a'", "type=application/json", "type=text/ecmascript", "async",
        "type=' text/javascript '", "language", "language=vbscript", "language=JavaScript1.5",
        "nomodule", "defer", "event=onload", "for=window", "event=x", "src", "src=#.js",
        "src='#.js'", 'src="&num;.js"', "SRC=#.js", "src=#.js/", "href=#.js", "href=''",
        "xlink:href=#.js", "onclick=r(#)", "id=a", "crossorigin",
    ]
)  # fmt: skip
_CODE = st.sampled_from(
    [
        "r(#)", "\nr(#);\r\n", "<!--\nr(#)\n//-->", "r(#)<!-- <script>",
        "r(#)//<!--<script></script>-->", "r(#)//</scripts></p>", "if (1 &lt 2) r(#)",
        "r(#)&#59;r(#)", "<![CDATA[r(#)]]>", "r(#)\0", "", "//é\u2028r(#)", "'<script>';r(#)",
        "r(#)<b>1</b>",
    ]
)  # fmt: skip
_SCRIPTS = st.builds(
    "<{0} {1}{2}>{3}{4}".format,
    st.sampled_from(["script"] * 4 + ["SCRIPT"]),
    st.lists(_ATTRIBUTES, max_size=3).map(" ".join),
    st.sampled_from(["", "", "", "/", "\n"]),
    _CODE,
    st.sampled_from(["</script>"] * 6 + ["</SCRIPT >", "</script\n/>", "", "</scrip>"]),
)
_NAMES = st.sampled_from(
    [
        "p", "div", "table", "tr", "td", "caption", "colgroup", "select", "option", "optgroup",
        "button", "form", "a", "b", "i", "nobr", "h1", "li", "ul", "dl", "dd", "template", "object",
        "noscript", "title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "svg",
        "math", "desc", "foreignObject", "mi", "annotation-xml", "html", "head", "body", "frameset",
        "frame", "br", "input", "plaintext", "ruby", "rt", "marquee", "g",
    ]
)  # fmt: skip
_REST = st.one_of(
    st.builds("<{}>".format, _NAMES),
    st.builds("</{}>".format, _NAMES),
    st.sampled_from(
        [
            "<!-- ", "-->", "--!>", "<!-->", "<!--[if IE]>", "<![endif]-->", "<![CDATA[", "]]>",
            "<!x>", "<?", "</", "<", "&amp;", "&", "text", "<!doctype html>", "\r\n", "\r", "\0",
            "é😀", '"', "'", ">", "<a b='", "<base target=a>", "<body onload=r(#)>", "<svg/>",
            "<frameset onload='r(&#35;)'>", "<template shadowrootmode=open>", "<font color=a>",
            "<annotation-xml encoding=text/html>",
        ]
    ),
)  # fmt: skip


def _numbered(pieces: list[str]) -> str:
    """A page of pieces: each mark in them a number of its own, from 1."""
    marks = iter(range(1, 10_000))
    return re.sub("(?<!&)#", lambda _: str(next(marks)), "".join(pieces)).replace("&num;", "9999")


@settings(max_examples=hunting.examples(150))
@given(st.lists(st.one_of(_SCRIPTS, _REST), min_size=1, max_size=12).map(_numbered))
def test_what_is_read_is_what_runs(chromium: Chromium, html: str) -> None:
    """Of pages that nobody would write, and of those that some do."""
    chromium.compare(html)


_PAGES = {
    "handlers": "<body onload='r(1)'><script>r(2)</script><body onload='r(3)'>",
    "a table": "<table><script>r(1)</script><div><script>r(2)</script></div>"
    "<tr><script>r(3)</script>",
    "a shadow tree": "<div><template shadowrootmode=open><script>r(1)</script>"
    "<p><template shadowrootmode=open><script>r(2)</script></template></p></template></div>",
    "SVG": "<svg><script>r(1)<script>r(2)</script></script><script>r(3)<g></g>;r(4)</script>"
    "<script href=5.js defer /><script xlink:href=6.js async></script>"
    "<script type=module>r(7)</script><script nomodule event=a for=b>r(8)</script></svg>",
    "modules": "<script type=module>r(1)</script><script type=module src=2.js></script>"
    "<script src=3.js defer></script><script>r(4)</script><script type=module async>r(5)</script>",
    "deep": "<b>" * 490 + "<script>r(1)</script>" + "<table>" * 600 + "<script>r(2)</script>",
}


@pytest.mark.parametrize("name", _PAGES)
def test_pages_by_hand(chromium: Chromium, name: str) -> None:
    """What random ones seldom meet."""
    chromium.compare(_PAGES[name])
