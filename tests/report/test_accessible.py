"""The page for everybody: no violation of axe-core's rules, light and dark, wide and narrow."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

import pytest

from tests.report.pages import fixture_report, report_of
from tests.report.verified import sample_report

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.report.conftest import Opens

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def violations(page: Page) -> list[str]:
    """What axe-core finds: the rule, and the first element that breaks it."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    found: Any = page.evaluate("axe.run({ resultTypes: ['violations'] })")
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]


@pytest.fixture(scope="module")
def html(fixtures: Path) -> str:
    """The report of the largest fixture."""
    return fixture_report(fixtures, "contact-centre", "2.17.1")


@pytest.fixture(scope="module")
def fixtures() -> Path:
    """The folder of realistic files, for the whole module."""
    from tests.conftest import FIXTURES

    return FIXTURES


@pytest.mark.parametrize(
    ("width", "scheme"), [(1400, "light"), (1400, "dark"), (1000, "dark"), (400, "light")]
)
def test_axe_finds_nothing(
    html: str, opened: Opens, width: int, scheme: Literal["light", "dark"]
) -> None:
    """Roles, names, contrast, focus: with a value chosen, a line chosen, the findings open."""
    page = opened(html, "#/logLevel", width=width, scheme=scheme)
    assert violations(page) == []

    page.locator("#code .row").first.click()
    page.locator("#findings summary").click()
    assert violations(page) == []


@pytest.mark.parametrize(
    ("width", "scheme"), [(1400, "light"), (1400, "dark"), (400, "light"), (400, "dark")]
)
def test_axe_finds_nothing_beside_a_running_page(
    opened: Opens, width: int, scheme: Literal["light", "dark"]
) -> None:
    """Causes, marks and running values: in the tree, in the overview, of a value that is chosen."""
    page = opened(sample_report(), width=width, scheme=scheme)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.locator("#tree .key", has_text="isLight").first.click()
    assert violations(page) == []
    page.locator("#tree .key", has_text="logoUrl").first.click()
    assert violations(page) == []


def test_nothing_is_wider_than_a_narrow_screen(html: str, opened: Opens) -> None:
    """At 400 pixels the page scrolls in one direction only."""
    page = opened(html, "#/logLevel", width=400)

    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_a_row_tells_its_place_in_the_tree(opened: Opens) -> None:
    """Level, position and number of siblings are there though few of the rows are."""
    keys = ", ".join(f"key{number}: {number}" for number in range(1000))
    page = opened(report_of(f"var appConfig = {{ group: {{ {keys} }} }};\n"))
    page.locator("#tree").focus()
    page.keyboard.press("Home")
    page.keyboard.press("End")

    last = page.locator("#tree [aria-selected=true]")
    told = [
        last.get_attribute(f"aria-{name}") for name in ("level", "posinset", "setsize", "selected")
    ]
    assert told == ["2", "1000", "1000", "true"]
    assert page.locator("#tree [role=treeitem]").count() < 150
    page.locator("#tree").evaluate("box => { box.scrollTop = 0; }")
    page.locator("#tree .key", has_text="key3").first.wait_for()
    assert page.locator("#tree").get_attribute("aria-activedescendant") == last.get_attribute("id")
    assert last.count() == 1


def test_dark_is_dark(html: str, opened: Opens) -> None:
    """The page goes by what the system asks for; paper is white all the same."""
    page = opened(html, scheme="dark")

    def ground() -> object:
        return page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert ground() == "rgb(23, 25, 30)"
    page.emulate_media(media="print")
    assert ground() == "rgb(255, 255, 255)"


def test_paper_has_every_value(html: str, opened: Opens) -> None:
    """What is printed is the plain list: values, losers with reasons, findings."""
    page = opened(html)
    page.emulate_media(media="print")

    assert not page.locator("#app").is_visible()
    shown = page.locator("#plain").inner_text()
    assert page.locator("#plain tbody tr").count() == 62
    assert '"warning"' in shown
    assert "stops-at-start" in shown
    assert page.locator("#plain del", has_text='"warning"').count() == 1
    assert len(page.pdf()) > 10_000


def test_without_scripts_the_plain_list_is_there(html: str, opened: Opens) -> None:
    """A mail program that runs no script shows the values nevertheless."""
    page = opened(html, scripts=False)

    assert not page.locator("#app").is_visible()
    assert page.locator("#plain tbody tr").count() == 62
    assert page.locator("#plain tbody th").first.is_visible()


def test_the_keyboard_reaches_everything(html: str, opened: Opens) -> None:
    """Tab goes through the parts in the order in which they are read."""
    page = opened(html, "#/logLevel")
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        at = page.evaluate("document.activeElement.id || document.activeElement.className")
        if at not in seen:
            seen.append(at)

    order = ["search", "from", "open-all", "tree", "story", "place", "tab-1", "code"]
    assert [one for one in seen if one in order] == order
