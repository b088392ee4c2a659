"""A browser: Debian's Chromium, or the one that Playwright has. Without one the tests fail."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.hanging import LATE

if TYPE_CHECKING:
    from playwright.sync_api import BrowserType, Page

expect.set_options(timeout=LATE * 1000)
_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")


class Tabs:
    """Empty tabs, kept for the next test: opening one takes longer than all that a test does in it.

    Pages store nothing, so that nothing of one is left for the next. A browser that has crashed
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
        page.set_default_timeout(LATE * 1000)
        return page

    def give_back(self, page: Page, *, scripts: bool) -> None:
        """Empty a tab for others."""
        page.goto("about:blank")
        page.mouse.move(0, 0)
        self._free[scripts].append(page)

    def close(self) -> None:
        """End the browser."""
        self._browser.close()
