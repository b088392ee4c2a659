"""Taking a snapshot as a command does, beside a browser that other tests have open."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

from appconfig_merge.browser.browsing import Browsing
from appconfig_merge.browser.taking import take

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future


class Taken(NamedTuple):
    """A snapshot, and what was told meanwhile."""

    data: dict[str, Any]
    said: list[str]


def begin(
    url: str,
    names: Sequence[str] = (),
    *,
    reveals: bool = False,
    site: str | None = None,
    **how: Any,
) -> Future[Taken]:
    """Begin to take a snapshot in a thread: in this one Playwright may be running already."""
    executor = ThreadPoolExecutor(1)

    def taking() -> Taken:
        said: list[str] = []
        browsing = Browsing(url, **{"wait": 30, **how})
        text = take(browsing, names, reveals=reveals, site=site, tell=said.append)
        return Taken(json.loads(text), said)

    future = executor.submit(taking)
    executor.shutdown(wait=False)
    return future


def taken(url: str, names: Sequence[str] = (), **how: Any) -> Taken:
    """Take a snapshot. Raises what ``take`` does."""
    return begin(url, names, **how).result(120)
