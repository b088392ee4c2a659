"""Addresses of known keys that lead nowhere."""

from __future__ import annotations

import json

import pytest

from tests.checks.support import findings, only

RULES = only("malformed-address", "placeholder")
NO_SCHEME = "has no scheme: as it stands it is no address of another server"
NEVER = 'has no scheme: what asks serviceBaseUrl + "/path" never reaches that server'


def told(address: str, key: str = "holdMusicUrl") -> list[tuple[str, str]]:
    """Severity and message of each finding about an address, without the key."""
    inner = json.dumps(address)
    for part in reversed(key.split(".")):
        inner = f"{{{part}: {inner}}}"
    found = findings(f"var appConfig = {inner};", settings=RULES)
    return [(one.severity, one.message.removeprefix(f"{key} ")) for one in found]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("flex.example.com/x", NO_SCHEME),
        ("www.example.com", NO_SCHEME),
        ("flex.example.com:8443", NO_SCHEME),
        ("localhost", NO_SCHEME),
        ("localhost:8080/plugins.json", NO_SCHEME),
        ("127.0.0.1:3000", NO_SCHEME),
        ("mango-1234.twil.io/x", NO_SCHEME),
        (" flex.example.com/x ", NO_SCHEME),
        ("htps://x.example/", "begins with htps://, which is no scheme"),
        ("ttp://x.example/", "begins with ttp://, which is no scheme"),
        ("http//x.example/", "begins with http//, which is no scheme"),
        ("https;//x.example/", "begins with https;//, which is no scheme"),
        ("https:/x.example/", "begins with https:/"),
        ("https:x.example/", "begins with https:"),
        ("http:\\\\x.example", "begins with http:\\\\"),
        ("https://", "names no host"),
        ("https://?x=1", "names no host"),
        ("https://https://x.example", "has two schemes"),
        ("https://http//x.example", "has two schemes"),
        ("HOLD_MUSIC_URL", "is a name and no address"),
        ("{{urls.hold}}", "has a placeholder that was never filled in"),
        ("{{hold_url}}", "has a placeholder that was never filled in"),
        ("https://{{host}}/hold.mp3", "has a placeholder that was never filled in"),
        ("TBD", "has a placeholder that was never filled in"),
    ],
)
def test_an_address_that_is_none(address: str, message: str) -> None:
    """Nothing of the address is quoted but how it begins."""
    assert told(address) == [("warning", message)]


@pytest.mark.parametrize(
    "address",
    [
        *("https://x.example/", "HTTP://X.EXAMPLE", "//x.example/y", "wss://x.example"),
        *("/plugins", "./plugins.json", "../x", "plugins.json", "plugins.local.build.json"),
        *("assets/hold.mp3", "index.html?x=1", "#top", "?x=1", "", "blob:https://x.example/1"),
        *("data:audio/mpeg;base64,SUQz", "capacitor://localhost/x", "not_found", "undefined"),
        *("https://user@x.example:8443/a?b=c#d", "https://[::1]:8080/", "hold music", "httpd/x"),
    ],
)
def test_good_addresses_are_left_alone(address: str) -> None:
    """Whole ones, and those relative to the page."""
    assert told(address) == []


@pytest.mark.parametrize(
    ("address", "where"),
    [(" https://x.example", "before"), ("/x\n", "after"), ("\thttps://x.example ", "around")],
)
def test_blanks_are_remarked_on(address: str, where: str) -> None:
    """A browser takes them away, but what is joined to it has them in the middle."""
    assert told(address) == [("info", f"has blanks {where} it")]


def test_a_placeholder_is_told_once() -> None:
    """By its own rule."""
    assert [severity for severity, _ in told("https://${HOST}/x")] == ["warning"]


@pytest.mark.parametrize(
    "key",
    ["pluginService.url", "sso.redirectUrl", "oauth.tokenUrl", "insights.player.baseUrl"],
)
def test_the_keys_that_take_addresses(key: str) -> None:
    """They are in the data; keys of one's own may hold anything."""
    assert told("flex.example.com", key) == [("warning", NO_SCHEME)]
    assert told("flex.example.com", "custom.url") == []


@pytest.mark.parametrize(
    ("address", "severity"),
    [
        ("flex.example.com/x", "warning"),
        ("localhost:3000", "warning"),
        ("mango-1234.twil.io", "info"),
        ("mango-1234.sydney.twil.io/", "info"),
    ],
)
def test_the_services_may_have_no_scheme(address: str, severity: str) -> None:
    """Where the script sets none, Flex UI fills in the runtime_domain, which has none either."""
    assert told(address, "serviceBaseUrl") == [(severity, NEVER)]


def test_each_that_it_may_be_is_looked_at() -> None:
    """The page decides which."""
    script = "var appConfig = { holdMusicUrl: page.x ? '/a.mp3' : 'www.example.com' };"

    [found] = findings(script, settings=RULES, assume=frozenset({"page"}))

    assert found.message == f"holdMusicUrl may be one that {NO_SCHEME}"


def test_a_key_that_a_column_replaces_is_no_matter() -> None:
    """The rule dead-key says that it has no effect."""
    resource = '{"ui_attributes": {"serviceBaseUrl": "x.example", "holdMusicUrl": "x.example"}}'

    [found] = findings("var appConfig = {};", resource, settings=RULES)

    assert (found.path, found.file) == (("holdMusicUrl",), "configuration.json")
