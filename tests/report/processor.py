"""What a page in a browser costs: of the processor, which others on the machine take none of."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

SECONDS = 4
"""What a page may use until it can be used. It needs half a second."""


@contextmanager
def processor(page: Page) -> Iterator[Callable[[], float]]:
    """Gives the seconds that a page's own thread has worked since it was loaded in here."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def used() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        (seconds,) = (one["value"] for one in metrics if one["name"] == "ThreadTime")
        return float(seconds)

    try:
        yield used
    finally:
        session.detach()


def loading(page: Page) -> float:
    """Load a page again; the seconds until the end of its script."""
    with processor(page) as used:
        page.reload()
        page.wait_for_function("performance.getEntriesByName('ready').length")
        return used()


def searching(page: Page, text: str) -> float:
    """Type a text to search for; the seconds until what is found is shown."""
    with processor(page) as used:
        before = used()
        page.evaluate(
            """async (text) => {
              const search = document.querySelector("#search");
              search.value = text;
              search.dispatchEvent(new Event("input"));
              await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            }""",
            text,
        )
        return used() - before
