"""The connection to the Flex API that commands use: the environment's, and not silent."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from appconfig_merge.cli.streams import is_terminal, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.inputs.record import LiveResource
    from appconfig_merge.rest import Client, Configuration, RestError

_CLEARED = "\r\x1b[K"
"""Takes a bar off the line that it stands in, so that it is drawn again below what is said."""


def connect(api_url: str | None) -> Client:
    """A client with the environment's credentials; retries are announced on stderr."""
    from appconfig_merge.rest import Client

    return Client.from_environment(api_url=api_url, on_retry=announce_retry)


def fetch(wanted: LiveResource) -> Configuration:
    """The Configuration resource, with the credentials that it is reached by.

    Raises RestError, CredentialsError and EndpointError.
    """
    from appconfig_merge.fleet.accounts import Accounts

    with Accounts().client(wanted, announce_retry) as client:
        return client.fetch(wanted.ui_version)


def announce_retry(error: RestError, pause: float) -> None:
    """Say on stderr that a request is going to be made again."""
    announce(f"{error.message}; trying again in {pause:.1f} s")


def announcing_once() -> Callable[[RestError, float], None]:
    """Announces what is tried again, each reason once: many accounts may have the same."""
    told: set[str] = set()

    def announce_first(error: RestError, pause: float) -> None:
        if error.message not in told:
            told.add(error.message)
            if is_terminal(sys.stderr):
                say(_CLEARED)
            announce_retry(error, pause)

    return announce_first


def announce(text: str) -> None:
    """Say on stderr what is going on."""
    from appconfig_merge.brief import printable
    from appconfig_merge.cli.output import style_for

    # What is under way goes on though nobody can be told.
    with suppress(OSError):
        say(f"{style_for(sys.stderr)(printable(text), 'dim')}\n")
