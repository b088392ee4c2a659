"""What may be said of a page to open."""

from __future__ import annotations

import pytest

from appconfig_merge.browser.browsing import Browsing, demand_page_address
from appconfig_merge.browser.errors import PageAddressError


@pytest.mark.parametrize(
    "url",
    [
        "https://flex.example.com",
        "http://localhost:3000/desk/?a=b#c",
        "https://[::1]/",
        "https://flex.example.com/@home",
        "HTTPS://flex.example.com/",
    ],
)
def test_what_a_browser_opens(url: str) -> None:
    """Addresses of servers."""
    demand_page_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "", "flex.example.com", "//flex.example.com", "https:", "https://", "https:///desk",
        "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "about:blank",
        "chrome://settings", "https://flex.example.com/a b", "https://flex.example.com\\@evil",
        "https://flex.example.com:99999/", "https://[::1/", " https://flex.example.com",
    ],
)  # fmt: skip
def test_what_it_does_not(url: str) -> None:
    """Anything else isn't opened, and isn't quoted: it may be anything."""
    with pytest.raises(PageAddressError) as caught:
        demand_page_address(url)

    assert caught.value.message == "the page's address is not an http or https address"


def test_no_credentials() -> None:
    """Other users of the machine see command lines; the error doesn't repeat them."""
    with pytest.raises(PageAddressError) as caught:
        demand_page_address("https://agent:hunter2@flex.example.com/")

    assert caught.value.message == "the page's address has a user or password in it"


def test_how_long() -> None:
    """A person who logs in takes longer than a page."""
    url = "https://flex.example.com"

    assert Browsing(url).seconds == 60
    assert Browsing(url, shows=True).seconds == 300
    assert Browsing(url, shows=True, wait=5).seconds == 5
