"""What httpx's failures mean, told without what they carry: the request and its credentials."""

from __future__ import annotations

import os
import socket
import ssl
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from appconfig_merge.rest.errors import (
    ConnectionFailedError,
    NoAnswerError,
    RestError,
    UnexpectedAnswerError,
    UntrustedServerError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def failure(error: Exception, url: str) -> RestError:
    """The error to raise for one of httpx."""
    host = urlsplit(url).netloc
    untrusted = _cause(error, ssl.SSLCertVerificationError)
    if untrusted is not None:
        reason = getattr(untrusted, "verify_message", "") or "verification failed"
        return UntrustedServerError(
            f"the certificate of {host} is not trusted: {reason}",
            help="SSL_CERT_FILE names the CA bundle of a proxy or fake that you trust",
        )
    if isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout):
        return ConnectionFailedError(
            f"{host} did not answer the call in time", help="check the network and the proxy"
        )
    if isinstance(error, httpx.ConnectError | httpx.ProxyError | httpx.UnsupportedProtocol):
        reason = _reason(error)
        return ConnectionFailedError(
            f"no connection to {host}: {reason}", help="check the network, the proxy and --api-url"
        )
    if isinstance(error, httpx.TimeoutException):
        return NoAnswerError(f"{host} did not answer in time", help="try again in a moment")
    if isinstance(error, httpx.DecodingError | httpx.InvalidURL):
        return UnexpectedAnswerError(
            f"the answer of {host} can't be decoded", help="look for a proxy that changes it"
        )
    return NoAnswerError(
        f"the connection to {host} broke before the answer was whole",
        help="try again in a moment",
    )


def _reason(error: Exception) -> str:
    for one in _behind(error):
        if isinstance(one, OSError) and one.strerror:
            # What asyncio says is about its call; names and TLS have numbers of their own.
            has_own = isinstance(one, ssl.SSLError | socket.gaierror)
            return one.strerror if has_own or one.errno is None else os.strerror(one.errno)
    return "the proxy refused" if isinstance(error, httpx.ProxyError) else "it failed"


def _cause(error: BaseException, kind: type[BaseException]) -> BaseException | None:
    """The first error of a kind among those behind this one."""
    return next((one for one in _behind(error) if isinstance(one, kind)), None)


def _behind(error: BaseException) -> Iterator[BaseException]:
    """An error and those behind it; of several at once, such as of several addresses, the first."""
    at: BaseException | None = error
    for _ in range(10):
        if at is None:
            return
        yield at
        inner = at.exceptions[0] if isinstance(at, BaseExceptionGroup) else None
        at = inner or at.__cause__ or at.__context__
