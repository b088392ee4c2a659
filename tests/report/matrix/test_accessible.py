"""The page for everybody: no violation of axe-core's rules; on paper, and where no script runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from tests.report.matrix.pages import Given, page_of, twelve
from tests.report.test_accessible import violations

if TYPE_CHECKING:
    from tests.report.conftest import Opens


@pytest.fixture(scope="module")
def html() -> str:
    """The page of twelve accounts, and of one that can't be read."""
    return page_of(twelve(), {"lost": "lost.js: No such file or directory"})


@pytest.mark.parametrize(
    ("width", "scheme"), [(1400, "light"), (1400, "dark"), (400, "light"), (400, "dark")]
)
def test_axe_finds_nothing(
    html: str, opened: Opens, width: int, scheme: Literal["light", "dark"]
) -> None:
    """With nothing chosen, with a story, with all unfolded, with the choice of environments."""
    page = opened(html, width=width, scheme=scheme)
    assert violations(page) == []

    page.locator("#states input[value=all]").check()
    page.locator("#tree [aria-level='2'] .twist").first.click()
    page.locator("#tree .row", has_text="account-02, account-03").click()
    assert violations(page) == []
    page.locator(".unreadable summary").click()
    page.locator("#environments summary").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1400, 400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_columns(
    html: str, opened: Opens, width: int, scheme: Literal["light", "dark"]
) -> None:
    """One beside most others, and four beside each other, a cell chosen."""
    page = opened(html, "#/limits?environment=account-04&compare=account-04", width=width,
                  scheme=scheme)  # fmt: skip
    assert violations(page) == []

    page = opened(html, "#/limits?" + "&".join(f"compare=account-0{one}" for one in range(2, 6)),
                  width=width, scheme=scheme)  # fmt: skip
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


PLAIN = [
    "limits.chats 4 account-00.json:8:16 and others 9 others",
    "6 account-02.json:8:16 and others account-02, account-03",
    "not set account-04",
    "limits.calls not set 11 others",
    "1 account-03.json:9:16 account-03",
    "limits an object 11 others",
    "null account-04.json:7:15 account-04",
    "name not set 11 others",
    '"five" account-05.json:10:13 account-05',
    'logLevel "info" appConfig.js:2:13 all 12',
    "theme.isLight true appConfig.js:3:21 all 12",
]


def test_without_scripts_the_plain_table_is_there(html: str, opened: Opens) -> None:
    """A mail program that runs no script shows rows and groups nevertheless."""
    page = opened(html, scripts=False)

    assert not page.locator("#app").is_visible()
    rows = [" ".join(text.split()) for text in page.locator("#plain tbody tr").all_inner_texts()]
    assert rows[: len(PLAIN)] == PLAIN
    assert rows[-1].startswith('region unresolved: location.hash ? "ie1" : "us1"')


def test_paper_has_every_row(html: str, opened: Opens) -> None:
    """What is printed is the plain table, in dark colours on white."""
    page = opened(html, scheme="dark")
    page.emulate_media(media="print")

    assert not page.locator("#app").is_visible()
    assert page.locator("#plain tbody tr").count() == len(PLAIN) + 1
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    assert len(page.pdf()) > 5_000


def test_the_keyboard_reaches_everything(html: str, opened: Opens) -> None:
    """Tab goes through the parts in the order in which they are read."""
    page = opened(html, "#/limits/chats?environment=account-03")
    seen = []
    for _ in range(30):
        page.keyboard.press("Tab")
        at = page.evaluate("document.activeElement.id || document.activeElement.tagName")
        if at not in seen:
            seen.append(at)

    order = ["SUMMARY", "search", "open-all", "close-all", "tree", "story", "BUTTON"]
    assert [one for one in seen if one in order] == order


def test_a_path_may_be_as_long_as_it_likes(opened: Opens) -> None:
    """10,000 characters: a row of one line, and a story that breaks it."""
    key = "k" * 10_000
    given = {"one": Given(f"var appConfig = {{ {key}: 1 }};"), "other": Given("appConfig = {};")}
    page = opened(page_of(given), f"#/{key}?environment=one")

    assert page.evaluate("document.documentElement.scrollWidth") <= 1400
    assert page.locator("#tree .row").first.evaluate("row => row.offsetHeight") < 40
    assert page.locator("#story h2").evaluate("title => title.scrollWidth <= title.clientWidth")
