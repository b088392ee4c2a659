"""A browser: Debian's Chromium, or the one that Playwright has. Without one the tests fail."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Literal, Protocol

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page

_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")


class Opens(Protocol):
    """Opens a page in a browser of its own."""

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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One process for the tests of a module: Playwright's loop runs in this thread meanwhile."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(_QUIET)
        )
        yield launched
        launched.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opens]:
    """Opens pages; in the end none may have complained, or asked for anything but itself."""
    said: list[str] = []
    asked: list[str] = []
    contexts = []

    def refused(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

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
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
            offline=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", refused)
        url = (tmp_path / file).as_uri()
        page.on("request", lambda request: asked.append(request.url.replace(url, "")))
        page.goto(url + hash)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []
    assert {one.partition("#")[0] for one in asked} <= {""}
