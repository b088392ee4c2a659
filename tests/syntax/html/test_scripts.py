"""The scripts of a page: which of them run, when, and where they stand."""

from __future__ import annotations

import sys
from typing import NamedTuple

import pytest

from appconfig_merge import LimitError, Location, MissingExtraError, Source
from appconfig_merge.limits import MAX_PAGE_SCRIPTS
from appconfig_merge.syntax.html import parse_html


class Shown(NamedTuple):
    """A script as tests look at it: its address or code, as it stands in the page."""

    kind: str
    when: str
    text: str


def shown(html: str) -> list[Shown]:
    source = Source("index.html", html, "html")
    found = []
    for one in parse_html(source).scripts:
        assert (one.src is None) is (one.code is not None)
        assert source.slice(*one.span).lower().startswith("<script")
        place = one.src.span if one.src is not None else one.code
        assert place is not None
        found.append(Shown(one.kind, one.when, one.decoded or source.slice(*place)))
    return found


def texts(html: str) -> list[str]:
    return [one.text for one in shown(html)]


def test_a_page() -> None:
    """A usual page: where each thing stands is told of its start tag, its address, its code."""
    html = (
        "<!doctype html>\r\n<title>é 😀</title>\r\n"
        '<script src="appConfig.js"></script>\r\n'
        "<body onload='start()'>\r\n<script>\r\n  Twilio.Flex.runDefault(appConfig);\r\n</script>"
    )
    source = Source("index.html", html, "html")
    page = parse_html(source)
    first, second = page.scripts
    (handler,) = page.handlers

    assert first.src is not None
    assert second.code is not None
    assert (first.src.value, first.code) == ("appConfig.js", None)
    assert source.slice(*first.span) == '<script src="appConfig.js">'
    assert source.location(*first.src.span) == Location("index.html", 3, 14, 3, 26)
    assert source.slice(*second.code) == "\r\n  Twilio.Flex.runDefault(appConfig);\r\n"
    assert second.decoded is None
    assert source.location(*handler.code.span) == Location("index.html", 4, 15, 4, 22)
    assert handler.event == "load"
    assert page.base is None
    assert page.diagnostics == ()


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [
        ("", "classic"),
        ("type", "classic"),
        ("type=''", "classic"),
        ("type='' language=vbscript", "classic"),
        ("type=' TEXT/JavaScript\n'", "classic"),
        ("type=application/x-ecmascript", "classic"),
        ("type=text/javascript1.5", "classic"),
        ("language", "classic"),
        ("language=JavaScript1.2", "classic"),
        ("type=MODULE", "module"),
        ("type=module nomodule", "module"),
        ("type=ImportMap", "import-map"),
        ("event=' onload()' for=Window", "classic"),
        ("for=window", "classic"),
        ("type=' '", None),
        ("type=text/javascript1.6", None),
        ("type='text/javascript; charset=utf-8'", None),
        ("type=javascript", None),
        ("type=text/babel", None),
        ("type=application/json", None),
        ("type=speculationrules", None),
        ("type='text/\u212aavascript'", None),
        ("language=vbscript", None),
        ("language=' javascript'", None),
        ("nomodule", None),
        ("event=onclick for=window", None),
        ("event=onload for=document", None),
    ],
)
def test_what_a_script_is(attributes: str, kind: str | None) -> None:
    """By its type, its language and what only old browsers ask for."""
    assert [one.kind for one in shown(f"<script {attributes}>a</script>")] == [kind] * bool(kind)


@pytest.mark.parametrize(
    ("script", "when"),
    [
        ("<script>a</script>", "in-order"),
        ("<script async defer>a</script>", "in-order"),
        ("<script src=a></script>", "in-order"),
        ("<script src=a defer></script>", "deferred"),
        ("<script src=a async defer></script>", "async"),
        ("<script type=module>a</script>", "deferred"),
        ("<script type=module src=a></script>", "deferred"),
        ("<script type=module async>a</script>", "async"),
        ("<script type=importmap async defer>a</script>", "in-order"),
        ("<svg><script href=a defer></script></svg>", "in-order"),
        ("<svg><script xlink:href=a async></script></svg>", "async"),
    ],
)
def test_when_a_script_is_run(script: str, when: str) -> None:
    """What stands in the page waits for nothing, unless it is a module."""
    assert [one[1:] for one in shown(script)] == [(when, "a")]


@pytest.mark.parametrize(
    "html",
    [
        "<!-- <script>a</script> -->",
        "<title><script>a</script></title>",
        "<textarea><script>a</script></textarea>",
        "<style><script>a</script></style>",
        "<noscript><script>a</script></noscript>",
        "<body><noscript><script>a</script></noscript>",
        "<template><script>a</script></template>",
        "<template><p><template shadowrootmode=open><script>a</script></template></template>",
        "<iframe><script>a</script></iframe>",
        "<iframe srcdoc='<script>a</script>'></iframe>",
        "<xmp><script>a</script></xmp>",
        "<noframes><script>a</script></noframes>",
        "<plaintext><script>a</script>",
        "<frameset><script>a</script></frameset><script>a</script>",
        "<p title='<script>a</script>'>",
        "<math><script>a</script></math>",
        "<svg><script>a</svg>",
        "<svg><script>a",
        "<script>a",
        "<script>a<!-- <script> </script> -->",
        "<script src=a>",
        "<script src>a</script>",
        "<script src=' '>a</script>",
        "<svg><script href=''>a</script></svg>",
        "<script type=importmap src=a></script>",
        "<script></script>",
        "<svg><script><g>a</g></script></svg>",
        "<!--[if IE]><p><![endif]-->",
    ],
)
def test_what_does_not_run(html: str) -> None:
    """Text, templates, other documents, what is never closed, and scripts without one."""
    page = parse_html(Source("index.html", html, "html"))

    assert page.scripts == ()
    assert page.diagnostics == ()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<SCRIPT SRC=a></SCRIPT >", ["a"]),
        ("<script src=a src=b>c</script/>", ["a"]),
        ("<script/>a</script>", ["a"]),
        ("<script src='a&amp;b'></script>", ["a&amp;b"]),
        ("<script>a && '&amp;'</script>", ["a && '&amp;'"]),
        ("<script>'</scripts>' </p> a</script>", ["'</scripts>' </p> a"]),
        ("<script><!-- <script> a </script> --> b</script>", ["<!-- <script> a </script> --> b"]),
        ("<script><!--\na //--></script>", ["<!--\na //-->"]),
        ("<table><script>a</script><p><script>b</script></table>", ["a", "b"]),
        ("<select><script>a</script><option><script>b</script></select>", ["a", "b"]),
        ("<math><mi><script>a</script></math>", ["a"]),
        ("<svg><desc><script>a</script></svg>", ["a"]),
        ("<svg><script>a&amp;&amp;b<![CDATA[&&c<d]]><g>e</g></script></svg>", ["a&&b&&c<d"]),
        ("<svg><script>a<script>b</script></script></svg>", ["b", "a"]),
        ("<svg><script src=a>b</script><script href=c xlink:href=d /></svg>", ["b", "c"]),
        ("<svg><script nomodule language=x event=a for=b>c</script></svg>", ["c"]),
        ("<div><template shadowrootmode=open><script>a</script></template></div>", ["a"]),
        ("<![if !IE]><script>a</script><![endif]>", ["a"]),
        ("<!--[if !IE]><!--><script>a</script><!--<![endif]-->", ["a"]),
        ("<p <script>a</script>", []),
        ("a</html><script>b</script>", ["b"]),
        ("<script>a\0b</script>", ["a\ufffdb"]),
    ],
)
def test_what_runs(html: str, expected: list[str]) -> None:
    """In the order in which the parser comes to the end of each."""
    assert texts(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<body onload=a onhashchange=b onclick=c>", [("load", "a"), ("hashchange", "b")]),
        ("<p><body onload=a><body onload=b onpageshow=c>", [("load", "a"), ("pageshow", "c")]),
        ("<frameset onload=a><frameset onload=b>", [("load", "a"), ("load", "b")]),
        ("<body onload='a &amp;&amp; b'>", [("load", "a && b")]),
        ("<body ONLOAD = a>", [("load", "a")]),
        ("<body onload>", [("load", "")]),
        ("<html onload=a><p onload=b><img onload=c><svg onload=d>", []),
    ],
)
def test_handlers_of_the_windows_events(html: str, expected: list[tuple[str, str]]) -> None:
    """Those that body and frameset have, the first of a name counting."""
    found = parse_html(Source("index.html", html, "html")).handlers

    assert [(one.event, one.code.value) for one in found] == expected


def test_where_an_attribute_stands() -> None:
    """Its value without quotes, as it is written; its name where it has none."""
    html = "<body\r\nonload=\r\n\"é\r\n&lt;\" onblur='' onfocus = x/y onerror ONHASHCHANGE=''>"
    source = Source("index.html", html, "html")
    found = [source.slice(*one.code.span) for one in parse_html(source).handlers]

    assert found == ["é\r\n&lt;", "", "x/y", "onerror", ""]


def test_an_attribute_of_a_later_tag_stands_where_its_name_does() -> None:
    """A second body tag gives the first one what that lacks."""
    source = Source("index.html", "<body id=x><p>\n<body onload=a>", "html")
    (handler,) = parse_html(source).handlers

    assert source.position(handler.code.span[0]) == (2, 7)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<script src=a onload='b &lt; c'></script>", "b < c"),
        ("<script type=module src=a onload=b></script>", "b"),
        ("<svg><script href=a onload=b /></svg>", "b"),
        ("<script onload=b>a</script>", None),
        ("<script src=a></script>", None),
    ],
)
def test_what_follows_a_script(html: str, expected: str | None) -> None:
    """A script that is loaded has a handler for that; one that stands in the page is not loaded."""
    (script,) = parse_html(Source("index.html", html, "html")).scripts

    assert (script.onload and script.onload.value) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<base target=x><base href='a&amp;b'><base href=c>", "a&b"),
        ("<template><base href=a></template><svg><base href=b></base></svg>", None),
        ("<base href=''><base href=a>", ""),
    ],
)
def test_the_base_element(html: str, expected: str | None) -> None:
    """The first one of the page's own that has an address."""
    base = parse_html(Source("index.html", html, "html")).base

    assert (base and base.value) == expected


def test_a_script_for_internet_explorer_is_told() -> None:
    """It looks as if it ran, and does in no browser of today."""
    html = "<!-- [if IE] -->\n<p>é<!--[if lt IE 9]>\n<script src=a></script><![endif]-->"
    page = parse_html(Source("index.html", html, "html"))
    (remark,) = page.diagnostics

    assert page.scripts == ()
    assert remark.location == Location("index.html", 2, 5, 3, 36)
    assert remark[:3] == (
        "conditional-comment",
        "info",
        "a browser of today takes this for a comment: the script in it doesn't run",
    )


@pytest.mark.parametrize(
    ("meta", "is_told"),
    [
        ("<meta http-equiv=Content-Security-Policy content=\"script-src 'self'\">", True),
        ('<meta http-equiv=content-security-policy content="img-src a; default-src b">', True),
        ("<meta http-equiv=content-security-policy content='img-src a'>", False),
        ("<meta name=content-security-policy content='script-src a'>", False),
        ("<body><meta http-equiv=content-security-policy content='script-src a'>", False),
    ],
)
def test_a_policy_that_may_keep_scripts_from_running_is_told(meta: str, is_told: bool) -> None:
    """Here it is not applied."""
    page = parse_html(Source("index.html", f"{meta}<script>a</script>", "html"))

    assert [one.code for one in page.diagnostics] == ["content-security-policy"] * is_told
    assert len(page.scripts) == 1


@pytest.mark.parametrize(
    ("policy", "script", "severity"),
    [
        ("script-src 'self'", "<script>a</script>", "warning"),
        ("script-src 'self'", "<script src=a></script>", "info"),
        ("script-src 'self' 'unsafe-inline'", "<script>a</script>", "info"),
        ("script-src 'nonce-x'", "<script nonce=x>a</script>", "info"),
    ],
)
def test_a_policy_that_refuses_inline_scripts(policy: str, script: str, severity: str) -> None:
    """It keeps what stands in the page from running, unless it allows that in some way."""
    meta = f'<meta http-equiv=Content-Security-Policy content="{policy}">'
    (remark,) = parse_html(Source("index.html", meta + script, "html")).diagnostics

    assert remark.severity == severity


def test_a_page_has_no_more_scripts_than_are_read() -> None:
    """Whether they run or not."""
    html = "<script></script>" * MAX_PAGE_SCRIPTS
    assert texts(html) == []
    with pytest.raises(LimitError) as caught:
        texts(html + "<script></script>")

    assert str(caught.value) == "index.html:1:1: this page has more than 1,000 script elements"
    with pytest.raises(LimitError):
        texts("<frameset onload=a onblur=b>" * (MAX_PAGE_SCRIPTS // 2 + 1))


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "template", "svg"])
def test_a_script_that_stands_too_deep_is_refused(tag: str) -> None:
    """Of what lies far deeper nothing may be known, but it is never left out without a word."""
    for depth in (505, 520, 5_000):
        with pytest.raises(LimitError) as caught:
            texts(f"<{tag}>" * depth + "\n<script src=a></script>")

        assert str(caught.value) == (
            "index.html:2:1: this script stands inside more than 500 elements"
        )
    assert texts("<div>" * 5_000 + "</div>" * 5_000 + "<script>a</script>") == ["a"]


def test_a_lone_surrogate_stays() -> None:
    """It has no UTF-8 form, and takes three bytes all the same."""
    source = Source("index.html", "\ud800<p title=\ud800><script>'\udc00'</script>", "html")
    (script,) = parse_html(source).scripts

    assert script.code is not None
    assert source.slice(*script.code) == "'\udc00'"


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is installed with the extra "page"."""
    for name in [one for one in sys.modules if one.startswith("appconfig_merge.syntax.html.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "turbohtml", None)
    with pytest.raises(MissingExtraError) as raised:
        parse_html(Source("index.html", "", "html"))

    assert raised.value.help == "pip install 'appconfig-merge[page]'"
