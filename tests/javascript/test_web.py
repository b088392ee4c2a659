"""Addresses, queries and Base64 are read and written as browsers do it, with Node as the oracle."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.web import base64
from appconfig_merge.javascript.web.forms import form_text, parse_form
from appconfig_merge.javascript.web.urls import Address, parse_address
from tests.differential.test_scripts import SEED
from tests.hunting import examples
from tests.javascript import web_texts

PARTS = (
    *("href", "origin", "protocol", "username", "password", "host", "hostname", "port"),
    *("pathname", "search", "hash"),
)


def address(text: str, base: str | None = None) -> Address | None:
    """An address, told from another."""
    return parse_address(text, parse_address(base) if base is not None else None)


def told(text: str, base: str | None) -> Any:
    """What is read of an address, the error that it is, or None where it isn't known."""
    try:
        found = address(text, base)
    except NotKnown:
        return None
    return "TypeError" if found is None else [getattr(found, name) for name in PARTS]


def test_any_text_as_node() -> None:
    """For any address, query or text: what is made of it is what Node makes of it."""
    random = Random(f"{SEED}-web")
    addresses = [web_texts.address(random) for _ in range(examples(6_000))]
    queries = [web_texts.query(random) for _ in range(examples(1_000))]
    texts = [web_texts.base64(random) for _ in range(examples(1_000))]
    expected = web_texts.of_node(addresses, queries, texts)

    refused = 0
    for (text, base), wanted in zip(addresses, expected["addresses"], strict=True):
        found = told(text, base)
        refused += found is None
        assert found in (None, wanted), (text, base)
    assert refused < len(addresses) / 2
    for text, (pairs, written) in zip(queries, expected["queries"], strict=True):
        found = parse_form(text)
        assert [list(pair) for pair in found] == pairs, text
        assert form_text(found) == written
    for text, (decoded, encoded) in zip(texts, expected["texts"], strict=True):
        assert (_tried(base64.atob, text), _tried(base64.btoa, text)) == (decoded, encoded)


def _tried(run: Any, text: str) -> Any:
    try:
        return run(text)
    except Throws as error:
        return error.name


@pytest.mark.parametrize(
    ("text", "base", "href"),
    [
        ("HTTPS://Flex.Example.com:443", None, "https://flex.example.com/"),
        ("/v1/Configuration?a=b c#d", "https://flex.example.com/x", None),
        (
            "../img/logo.svg",
            "https://cdn.example.com/a/b/c",
            "https://cdn.example.com/a/img/logo.svg",
        ),
        ("//cdn.example.com", "https://flex.example.com/x", "https://cdn.example.com/"),
        ("?lang=de", "https://flex.example.com/a/b#c", "https://flex.example.com/a/b?lang=de"),
        ("", "https://flex.example.com/a?b#c", "https://flex.example.com/a?b"),
        ("https://u:p@[::0001]:8443/%7e/%2e./\\x", None, "https://u:p@[::1]:8443//x"),
    ],
)
def test_addresses(text: str, base: str | None, href: str | None) -> None:
    """Schemes and hosts in small letters, dots followed, ports that go without saying left out."""
    found = address(text, base)
    assert found is not None
    assert found.href == (href or "https://flex.example.com/v1/Configuration?a=b%20c#d")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("tel:+1555", "addresses of the scheme tel are not evaluated"),
        ("https://flëx.example.com", "internationalized host names are not evaluated"),
        ("https://xn--a.example.com", "internationalized host names are not evaluated"),
        ("https://flex,example.com", "browsers disagree about a sign in this host name"),
        (
            "https://flex.example.com/^",
            "browsers disagree about a sign in the path of this address",
        ),
    ],
)
def test_what_is_refused(text: str, reason: str) -> None:
    """What browsers write differently, or what isn't about the web, isn't known."""
    with pytest.raises(NotKnown, match=f"^{reason.replace('^', '.')}$"):
        address(text)


@pytest.mark.parametrize("text", ["flex.example.com", "https://", "https://a b", "https://a:x", ""])
def test_what_is_no_address(text: str) -> None:
    """Without a scheme, a host or a port that is a number there is no address."""
    assert address(text) is None
