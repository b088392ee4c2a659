"""From a page to what is run of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appconfig_merge import LimitError, Location, Source, UnsupportedSyntaxError
from appconfig_merge.inputs.pages import is_page
from appconfig_merge.layers.page.scripts import Unreadable
from appconfig_merge.limits import MAX_PAGE_SCRIPTS, MAX_SITE_FILES, MAX_SITE_LENGTH
from tests.inputs.pages import read, site, told, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pages are named from where the command is called."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_page(folder: Path) -> None:
    """Its scripts and its window's handlers, in order; each points into the page or is a file."""
    html = """\
<!doctype html>
<script src="appConfig.js"></script>
<script type="application/json">{"a": 1}</script>
<script src="/twilio-flex.min.js"></script>
<body onload="start(&quot;#app&quot;)" onpageshow="shown()" onblur=" ">
<script defer src=late.js></script>
<p>é</p><script>var a = "é";</script><script type=module>import "./main.js"</script>
"""
    write(folder, {"public/index.html": html, "public/appConfig.js": "", "public/late.js": ""})
    page = read("public/index.html")
    shown = [(one.kind, one.when, one.event) for one in page.scripts]
    config, flex_ui, load, show, late, inline, module = (one.source for one in page.scripts)

    assert shown == [
        ("classic", "in-order", ""),
        ("classic", "in-order", ""),
        ("handler", "in-order", "load"),
        ("handler", "in-order", "pageshow"),
        ("classic", "deferred", ""),
        ("classic", "in-order", ""),
        ("module", "deferred", ""),
    ]
    assert (told(config), told(late)) == ("public/appConfig.js", "public/late.js")
    assert flex_ui == Unreadable("/twilio-flex.min.js", "it is Flex UI itself")
    assert page.diagnostics == ()
    for source, text, place in (
        (load, 'start("#app")', (5, 15, 5, 38)),
        (show, "shown()", (5, 52, 5, 59)),
        (inline, 'var a = "é";', (7, 17, 7, 29)),
        (module, 'import "./main.js"', (7, 58, 7, 76)),
    ):
        assert isinstance(source, Source)
        assert (source.text, source.language) == (text, "javascript")
        assert source.location(0, len(source.data)) == Location("public/index.html", *place)
    assert page.source.language == "html"
    assert [page.source.slice(*one.at)[:9] for one in page.scripts][2:4] == ["start(&qu", "shown()"]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (
            "<script src=none.js?secret></script>",
            ("warning", "there is no such file below .",
             "--root DIR says which folder the page's server gives at /"),
        ),
        (
            "<script src=../a.js></script>",
            ("warning", "it is outside of .",
             "--root DIR says which folder the page's server gives at /"),
        ),
        (
            "<script src=config.php></script>",
            ("warning", "the server makes its text",
             "save the page and this script as the server gives them, and read those"),
        ),
        (
            "<script src={{x}}.js></script>",
            ("warning", "a build step fills in its address", "read the page that the build makes"),
        ),
        (
            "<script type=module src=folder></script>",
            ("warning", "there is no such file below .",
             "--root DIR says which folder the page's server gives at /"),
        ),
        (
            "<script src=blob:a></script>",
            ("warning", "addresses of the scheme blob are not read", None),
        ),
        (
            "<script src=https://cdn.example.com/react.js></script>",
            ("info", "it is on another host, cdn.example.com",
             "what it sets is not known here; --page-url URL if it is the page's own host"),
        ),
    ],
)  # fmt: skip
def test_a_script_that_is_not_read(
    folder: Path, script: str, expected: tuple[str, str, str | None]
) -> None:
    """It is told where it stands, and what to do; the others are read."""
    (folder / "folder").mkdir()
    write(folder, {"index.html": f"<p>é{script}\n<script>a</script>"})
    page = read("index.html")
    (remark,) = page.diagnostics
    severity, reason, help = expected

    assert remark.code == "unread-script"
    assert remark.severity == severity
    assert remark.message == f"this script is not read: {reason}"
    assert remark.help == help
    assert remark.location is not None
    assert (remark.location.line, remark.line_text) == (1, f"<p>é{script}")
    assert isinstance(page.scripts[0].source, Unreadable)
    assert told(page.scripts[1].source) == "index.html"


def test_what_is_called_once_a_script_has_run(folder: Path) -> None:
    """It follows its script; where that may not be there either handler may be called."""
    html = """\
<script src=a.js onload="start('&amp;')"></script>
<script src=https://cdn/x.js onload=b() async></script>
<script src=none.js onload=c()></script>
<script src=a.js onload=d() defer></script>
<script src=none.js onerror=e()></script>
<script src=a.js onerror=f()></script>
"""
    write(folder, {"index.html": html, "a.js": ""})
    page = read("index.html")
    found = [
        (one.kind, one.when, one.source.text, one.source.position(9))
        for one in page.scripts
        if isinstance(one.source, Source) and one.source.name == "index.html"
    ]

    def called(code: str) -> str:
        return f"(function (event) {{{code}\n}}).call(document.scripts[0], window.event);"

    assert found == [
        ("classic", "in-order", called("start('&')"), (1, 26)),
        ("classic", "async", called("b()"), (2, 37)),
        ("classic", "async", called("c()"), (3, 28)),
        ("classic", "deferred", called("d()"), (4, 25)),
        ("classic", "async", called("e()"), (5, 29)),
    ]
    assert [told(one.source) for one in page.scripts][:2] == ["a.js", "index.html"]


def test_what_lies_near_a_script_that_is_missing(folder: Path) -> None:
    """An example of it that has to be copied, or a file in a folder nearby."""
    write(folder, {"public/index.html": "<script src=appConfig.js></script>"})
    write(folder, {"public/appConfig.example.js": ""})
    write(folder, {"index.html": "<script src=/brand.js></script>", "public/brand.js": ""})

    (copied,), (nearby,) = read("public/index.html").diagnostics, read("index.html").diagnostics
    assert copied.help == (
        "there is public/appConfig.example.js: `cp public/appConfig.example.js "
        "public/appConfig.js` makes a copy to fill in"
    )
    assert nearby.help == "did you mean public/brand.js?"


def test_what_is_not_read_shows_no_secrets() -> None:
    """Neither the query of an address nor the name and the password in it."""
    address = "https://me:secret@cdn.example.com/a.js?token=secret#secret"
    (script,) = read(Source("index.html", f"<script src='{address}'></script>")).scripts

    assert script.source == Unreadable(
        "https://cdn.example.com/a.js", "it is on another host, cdn.example.com"
    )


def test_import_maps_come_before_modules(folder: Path) -> None:
    """Several count together, the first that says something; a late one may count or not."""
    html = """\
<script type=importmap>{"imports": {"a": "./a.js"}}</script>
<script type=importmap>{"imports": {"a": "./b.js", "b": "./b.js"}}</script>
<script type=module>import "a"</script>
<script type=importmap>{"imports": {"c": "./c.js"}}</script>
"""
    write(folder, {"index.html": html, "a.js": "", "b.js": "", "c.js": ""})
    page = read("index.html")
    found = [told(page.site.module(name, page.source)) for name in "abc"]
    (remark,) = page.diagnostics

    assert found == ["a.js", "b.js", "no import map says what it stands for"]
    assert [one.kind for one in page.scripts] == ["module"]
    assert (remark.code, remark.severity) == ("late-import-map", "warning")
    assert remark.location == Location("index.html", 4, 1, 4, 24)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{a: 1}", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ("[]", "it is no object"),
        ('{"imports": []}', "its imports and scopes have to be objects"),
        ('{"scopes": {"/": 1}}', "its imports and scopes have to be objects"),
        (
            '{"scopes": {' + ",".join(f'"/{at}": {{}}' for at in range(101)) + "}}",
            "it has more than 100 scopes",
        ),
    ],
)
def test_an_import_map_that_is_none(text: str, reason: str) -> None:
    """A browser says so in its console, and goes on."""
    page = read(Source("index.html", f"<script type=importmap>{text}</script><script>a</script>"))
    (remark,) = page.diagnostics

    assert remark.message == f"this import map says nothing: {reason}"
    assert remark.code == "malformed-import-map"
    assert len(page.scripts) == 1


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("index.html", "", True),
        ("public/INDEX.HTM", "var a;", True),
        ("HEAD:public/index.html", "", True),
        ("appConfig.js", "<!doctype html>", False),
        ("a.mjs", "<html>", False),
        ("configuration.json", "<html>", False),
        ("<stdin>", "\n <!DOCTYPE  HTML>", True),
        ("<stdin>", "<html lang=en>", True),
        ("index.tmpl", "<!-- a --> <!-- --><HTML>", True),
        ("<stdin>", "<!-- a <html>", False),
        ("<stdin>", "<!-- a -->var appConfig = {};", False),
        ("<stdin>", "<htmlx>", False),
        ("<stdin>", "var appConfig = '<html>';", False),
        ("<stdin>", "<!---->" * 100_000, False),
        ("<stdin>", "<div>", False),
    ],
)
def test_which_texts_are_pages(name: str, text: str, expected: bool) -> None:
    """By the name where it says so, else by how the text begins."""
    assert is_page(name, text) is expected


def test_a_page_that_is_xml_is_refused() -> None:
    """A browser reads it by other rules."""
    with pytest.raises(UnsupportedSyntaxError) as caught:
        read(Source("index.xhtml", "<html xmlns='http://www.w3.org/1999/xhtml'></html>"))

    assert str(caught.value) == (
        "index.xhtml:1:1: a browser reads this page as XML, which is not read here"
    )


def test_broken_characters_are_told_of_the_page() -> None:
    """However it was read."""
    page = read(Source.from_bytes("index.html", b"<script>a\xff</script>"))
    (script,) = page.scripts

    assert isinstance(script.source, Source)
    assert (page.source.replaced, script.source.replaced) == (True, False)
    assert script.source.whole is page.source


def test_too_many_scripts_are_refused() -> None:
    """As the reader of pages does."""
    with pytest.raises(LimitError):
        read(Source("index.html", "<script>a</script>" * (MAX_PAGE_SCRIPTS + 1)))


def test_no_more_files_are_read_than_a_page_may_have(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither in number nor in bytes; those that were read before stay."""
    write(folder, {f"{at}.js": "x" for at in range(5)})
    page = Source("index.html", "")
    for limit, most in (("MAX_SITE_FILES", 2), ("MAX_SITE_LENGTH", 1)):
        with monkeypatch.context() as patch:
            patch.setattr(f"appconfig_merge.inputs.site.{limit}", most)
            own = site(page)
            found = [told(own.script(f"{at}.js", page)) for at in (0, 1, 2, 0)]
        assert found == ["0.js", "1.js", "too many files were read before it", "0.js"]
    assert (MAX_SITE_FILES, MAX_SITE_LENGTH) == (1_000, 30_000_000)
