"""Reports in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import ConsoleMessage, Dialog, Error, Page, Request

    from tests.browser import Tabs


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
