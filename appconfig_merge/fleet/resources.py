"""Where the resources of live environments come from: the service, or a folder that kept them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.errors import AppConfigError
from appconfig_merge.fleet.fetching import fetch_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from appconfig_merge.fleet.fetching import Answer
    from appconfig_merge.inputs.kept import Kept
    from appconfig_merge.inputs.record import GivenResource, LiveResource
    from appconfig_merge.rest.configuration import Configuration


class Resources:
    """The resources of one run, each fetched once.

    ``kept`` is the folder in which what is fetched is kept; with ``is_offline`` nothing is
    fetched, and the newest that it holds counts. ``on_answer`` is told of each answer.
    """

    def __init__(
        self,
        *,
        kept: str | None = None,
        is_offline: bool = False,
        fail_fast: bool = False,
        on_answer: Callable[[LiveResource, Answer], object] = lambda _wanted, _answer: None,
    ) -> None:
        self._kept = kept
        self._is_offline = is_offline
        self._fail_fast = fail_fast
        self._on_answer = on_answer
        self._answers: dict[LiveResource, Answer] = {}

    def prefetch(self, wanted: Iterable[LiveResource]) -> None:
        """Fetch all of these together, and keep them where that is wanted."""
        missing = [one for one in wanted if one not in self._answers]
        self._answers |= fetch_all(missing, fail_fast=self._fail_fast, on_answer=self._on_answer)

    def fetch(self, wanted: LiveResource) -> Configuration:
        """One of them, as a ``Reader`` asks for it. Raises AppConfigError."""
        if wanted not in self._answers:
            self.prefetch([wanted])
        answer = self._answers[wanted]
        if isinstance(answer, AppConfigError):
            raise answer
        return answer

    def given(self, wanted: LiveResource) -> GivenResource | None:
        """The kept file that stands for a live resource; None where the service is asked.

        Raises InputError where none is kept, or nobody says whose is meant.
        """
        raise NotImplementedError

    def earlier(self, wanted: LiveResource) -> tuple[Kept, ...]:
        """What was kept of the account before this run, oldest first. Raises InputError."""
        raise NotImplementedError
