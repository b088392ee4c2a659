"""The options that say which page to open, and how the browser is to do it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.cli.parameters import Option
from appconfig_merge.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.browser.browsing import Browsing

_ONLY_WITH_BROWSER = ("profile", "storage_state", "wait", "show", "chromium")

BROWSER = (
    Option(
        "--browser",
        "browser",
        "Open the page in a browser: Chrome, Chromium or Edge of this machine, else Playwright's.",
        metavar="URL",
    ),
    Option(
        "--profile",
        "profile",
        "A profile for that browser, which keeps a login: with --show it is made, and you log "
        "in once. No browser opens the one that you use every day for others.",
        "folder",
        "DIR",
    ),
    Option(
        "--storage-state",
        "storage_state",
        "Cookies and localStorage with a login, as Playwright saves them.",
        "file",
        "FILE",
    ),
    Option(
        "--wait",
        "wait",
        "How long Flex UI and its plugins may take.  [default: 60, with --show 300]",
        "number",
        "SECONDS",
        range=(1, 3600),
    ),
    Option("--show", "show", "Open a window, in which you can log in.", "flag"),
    Option(
        "--chromium",
        "chromium",
        "The browser's program. The variable CHROMIUM works too.",
        "file",
        "FILE",
    ),
)
"""The option --browser and those that only count with it; ``browsing_of`` reads them."""


def browsing_of(values: Mapping[str, Any]) -> Browsing | None:
    """What the values of these options say; None without --browser. ``values`` may have others.

    Raises UsageError for options that need another or exclude each other, PageAddressError,
    MissingExtraError.
    """
    url = values["browser"]
    given = [name for name in _ONLY_WITH_BROWSER if values[name] not in (None, False)]
    if url is None:
        if given:
            flag = f"--{given[0].replace('_', '-')}"
            raise UsageError(f"{flag} needs --browser", help="it says how the page is opened")
        return None
    from appconfig_merge.browser import demand_extra
    from appconfig_merge.browser.browsing import Browsing, demand_page_address

    if values["profile"] is not None and values["storage_state"] is not None:
        raise UsageError(
            "--profile and --storage-state exclude each other",
            help="each of them says what the browser has of before",
        )
    demand_page_address(url)
    demand_extra()
    return Browsing(
        url,
        values["profile"],
        values["storage_state"],
        values["wait"],
        values["show"],
        values["chromium"],
    )
