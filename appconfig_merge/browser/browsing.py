"""What is said of a page to open, and of the browser that opens it."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, urlsplit

from appconfig_merge.browser.errors import PageAddressError
from appconfig_merge.named_tuples import NamedTuple

WAIT: Final = 60
"""Seconds that Flex UI has to run."""
WAIT_FOR_LOGIN: Final = 300
"""Seconds that it has where a person logs in first."""

_HELP: Final = (
    "give it as the browser's address bar shows it: https://flex.example.com/agent-desktop"
)


class Browsing(NamedTuple):
    """A page and how to open it.

    ``profile`` is the folder of a browser's profile, ``storage_state`` a file as Playwright's
    ``storage_state`` writes it: a login lies in either. ``wait`` are the seconds that Flex UI has
    to run, None for what is usual. ``shows`` opens a window, in which a person can log in.
    ``chromium`` is the program, None for the one that is found.
    """

    url: str
    profile: str | None = None
    storage_state: str | None = None
    wait: int | None = None
    shows: bool = False
    chromium: str | None = None

    @property
    def seconds(self) -> int:
        """The seconds that Flex UI has to run."""
        if self.wait is not None:
            return self.wait
        return WAIT_FOR_LOGIN if self.shows else WAIT


def demand_page_address(url: str) -> None:
    """Raise PageAddressError for what is no address that a browser may be given here."""
    parts = _split(url)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        raise PageAddressError("the page's address is not an http or https address", help=_HELP)
    if "@" in parts.netloc:
        raise PageAddressError(
            "the page's address has a user or password in it",
            help="other users of this machine see command lines: log in once, with --profile DIR "
            "--show",
        )


def _split(url: str) -> SplitResult | None:
    """The parts of an address; None where it is malformed, for the reason may quote a password."""
    if re.search(r"[\s\\]", url):
        return None
    try:
        parts = urlsplit(url)
        _ = parts.hostname, parts.port
    except ValueError:
        return None
    return parts
