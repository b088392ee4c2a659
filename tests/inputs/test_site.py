"""Which files the addresses of a page stand for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge import InputError, Source
from appconfig_merge.layers.page.scripts import Unreadable
from appconfig_merge.limits import MAX_ADDRESS, MAX_SOURCE
from tests.diff.support import git
from tests.inputs.pages import read, site, told, write

if TYPE_CHECKING:
    from pathlib import Path

_OUT = "it is outside of "
_NONE = "there is no such file below "


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pages are named from where the command is called."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def scripts(page: str, *addresses: str, base: str = "", **options: Any) -> list[str]:
    """What addresses stand for in a page that is written there."""
    tag = f"<base href='{base}'>" if base else ""
    write_page = {page: tag + "".join(f"<script src='{one}'></script>" for one in addresses)}
    from pathlib import Path

    write(Path.cwd(), write_page)
    return [told(one.source) for one in read(page, **options).scripts]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("a.js", "public/a.js"),
        ("./a.js?v=1#x", "public/a.js"),
        ("/a.js", "public/a.js"),
        ("\\a.js", "public/a.js"),
        (" a.js\n", "public/a.js"),
        ("lib/../a.js", "public/a.js"),
        ("lib//b.js", "it is outside of public"),
        ("lib/b%20c.js", "public/lib/b c.js"),
        ("%PUBLIC_URL%/a.js", "public/a.js"),
        ("%BASE_URL%/lib/b%20c.js", "public/lib/b c.js"),
        ("%PUBLIC_URL%", "it is a folder"),
        ("../a.js", _OUT + "public"),
        ("../public/a.js", _OUT + "public"),
        ("lib/../../a.js", _OUT + "public"),
        ("%2e%2e/secret.js", _OUT + "public"),
        ("..%2fsecret.js", _OUT + "public"),
        ("lib/%00.js", _OUT + "public"),
        ("b.js", _NONE + "public"),
        ("a.js/b.js", _NONE + "public"),
        ("A" * 300 + ".js", _NONE + "public"),
        ("lib", "it is a folder"),
        ("lib/", "it is a folder"),
        ("config.php?x", "the server makes its text"),
        ("http://[", "it is no address"),
        ("https://cdn.example.com/a.js?token=x", "it is on another host, cdn.example.com"),
        ("//user:pass@cdn.example.com:81/a.js", "it is on another host, cdn.example.com:81"),
        ("blob:x", "addresses of the scheme blob are not read"),
        ("file:///etc/passwd", "addresses of the scheme file are not read"),
        ("{{ base }}/a.js", "a build step fills in its address"),
        ("%REACT_APP_X%/a.js", "a build step fills in its address"),
        ("<%= name %>.js", "a build step fills in its address"),
        ("a" * (MAX_ADDRESS + 1), f"its address is longer than {MAX_ADDRESS:,} characters"),
    ],
)
def test_beside_a_page(folder: Path, address: str, expected: str) -> None:
    """Without a root the page's own folder is it, and nothing above is known."""
    write(folder, {"public/a.js": "", "public/lib/b c.js": "", "secret.js": "", "a.js": ""})

    assert scripts("public/index.html", address) == [expected]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("a.js", "site/app/a.js"),
        ("../a.js", "site/a.js"),
        ("/a.js", "site/a.js"),
        ("/app/a.js", "site/app/a.js"),
        ("../../../a.js", "site/a.js"),
        ("%PUBLIC_URL%/a.js", "site/a.js"),
        ("//page/a.js", "it is on another host, page"),
    ],
)
def test_below_a_root(folder: Path, address: str, expected: str) -> None:
    """It is what the server gives at /: nothing is above it, for a browser either."""
    write(folder, {"site/a.js": "", "site/app/a.js": "", "a.js": ""})

    assert scripts("site/app/index.html", address, root="site") == [expected]


@pytest.mark.parametrize(
    ("page_url", "address", "expected"),
    [
        ("https://host/", "/a.js", "flex/a.js"),
        ("https://host/", "https://host/a.js", "flex/a.js"),
        ("https://host/", "https://HOST:443/a.js", "flex/a.js"),
        ("https://host/", "http://host/a.js", "it is on another host, host"),
        ("https://host:8/", "https://host/a.js", "it is on another host, host"),
        ("https://host/flex/", "a.js", "flex/a.js"),
        ("https://host/flex/index.html?x=/y/", "a.js", "flex/a.js"),
        ("https://host/flex/", "/flex/a.js", "flex/a.js"),
        ("https://host/flex/", "../flex/a.js", "flex/a.js"),
        ("https://host/flex/", "%PUBLIC_URL%/a.js", "flex/a.js"),
        ("https://host/flex/", "/a.js", _OUT + "flex"),
        ("https://host/flex/", "/flexible/a.js", _OUT + "flex"),
        ("https://host/flex", "a.js", "flex/a.js"),
        ("no address", "a.js", "flex/a.js"),
        ("file:///srv/index.html", "a.js", "flex/a.js"),
    ],
)
def test_at_a_known_address(folder: Path, page_url: str, address: str, expected: str) -> None:
    """The page's folder is that of its address, and nothing is known of what lies beside that."""
    write(folder, {"flex/a.js": "", "a.js": ""})

    assert scripts("flex/index.html", address, page_url=page_url) == [expected]


@pytest.mark.parametrize(
    ("page_url", "address", "expected"),
    [
        ("https://host/flex/", "a.js", "site/flex/a.js"),
        ("https://host/flex/", "/a.js", "site/a.js"),
        ("https://host/flex/", "/flex/a.js", "site/flex/a.js"),
        ("https://host/desk/", "a.js", "site/flex/a.js"),
        ("https://host/desk/", "/desk/a.js", "site/flex/a.js"),
        ("https://host/desk/", "/desk/b.js", "site/desk/b.js"),
        ("https://host/desk/", "/c.js", _NONE + "site"),
    ],
)
def test_below_a_root_at_a_known_address(
    folder: Path, page_url: str, address: str, expected: str
) -> None:
    """What the root has is first; what it hasn't may lie beside the page."""
    write(
        folder, {"site/a.js": "", "site/flex/a.js": "", "site/desk/b.js": "", "site/flex/b.js": ""}
    )

    assert scripts("site/flex/index.html", address, root="site", page_url=page_url) == [expected]


@pytest.mark.parametrize("page_url", [None, "https://host/desk/"])
def test_a_page_of_vite(folder: Path, page_url: str | None) -> None:
    """Its server gives what public has as if it lay beside the page, which other servers don't."""
    write(folder, {"a.js": "", "public/a.js": "", "public/b.js": "", "src/c.js": ""})
    found = ["a.js", "b.js", "src/c.js", "public/b.js"]
    without = scripts("index.html", *found, page_url=page_url)
    write(folder, {"vite.config.ts": ""})

    assert without == ["a.js", "there is no such file below .", "src/c.js", "public/b.js"]
    assert scripts("index.html", *found, page_url=page_url) == [
        "a.js", "public/b.js", "src/c.js", "public/b.js",
    ]  # fmt: skip
    assert scripts("index.html", "b.js", root=".") == ["public/b.js"]


def test_a_page_that_lies_elsewhere(folder: Path) -> None:
    """Its place is the top of the root, as where a build puts the page there."""
    write(folder, {"public/a.js": "", "src/a.js": ""})

    assert scripts("src/index.html", "a.js", "/a.js", root="public") == ["public/a.js"] * 2


def test_a_page_of_standard_input(folder: Path) -> None:
    """It lies nowhere: only a root gives it files."""
    write(folder, {"public/a.js": ""})
    page = Source("<stdin>", "<script src=a.js></script>", "html")
    (nowhere,), (somewhere,) = read(page).scripts, read(page, root="public").scripts

    assert told(nowhere.source) == "it is not known which folder the page's files are in"
    assert told(somewhere.source) == "public/a.js"


@pytest.mark.parametrize("root", ["none", "index.html"])
def test_a_root_that_is_no_folder(root: str) -> None:
    """It is told before anything is read."""
    with pytest.raises(InputError) as caught:
        scripts("index.html", "a.js", root=root)

    assert caught.value.message == f"{root}: there is no such folder"
    assert caught.value.help == "--root is the folder that the page's server gives at /"


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("/lib/", ["lib/a.js", "a.js"]),
        ("lib/x", ["lib/a.js", "a.js"]),
        ("./", ["a.js", "a.js"]),
        ("../", ["it is outside of .", "a.js"]),
        ("https://cdn.example.com/", ["it is on another host, cdn.example.com"] * 2),
        ("data:,", ["a.js", "a.js"]),
    ],
)
def test_what_addresses_are_relative_to(folder: Path, base: str, expected: list[str]) -> None:
    """The base element says so."""
    write(folder, {"a.js": "", "lib/a.js": ""})

    assert scripts("index.html", "a.js", "/a.js", base=base) == expected


def test_a_script_before_the_base_element(folder: Path) -> None:
    """It is relative to the page."""
    write(folder, {"a.js": "", "lib/a.js": ""})
    html = "<script src=a.js></script><base href=lib/><script src=a.js></script>"
    write(folder, {"index.html": html})

    assert [told(one.source) for one in read("index.html").scripts] == ["a.js", "lib/a.js"]


def test_links_lead_nowhere_else(folder: Path) -> None:
    """A link out of the folder would show files that no page has."""
    write(folder, {"secret.js": "", "public/a.js": ""})
    (folder / "public" / "out.js").symlink_to(folder / "secret.js")
    (folder / "public" / "up").symlink_to(folder)
    (folder / "public" / "in.js").symlink_to("a.js")
    (folder / "public" / "loop.js").symlink_to("loop.js")
    (folder / "here").symlink_to("public")

    out = "it is a link that leads out of public"
    assert scripts("public/index.html", "out.js", "up/secret.js") == [out, out]
    assert scripts("public/index.html", "in.js") == ["public/in.js"]
    assert scripts("public/index.html", "loop.js")[0].startswith("it can't be read: ")
    assert scripts("here/index.html", "in.js") == ["here/in.js"]


def test_what_is_no_text(folder: Path) -> None:
    """A folder, a pipe, an image, a file that is far too long."""
    write(folder, {"image.js": "\0\1\2", "folder.js/x": ""})
    os.mkfifo(folder / "pipe.js")
    with (folder / "long.js").open("wb") as stream:
        stream.truncate(MAX_SOURCE + 1)

    assert scripts("index.html", "image.js", "folder.js", "pipe.js", "long.js") == [
        "it is no text",
        "it is a folder",
        "it is no file",
        "it is longer than the 6,000,000 bytes that are read",
    ]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("data:text/javascript,a%20=%201", "a = 1"),
        ("data:,a#b", "a"),
        ("DATA:text/javascript;base64,YSA9IDE=", "a = 1"),
        ("data:text/javascript;charset=utf-8;base64,w6k", "é"),
        ("data:text/javascript;base64,?", "it is no Base64"),
    ],
)
def test_a_script_that_is_its_address(folder: Path, address: str, expected: str) -> None:
    """It is known, and stands where the address does."""
    write(folder, {"index.html": f"<p>\n<script src='{address}'></script>"})
    (script,) = read("index.html").scripts
    source = script.source

    if isinstance(source, Unreadable):
        assert source.reason == expected
    else:
        assert source.text == expected
        assert source.position(0) == (2, 14)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/twilio-flex.min.js", "it is Flex UI itself"),
        ("https://assets.flex.twilio.com/x/2.1/twilio-flex.min.js", "it is Flex UI itself"),
        ("https://cdn/twilio-flex.unbundled-react.min.js?x", "it is Flex UI itself"),
        ("twilio-flex-ui.4f3a.js", "it is Flex UI itself"),
        ("/flex.js", "it is Flex UI itself"),
        ("flex-ui.min.js", "it is Flex UI itself"),
        ("own/flex.js", "own/flex.js"),
        ("long/flex.js", "it is Flex UI itself"),
        ("flexible.js", "there is no such file below ."),
        ("https://cdn/react.js", "it is on another host, cdn"),
    ],
)  # fmt: skip
def test_flex_ui_itself(folder: Path, address: str, expected: str) -> None:
    """It is known by its name; a short file of the project's own may have one such name, too."""
    write(folder, {"own/flex.js": "start()", "long/flex.js": "x;" * 200_000})

    assert scripts("index.html", address) == [expected]


@pytest.mark.parametrize(
    ("specifier", "expected"),
    [
        ("./a.js", "src/a.js"),
        ("../b.js", "b.js"),
        ("/b.js", "b.js"),
        ("./a", "src/a.js"),
        ("./typed", "src/typed.tsx"),
        ("./typed.js", "src/typed.tsx"),
        ("./folder", "src/folder/index.ts"),
        ("./settings", "src/settings.json"),
        ("./style.css", "it is no script"),
        ("./none", "there is no such file below ."),
        ("../../b.js", "it is outside of ."),
        ("a.js", "no import map says what it stands for"),
        ("react", "no import map says what it stands for"),
        ("https://esm.sh/react", "it is on another host, esm.sh"),
        ("node:fs", "addresses of the scheme node are not read"),
        ("data:text/css,a", "its type is not that of a script"),
    ],
)
def test_what_a_module_imports(folder: Path, specifier: str, expected: str) -> None:
    """From where the module lies; an ending may be left out, as bundlers have it."""
    files = ["src/a.js", "src/main.js", "src/typed.tsx", "src/folder/index.ts", "src/settings.json"]
    write(folder, dict.fromkeys([*files, "src/style.css", "b.js"], ""))
    html = "<base href=src/><script type=module src=main.js></script><script type=module>a</script>"
    write(folder, {"index.html": html})
    page = read("index.html")
    for script in page.scripts:
        assert isinstance(script.source, Source)
        assert told(page.site.module(specifier, script.source)) == expected


def test_a_module_of_a_folder_imports_from_there(folder: Path) -> None:
    """Whatever it was called by."""
    write(folder, {"src/index.js": "", "src/a.js": "", "index.html": "<p>"})
    own = site("index.html")
    page = Source("index.html", "", "html")
    index = own.module("./src", page)

    assert isinstance(index, Source)
    assert told(own.module("./a.js", index)) == "src/a.js"


def test_an_import_map(folder: Path) -> None:
    """Packages, folders of them, whole addresses, and what holds for some modules alone."""
    import_map = """{
        "imports": {"lib": "./lib/index.js", "lib/": "/lib/", "./old.js": "./new.js",
                    "none": null, "bad": "lib", "cdn": "https://cdn.example.com/x.js"},
        "scopes": {"/lib/": {"lib": "./inner.js"}}
    }"""
    files = ["lib/index.js", "lib/part.js", "inner.js", "new.js"]
    write(folder, dict.fromkeys(files, ""))
    write(folder, {"index.html": f"<script type=importmap>{import_map}</script><script>a</script>"})
    page = read("index.html")
    (script,) = page.scripts
    assert isinstance(script.source, Source)

    def found(specifier: str, base: Source) -> str:
        return told(page.site.module(specifier, base))

    expected = {
        "lib": "lib/index.js",
        "lib/part.js": "lib/part.js",
        "./old.js": "new.js",
        "/old.js": "new.js",
        "none": "the import map says that it stands for nothing",
        "bad": "the import map says that it stands for nothing",
        "cdn": "it is on another host, cdn.example.com",
        "other": "no import map says what it stands for",
    }
    assert {name: found(name, script.source) for name in expected} == expected
    inner = page.site.module("lib", script.source)
    assert isinstance(inner, Source)
    assert found("lib", inner) == "inner.js"
    assert page.diagnostics == ()


def test_data(folder: Path) -> None:
    """What a request gives is any file, from where the page is."""
    write(folder, {"configs/a.json": "{}", "src/main.js": "", "index.html": "<p>"})
    own = site("index.html", page_url="https://host/x/")
    main = own.script("src/main.js", Source("index.html", ""))
    assert isinstance(main, Source)

    assert told(own.data("configs/a.json", main)) == "configs/a.json"
    assert told(own.data("/x/configs/a.json?y", main)) == "configs/a.json"
    assert (
        told(own.data("https://api.example.com/a", main))
        == "it is on another host, api.example.com"
    )


def test_a_file_is_one_source(folder: Path) -> None:
    """However often and by whatever address it is asked for."""
    write(folder, {"a.js": "", "index.html": "<p>"})
    own = site("index.html")
    page = Source("index.html", "", "html")

    assert own.script("a.js", page) is own.script("/a.js?x", page) is own.module("./a", page)
    assert own.module("data:text/javascript,1", page) is own.module("data:text/javascript,1", page)


def test_the_files_that_were_asked_for(folder: Path) -> None:
    """Those that are there, and those that would be: they are watched."""
    write(folder, {"src/a.ts": "", "index.html": "<script src=b.js></script>"})
    own = site("index.html")
    page = Source("index.html", "", "html")
    own.module("./src/a", page)
    own.data("c.json", page)
    own.script("https://cdn.example.com/d.js", page)

    assert own.names == ("b.js", "src/a", "src/a.ts", "c.json")


def test_a_page_of_a_revision(folder: Path) -> None:
    """All of its files are that revision's."""
    git(folder, "init", "--quiet")
    write(folder, {"web/index.html": "<script src=a.js></script><script src=/lib/b.js></script>"})
    write(
        folder, {"web/a.js": "1", "web/lib/b.js": "2", "index.html": "<script src=a.js></script>"}
    )
    write(folder, {"a.js": "3"})
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=A page")
    write(folder, {"web/a.js": "changed", "web/new.js": ""})

    def names(page: str, **options: Any) -> list[str]:
        from appconfig_merge.inputs.git import read_revision
        from appconfig_merge.inputs.pages import page_input

        source = read_revision(page, "html")
        found = page_input(
            source, lambda name: read_revision(name, "javascript"), is_revision=True, **options
        )
        return [told(one.source) for one in found.scripts] + [
            told(found.site.script("new.js", source)), told(found.site.script("lib", source))
        ]  # fmt: skip

    missing = "there is no such file below HEAD:"
    assert names("HEAD:web/index.html") == [
        "HEAD:web/a.js",
        "HEAD:web/lib/b.js",
        missing + "web",
        "git can't read it: git cat-file HEAD:web/lib: bad file",
    ]
    assert names("HEAD:web/index.html", root="web")[:2] == ["HEAD:web/a.js", "HEAD:web/lib/b.js"]
    assert names("HEAD:./web/index.html")[:1] == ["HEAD:./web/a.js"]
    assert names("HEAD:./web/index.html", root="web")[:1] == ["HEAD:./web/a.js"]
    assert names("HEAD:index.html") == ["HEAD:a.js", missing, missing]
    assert names("HEAD:./index.html")[:2] == ["HEAD:./a.js", missing + "./"]
    assert names("HEAD:web/index.html", root=".")[:2] == ["HEAD:web/a.js", missing]
