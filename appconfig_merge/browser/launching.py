"""A browser started for one page, with or without what it has of before, and ended again."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import time
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, Final, TypeVar

from playwright.async_api import Error, async_playwright

from appconfig_merge.browser.errors import BrowserError, NoBrowserError
from appconfig_merge.errors import InputError, SourceSyntaxError
from appconfig_merge.inputs.files import read_source
from appconfig_merge.syntax import json_text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator

    from playwright.async_api import Browser, BrowserContext, BrowserType, Playwright

    from appconfig_merge.browser.browsing import Browsing

_T = TypeVar("_T")

PROGRAM: Final = "CHROMIUM"
"""The environment variable that names the browser's program."""

_MILLISECONDS_TO_START: Final = 30_000
_SECONDS_TO_END: Final = 10
_ATTEMPTS_TO_REMOVE: Final = 50
_SECONDS_BETWEEN: Final = 0.1
_TEMPORARY: Final = ("TMPDIR", "TMP", "TEMP")
"""The environment variables that say where programs keep what is for a while."""
_ANOTHER: Final = "--chromium FILE names another browser: Chrome, Chromium or Edge"


@asynccontextmanager
async def opened(browsing: Browsing) -> AsyncIterator[BrowserContext]:
    """The empty window of a browser, which ends with the block. Raises BrowserError, InputError."""
    if browsing.profile is not None:
        _demand_profile(browsing.profile, may_be_new=browsing.shows)
    stored = _storage_state(browsing.storage_state) if browsing.storage_state is not None else None
    with _temporary_folder():
        async with _playwright() as playwright:
            started = await _whole(
                _started(playwright.chromium, browsing), lambda made: made.close()
            )
            try:
                yield await _window(started, browsing.storage_state, stored)
            finally:
                # What doesn't end by itself is ended with Playwright's own process.
                with suppress(Error, TimeoutError):
                    await asyncio.wait_for(started.close(), _SECONDS_TO_END)


async def _whole(making: Coroutine[Any, Any, _T], end: Callable[[_T], Awaitable[None]]) -> _T:
    """What is made; where it is given up meanwhile, it is made all the same, and ended.

    A process that is told to end while it comes up complains, or leaves something.
    """
    task = asyncio.ensure_future(making)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        # A terminal's Ctrl-C may have ended that process, too.
        with suppress(Exception):
            await end(await task)
        raise


@asynccontextmanager
async def _playwright() -> AsyncIterator[Playwright]:
    try:
        playwright = await _whole(async_playwright().start(), lambda made: made.stop())
    except Exception:  # noqa: BLE001 - Playwright has no class for it
        raise BrowserError(
            "Playwright does not start",
            help="install it anew: pip install --force-reinstall playwright",
        ) from None
    try:
        yield playwright
    finally:
        # A terminal's Ctrl-C may have ended its process before.
        with suppress(Exception):
            await playwright.stop()


@contextmanager
def _temporary_folder() -> Iterator[None]:
    """Let all that Playwright and the browser keep for a while lie in one folder, and remove it.

    Playwright removes what it made, cookies among it, in a process that is ended meanwhile.
    """
    before = {name: os.environ.get(name) for name in _TEMPORARY}
    # Sockets lie in it, whose names may have 100 characters.
    folder = mkdtemp(prefix="ec-")
    os.environ.update(dict.fromkeys(_TEMPORARY, folder))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        _remove(folder)


def _remove(folder: str) -> None:
    """Remove a folder in which a browser that ends just now may still make and remove something."""
    for _ in range(_ATTEMPTS_TO_REMOVE):
        shutil.rmtree(folder, ignore_errors=True)
        time.sleep(_SECONDS_BETWEEN)
        if not Path(folder).exists():
            return


async def _window(
    started: Browser | BrowserContext, name: str | None, stored: Any
) -> BrowserContext:
    if not hasattr(started, "new_context"):
        return started
    try:
        window: BrowserContext = await started.new_context(storage_state=stored)
    except Error:
        if name is None:
            raise
        raise _no_storage_state(name) from None
    return window


async def _started(chromium: BrowserType, browsing: Browsing) -> Browser | BrowserContext:
    """The browser, or a profile's window, which is a browser of its own."""
    for which in _programs(browsing.chromium):
        try:
            return await _start(chromium, browsing, which)
        except Error as error:
            if not _is_missing(error):
                name = (
                    which.get("executable_path") or which.get("channel") or "Playwright's browser"
                )
                raise _no_start(error, name, browsing) from None
    raise NoBrowserError(
        "there is no Chrome, Chromium or Edge on this machine",
        help="--chromium FILE names the program of one, or: playwright install chromium",
    )


async def _start(
    chromium: BrowserType, browsing: Browsing, which: dict[str, str]
) -> Browser | BrowserContext:
    # Chromium has no sandbox for root. Some systems let nobody have one: containers, mostly.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    for sandbox in (False,) if is_root else (True, False):
        options: Any = {
            **which,
            "headless": not browsing.shows,
            "chromium_sandbox": sandbox,
            "timeout": _MILLISECONDS_TO_START,
            # Ctrl-C is for the one who waits, who then ends the browser in good order.
            "handle_sigint": False,
        }
        try:
            if browsing.profile is None:
                return await chromium.launch(**options)
            return await chromium.launch_persistent_context(browsing.profile, **options)
        except Error as error:
            if not sandbox or "sandboxing failed" not in error.message:
                raise
    raise AssertionError


def _programs(named: str | None) -> Iterator[dict[str, str]]:
    """How Playwright is told of each browser to try, the person's own before Playwright's."""
    program = named or os.environ.get(PROGRAM)
    if program:
        path = shutil.which(program)
        if path is None:
            option = "--chromium" if named else f"the variable {PROGRAM}"
            raise NoBrowserError(f"{option} names {program}, which is no program", help=_ANOTHER)
        yield {"executable_path": path}
        return
    yield {"channel": "chrome"}
    for name in ("chromium", "chromium-browser"):
        path = shutil.which(name)
        if path is not None:
            yield {"executable_path": path}
    yield {"channel": "msedge"}
    yield {}


def _is_missing(error: Error) -> bool:
    return "is not found at" in error.message or "Executable doesn't exist" in error.message


def _no_start(error: Error, name: str, browsing: Browsing) -> BrowserError:
    """Why a browser doesn't start, as far as what it printed tells."""
    said = error.message
    if browsing.profile is not None and (
        "ProcessSingleton" in said or "existing browser session" in said
    ):
        return BrowserError(
            f"the profile {browsing.profile} is in use by another browser",
            help="close that browser, or give another profile",
        )
    if "XServer" in said or "X server" in said:
        return BrowserError("--show needs a screen, and there is none", help="leave --show out")
    if "shared object file" in said:
        return BrowserError(
            f"{name} does not start: a library of the system is missing",
            help="playwright install-deps chromium installs what Chromium needs",
        )
    return BrowserError(f"{name} does not start", help=_ANOTHER)


def _demand_profile(name: str, *, may_be_new: bool) -> None:
    if not (Path(name).is_dir() or may_be_new):
        raise InputError(
            f"{name}: there is no such profile", help="--show makes it, and lets you log in"
        )


def _storage_state(name: str) -> Any:
    """What a file of Playwright's storage_state has. Raises InputError."""
    source = read_source(name, "json")
    try:
        json_text.check(source)
    except SourceSyntaxError as error:
        # Without the line: it is as likely as not a cookie's.
        raise SourceSyntaxError(error.message, location=error.location, help=error.help) from None
    data = json.loads(source.text)
    if not isinstance(data, dict):
        raise _no_storage_state(name)
    return data


def _no_storage_state(name: str) -> InputError:
    return InputError(
        f"{name}: it is no storage state of Playwright",
        help="playwright open --save-storage=FILE URL writes one",
    )
