"""Three hundred accounts, and a thousand rows: there at once, and searched while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.report.matrix.pages import SCRIPT, Given, page_of
from tests.report.processor import SECONDS, loading, searching

if TYPE_CHECKING:
    from tests.report.conftest import Opens

ROWS = 1_000
ACCOUNTS = 100


@pytest.fixture(scope="module")
def html() -> str:
    """A thousand paths of which each account has half of its own."""
    environments = {}
    for account in range(ACCOUNTS):
        settings: dict[str, Any] = {
            f"setting{number:04}": number if number % 2 else f"{number} of {account % 7}"
            for number in range(ROWS)
        }
        environments[f"account-{account:03}"] = Given(SCRIPT, settings)
    return page_of(environments)


def test_a_thousand_rows_are_interactive_within_a_second(html: str, opened: Opens) -> None:
    """From the start of loading to the end of the page's script, and from key to result."""
    page = opened(html)

    expect(page.locator("#status")).to_have_text("500 of 1003 paths")
    assert loading(page) < SECONDS
    assert searching(page, "setting09 account-004") < SECONDS / 2
    expect(page.locator("#status")).to_have_text("50 of 1003 paths")


def test_of_many_rows_few_are_made(html: str, opened: Opens) -> None:
    """The number of elements doesn't go with the number of rows, wherever one scrolls."""
    page = opened(html)
    page.locator("#states input[value=all]").check()

    page.locator("#tree").evaluate("box => { box.scrollTop = box.scrollHeight / 2; }")

    expect(page.locator("#tree .key", has_text="setting05").first).to_be_attached()
    assert page.locator("#app *").count() < 3_000


def test_columns_of_a_thousand_rows_are_made_as_they_are_seen(html: str, opened: Opens) -> None:
    """The last one is in sight after End, beneath the names of the columns."""
    page = opened(html, "#?compare=account-000&compare=account-001")
    page.locator("#grid").focus()
    page.keyboard.press("End")

    expect(page.locator("#grid [aria-selected=true]")).to_be_in_viewport(ratio=0.9)
    assert page.locator("#app *").count() < 3_000
