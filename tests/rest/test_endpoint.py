"""The address of the API: what is accepted, what becomes of it, what is refused."""

from __future__ import annotations

import contextlib

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.rest import EndpointError
from appconfig_merge.rest.endpoint import API_URL, RESOURCE, resource_url
from tests.rest.failures import PROXY_PASSWORD, failure


@pytest.mark.parametrize(
    ("api_url", "address"),
    [
        (API_URL, "https://flex-api.twilio.com/v1/Configuration"),
        ("https://flex-api.twilio.com/", "https://flex-api.twilio.com/v1/Configuration"),
        ("https://a.example:8443", "https://a.example:8443/v1/Configuration"),
        ("https://a.example/flex/api", "https://a.example/flex/api/v1/Configuration"),
        ("https://a.example/flex//", "https://a.example/flex/v1/Configuration"),
        ("https://a.example/v1/Configuration", "https://a.example/v1/Configuration"),
        ("https://a.example/v1/Configuration/", "https://a.example/v1/Configuration"),
        ("https://a.example/x/v1/Configuration", "https://a.example/x/v1/Configuration"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443/v1/Configuration"),
        ("HTTPS://a.example", "https://a.example/v1/Configuration"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1/Configuration"),
        ("http://127.9.9.9", "http://127.9.9.9/v1/Configuration"),
        ("http://[::1]:8080", "http://[::1]:8080/v1/Configuration"),
        ("http://localhost:8080", "http://localhost:8080/v1/Configuration"),
        ("http://LOCALHOST", "http://LOCALHOST/v1/Configuration"),
    ],
)
def test_the_address_of_the_resource(api_url: str, address: str) -> None:
    """The resource's path is added unless it is there; http is for this machine."""
    assert resource_url(api_url) == address


@pytest.mark.parametrize(
    ("api_url", "message"),
    [
        ("http://flex-api.twilio.com", "in clear text"),
        ("http://127.0.0.1.example", "in clear text"),
        ("https://a..b", "malformed"),
        (f"https://{'a' * 64}.example", "malformed"),
        ("http://localhost.example", "in clear text"),
        ("http://10.0.0.1", "in clear text"),
        ("http://0.0.0.0", "in clear text"),
        ("http://[2001:db8::1]", "in clear text"),
        ("http://2130706433", "in clear text"),
        ("https://a.example?x=1", "more than a path"),
        ("https://a.example/#x", "more than a path"),
        ("https://a.example/ x", "not an http or https address"),
        ("https://a.example\n", "not an http or https address"),
        ("https://a.example\\@b.example", "user or password"),
        ("https://a.example/\\b", "not an http or https address"),
        ("ftp://a.example", "not an http or https address"),
        ("file:///etc/passwd", "not an http or https address"),
        ("flex-api.twilio.com", "not an http or https address"),
        ("//a.example", "not an http or https address"),
        ("https://", "not an http or https address"),
        ("https:///v1", "not an http or https address"),
        ("https://:443", "not an http or https address"),
        ("", "not an http or https address"),
        ("https://a.example:99999", "malformed"),
        ("https://a.example:port", "malformed"),
        ("https://[::1", "malformed"),
        ("https://[x]", "malformed"),
        ("https://xn--", "malformed"),
        ("https://a\x00b", "malformed"),
        ("https://\udcff", "malformed"),
        ("https://a.example/" + "x" * 70_000, "malformed"),
    ],
)
def test_an_address_that_is_refused(api_url: str, message: str) -> None:
    """Credentials are never sent there; the reason is given, and what to do."""
    error = failure(EndpointError, lambda: resource_url(api_url))

    assert message in error.message
    assert error.help


@pytest.mark.parametrize(
    "api_url",
    [
        f"https://me:{PROXY_PASSWORD}@a.example",
        f"https://{PROXY_PASSWORD}@a.example",
        f"https://me:{PROXY_PASSWORD}@a.example:port",
        f"https://me:{PROXY_PASSWORD}@[::1",
        f"https://me:{PROXY_PASSWORD}\uff03@a.example",
        f"http://me:{PROXY_PASSWORD}@127.0.0.1:8080",
        f"ftp://me:{PROXY_PASSWORD}@a.example?x",
    ],
)
def test_a_password_in_the_address_is_refused_unseen(api_url: str) -> None:
    """An address ends up in logs, so it must have no password; this one is not shown either."""
    with pytest.raises(EndpointError) as caught:
        resource_url(api_url)

    error = caught.value
    assert PROXY_PASSWORD not in f"{error} {error!r} {error.help}"
    assert error.__cause__ is error.__context__ is None


@given(
    st.text()
    | st.from_regex(r"https?://[a-z@:\[\]0-9./?#%\\ -]*", fullmatch=True)
    | st.text().map("https://{}".format)
)
def test_any_text_is_an_address_or_refused(api_url: str) -> None:
    """Nothing else is raised; an address that is taken is the resource's."""
    with contextlib.suppress(EndpointError):
        address = resource_url(api_url)

        assert httpx.Request("GET", address, params={"UiVersion": "2.n"}).url.host
        assert address.startswith(("https://", "http://"))
        assert address.endswith(RESOURCE)


@given(st.from_regex(r"https://[a-z]{1,9}(:[0-9]{1,4})?(/[a-zA-Z0-9]{1,9}){0,3}/?", fullmatch=True))
def test_an_address_of_the_resource_stays_itself(api_url: str) -> None:
    """What resource_url gives, it takes."""
    address = resource_url(api_url)

    assert resource_url(address) == address
