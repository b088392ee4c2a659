"""A page opened, waited for, and looked at."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from playwright.async_api import Error
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from appconfig_merge.browser import failures
from appconfig_merge.browser.errors import NotRunningError
from appconfig_merge.browser.launching import opened
from appconfig_merge.browser.served import Served, demand_room, write_site
from appconfig_merge.browser.waiting import Look, Watch
from appconfig_merge.errors import LimitError
from appconfig_merge.limits import MAX_SOURCE
from appconfig_merge.snapshots.snippet import taking, watching

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.async_api import Page

    from appconfig_merge.browser.browsing import Browsing

_SECONDS_BETWEEN: Final = 0.25


def take(
    browsing: Browsing,
    names: Sequence[str] = (),
    *,
    reveals: bool,
    site: str | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> str:
    """The snapshot of a page, as JSON text. ``names`` are those of the page's values to take, too.

    ``site`` is a folder, new or empty, that gets the page's files as its server gave them.

    What looks secret is masked in the page unless it ``reveals``: then the text is for memory only.
    ``tell`` is told what a person who waits should know. Raises BrowserError, and InputError for
    files that the browser is to use.
    """
    if site is not None:
        demand_room(site)
    # It would complain of what was asked of a browser that has ended meanwhile.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    return asyncio.run(_take(browsing, taking(names, reveals=reveals), site, tell))


async def _take(
    browsing: Browsing, script: str, site: str | None, tell: Callable[[str], None]
) -> str:
    async with opened(browsing) as window:
        await window.add_init_script(watching())
        # A profile's window has a page already.
        page = window.pages[0] if window.pages else await window.new_page()
        deadline = time.monotonic() + browsing.seconds
        served = Served(page) if site is not None else None
        status = await _go(page, browsing)
        text = await _settled(page, browsing, script, deadline, status, tell)
        if served is not None and site is not None:
            write_site(site, await served.files())
            tell(f"the page's files are in {site}: the page is {Path(site, served.page or '')}")
        return text


async def _go(page: Page, browsing: Browsing) -> int | None:
    """Open the page; the status with which it was answered."""
    try:
        answer = await page.goto(browsing.url, wait_until="commit", timeout=browsing.seconds * 1000)
    except PlaywrightTimeoutError:
        raise failures.late(browsing) from None
    except Error as error:
        if failures.is_interrupted(error):
            return None
        # A browser that ends gives up first what it was about to open: then this says so.
        with suppress(NotRunningError):
            await _look(page, "''", deadline=0)
        raise failures.unreached(error, browsing) from None
    return answer.status if answer is not None else None


async def _settled(
    page: Page,
    browsing: Browsing,
    script: str,
    deadline: float,
    status: int | None,
    tell: Callable[[str], None],
) -> str:
    """The snapshot once Flex UI runs and nothing has changed for a while."""
    watch = Watch(time.monotonic(), is_attended=browsing.shows)
    course = "on"
    is_told = False
    while course == "on" and time.monotonic() < deadline:
        course = watch.see(await _look(page, script, deadline), time.monotonic())
        if watch.state == "login" and browsing.shows and not is_told:
            tell(f"log in in the window: there are {browsing.seconds} s")
            is_told = True
        await asyncio.sleep(_SECONDS_BETWEEN)
    if watch.state != "running":
        raise failures.not_running(watch.state, browsing, page.url, status)
    if course == "on":
        tell(_remark(watch, browsing))
    if len(watch.text) > MAX_SOURCE:
        raise LimitError(f"the snapshot has more than {MAX_SOURCE:,} characters")
    return watch.text


async def _look(page: Page, script: str, deadline: float) -> Look | None:
    """The page as it is now; None between two documents."""
    seconds = max(deadline - time.monotonic(), 1)
    try:
        async with asyncio.timeout(seconds):
            text: Any = await page.evaluate(script)
            is_loaded = await page.evaluate("document.readyState === 'complete'")
    except TimeoutError:
        raise failures.stuck() from None
    except Error as error:
        if failures.is_broken(error):
            raise failures.broken(error) from None
        return None
    return Look(text, is_loaded) if isinstance(text, str) else None


def _remark(watch: Watch, browsing: Browsing) -> str:
    """What isn't as it will be in a page whose time is over."""
    if watch.pending:
        names = ", ".join(watch.pending)
        return f"not initialised after {browsing.seconds} s, so without what they set: {names}"
    return f"the page still changes after {browsing.seconds} s: this is how it was just now"
