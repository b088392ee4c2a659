"""A browser: Debian's Chromium, or the one that Playwright has. Without one the tests fail."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Literal, Protocol

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserType, ConsoleMessage, Dialog, Error, Page, Request

_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")


class Opens(Protocol):
    """Opens a page in a tab of its own."""

    def __call__(
        self,
        html: str,
        hash: str = "",
        *,
        width: int = 1400,
        scheme: Literal["light", "dark"] = "light",
        scripts: bool = True,
        file: str = "report.html",
    ) -> Page: ...


class Tabs:
    """Empty tabs, kept for the next test: opening one takes longer than all that a test does in it.

    Reports store nothing, so that nothing of one is left for the next. A browser that has crashed
    is replaced: it fails the test that it crashed in, and no other.
    """

    def __init__(self, chromium: BrowserType) -> None:
        self._chromium = chromium
        self._launch()

    def _launch(self) -> None:
        path = shutil.which("chromium")
        self._browser = self._chromium.launch(executable_path=path, args=list(_QUIET))
        self._free: dict[bool, list[Page]] = {True: [], False: []}

    def take(self, *, scripts: bool) -> Page:
        """An empty tab in which scripts run, or don't."""
        if not self._browser.is_connected():
            self._launch()
        if self._free[scripts]:
            return self._free[scripts].pop()
        page = self._browser.new_context(java_script_enabled=scripts, offline=True).new_page()
        page.set_default_timeout(20_000)
        return page

    def give_back(self, page: Page, *, scripts: bool) -> None:
        """Empty a tab for others."""
        page.goto("about:blank")
        page.mouse.move(0, 0)
        self._free[scripts].append(page)

    def close(self) -> None:
        """End the browser."""
        self._browser.close()


@pytest.fixture(scope="session")
def tabs() -> Iterator[Tabs]:
    """The browser of a worker: Playwright's loop runs in its thread from then on."""
    with sync_playwright() as playwright:
        tabs = Tabs(playwright.chromium)
        yield tabs
        tabs.close()


@pytest.fixture
def opened(tabs: Tabs, tmp_path: Path) -> Iterator[Opens]:
    """Opens pages; in the end none may have complained, or asked for anything but itself."""
    said: list[str] = []
    asked: set[str] = set()
    own: set[str] = set()
    taken: list[tuple[Page, bool]] = []

    def complained(what: ConsoleMessage | Error) -> None:
        said.append(str(getattr(what, "text", what)))

    def refused(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    def requested(request: Request) -> None:
        asked.add(request.url.partition("#")[0])

    listeners = {
        "console": complained, "pageerror": complained, "dialog": refused, "request": requested
    }  # fmt: skip

    def open_page(
        html: str,
        hash: str = "",
        *,
        width: int = 1400,
        scheme: Literal["light", "dark"] = "light",
        scripts: bool = True,
        file: str = "report.html",
    ) -> Page:
        (tmp_path / file).write_text(html, "utf-8")
        page = tabs.take(scripts=scripts)
        taken.append((page, scripts))
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(media="null", color_scheme=scheme)
        for event, listener in listeners.items():
            page.on(event, listener)  # type: ignore[call-overload]
        url = (tmp_path / file).as_uri()
        own.add(url)
        page.goto(url + hash)
        return page

    yield open_page
    for page, scripts in taken:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)
        tabs.give_back(page, scripts=scripts)
    assert said == []
    assert asked <= own
