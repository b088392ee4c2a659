"""The options that say which page to open."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from appconfig_merge.browser.browsing import Browsing
from appconfig_merge.browser.errors import PageAddressError
from appconfig_merge.cli.browser_options import browsing_of
from appconfig_merge.errors import MissingExtraError, UsageError

URL = "https://flex.example.com/"


def _values(**given: Any) -> dict[str, Any]:
    nothing = {"browser": None, "profile": None, "storage_state": None, "wait": None}
    return {**nothing, "show": False, "chromium": None, "output": "other options", **given}


def test_what_they_say() -> None:
    """All that a browser has to know."""
    values = _values(browser=URL, profile="desk", wait=9, show=True, chromium="chrome")

    assert browsing_of(values) == Browsing(URL, "desk", None, 9, shows=True, chromium="chrome")
    assert browsing_of(_values(browser=URL)) == Browsing(URL)
    assert browsing_of(_values()) is None


@pytest.mark.parametrize(
    ("given", "flag"),
    [
        ({"profile": ""}, "--profile"),
        ({"storage_state": "login.json"}, "--storage-state"),
        ({"wait": 3}, "--wait"),
        ({"show": True}, "--show"),
        ({"chromium": "chrome"}, "--chromium"),
    ],
)
def test_what_needs_a_page(given: dict[str, Any], flag: str) -> None:
    """An option that would say nothing is a mistake."""
    with pytest.raises(UsageError, match=f"{flag} needs --browser"):
        browsing_of(_values(**given))


def test_one_login() -> None:
    """A profile has cookies of its own."""
    with pytest.raises(UsageError, match="--profile and --storage-state exclude each other"):
        browsing_of(_values(browser=URL, profile="desk", storage_state="login.json"))


def test_addresses() -> None:
    """An address is looked at before anything else is needed."""
    with pytest.raises(PageAddressError):
        browsing_of(_values(browser="flex.example.com"))


def test_without_playwright(monkeypatch: pytest.MonkeyPatch) -> None:
    """Said with how to install it."""
    monkeypatch.setitem(sys.modules, "playwright", None)

    with pytest.raises(MissingExtraError) as caught:
        browsing_of(_values(browser=URL))

    assert caught.value.help == "pip install 'appconfig-merge[browser]'"
