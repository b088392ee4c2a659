"""The client of many accounts' resources: one set of connections, each request by itself."""

from __future__ import annotations

from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx

from appconfig_merge.rest.answers import configuration
from appconfig_merge.rest.errors import RestError
from appconfig_merge.rest.exchange import (
    FAILURES,
    Body,
    forget_location,
    made,
    query,
    trusted,
)
from appconfig_merge.rest.pacing import Pace
from appconfig_merge.rest.retries import Retries
from appconfig_merge.rest.transport import failure

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping
    from types import TracebackType
    from typing import Self

    from appconfig_merge.rest.answers import Response
    from appconfig_merge.rest.configuration import Configuration
    from appconfig_merge.rest.credentials import Credentials


class Fetcher:
    """Fetches the Configuration resources of any accounts, many at once.

    What is said of :class:`~appconfig_merge.rest.Client` holds here, too. Credentials go with their
    own request and nowhere else. ``pace`` bounds what is under way. Use it as an asynchronous
    context manager.
    """

    def __init__(
        self,
        *,
        pace: Pace | None = None,
        connect_timeout: float = 10.0,
        read_timeout: float = 30.0,
        retries: Retries = Retries(),  # noqa: B008 - a constant
        on_retry: Callable[[RestError, float], object] | None = None,
    ) -> None:
        self._pace = pace or Pace()
        self._timeouts = connect_timeout, read_timeout
        self._retries = retries
        self._on_retry = on_retry
        self._clients: dict[str, httpx.AsyncClient] = {}
        self._trusted: ssl.SSLContext | None = None
        self._stack = AsyncExitStack()

    async def fetch(
        self, credentials: Credentials, url: str, ui_version: str | None = None
    ) -> Configuration:
        """GET the whole resource at its address, that of :func:`~rest.endpoint.resource_url`.

        Whose it is, is left to the caller (:func:`demand_account`): of those that share a request
        one may mean another account.
        A request that is refused with others, for there were too many, is made again without being
        counted. Raises RestError, and InputError for a version that isn't Unicode text.
        """
        params = query(ui_version)
        pace = self._pace.of(url)
        again = False

        async def attempt() -> Configuration:
            nonlocal again
            repeat = True
            while repeat:
                async with pace.async_turn(self._retries.longest_pause, again=again) as sent_at:
                    outcome = await self._exchange(credentials, url, params)
                    repeat = pace.heed(outcome, sent_at, self._retries.first_pause)
                again = True
            # Raised here, not where it is met: httpx's error carries the request.
            if isinstance(outcome, RestError):
                raise outcome
            return outcome

        try:
            return await self._retries.async_after_failures(
                attempt, lambda one: one.transient and not pace.is_gone, self._on_retry
            )
        except RestError as error:
            pace.give_up(error)
            raise

    async def _exchange(
        self, credentials: Credentials, url: str, params: Mapping[str, str] | None
    ) -> Configuration | RestError:
        """Make a request just once; what came of it."""
        at = datetime.now(UTC)
        try:
            http = self._client(url)
            async with http.stream("GET", url, params=params, auth=credentials.pair()) as response:
                answer = await _read(response)
            return configuration(answer, url, credentials, at)
        except RestError as error:
            return error
        except FAILURES as error:
            return failure(error, url)

    def _client(self, url: str) -> httpx.AsyncClient:
        """The client for an address; loading what is trusted, which takes a while, once for all."""
        if url not in self._clients:
            if self._trusted is None:
                self._trusted = trusted()
            client = made(httpx.AsyncClient, url, *self._timeouts, self._trusted)
            client.event_hooks = {"response": [_forget_location]}
            self._stack.push_async_callback(client.aclose)
            self._clients[url] = client
        return self._clients[url]

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._stack.aclose()


async def _read(response: httpx.Response) -> Response:
    """The whole answer; by itself, so that no traceback of a failure has a part of it."""
    body = Body()
    async for part in response.aiter_raw():
        body.add(part)
    return body.answer(response)


async def _forget_location(response: httpx.Response) -> None:
    forget_location(response)
