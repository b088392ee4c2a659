"""How often something is tried again, and how long it waits before: tenacity's business.

What is added here is the pause that a service asks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import tenacity

from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.rest.errors import RestError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_Result = TypeVar("_Result")


class Retries(NamedTuple):
    """How often a request is made, and how long the pauses are, in seconds.

    A pause is random, so that clients that failed together don't come back together: at least half
    of ``first_pause``, and at most ``first_pause``, then twice that and so on up to
    ``longest_pause``. Where the service asks for longer than that (Retry-After), the failure is
    reported instead.
    """

    attempts: int = 5
    first_pause: float = 0.5
    longest_pause: float = 30.0

    def after_failures(
        self,
        request: Callable[[], _Result],
        may_repeat: Callable[[RestError], bool],
        on_retry: Callable[[RestError, float], object] | None = None,
    ) -> _Result:
        """Make a request, and again after failures that allow it.

        ``on_retry`` gets each such failure and the pause before the next attempt. Raises what
        the last attempt raised.
        """
        return self._repeat(request, *self._rules(may_repeat, on_retry))

    async def async_after_failures(
        self,
        request: Callable[[], Awaitable[_Result]],
        may_repeat: Callable[[RestError], bool],
        on_retry: Callable[[RestError, float], object] | None = None,
    ) -> _Result:
        """As :meth:`after_failures`, for coroutines."""
        retry, before_sleep = self._rules(may_repeat, on_retry)
        retrying = tenacity.AsyncRetrying(**self._settings(retry, before_sleep))
        result: _Result = await retrying(request)
        return result

    def until(self, request: Callable[[], _Result], is_done: Callable[[_Result], bool]) -> _Result:
        """Make a request until its result is as wanted; the last result, whatever it is."""
        return self._repeat(request, tenacity.retry_if_not_result(is_done))

    def _rules(
        self,
        may_repeat: Callable[[RestError], bool],
        on_retry: Callable[[RestError, float], object] | None,
    ) -> tuple[tenacity.retry_base, Callable[[tenacity.RetryCallState], None]]:
        """Which failures are worth another attempt, and what is told of them."""

        def is_worth_it(error: BaseException) -> bool:
            return (
                isinstance(error, RestError)
                and may_repeat(error)
                and (error.answer.retry_after or 0.0) <= self.longest_pause
            )

        def tell(state: tenacity.RetryCallState) -> None:
            error = state.outcome.exception() if state.outcome is not None else None
            if on_retry is not None and isinstance(error, RestError):
                on_retry(error, state.upcoming_sleep)

        return tenacity.retry_if_exception(is_worth_it), tell

    def _repeat(
        self,
        request: Callable[[], _Result],
        retry: tenacity.retry_base,
        before_sleep: Callable[[tenacity.RetryCallState], None] | None = None,
    ) -> _Result:
        return tenacity.Retrying(**self._settings(retry, before_sleep))(request)

    def _settings(
        self,
        retry: tenacity.retry_base,
        before_sleep: Callable[[tenacity.RetryCallState], None] | None,
    ) -> dict[str, Any]:
        return {
            "stop": tenacity.stop_after_attempt(self.attempts),
            "wait": self._pause,
            "retry": retry,
            "before_sleep": before_sleep,
            "retry_error_callback": lambda state: state.outcome and state.outcome.result(),
        }

    def _pause(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome is not None else None
        asked = error.answer.retry_after if isinstance(error, RestError) else None
        if asked:  # none at all is what some servers say whatever they can take
            return asked
        backoff = tenacity.wait_random_exponential(
            self.first_pause, self.longest_pause, min=self.first_pause / 2
        )
        return backoff(state)
