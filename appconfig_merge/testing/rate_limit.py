"""The limits of a fake service: how many requests at once, how many in a second."""

from __future__ import annotations

import threading
import time
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

from appconfig_merge.testing.faults import RateLimited

if TYPE_CHECKING:
    from collections.abc import Iterator


class RateLimit:
    """Counts the requests under way, and refuses those beyond a limit.

    ``retry_after`` is what a refusal's Retry-After header says; None for none.
    """

    def __init__(
        self, max_at_once: int | None, per_second: int | None, retry_after: str | None
    ) -> None:
        self._max_at_once = max_at_once
        self._per_second = per_second
        self._refused = RateLimited(retry_after)
        self._lock = threading.Lock()
        self._under_way = 0
        self._accepted: deque[float] = deque()
        self.most_at_once = 0

    @contextmanager
    def request(self) -> Iterator[RateLimited | None]:
        """While a request is under way; gives its refusal, None where it is accepted."""
        with self._lock:
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
            refusal = self._refusal()
        try:
            yield refusal
        finally:
            with self._lock:
                self._under_way -= 1

    def _refusal(self) -> RateLimited | None:
        if self._max_at_once is not None and self._under_way > self._max_at_once:
            return self._refused
        if self._per_second is None:
            return None
        now = time.monotonic()
        while self._accepted and self._accepted[0] <= now - 1:
            self._accepted.popleft()
        if len(self._accepted) >= self._per_second:
            return self._refused
        self._accepted.append(now)
        return None
