"""How many requests a host gets at once, and when: what the service asks of one, all heed."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from appconfig_merge.rest.errors import (
    Answer,
    ConnectionFailedError,
    NoAnswerError,
    RateLimitedError,
    RestError,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

AT_ONCE = 8
"""Requests to one host at once. Twilio publishes no limit for this API. So many hide the network's
delay (300 accounts at 0.2 s each take 8 s), and are no more than what a browser opens."""

_LOST = 3
"""Accounts in a row for which nothing came, or refusals alone, after which a host counts as gone:
with one attempt after the other, hundreds of accounts would be told so after many minutes."""


class Pace:
    """The pace of all requests of a run, by host. For threads and coroutines alike."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._at_once = at_once
        self._lock = Lock()
        self._hosts: dict[str, HostPace] = {}

    def of(self, url: str) -> HostPace:
        """The pace of an address's host."""
        host = urlsplit(url).netloc
        with self._lock:
            return self._hosts.setdefault(host, HostPace(host, self._at_once))


class HostPace:
    """The pace of one host: at most ``at_once`` requests, and none while it wants none.

    Each time that the host refuses, half as many are made at once; each so many answers are
    worth one more, up to ``at_once``. Seconds are those of ``time.monotonic``.
    """

    def __init__(self, host: str, at_once: int) -> None:
        self._host = host
        self._at_once = at_once
        self._lock = Lock()
        self._allowed = at_once
        self._under_way = 0
        self._answers = 0
        self._waiting: tuple[deque[Future[None]], deque[Future[None]]] = (deque(), deque())
        self._refused_at = float("-inf")
        self._held_until = float("-inf")
        self._lost = 0
        self._gone: RestError | None = None

    @contextmanager
    def turn(self, longest: float, *, again: bool = False) -> Iterator[float]:
        """Wait for a turn to send one request; gives the time at which it is sent.

        Those that were refused before (``again``) go first. Raises RateLimitedError where the host
        wants nothing for longer than ``longest`` seconds, and the failure of others where it
        is gone.
        """
        ticket = self._ask(again)
        try:
            ticket.result()
        except BaseException:
            self._hand_back(ticket)
            raise
        try:
            while (left := self._seconds_left(longest)) > 0:
                time.sleep(left)
            yield time.monotonic()
        finally:
            self._leave()

    @asynccontextmanager
    async def async_turn(self, longest: float, *, again: bool = False) -> AsyncIterator[float]:
        """As :meth:`turn`, for coroutines."""
        ticket = self._ask(again)
        try:
            await asyncio.wrap_future(ticket)
        except BaseException:
            self._hand_back(ticket)
            raise
        try:
            while (left := self._seconds_left(longest)) > 0:  # noqa: ASYNC110 - a time
                await asyncio.sleep(left)
            yield time.monotonic()
        finally:
            self._leave()

    def heed(self, outcome: object, sent_at: float, pause: float) -> bool:
        """Take note of what became of a request; whether it is to be made again at once.

        That is one that was under way already when the host refused another, and was refused like
        that: it couldn't know, and it shall not count as an attempt. ``pause`` is how long a
        refusal holds that names no time, or none at all.
        """
        with self._lock:
            if isinstance(outcome, ConnectionFailedError | NoAnswerError):
                return False
            if not isinstance(outcome, RateLimitedError):
                self._lost, self._gone = 0, None
                self._note_answer()
                return False
            now = time.monotonic()
            is_news = sent_at >= self._refused_at
            if is_news:
                self._refused_at = now
                self._allowed = max(1, self._allowed // 2)
                self._answers = 0
            asked = outcome.answer.retry_after
            self._held_until = max(self._held_until, now + (asked or pause))
            return not is_news

    @property
    def is_gone(self) -> bool:
        """Whether the host is given up: nothing is to be tried again."""
        return self._gone is not None

    def give_up(self, error: RestError) -> None:
        """Take note that nothing but refusals came for an account, however often it was asked."""
        if isinstance(error, ConnectionFailedError | NoAnswerError | RateLimitedError):
            with self._lock:
                self._lost += 1
                if self._lost >= _LOST and self._gone is None:
                    self._gone = error

    def _note_answer(self) -> None:
        self._answers += 1
        if self._answers >= self._allowed < self._at_once:
            self._allowed += 1
            self._answers = 0
            self._admit()

    def _seconds_left(self, longest: float) -> float:
        """How long the host wants nothing yet. Raises what there is no use in waiting for."""
        with self._lock:
            left, gone = self._held_until - time.monotonic(), self._gone
        if gone is not None:
            text = f"{gone.message}; so it was for others, and this account was not asked for"
            raise type(gone)(text, help=gone.help)
        if left > longest:
            raise RateLimitedError(
                f"not asked for: {self._host} wants no request for {left:.0f} s",
                help="wait so long and try again",
                answer=Answer(retry_after=left),
            )
        return left

    def _ask(self, again: bool) -> Future[None]:
        ticket: Future[None] = Future()
        with self._lock:
            self._waiting[0 if again else 1].append(ticket)
            self._admit()
        return ticket

    def _admit(self) -> None:
        """Give turns to those that wait, as many as there are; the lock is held."""
        for queue in self._waiting:
            while queue and self._under_way < self._allowed:
                ticket = queue.popleft()
                if ticket.set_running_or_notify_cancel():
                    self._under_way += 1
                    ticket.set_result(None)

    def _hand_back(self, ticket: Future[None]) -> None:
        """Give up waiting, or the turn where it came at the same moment."""
        if not ticket.cancel():
            self._leave()

    def _leave(self) -> None:
        with self._lock:
            self._under_way -= 1
            self._admit()
