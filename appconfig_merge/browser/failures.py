"""What Chromium's failures to load a page mean, told without what may be secret in its address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from appconfig_merge.browser.errors import (
    BrowserError,
    NoFlexUiError,
    NotRunningError,
    UnreachablePageError,
)
from appconfig_merge.inputs.addresses import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.async_api import Error

    from appconfig_merge.browser.browsing import Browsing
    from appconfig_merge.snapshots.snapshot import State

_NET: Final = re.compile(r"net::(ERR_[A-Z0-9_]+)")
_MEANINGS: Final = (
    ("ERR_NAME_NOT_RESOLVED", "there is no server of this name"),
    ("ERR_INTERNET_DISCONNECTED", "there is no network"),
    ("ERR_CONNECTION_REFUSED", "the server refuses the connection"),
    ("ERR_PROXY", "the proxy refuses"),
    ("ERR_TUNNEL", "the proxy refuses"),
    ("ERR_TOO_MANY_REDIRECTS", "its redirects never end"),
    ("ERR_TIMED_OUT", "the server does not answer"),
    ("ERR_CONNECTION_TIMED_OUT", "the server does not answer"),
    ("ERR_EMPTY_RESPONSE", "the server answers nothing"),
    ("ERR_CONNECTION", "the connection breaks"),
    ("ERR_SSL", "the server speaks no TLS that the browser knows"),
    ("ERR_UNSAFE_PORT", "no browser uses this port"),
    ("ERR_BLOCKED", "the browser may not open it"),
)
"""The beginnings of Chromium's net errors (net_error_list.h), the first that fits counts."""
_LOGIN: Final = (
    "log in once with --profile DIR --show, and give --profile DIR from then on; or --storage-state"
)


def is_interrupted(error: Error) -> bool:
    """Whether the page itself went on to another address before its own was there."""
    return "interrupted by another navigation" in error.message


def unreached(error: Error, browsing: Browsing) -> BrowserError:
    """Why a page can't be opened."""
    address = shown(browsing.url)
    if "Download is starting" in error.message or "ERR_ABORTED" in error.message:
        return NoFlexUiError(
            f"{address} is no page: it is for download, or empty", help="give the page of Flex UI"
        )
    found = _NET.search(error.message)
    if found is None:
        return broken(error)
    code = found[1]
    if code.startswith("ERR_CERT") or code == "ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN":
        return UnreachablePageError(
            f"{address} can't be reached: its certificate is not trusted ({code})",
            help="the browser has to trust it: open the page in it yourself, and see what it says",
        )
    if code == "ERR_INVALID_AUTH_CREDENTIALS":
        return UnreachablePageError(
            f"{address} can't be reached: the server asks for a user and a password", help=_LOGIN
        )
    meaning = next((said for start, said in _MEANINGS if code.startswith(start)), "it fails")
    return UnreachablePageError(
        f"{address} can't be reached: {meaning} ({code})",
        help="check the address, the network and the proxy",
    )


def late(browsing: Browsing) -> BrowserError:
    """A server that takes too long."""
    return UnreachablePageError(
        f"{shown(browsing.url)} can't be reached: no answer within {browsing.seconds} s",
        help="check the address and the network; --wait SECONDS waits longer",
    )


def broken(error: Error) -> BrowserError:
    """Why a browser that had the page has it no more."""
    if "crashed" in error.message:
        return BrowserError(
            "the page crashed in the browser", help="open it yourself: it may need more memory"
        )
    if "has been closed" in error.message or "Connection closed" in error.message:
        return BrowserError("the browser was closed before the snapshot was taken")
    return BrowserError(
        "the browser failed while it had the page", help="try again, or use --snippet"
    )


def is_broken(error: Error) -> bool:
    """Whether a browser is gone, or its page; else the page is between two documents."""
    return re.search(r"crashed|has been closed|Connection closed", error.message) is not None


def stuck() -> BrowserError:
    """A page that is too busy to answer."""
    return NotRunningError(
        "the page does not answer: a script in it never ends, or takes too long",
        help="--wait SECONDS waits longer",
    )


def not_running(
    state: State | None, browsing: Browsing, address: str, status: int | None
) -> BrowserError:
    """Why there is no Flex UI to look at. ``address`` and ``status`` are what the page has now."""
    asked = shown(browsing.url)
    seconds = f"after {browsing.seconds} s"
    match state:
        case "login":
            return NotRunningError(f"Flex UI at {asked} asks for a login", help=_LOGIN)
        case "refused":
            return NotRunningError(
                f"Flex UI at {asked} shows an error instead of itself",
                help="--show opens a window to read it; effective-config check tells what in the "
                "configuration stops Flex UI at its start",
            )
        case "starting" | "running":
            return NotRunningError(
                f"Flex UI at {asked} still starts {seconds}", help="--wait SECONDS waits longer"
            )
    if _origin(address) != _origin(browsing.url):
        if not address.startswith(("http:", "https:")):
            return UnreachablePageError(
                f"{asked} leads to a page that can't be reached",
                help="open it in a browser, and see where it leads",
            )
        return NotRunningError(
            f"{asked} leads to {shown(address)}, which is no Flex UI", help=_LOGIN
        )
    if status is not None and status >= 400:
        return UnreachablePageError(
            f"{asked} can't be reached: the server answers {status}",
            help=_LOGIN if status in {401, 403} else "check the address",
        )
    return NoFlexUiError(
        f"{asked} has no Flex UI",
        help="give the address of the page that Flex UI runs in; --show opens a window to see it",
    )


def _origin(address: str) -> Sequence[str | None]:
    parts = urlsplit(address)
    return (parts.scheme.lower(), parts.netloc.lower())
