"""Where credentials may go: a file of others says so for Twilio and this machine alone."""

from __future__ import annotations

import pytest

from appconfig_merge.fleet.addresses import address_of
from appconfig_merge.inputs.record import LiveResource
from appconfig_merge.rest import EndpointError

PATH = "/v1/Configuration"


def said(api_url: str | None, **environment: str) -> str:
    """The address of an environment whose file says an address."""
    return address_of(LiveResource(api_url=api_url, api_url_file="e.toml"), environment)


@pytest.mark.parametrize(
    "api_url",
    [
        "https://flex-api.twilio.com",
        "https://FLEX-API.Twilio.com/",
        "https://twilio.com",
        "http://127.0.0.1:8080",
        "http://localhost:8080",
        "https://[::1]:8080",
    ],
)
def test_twilio_and_this_machine(api_url: str) -> None:
    """No question about these."""
    assert said(api_url) == f"{api_url.rstrip('/')}{PATH}"


@pytest.mark.parametrize(
    "api_url",
    [
        "https://evil.invalid",
        "https://twilio.com.evil.invalid",
        "https://eviltwilio.com",
        "https://evil.invalid/flex-api.twilio.com",
        "https://flex-api.twilio.com.",
        "https://xn--twilo-dsa.com",
        "https://evil.invalid:443",
    ],
)
def test_any_other_host_is_refused(api_url: str) -> None:
    """Unless the person says the same, or says it alone."""
    with pytest.raises(EndpointError, match=r"e\.toml would have credentials sent to"):
        said(api_url, EFFECTIVE_CONFIG_API_URL="https://proxy.example")

    assert said(api_url, EFFECTIVE_CONFIG_API_URL=api_url) == f"{api_url}{PATH}"
    assert address_of(LiveResource(api_url=api_url), {}) == f"{api_url}{PATH}"


def test_without_an_address_in_the_file() -> None:
    """The person's, or Twilio's."""
    assert said(None) == f"https://flex-api.twilio.com{PATH}"
    mine = "https://proxy.example"
    assert said(None, EFFECTIVE_CONFIG_API_URL=mine) == f"{mine}{PATH}"


@pytest.mark.parametrize("api_url", ["https://evil@flex-api.twilio.com", "ftp://twilio.com", "x"])
def test_what_is_no_address(api_url: str) -> None:
    """Is refused whoever says it."""
    with pytest.raises(EndpointError):
        said(api_url)
