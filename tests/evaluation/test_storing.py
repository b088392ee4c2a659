"""What is said where a page itself stores what Flex UI fills gaps by."""

from __future__ import annotations

import pytest

from tests.evaluation.pages import load

START = "Twilio.Flex.runDefault({ a: 1 });"
STORES = "the page stores FLEX_CONFIG itself, which fills the gaps of what it hands to Flex UI"
MAY_STORE = STORES.replace("stores", "may store", 1)
TAKES = "the page takes away what is stored as FLEX_CONFIG, which then fills no gaps"


def said(*scripts: str) -> list[tuple[str, str]]:
    """What is said of a page, each with its place."""
    loading = load(*scripts)
    loading.loaded()
    remarks = loading.machine.remarks.values()
    return [(one.message, one.traced.text) for one in remarks if one.code == "stores-config"]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("localStorage.setItem('FLEX_CONFIG', '{}');", STORES),
        ("const { localStorage: store } = window; store.setItem('FLEX_CONFIG', x); var x;", STORES),
        ("localStorage.FLEX_CONFIG = '{}';", STORES),
        ("window.localStorage['FLEX_' + 'CONFIG'] = '{}';", STORES),
        ("Storage.prototype.setItem.call(localStorage, 'FLEX_CONFIG', '{}');", STORES),
        ("localStorage.setItem(location.hash, '{}');", MAY_STORE),
        ("localStorage['FLEX_' + location.hash] = '{}';", MAY_STORE),
        ("for (const key in JSON.parse(localStorage.x)) localStorage.setItem(key, '{}');",
         MAY_STORE),
        ("addEventListener('load', () => localStorage.setItem('FLEX_CONFIG', '{}'));", STORES),
        ("localStorage.removeItem('FLEX_CONFIG');", TAKES),
        ("localStorage.clear();", TAKES),
        ("delete localStorage.FLEX_CONFIG;", TAKES),
    ],
)  # fmt: skip
def test_a_page_that_stores_it(script: str, expected: str) -> None:
    """However it does that, and also where the key isn't known."""
    assert [message for message, _ in said(script)] == [expected]


def test_the_place() -> None:
    """It is told where it happens."""
    script = "localStorage.setItem('FLEX_CONFIG', '{}');"

    assert [place for _, place in said(script, START)] == [script.rstrip(";")]


@pytest.mark.parametrize(
    "script",
    [
        "localStorage.setItem('language', 'de'); localStorage.language = 'de';",
        "localStorage.setItem('desk-' + location.hash, '{}');",
        "localStorage.setItem(`desk-${location.hash}`, '{}');",
        "localStorage['desk-' + location.hash] = '{}';",
        "sessionStorage.setItem('FLEX_CONFIG', '{}'); sessionStorage.clear();",
        "Storage.prototype.setItem.call(sessionStorage, 'FLEX_CONFIG', '{}');",
        "localStorage.getItem('FLEX_CONFIG'); localStorage.removeItem('x');",
        f"{START} localStorage.setItem('FLEX_CONFIG', '{{}}'); localStorage.clear();",
        "document.onclick = () => localStorage.clear();",
    ],
)
def test_a_page_that_stores_something_else(script: str) -> None:
    """Another key, another storage, or once Flex UI has taken what is stored."""
    assert said(script) == []
