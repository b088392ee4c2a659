"""5,000 values: there at once, and searched while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from appconfig_merge.report import render_report
from tests.report.pages import context_of, five_thousand, report_of
from tests.report.processor import SECONDS, loading, searching
from tests.report.verified import difference, verified

if TYPE_CHECKING:
    from tests.report.conftest import Opens


@pytest.fixture(scope="module")
def html() -> str:
    """The report of 5,000 values."""
    return report_of(*five_thousand())


def test_five_thousand_values_are_interactive_within_a_second(html: str, opened: Opens) -> None:
    """From the start of loading to the end of the page's script, and from key to result."""
    page = opened(html)

    expect(page.locator("#status")).to_have_text("5000 values")
    assert loading(page) < SECONDS
    assert searching(page, "section49 key7") < SECONDS / 2
    expect(page.locator("#status")).to_have_text("10 of 5000 paths")


def test_a_running_page_beside_them_costs_little_more(opened: Opens) -> None:
    """Half of the values differ, each with a value of its own."""
    context = context_of(*five_thousand())
    found = [
        difference(context, leaf.path, f"running {index}", "plugin")
        for index, leaf in enumerate(context.leaves)
        if index % 2
    ]
    page = opened(render_report(context, (), verified(context, found)))

    expect(page.locator("#status")).to_have_text("5000 values")
    assert loading(page) < SECONDS
    page.locator("#states input[value=differs]").check()
    expect(page.locator("#status")).to_have_text("2500 of 5000 paths")
    assert page.locator("#app *").count() < 3_000


def test_of_many_rows_few_are_made(html: str, opened: Opens) -> None:
    """The number of elements doesn't go with the number of values, wherever one scrolls."""
    page = opened(html)
    page.get_by_role("button", name="Expand").click()

    page.locator("#tree").evaluate("box => { box.scrollTop = box.scrollHeight / 2; }")

    expect(page.locator("#tree .key", has_text="section2").first).to_be_attached()
    assert page.locator("#app *").count() < 3_000
