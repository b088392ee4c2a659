"""The client of the Configuration resource: two calls, careful about what it may repeat."""

from __future__ import annotations

import contextlib
import os
import time
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx

from appconfig_merge._version import __version__
from appconfig_merge.errors import InputError
from appconfig_merge.rest.answers import Response, configuration
from appconfig_merge.rest.credentials import Credentials, encodable
from appconfig_merge.rest.document import from_python, write
from appconfig_merge.rest.endpoint import API_URL, API_URL_VARIABLE, is_this_machine, resource_url
from appconfig_merge.rest.errors import (
    CollisionError,
    CredentialsError,
    NoAnswerError,
    RestError,
    UnexpectedAnswerError,
    WrongAccountError,
)
from appconfig_merge.rest.retries import Retries
from appconfig_merge.rest.transport import failure
from appconfig_merge.secrets.values import secrets_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType
    from typing import Self

    from appconfig_merge.rest.configuration import Configuration

MAX_ANSWER = 32_000_000
"""Bytes of an answer. A real resource has some 10,000."""

MAX_ANSWER_SECONDS = 120.0
"""Time for one whole answer, however slowly it drips."""


class Client:
    """Fetches and updates the Configuration resource of one account.

    Time-outs are in seconds. Proxies and CA bundles come from the environment by httpx's
    conventions (HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE, SSL_CERT_DIR), but no proxy is used for
    this machine itself. Redirects are not followed,
    so credentials go to ``api_url`` alone. ``on_retry`` is told of every failure that is going to
    be retried and of the pause before. Use it as a context manager, or call :meth:`close`.

    Raises EndpointError for an ``api_url`` that must not be used.
    """

    def __init__(
        self,
        credentials: Credentials,
        *,
        api_url: str = API_URL,
        connect_timeout: float = 10.0,
        read_timeout: float = 30.0,
        retries: Retries = Retries(),  # noqa: B008 - a constant
        on_retry: Callable[[RestError, float], None] | None = None,
    ) -> None:
        self.credentials = credentials
        self._url = ""  # a traceback may show this client before it has one
        self._url = resource_url(api_url)
        self.retries = retries
        self._on_retry = on_retry
        self._http = _http_client(credentials, self._url, connect_timeout, read_timeout)

    @classmethod
    def from_environment(
        cls,
        environment: Mapping[str, str] = os.environ,
        *,
        api_url: str | None = None,
        on_retry: Callable[[RestError, float], None] | None = None,
    ) -> Client:
        """A client with the environment's credentials and, unless given, its API address.

        Raises CredentialsError and EndpointError.
        """
        url = environment.get(API_URL_VARIABLE) or API_URL if api_url is None else api_url
        credentials = Credentials.look_up(environment)
        del environment  # a traceback may show it
        if isinstance(credentials, CredentialsError):
            raise credentials
        return cls(credentials, api_url=url, on_retry=on_retry)

    def fetch(self, ui_version: str | None = None) -> Configuration:
        """GET the whole resource.

        ``ui_version`` is the API's UiVersion: "the pinned UI version of the Configuration
        resource to fetch". Whatever may pass is retried: no connection, a broken or late answer,
        429, 5xx, 45102, 45304, 45780. Raises RestError, and InputError for what isn't Unicode text.
        """
        if not encodable(ui_version or ""):
            raise InputError("the UI version is not text", help="give it as in 2.x.auto or ~2.0.0")
        params = {} if ui_version is None else {"UiVersion": ui_version}
        return self.retries.after_failures(
            lambda: self._request("GET", self.credentials.account_sid, params=params),
            lambda failure: failure.transient,
            self._on_retry,
        )

    def update(
        self, changes: Mapping[str, object], *, account_sid: str | None = None
    ) -> Configuration:
        """POST properties; each replaces what is stored of it, whole. Gives the answer.

        ``account_sid`` goes along, as the API demands; without it the credentials' account is
        taken, or the one of the resource. Only a request that the service certainly did not
        process is repeated: there was no connection, or the answer was 429 or 45780. After
        45102 or 5xx, or without a whole answer, a blind repetition could undo what somebody else
        stored in between, so these are raised. During the pause before a repetition somebody
        may store something, too: :func:`appconfig_merge.rest.apply` therefore looks at what is
        stored before every single request. Raises RestError.
        """
        account = account_sid or self.credentials.account_sid or self.fetch().account_sid
        return self.retries.after_failures(
            lambda: self.send(changes, account),
            lambda one: one.transient and one.unprocessed and not isinstance(one, CollisionError),
            self._on_retry,
        )

    def send(self, changes: Mapping[str, object], account_sid: str) -> Configuration:
        """POST properties of an account just once, whatever comes of it. Raises RestError."""
        values = {name: from_python(value) for name, value in changes.items()}
        content = write({"account_sid": account_sid, **values}).encode("ascii")
        sent = tuple(secrets_in(values))
        return self._request("POST", account_sid, content=content, sent=sent)

    def _request(
        self,
        method: str,
        account_sid: str | None,
        *,
        params: Mapping[str, str] | None = None,
        content: bytes | None = None,
        sent: tuple[str, ...] = (),
    ) -> Configuration:
        at = datetime.now(UTC)
        headers = {} if content is None else {"Content-Type": "application/json"}
        outcome: Response | RestError
        try:
            with self._http.stream(
                method, self._url, params=params or None, content=content, headers=headers
            ) as response:
                outcome = Response(response.status_code, dict(response.headers), _read(response))
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
            outcome = failure(error, self._url)
        # Raised here, not above: httpx's error carries the request, and so the credentials.
        if isinstance(outcome, RestError):
            raise outcome
        found = configuration(outcome, self._url, self.credentials, at, sent)
        if account_sid is not None and found.account_sid != account_sid:
            raise WrongAccountError(
                f"the service answered with the configuration of {found.account_sid}, "
                f"not of {account_sid}",
                help="TWILIO_ACCOUNT_SID and the credentials are of different accounts",
            )
        return found

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Client({self._url!r}, {self.credentials!r})"


def _http_client(
    credentials: Credentials, url: str, connect_timeout: float, read_timeout: float
) -> httpx.Client:
    host = httpx.URL(url).host
    # This machine is never reached through a proxy, which would see the credentials.
    direct = {f"all://{host}": None} if is_this_machine(host) else None
    try:
        return httpx.Client(
            auth=credentials.pair(),
            mounts=direct,
            timeout=httpx.Timeout(read_timeout, connect=connect_timeout),
            follow_redirects=False,
            event_hooks={"response": [_forget_location]},
            headers={
                "User-Agent": f"appconfig-merge/{__version__}",
                "Accept": "application/json",
                "Accept-Encoding": "gzip",
            },
        )
    except (OSError, ValueError, ImportError, httpx.InvalidURL) as error:
        kind = type(error).__name__
    raise RestError(
        f"the environment's proxy or CA settings can't be used ({kind})",
        help="look at HTTPS_PROXY, ALL_PROXY, SSL_CERT_FILE and SSL_CERT_DIR",
    )


def _forget_location(response: httpx.Response) -> None:
    """Keep httpx from reading an address that is not followed: it fails on malformed ones."""
    response.headers.pop("location", None)


def _read(response: httpx.Response) -> bytes:
    """The whole body, within bounds of size and time."""
    end = time.monotonic() + MAX_ANSWER_SECONDS
    parts = []
    size = 0
    # Raw: what httpx decodes for us, it decodes without a bound, and in silence where compressed
    # data goes on for ever and comes to nothing.
    for part in response.iter_raw():
        parts.append(part)
        size += len(part)
        if size > MAX_ANSWER:
            raise _too_long()
        if time.monotonic() > end:
            raise NoAnswerError(
                f"the answer was not whole after {MAX_ANSWER_SECONDS:g} s",
                help="try again in a moment",
            )
    return _decoded(b"".join(parts), response.headers.get("content-encoding", ""))


def _decoded(body: bytes, encoding: str) -> bytes:
    """The body without gzip, the one encoding that was asked for."""
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


def _too_long() -> UnexpectedAnswerError:
    return UnexpectedAnswerError(
        f"the answer is longer than {MAX_ANSWER} bytes", help="check --api-url"
    )
