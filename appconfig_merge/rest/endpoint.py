"""The address of the Configuration resource."""

from __future__ import annotations

import os
import re
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from appconfig_merge.rest.errors import EndpointError

if TYPE_CHECKING:
    from collections.abc import Mapping

API_URL = "https://flex-api.twilio.com"
"""The documented host. Flex is in Twilio's region US1 only, so there is no list of others."""

API_URL_VARIABLE = "EFFECTIVE_CONFIG_API_URL"

RESOURCE = "/v1/Configuration"

_HELP = "give the API's address without the resource, such as https://flex-api.twilio.com"


def api_address(api_url: str | None = None, environment: Mapping[str, str] = os.environ) -> str:
    """The API's address: the one that is given, the environment's, or Twilio's."""
    return environment.get(API_URL_VARIABLE) or API_URL if api_url is None else api_url


def resource_url(api_url: str) -> str:
    """The address of the resource below an API's address.

    Credentials would travel in clear text over ``http``, so that is for this machine only (a
    fake, a local proxy). Raises EndpointError.
    """
    parts = _split(api_url)
    if parts is None:
        raise EndpointError("the API's address is malformed", help=_HELP)
    host = parts.hostname
    if "@" in parts.netloc:
        raise EndpointError(
            "the API's address has a user or password in it",
            help="credentials come from the environment; an address ends up in logs",
        )
    shown = f"{parts.scheme}://{parts.netloc}"
    if parts.scheme not in {"https", "http"} or not host or re.search(r"[\s\\]", api_url):
        raise EndpointError("the API's address is not an http or https address", help=_HELP)
    if parts.query or parts.fragment:
        raise EndpointError(f"the API's address {shown} has more than a path", help=_HELP)
    if parts.scheme == "http" and not is_this_machine(host):
        raise EndpointError(
            f"{shown} would carry credentials in clear text",
            help="use https; http is accepted for this machine only (127.0.0.1, localhost)",
        )
    address = _joined(parts)
    if not _is_usable(address):
        raise EndpointError("the API's address is malformed", help=_HELP)
    return address


def _split(api_url: str) -> SplitResult | None:
    """The parts of an address; None where it is malformed, for the reason may quote a password."""
    try:
        parts = urlsplit(api_url)
        _ = parts.hostname, parts.port
    except ValueError:
        return None
    return parts


def _joined(parts: SplitResult) -> str:
    path = parts.path.rstrip("/").removesuffix(RESOURCE)
    return f"{parts.scheme}://{parts.netloc}{path}{RESOURCE}"


def _is_usable(address: str) -> bool:
    """Whether httpx takes it too, which is stricter: about the names of hosts, for one."""
    import httpx

    try:
        host = httpx.URL(address).host
        host.encode("idna")  # what a connection does to the name, and fails on
    except (httpx.InvalidURL, ValueError):
        return False
    return bool(host)


def is_this_machine(host: str) -> bool:
    """Whether a host is a loopback address, or localhost."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
