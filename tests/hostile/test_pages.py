"""Pages whose addresses are built to hurt: found, or told why not, in proportion to their size."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from appconfig_merge import Source
from appconfig_merge.limits import MAX_ADDRESS, MAX_PAGE_SCRIPTS
from tests.hostile.budget import is_soon, within_budget
from tests.hostile.command import measure
from tests.inputs.pages import read, told, write

if TYPE_CHECKING:
    from pathlib import Path

ADDRESSES = {
    "up": "../" * (MAX_ADDRESS // 3),
    "down": "a/" * (MAX_ADDRESS // 2) + "a.js",
    "dots": "./" * (MAX_ADDRESS // 2) + "a.js",
    "encoded dots": "%2e%2e/" * (MAX_ADDRESS // 7),
    "slashes": "/" * MAX_ADDRESS,
    "no host": "//" + "a" * 1_500,
    "escapes": "%" * MAX_ADDRESS,
    "placeholders": "{{" * (MAX_ADDRESS // 2),
    "a scheme": "a" * (MAX_ADDRESS - 1) + ":",
    "longer than is looked for": "a" * 5_000,
    "data": "data:text/javascript;base64," + "YQ==" * 1_000,
    "a name that no folder has": "\x01\x7f\u202e" * 1_000,
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pages are named from where the command is called."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", ADDRESSES)
@pytest.mark.parametrize("type", ["", "module"])
def test_a_page_of_nothing_but_long_addresses(kind: str, type: str) -> None:
    """As many scripts as are read; none of them is there."""
    script = f"<script type='{type}' src='{ADDRESSES[kind]}'></script>"
    with within_budget():
        page = read(Source("index.html", script * MAX_PAGE_SCRIPTS))

    assert len(page.scripts) == MAX_PAGE_SCRIPTS
    assert len({one.source for one in page.scripts}) in {1, MAX_PAGE_SCRIPTS}


def test_a_page_whose_scripts_are_all_missing() -> None:
    """Each of another name, on one line."""
    html = "".join(f"<script src='appConfig{at}.js'></script>" for at in range(MAX_PAGE_SCRIPTS))
    with within_budget():
        page = read(Source("index.html", html))

    assert len(page.diagnostics) == MAX_PAGE_SCRIPTS
    assert len({id(one.line_text) for one in page.diagnostics}) == 1


def test_an_import_map_of_many_names(folder: Path) -> None:
    """A specifier costs as much as it is long, whatever the map has."""
    write(folder, {"a.js": ""})
    names = {f"{'a/' * (at % 50)}{at}/": "./b/" for at in range(60_000)}
    text = json.dumps({"imports": {**names, "a": "./a.js"}})
    maps = f"<script type=importmap>{text}</script>"
    with within_budget():
        page = read(Source("index.html", maps))
        assert told(page.site.module("a", page.source)) == "a.js"
        for at in range(1_000):
            page.site.module("a/" * (MAX_ADDRESS // 2 - 2) + str(at), page.source)


def test_many_import_maps() -> None:
    """Each says something of its own."""
    maps = (
        {"imports": {f"a{at}": f"./{at}.js"}, "scopes": {f"/{at}/": {}}}
        for at in range(MAX_PAGE_SCRIPTS)
    )
    html = "".join(f"<script type=importmap>{json.dumps(one)}</script>" for one in maps)
    with within_budget():
        read(Source("index.html", html))


@pytest.mark.parametrize("piece", ["<p>", "<b><p>", "a ", "<script>a</script>"])
def test_a_long_page_is_read_soon(folder: Path, piece: str) -> None:
    """The whole command, in a hundred bytes for each one of it and a constant."""
    html = "<!doctype html><script>var appConfig = {a: 1}</script>" + piece * (
        5_000_000 // len(piece)
    )
    (folder / "index.html").write_text(html, "utf-8")
    done = measure("index.html", folder=folder)

    assert done.code == (3 if "script" in piece else 0), done.stderr[:1000]
    assert is_soon(done.seconds), f"{done.seconds:.1f} s"
    assert done.peak < 300_000_000 + 100 * len(html)
