"""The client of the Configuration resource: two calls, careful about what it may repeat."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx

from appconfig_merge.rest.answers import configuration
from appconfig_merge.rest.credentials import Credentials
from appconfig_merge.rest.document import from_python, write
from appconfig_merge.rest.endpoint import API_URL, API_URL_VARIABLE, resource_url
from appconfig_merge.rest.errors import CollisionError, CredentialsError, RestError
from appconfig_merge.rest.exchange import (
    FAILURES,
    Body,
    demand_account,
    forget_location,
    made,
    query,
)
from appconfig_merge.rest.retries import Retries
from appconfig_merge.rest.transport import failure
from appconfig_merge.secrets.values import secrets_in

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping
    from types import TracebackType
    from typing import Self

    from appconfig_merge.rest.answers import Response
    from appconfig_merge.rest.configuration import Configuration
    from appconfig_merge.rest.pacing import Pace


class Client:
    """Fetches and updates the Configuration resource of one account.

    Time-outs are in seconds. Proxies and CA bundles come from the environment by httpx's
    conventions (HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE, SSL_CERT_DIR), but no proxy is used for
    this machine itself. Redirects are not followed,
    so credentials go to ``api_url`` alone. ``on_retry`` is told of every failure that is going to
    be retried and of the pause before. With a ``pace`` its requests wait for their turn among those
    of other clients that share it; ``trusted`` is what several of them trust. Use it as a context
    manager, or call :meth:`close`.

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
        pace: Pace | None = None,
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        self.credentials = credentials
        self._url = ""  # a traceback may show this client before it has one
        self._url = resource_url(api_url)
        self.retries = retries
        self._on_retry = on_retry
        self._pace = pace
        self._http = made(httpx.Client, self._url, connect_timeout, read_timeout, trusted or True)
        self._http.event_hooks = {"response": [forget_location]}

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
        params = query(ui_version)
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
        def exchange() -> Configuration | RestError:
            return self._exchange(method, params, content, sent)

        outcome = exchange() if self._pace is None else self._paced(exchange, method)
        # Raised here, not above: httpx's error carries the request, and so the credentials.
        if isinstance(outcome, RestError):
            raise outcome
        demand_account(outcome, account_sid, self.credentials)
        return outcome

    def _paced(
        self, exchange: Callable[[], Configuration | RestError], method: str
    ) -> Configuration | RestError:
        """One exchange, when it is its turn; another where it was refused with others.

        A POST doesn't wait: what is stored was looked at just before, in a turn of its own, and
        would be what somebody else has replaced meanwhile.
        """
        assert self._pace is not None
        pace, again = self._pace.of(self._url), False
        if method != "GET":
            sent_at = time.monotonic()
            outcome = exchange()
            pace.heed(outcome, sent_at, self.retries.first_pause)
            return outcome
        while True:
            with pace.turn(self.retries.longest_pause, again=again) as sent_at:
                outcome = exchange()
                again = pace.heed(outcome, sent_at, self.retries.first_pause)
            if not again:
                return outcome

    def _exchange(
        self,
        method: str,
        params: Mapping[str, str] | None,
        content: bytes | None,
        sent: tuple[str, ...],
    ) -> Configuration | RestError:
        """Make a request just once; what came of it."""
        at = datetime.now(UTC)
        headers = {} if content is None else {"Content-Type": "application/json"}
        try:
            with self._http.stream(
                method,
                self._url,
                params=params,
                content=content,
                headers=headers,
                auth=self.credentials.pair(),
            ) as response:
                answer = _read(response)
            return configuration(answer, self._url, self.credentials, at, sent)
        except RestError as error:
            return error
        except FAILURES as error:
            return failure(error, self._url)

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


def _read(response: httpx.Response) -> Response:
    """The whole answer; by itself, so that no traceback of a failure has a part of it."""
    body = Body()
    for part in response.iter_raw():
        body.add(part)
    return body.answer(response)
