"""Where the resources of live environments come from: the service, or a folder that kept them."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, TypeAlias

from appconfig_merge.errors import AppConfigError, InputError
from appconfig_merge.inputs.record import GivenResource, LiveResource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from appconfig_merge.fleet.fetching import Answer
    from appconfig_merge.fleet.keeping import Keeping
    from appconfig_merge.inputs.kept import Kept
    from appconfig_merge.inputs.record import Inputs
    from appconfig_merge.rest.configuration import Configuration
    from appconfig_merge.rest.errors import RestError

    Progress: TypeAlias = Callable[[int], AbstractContextManager[Callable[[], object]]]
    """What shows people how a number of things goes on: it gives what is called for each."""


class Resources:
    """The resources of one run, each fetched once.

    ``kept`` is the folder in which what is fetched is kept; with ``is_offline`` nothing is
    fetched, and the newest that it holds counts. ``progress`` is entered for each fetch of so many
    accounts, and gives what is to be called for each answer; ``on_retry`` is told of what is tried
    again.
    """

    def __init__(
        self,
        *,
        kept: str | None = None,
        is_offline: bool = False,
        fail_fast: bool = False,
        environment: Mapping[str, str] = os.environ,
        progress: Progress = lambda _total: nullcontext(lambda: None),
        on_retry: Callable[[RestError, float], object] = lambda _error, _pause: None,
    ) -> None:
        self._kept = kept
        self._is_offline = is_offline
        self._fail_fast = fail_fast
        self._environment = environment
        self._progress = progress
        self._on_retry = on_retry
        self._answers: dict[LiveResource, Answer] = {}
        self._keepings: dict[LiveResource, Keeping] = {}
        self._unkept: dict[LiveResource, AppConfigError] = {}

    def prefetch(self, wanted: Iterable[LiveResource]) -> None:
        """Fetch all of these together, and keep them where that is wanted.

        Raises InputError, before anything is asked for, where nothing can be kept.
        """
        missing = [one for one in map(_plain, wanted) if one not in self._answers]
        if self._is_offline or not missing:
            return
        if self._kept is not None:
            from appconfig_merge.fleet.keeping import demand_kept_folder

            demand_kept_folder(self._kept)
        from appconfig_merge.fleet.fetching import fetch_all

        with self._progress(len(missing)) as step:

            def take(one: LiveResource, answer: Answer) -> None:
                self._take(one, answer)
                step()

            self._answers |= fetch_all(
                missing,
                environment=self._environment,
                fail_fast=self._fail_fast,
                on_answer=take,
                on_retry=self._on_retry,
            )
        self._answers |= self._unkept

    def fetch(self, wanted: LiveResource) -> Configuration:
        """One of them, as a ``Reader`` asks for it. Raises AppConfigError."""
        if _plain(wanted) not in self._answers:
            self.prefetch([wanted])
        answer = self._answers[_plain(wanted)]
        if isinstance(answer, AppConfigError):
            raise answer
        return answer

    def inputs(self, inputs: Inputs) -> Inputs:
        """The inputs to read from: offline with the kept file in the place of a live resource.

        Raises InputError as :meth:`given`.
        """
        if not self._is_offline or not isinstance(inputs.resource, LiveResource):
            return inputs
        return inputs._replace(resource=self.given(inputs.resource))

    def given(self, wanted: LiveResource) -> GivenResource | None:
        """The kept file that stands for a live resource; None where the service is asked.

        Raises InputError where none is kept, or nobody says whose is meant.
        """
        if not self._is_offline:
            return None
        kept = self.all_kept(wanted)
        if not kept:
            version = f" as version {wanted.ui_version}" if wanted.ui_version else ""
            raise InputError(
                f"{self._kept}: nothing is kept of {self._account(wanted)}{version}",
                help="without --offline it is fetched, and kept there",
            )
        return GivenResource(kept[-1].file)

    def earlier(self, wanted: LiveResource) -> tuple[Kept, ...]:
        """What was kept of the account before this run, oldest first. Raises InputError."""
        every = self.all_kept(wanted)
        if self._is_offline:
            return every[:-1]
        keepings = self._keepings.values()
        written = {one.now.file for one in keepings if one.state != "unchanged"}
        return tuple(one for one in every if one.file not in written)

    def keeping(self, wanted: LiveResource) -> Keeping | None:
        """What keeping a fetched resource came to; None where it was not kept."""
        return self._keepings.get(_plain(wanted))

    def _take(self, wanted: LiveResource, answer: Answer) -> None:
        """Keep an answer at once: whatever ends the run, what was fetched until then is kept."""
        if self._kept is not None and not isinstance(answer, AppConfigError):
            from appconfig_merge.fleet.keeping import keep

            try:
                self._keepings[wanted] = keep(answer, self._kept, wanted.ui_version)
            except AppConfigError as error:
                self._unkept[wanted] = error

    def all_kept(self, wanted: LiveResource) -> tuple[Kept, ...]:
        """All that is kept of the account, for the version asked for. Raises InputError."""
        from appconfig_merge.inputs.kept import kept_resources

        if self._kept is None:
            return ()
        return kept_resources(self._kept, self._account(wanted), wanted.ui_version)

    def _account(self, wanted: LiveResource) -> str:
        """The account whose resource is meant. Raises InputError where nobody says it."""
        from appconfig_merge.fleet.credentials import account_of

        answer = self._answers.get(_plain(wanted))
        if answer is not None and not isinstance(answer, AppConfigError):
            return answer.account_sid
        found = account_of(wanted.access, self._environment)
        if found is None:
            raise InputError(
                "nobody says which account's kept resource is meant",
                help='account_sid = "AC..." in the environments file says it, or the variable '
                "that account_sid_env names",
            )
        return found


def _plain(wanted: LiveResource) -> LiveResource:
    """The same request, whoever decided that it names no version."""
    return wanted._replace(is_plain=False)
