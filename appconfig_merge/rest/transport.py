"""What httpx's failures mean, told without what they carry: the request and its credentials."""

from __future__ import annotations

import ssl
from urllib.parse import urlsplit

import httpx

from appconfig_merge.rest.errors import (
    ConnectionFailedError,
    NoAnswerError,
    RestError,
    UnexpectedAnswerError,
    UntrustedServerError,
)


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
    system = _cause(error, OSError)
    if isinstance(system, OSError) and system.strerror:
        return system.strerror
    return "the proxy refused" if isinstance(error, httpx.ProxyError) else "it failed"


def _cause(error: BaseException, kind: type[BaseException]) -> BaseException | None:
    """The first error of a kind among those behind this one."""
    at: BaseException | None = error
    for _ in range(10):
        if at is None or isinstance(at, kind):
            return at
        at = at.__cause__ or at.__context__
    return None
