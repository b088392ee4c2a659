"""The files of a page as its own server gave them, for ``verify`` and ``explain`` to read."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, unquote, urlsplit

from playwright.async_api import Error

from appconfig_merge.errors import InputError
from appconfig_merge.file_writing import replace_file
from appconfig_merge.limits import MAX_SITE_FILES, MAX_SITE_LENGTH, MAX_SOURCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.async_api import Page, Response

_PAGE: Final = "index.html"
_KINDS: Final = frozenset({"document", "script", "fetch", "xhr"})
"""Playwright's words for what a page's scripts are, and what they may read."""
_NO_NAME: Final = re.compile(r'[\x00-\x1f<>:"|?*\\/]|[. ]\Z')
"""What a name has that not every system takes as one of a file."""
_SECONDS: Final = 10


class Served:
    """What the server of a page gives to it, from the time at which this is made."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._bodies: dict[str, asyncio.Task[bytes | None]] = {}
        self._document = ""
        page.on("response", self._note)

    def _note(self, response: Response) -> None:
        request = response.request
        if request.resource_type not in _KINDS or response.status >= 300:
            return
        if request.is_navigation_request():
            if response.frame != self._page.main_frame:
                return
            self._document = response.url
        if len(self._bodies) < MAX_SITE_FILES:
            self._bodies[response.url] = asyncio.ensure_future(_body(response))

    @property
    def page(self) -> str | None:
        """The name of the page among the files; None where it can't be one."""
        return file_name(self._document, self._document)

    async def files(self) -> dict[str, bytes]:
        """The files by their names below a folder; the page itself is an ``index.html``."""
        if self._bodies:
            await asyncio.wait(self._bodies.values(), timeout=_SECONDS)
        found: dict[str, bytes] = {}
        room = MAX_SITE_LENGTH
        for address, task in self._bodies.items():
            body = task.result() if task.done() else None
            name = file_name(address, self._document)
            if name is not None and body is not None and len(body) <= min(room, MAX_SOURCE):
                room -= len(body)
                found[name] = body
        for task in self._bodies.values():
            task.cancel()
        return found


async def _body(response: Response) -> bytes | None:
    """What came; None for what the browser doesn't keep."""
    try:
        return await response.body()
    except Error:
        return None


def file_name(address: str, page: str) -> str | None:
    """The name of the file that an address of a page's own server is to be, with slashes.

    None for what no folder below the server's may have: another server's, names that not every
    system takes. The page is an ``index.html`` wherever it lies: that keeps its addresses right.
    """
    parts = urlsplit(address)
    if _origin(parts) != _origin(urlsplit(page)):
        return None
    *folders, name = map(unquote, parts.path.lstrip("/").split("/"))
    if not name or address == page:
        name = _PAGE
    names = [*folders, name]
    if any(not one or one.startswith("..") or _NO_NAME.search(one) for one in names):
        return None
    return "/".join(names)


def demand_room(folder: str) -> None:
    """Raise InputError unless a folder is empty, or can be made."""
    path = Path(folder)
    try:
        if not path.exists() or (path.is_dir() and not any(path.iterdir())):
            return
    except OSError as error:
        raise InputError(f"{folder}: {error.strerror or error}") from None
    what = "this folder has something in it" if path.is_dir() else "this is no folder"
    raise InputError(f"{folder}: {what}", help="name a new folder for the page's files")


def write_site(folder: str, files: Mapping[str, bytes]) -> None:
    """Write a page's files into a folder. Raises InputError."""
    for name, data in files.items():
        path = Path(folder, *name.split("/"))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(str(path), data, private=True)
        except OSError as error:
            raise InputError(f"{path}: {error.strerror or error}") from None


def _origin(parts: SplitResult) -> tuple[str, str]:
    return parts.scheme.lower(), parts.netloc.lower()
