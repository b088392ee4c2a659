"""What every client of the resource does alike: how it connects, and how an answer is read."""

from __future__ import annotations

import contextlib
import time
import zlib
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING

import httpx

from appconfig_merge._version import __version__
from appconfig_merge.errors import InputError
from appconfig_merge.rest.answers import Response
from appconfig_merge.rest.credentials import encodable
from appconfig_merge.rest.endpoint import is_this_machine
from appconfig_merge.rest.errors import (
    NoAnswerError,
    RestError,
    UnexpectedAnswerError,
    WrongAccountError,
)

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable
    from typing import TypeVar

    from appconfig_merge.rest.configuration import Configuration
    from appconfig_merge.rest.credentials import Credentials

    _Http = TypeVar("_Http", httpx.Client, httpx.AsyncClient)

MAX_ANSWER = 32_000_000
"""Bytes of an answer. A real resource has some 10,000."""

MAX_ANSWER_SECONDS = 120.0
"""Time for one whole answer, however slowly it drips."""

FAILURES = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError)
"""What httpx raises where no whole answer came."""


def made(
    make: Callable[..., _Http],
    url: str,
    connect_timeout: float,
    read_timeout: float,
    verify: ssl.SSLContext | bool = True,
) -> _Http:
    """A client of httpx for an address. Raises RestError for settings that can't be used.

    It follows no redirect and keeps no cookie: what an answer to one account sets must not go out
    with another's request.
    """
    host = httpx.URL(url).host
    try:
        return make(
            # This machine is never reached through a proxy, which would see the credentials.
            mounts={f"all://{host}": None} if is_this_machine(host) else None,
            timeout=httpx.Timeout(read_timeout, connect=connect_timeout),
            verify=verify,
            follow_redirects=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            headers={
                "User-Agent": f"appconfig-merge/{__version__}",
                "Accept": "application/json",
                "Accept-Encoding": "gzip",
            },
        )
    except (OSError, ValueError, ImportError, httpx.InvalidURL) as error:
        kind = type(error).__name__
    raise _unusable_settings(kind)


def trusted() -> ssl.SSLContext:
    """The authorities that httpx trusts: loading them takes a while. Raises RestError."""
    try:
        return httpx.create_ssl_context()
    except (OSError, ValueError) as error:
        kind = type(error).__name__
    raise _unusable_settings(kind)


def _unusable_settings(kind: str) -> RestError:
    """The error of a proxy or CA bundle that the environment names and that is none."""
    return RestError(
        f"the environment's proxy or CA settings can't be used ({kind})",
        help="look at HTTPS_PROXY, ALL_PROXY, SSL_CERT_FILE and SSL_CERT_DIR",
    )


def query(ui_version: str | None) -> dict[str, str] | None:
    """The query that asks for a pinned version's resource. Raises InputError for no text."""
    if not encodable(ui_version or ""):
        raise InputError("the UI version is not text", help="give it as in 2.x.auto or ~2.0.0")
    return None if ui_version is None else {"UiVersion": ui_version}


def forget_location(response: httpx.Response) -> None:
    """Keep httpx from reading an address that is not followed: it fails on malformed ones."""
    response.headers.pop("location", None)


class Body:
    """The body of an answer as it comes in, within bounds of size and time.

    Raw: what httpx decodes for us, it decodes without a bound, and in silence where compressed
    data goes on for ever and comes to nothing.
    """

    def __init__(self) -> None:
        self._end = time.monotonic() + MAX_ANSWER_SECONDS
        self._parts: list[bytes] = []
        self._size = 0

    def add(self, part: bytes) -> None:
        """Take the next part. Raises UnexpectedAnswerError and NoAnswerError past a bound."""
        self._parts.append(part)
        self._size += len(part)
        if self._size > MAX_ANSWER:
            raise _too_long()
        if time.monotonic() > self._end:
            raise NoAnswerError(
                f"the answer was not whole after {MAX_ANSWER_SECONDS:g} s",
                help="try again in a moment",
            )

    def answer(self, response: httpx.Response) -> Response:
        """The answer with all of it."""
        headers = dict(response.headers)
        body = self._decoded(headers.get("content-encoding", ""))
        return Response(response.status_code, headers, body)

    def _decoded(self, encoding: str) -> bytes:
        """The body without gzip, the one encoding that was asked for."""
        body = b"".join(self._parts)
        if encoding.strip().lower() in {"", "identity"} or not body:
            return body
        decompressor = zlib.decompressobj(wbits=zlib.MAX_WBITS + 16)
        with contextlib.suppress(zlib.error):
            decoded = decompressor.decompress(body, MAX_ANSWER + 1)
            if len(decoded) > MAX_ANSWER:
                raise _too_long()
            if decompressor.eof:
                return decoded
        raise UnexpectedAnswerError(
            "the answer can't be decoded", help="look for a proxy that changes it"
        )


def demand_account(found: Configuration, account_sid: str | None, credentials: Credentials) -> None:
    """Raise WrongAccountError where a resource is of another account than is meant."""
    if account_sid is not None and found.account_sid != account_sid:
        raise WrongAccountError(
            f"the service answered with the configuration of {found.account_sid}, "
            f"not of {account_sid}",
            help=f"{credentials.account_from} and the credentials are of different accounts",
        )


def _too_long() -> UnexpectedAnswerError:
    return UnexpectedAnswerError(
        f"the answer is longer than {MAX_ANSWER} bytes", help="check --api-url"
    )
