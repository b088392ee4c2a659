"""Where a live resource is asked for, and whether its account's credentials may go there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from appconfig_merge.rest.endpoint import (
    API_URL_VARIABLE,
    api_address,
    is_this_machine,
    resource_url,
)
from appconfig_merge.rest.errors import EndpointError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.inputs.record import LiveResource

_TWILIO = "twilio.com"


def address_of(wanted: LiveResource, environment: Mapping[str, str] = os.environ) -> str:
    """The address of a live resource, which may be given to a client as the API's, too.

    One that an environments file names is Twilio's or this machine's, or the one that the person
    has named, too: a file comes from others, and must not lead credentials to them. Raises
    EndpointError.
    """
    said = environment.get(API_URL_VARIABLE)
    del environment  # a traceback may show it
    address = resource_url(api_address(wanted.api_url, {API_URL_VARIABLE: said} if said else {}))
    if wanted.api_url_file is None or wanted.api_url in {None, said}:
        return address
    host = urlsplit(address).hostname or ""
    if is_this_machine(host) or host == _TWILIO or host.endswith(f".{_TWILIO}"):
        return address
    raise EndpointError(
        f"{wanted.api_url_file} would have credentials sent to {host}, which isn't Twilio's",
        help=f"if you trust that host, say so yourself: set {API_URL_VARIABLE} to the same address",
    )
