"""The pages are read as they are meant, and each has been seen in a browser as it stands."""

from __future__ import annotations

import pytest

from tests.live.pages import FOLDER, pages, parsed
from tests.live.recording import recorded

PAGES = pages()
RECORDED = recorded()


def test_a_page_is_what_it_is_about_its_settings_and_its_files() -> None:
    """As a txtar archive has them; a page without a resource has the shared one."""
    page = parsed(
        "name",
        "Two lines\nabout it.\n\nurl: https://desk.example.com/a/b?c\nplugins: /p.json\n"
        "-- /index.html --\n<p>\n-- /x.js (bom, crlf) --\nvar a;\n\n"
        "-- https://cdn.example.net/y.js --\n-- stored.json --\n{}\n",
    )

    assert (page.about, page.url) == ("Two lines\nabout it.", "https://desk.example.com/a/b?c")
    assert page.files == {
        "/index.html": b"<p>\n",
        "/x.js": b"\xef\xbb\xbfvar a;\r\n\r\n",
        "https://cdn.example.net/y.js": b"",
    }
    assert (page.path, page.plugins, page.stored) == ("/index.html", "/p.json", "{}")
    assert page.resource["ui_attributes"]["language"] == "en-GB"


def test_a_page_has_no_file_that_nobody_serves() -> None:
    """A name that was misspelt is an error."""
    with pytest.raises(ValueError, match="no server has"):
        parsed("name", "About.\n-- /index.html --\n<p>\n-- appConfig.js --\n")
    with pytest.raises(ValueError, match="its server has no"):
        parsed("name", "About.\n-- /desk.html --\n<p>\n")


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/", "/index.html"),
        ("/a/", "/a/index.html"),
        ("/a/b.html?c", "/a/b.html"),
        ("/d", "/index.html"),
    ],
)
def test_a_server_finds_the_page_of_an_address(url: str, path: str) -> None:
    """The file, the folder's index.html, or the root's for what only the page's own code knows."""
    files = "-- /index.html --\n-- /a/index.html --\n-- /a/b.html --\n"

    assert parsed("name", f"url: https://desk.example.com{url}\n{files}").path == path


def test_every_page_is_recorded_as_it_stands() -> None:
    """After a change of a page: python -m tests.live --record --only NAME."""
    assert {name: page.digest for name, page in PAGES.items()} == {
        name: seen.page for name, seen in RECORDED.items()
    }


def test_every_page_says_what_it_is_about() -> None:
    """In two lines at most."""
    assert [
        page.name for page in PAGES.values() if not 1 <= len(page.about.splitlines()) <= 2
    ] == []


def test_there_are_pages_enough_and_they_are_small() -> None:
    """Whole pages of all kinds, all of them and what came of them in less than half a megabyte."""
    folders = (FOLDER, FOLDER.with_name("recorded"))

    assert len(PAGES) >= 75
    assert sum(file.stat().st_size for one in folders for file in one.iterdir()) < 500_000
