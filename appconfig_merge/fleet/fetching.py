"""Many accounts' resources at once: bounded, patient with the service, each failure by itself."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, TypeAlias

from appconfig_merge.errors import AppConfigError, ExitCode
from appconfig_merge.fleet.loops import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from appconfig_merge.fleet.credential_commands import CommandRuns
    from appconfig_merge.fleet.credentials import CredentialsOf
    from appconfig_merge.inputs.record import LiveResource
    from appconfig_merge.rest.configuration import Configuration
    from appconfig_merge.rest.credentials import Credentials
    from appconfig_merge.rest.errors import RestError
    from appconfig_merge.rest.fetcher import Fetcher
    from appconfig_merge.rest.pacing import Pace

    Answer: TypeAlias = Configuration | AppConfigError
    """What became of one account's request."""

    _Request: TypeAlias = tuple[Credentials, str, str | None]
    """What one request is made with: credentials, address, version."""


class NotAskedError(AppConfigError):
    """An account that nothing is known of, for another one failed and that ended the run."""

    code = "not-asked"
    exit_code = ExitCode.SERVICE


def fetch_all(
    wanted: Iterable[LiveResource],
    *,
    environment: Mapping[str, str] = os.environ,
    credentials: CredentialsOf | None = None,
    pace: Pace | None = None,
    fail_fast: bool = False,
    on_answer: Callable[[LiveResource, Answer], object] = lambda _wanted, _answer: None,
    on_retry: Callable[[RestError, float], object] = lambda _error, _pause: None,
) -> dict[LiveResource, Answer]:
    """Fetch resources, those of the same credentials, address and version once.

    ``on_answer`` is told of each as it comes, ``on_retry`` of what is going to be tried again and
    of the pause before. ``credentials`` and ``pace`` are those of the run, where there is more to
    it. With ``fail_fast`` nothing more is asked for after the first failure: what was not asked
    for, or not waited for, has a NotAskedError. Raises KeyboardInterrupt, with every connection
    closed and every command ended.
    """
    every = list(dict.fromkeys(wanted))
    if not every:
        return {}
    from appconfig_merge.fleet.credentials import CredentialsOf

    known = credentials or CredentialsOf(environment, (one.access for one in every))
    return run(_Run(known, environment, fail_fast, on_answer).all(every, pace, on_retry))


class _Run:
    """One run over accounts."""

    def __init__(
        self,
        credentials: CredentialsOf,
        environment: Mapping[str, str],
        fail_fast: bool,
        on_answer: Callable[[LiveResource, Answer], object],
    ) -> None:
        self._credentials = credentials
        self._environment = environment
        self._fail_fast = fail_fast
        self._on_answer = on_answer
        self._requests: dict[_Request, asyncio.Task[Answer]] = {}
        self._found: dict[LiveResource, Answer] = {}

    async def all(
        self,
        wanted: list[LiveResource],
        pace: Pace | None,
        on_retry: Callable[[RestError, float], object],
    ) -> dict[LiveResource, Answer]:
        from appconfig_merge.rest.fetcher import Fetcher

        runs = self._credentials.runs()
        async with Fetcher(pace=pace, on_retry=on_retry) as fetcher:
            tasks = {asyncio.create_task(self._one(one, fetcher, runs)) for one in wanted}
            try:
                await self._until_done(tasks)
            finally:
                left = {*tasks, *self._requests.values()}
                for task in left:
                    task.cancel()
                await asyncio.gather(*left, return_exceptions=True)
        for one in wanted:
            if one not in self._found:
                text = "not asked for: another account failed, and --fail-fast ends the run then"
                self._tell(one, NotAskedError(text, help="run it again without --fail-fast"))
        return {one: self._found[one] for one in wanted}

    async def _until_done(self, tasks: set[asyncio.Task[Answer]]) -> None:
        for task in asyncio.as_completed(tasks):
            if isinstance(await task, AppConfigError) and self._fail_fast:
                return

    async def _one(self, wanted: LiveResource, fetcher: Fetcher, runs: CommandRuns) -> Answer:
        answer = await self._answer(wanted, fetcher, runs)
        self._tell(wanted, answer)
        return answer

    def _tell(self, wanted: LiveResource, answer: Answer) -> None:
        self._found[wanted] = answer
        self._on_answer(wanted, answer)

    async def _answer(self, wanted: LiveResource, fetcher: Fetcher, runs: CommandRuns) -> Answer:
        from appconfig_merge.fleet.addresses import address_of
        from appconfig_merge.rest.exchange import demand_account

        try:
            url = address_of(wanted, self._environment)
            credentials = await self._credentials.find(wanted.access, runs)
            if isinstance(credentials, AppConfigError):
                return credentials
            request = (credentials, url, wanted.ui_version)
            if request not in self._requests:
                self._requests[request] = asyncio.create_task(_fetch(fetcher, request))
            answer = await self._requests[request]
            if not isinstance(answer, AppConfigError):
                demand_account(answer, credentials.account_sid, credentials)
        except AppConfigError as error:
            return error
        return answer


async def _fetch(fetcher: Fetcher, request: _Request) -> Answer:
    try:
        return await fetcher.fetch(*request)
    except AppConfigError as error:
        return error
