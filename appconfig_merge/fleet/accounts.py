"""How the accounts of one run are reached: credentials are found once, requests share one pace."""

from __future__ import annotations

import os
from threading import Lock
from typing import TYPE_CHECKING

from appconfig_merge.fleet.addresses import address_of
from appconfig_merge.fleet.credentials import CredentialsOf
from appconfig_merge.fleet.fetching import fetch_all
from appconfig_merge.rest.client import Client
from appconfig_merge.rest.exchange import trusted
from appconfig_merge.rest.pacing import Pace

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Mapping

    from appconfig_merge.fleet.fetching import Answer
    from appconfig_merge.inputs.record import LiveResource
    from appconfig_merge.rest.errors import RestError


class Accounts:
    """The accounts of a run that reads many and then changes them, each by a client of its own."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._environment = environment
        self._pace = Pace()
        self._credentials = CredentialsOf(environment)
        self._context: ssl.SSLContext | None = None
        self._loading = Lock()

    def fetch(
        self,
        wanted: Iterable[LiveResource],
        *,
        fail_fast: bool,
        on_answer: Callable[[LiveResource, Answer], object],
        on_retry: Callable[[RestError, float], object],
    ) -> Mapping[LiveResource, Answer]:
        """The resources of accounts, as :func:`fetch_all` gets them."""
        every = list(wanted)
        self._credentials = CredentialsOf(self._environment, (one.access for one in every))
        return fetch_all(
            every,
            environment=self._environment,
            credentials=self._credentials,
            pace=self._pace,
            fail_fast=fail_fast,
            on_answer=on_answer,
            on_retry=on_retry,
        )

    def client(self, wanted: LiveResource, on_retry: Callable[[RestError, float], None]) -> Client:
        """The client of an account. Raises CredentialsError and EndpointError."""
        return Client(
            self._credentials.of(wanted.access),
            api_url=address_of(wanted, self._environment),
            on_retry=on_retry,
            pace=self._pace,
            trusted=self._trusted(),
        )

    def _trusted(self) -> ssl.SSLContext:
        """What all of them trust: to load it takes longer than all else of a change."""
        with self._loading:
            if self._context is None:
                self._context = trusted()
            return self._context
