"""What a program says of requests before they come, and what is known of those that came."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from appconfig_merge.testing.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.testing.messages import Received, Reply


@dataclass
class _PlannedFault:
    """Requests that are to meet a fault."""

    fault: Fault
    method: str | None
    times: int
    after: int


class Exchanges:
    """Requests to an account, or to all accounts of a server: their record, faults and hooks."""

    def __init__(self) -> None:
        self._plans: list[_PlannedFault] = []
        self._requests: list[Received] = []
        self._request_hooks: list[Callable[[Received], None]] = []
        self._answer_hooks: list[Callable[[Received], None]] = []
        self._lock = threading.Lock()

    @property
    def requests(self) -> tuple[Received, ...]:
        """Every request so far, in the order of arrival; also those still under way."""
        with self._lock:
            return tuple(self._requests)

    def fail(
        self, fault: Fault, *, method: str | None = None, times: int = 1, after: int = 0
    ) -> None:
        """Let the next ``times`` requests (of ``method``) meet a fault.

        With ``after``, only once that many such requests have met none. Faults that apply to
        the same request are met one after the other, in the order of the calls. Raises TypeError
        for what is no fault, such as a fault's class.
        """
        if not isinstance(fault, Fault):
            raise TypeError(f"a fault is one of appconfig_merge.testing.Fault, not {fault!r}")
        with self._lock:
            self._plans.append(_PlannedFault(fault, method and method.upper(), times, after))

    def on_request(self, hook: Callable[[Received], None]) -> None:
        """Call ``hook`` with each request before it is processed, in its connection's thread.

        What the hook changes (``resource``, ``fail()``, ``stop()``) already counts for this
        request. What it raises is answered with a 500 and logged by the logger ``werkzeug``
        (on stderr where logging is not set up).
        """
        self._request_hooks.append(hook)

    def on_answer(self, hook: Callable[[Received], None]) -> None:
        """Call ``hook`` with each request, its ``status`` known, just before the answer is sent."""
        self._answer_hooks.append(hook)

    def _begin(self, received: Received) -> int:
        """Note a request that arrived; its number, for :meth:`_end`."""
        with self._lock:
            at = len(self._requests)
            self._requests.append(received)
        for hook in self._request_hooks:
            hook(received)
        return at

    def _end(self, at: int, received: Received, reply: Reply | None) -> None:
        """Note what a request is answered, None for nothing."""
        if reply is not None and not reply.cut:
            received = replace(received, status=reply.status)
            with self._lock:
                self._requests[at] = received
        for hook in self._answer_hooks:
            hook(received)

    def _next_fault(self, method: str) -> Fault | None:
        with self._lock:
            plans = [plan for plan in self._plans if plan.method in {None, method}]
            for plan in plans:
                if not plan.after and plan.times > 0:
                    plan.times -= 1
                    return plan.fault
            for plan in plans:
                plan.after = max(plan.after - 1, 0)
            return None
