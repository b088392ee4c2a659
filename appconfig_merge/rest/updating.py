"""Making a planned change: backup, look again, POST, verify, and watch for others.

The API has no conditional request, so two writers can always pass each other between one's look
and its POST. What is done about it: a look comes right before every single POST; after an answer
that got lost the next look decides, and where it can't, that is what is said; and a change is
watched after it is verified, so that a writer learns of another who looked before it and stored
after it, unless that took the other longer than the watch.
"""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path
from appconfig_merge.rest.backup import save_backup
from appconfig_merge.rest.difference import ABSENT, differences
from appconfig_merge.rest.document import equivalent, identical
from appconfig_merge.rest.errors import (
    ConflictError,
    InterruptedUpdateError,
    RefusedChangeError,
    RestError,
    UpdateError,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from appconfig_merge.rest.client import Client
    from appconfig_merge.rest.configuration import Configuration
    from appconfig_merge.rest.plan import Plan

WATCH_SECONDS = 2.0
"""How long a stored change is watched, at least. Three of the slowest request, if that is more."""

_LOOKS = 3
_SHOWN_PATHS = 5


class Applied(NamedTuple):
    """A change that was made: the resource as read last, and the backup of what it was."""

    configuration: Configuration
    backup: Path
    remarks: tuple[str, ...]


def apply(
    client: Client,
    plan: Plan,
    backup_folder: Path,
    *,
    force: bool = False,
    watch_seconds: float = WATCH_SECONDS,
    announce: Callable[[str], None] = lambda _text: None,
) -> Applied:
    """Make the change that a plan describes, or leave the resource as it is and say so.

    ``announce`` is told of each step. Raises RefusedChangeError for guards without ``force``,
    InputError if the backup can't be written, ConflictError when somebody else's change comes in
    between, UpdateError otherwise; the last two tell the state of the resource.
    """
    update = None
    try:
        update = begin(client, plan, backup_folder, force=force, watch_seconds=watch_seconds)
        announce(f"saved {update.backup}")
        return update.run(announce, announce)
    except KeyboardInterrupt:
        if update is None:
            raise InterruptedUpdateError(
                "interrupted; nothing was sent", state="unchanged"
            ) from None
        raise update.interrupted() from None


def begin(
    client: Client,
    plan: Plan,
    backup_folder: Path,
    *,
    force: bool = False,
    watch_seconds: float = WATCH_SECONDS,
) -> Update:
    """Save the backup of a change that may be made, which :meth:`Update.run` then makes.

    For changes that are made beside others. Raises RefusedChangeError for guards without
    ``force``, InputError if the backup can't be written.
    """
    if plan.guards and not force:
        first = plan.guards[0]
        raise RefusedChangeError(first.message, help=first.help)
    backup = save_backup(plan.configuration, backup_folder, datetime.now(UTC))
    return Update(client, plan, backup, watch_seconds)


class Update:
    """One update on its way; ``stage`` is what may be said of it if it is cut short."""

    def __init__(self, client: Client, plan: Plan, backup: Path, watch_seconds: float) -> None:
        self.client = client
        self.plan = plan
        self.backup = backup
        self.watch_seconds = watch_seconds
        self.warn: Callable[[str], None] = lambda _text: None
        self.stage: Literal["looking", "sending", "stored"] = "looking"
        self.slowest = 0.0
        self.failure: RestError | None = None  # of the last POST
        self.unsettled = False  # whether something may still come of a POST
        self.remarks: list[str] = []
        self._is_cut_short = False
        self._gate = threading.Lock()  # between what is said of an update and what it sends

    def run(
        self,
        warn: Callable[[str], None] = lambda _text: None,
        announce: Callable[[str], None] = lambda _text: None,
    ) -> Applied:
        """Make the change; ``warn`` is told of what has to be done again, ``announce`` of steps.

        Raises as :func:`apply`. KeyboardInterrupt is let through: :meth:`interrupted` says then
        what is true.
        """
        self.warn = warn
        self._store()
        self.stage = "stored"
        self._demand_intended(self._look_until_current())
        seconds = max(self.watch_seconds, 3 * self.slowest)
        announce(f"stored and verified; watching it for {seconds:.1f} s")
        time.sleep(seconds)
        stored = self._look()
        self._demand_intended(stored)
        return Applied(stored, self.backup, tuple(self.remarks))

    def _store(self) -> None:
        """Send until the change is known to be stored; raise if it can't be or may not be.

        The table of :mod:`appconfig_merge.rest.errors` says what is sent again.
        """
        try:
            self.client.retries.after_failures(self._send, lambda failure: not failure.permanent)
        except RestError as error:
            failure = error
        else:
            return
        if self.stage == "sending":
            found = self._look_until_current()
            if self._is_stored(found):
                if failure.permanent:
                    self.remarks.append(f"{failure.message}; the change is stored all the same")
                return
            if not self._is_untouched(found):
                raise self._conflict(found, sent=True)
        raise self._failed(failure, "unknown" if self.unsettled else "unchanged")

    def _send(self) -> None:
        """Look, and send what isn't stored yet. Raises RestError where the POST fails."""
        current, looked = self._look_freshly()
        if self._is_stored(current):
            if self.failure is None:
                self.remarks.append("somebody else has just made the same change")
            return
        if not self._is_untouched(current):
            raise self._conflict(current, sent=self.stage == "sending")
        if self.failure is not None:
            self.warn(f"not stored: {self.failure.message}; trying again")
        with self._gate:
            if self._is_cut_short:
                raise KeyboardInterrupt
            before, self.stage = self.stage, "sending"
        begun = time.monotonic()
        try:
            answer = self.client.send(
                {change.name: change.after for change in self.plan.changes},
                self.plan.configuration.account_sid,
            )
        except RestError as error:
            self.failure = error
            self.unsettled = self.unsettled or not error.settled
            if error.unprocessed:
                self.stage = before
            raise
        finally:
            self._note_time(begun)
        self._demand_stored(answer)
        self._warn_if_late(looked)

    def _look_freshly(self) -> tuple[Configuration, float]:
        """The resource, and when it was asked for; again if the answer took long."""
        for _ in range(_LOOKS):
            asked = time.monotonic()
            current = self._look()
            if time.monotonic() - asked < WATCH_SECONDS / 2:
                break
        return current, asked

    def _look(self) -> Configuration:
        begun = time.monotonic()
        try:
            found = self.client.fetch()
        except RestError as error:
            states: dict[str, Literal["unchanged", "unknown", "changed"]] = {
                "looking": "unchanged", "sending": "unknown", "stored": "changed",
            }  # fmt: skip
            raise self._failed(error, states[self.stage]) from None
        self._note_time(begun)
        return found

    def _look_until_current(self) -> Configuration:
        """The resource after it was stored; again while the service still shows the old one."""
        return self.client.retries.until(
            self._look, lambda found: self._is_intended(found) or not self._is_untouched(found)
        )

    def _note_time(self, begun: float) -> None:
        self.slowest = max(self.slowest, time.monotonic() - begun)

    def _warn_if_late(self, looked: float) -> None:
        seconds = time.monotonic() - looked
        if seconds > WATCH_SECONDS:  # as long as other writers watch
            self.remarks.append(
                f"the service took {seconds:.1f} s: had somebody else stored something in "
                f"{self._names()} in that time, it would have been replaced unseen"
            )

    def _is_stored(self, found: Configuration) -> bool:
        """Whether there is nothing left to send."""
        if not self.plan.exact:
            return self._is_intended(found)
        stored = found.properties
        return all(
            change.name in stored and identical(stored[change.name], change.after)
            for change in self.plan.changes
        )

    def _is_intended(self, found: Configuration) -> bool:
        """Whether the values are those intended; a property that isn't there is null."""
        stored = found.properties
        return all(
            equivalent(stored.get(change.name), change.after) for change in self.plan.changes
        )

    def _is_untouched(self, found: Configuration) -> bool:
        stored = found.properties
        for change in self.plan.changes:
            value = stored.get(change.name, ABSENT)
            if value is ABSENT or change.before is ABSENT:
                if value is not change.before:
                    return False
            elif not equivalent(value, change.before):
                return False
        return True

    def _demand_stored(self, answer: Configuration) -> None:
        """The answer to the POST itself: what it shows is what the service made of it."""
        if not self._is_intended(answer):
            raise UpdateError(
                f"the service stored something else than was sent, at {self._where(answer)}",
                state="different",
                help=self._way_back(),
                backup=self.backup,
            )

    def _demand_intended(self, found: Configuration) -> None:
        if not self._is_intended(found):
            raise self._conflict(found, sent=True)

    def _conflict(self, found: Configuration, *, sent: bool) -> ConflictError:
        if sent:
            return ConflictError(
                "somebody else's change came after this one and replaced it, at "
                f"{self._where(found)}",
                state="different",
                help="look at what is stored now (effective-config fetch), then run the same "
                f"command again; {self._way_back()}",
                backup=self.backup,
            )
        return ConflictError(
            f"{self._names()} changed since the plan was made; nothing was sent",
            state="unchanged",
            help="run the same command again: it will plan from what is stored now",
            backup=self.backup,
        )

    def _failed(
        self, error: RestError, state: Literal["unchanged", "changed", "unknown"]
    ) -> UpdateError:
        known = {
            "unchanged": "nothing was changed"
            if error.unprocessed or self.stage == "looking"
            else "what is stored is as it was",
            "changed": "the service confirmed the change, but it could not be verified",
            "unknown": "it is not known whether the change was stored, or still will be",
        }[state]
        help = error.help
        if state != "unchanged":
            again = "effective-config fetch shows what is stored; the same command again is safe"
            help = f"{again}; {self._way_back()}"
        return UpdateError(
            f"{error.message.removesuffix('.')}; {known}",
            help=help,
            state=state,
            backup=self.backup,
            cause=error,
        )

    def interrupted(self) -> InterruptedUpdateError:
        """What is true of an update that is cut short.

        Any thread may ask while another one runs it: if nothing was sent, nothing will be.
        """
        with self._gate:
            self._is_cut_short = True
            stage = self.stage
        state, stored = {
            "looking": ("unchanged", "nothing was sent"),
            "sending": ("unknown", "it is not known whether the change was stored"),
            "stored": ("changed", "the change was stored"),
        }[stage]
        return InterruptedUpdateError(
            f"interrupted; {stored}",
            help=None if state == "unchanged" else self._way_back(),
            state=state,  # type: ignore[arg-type]
            backup=self.backup,
        )

    def _way_back(self) -> str:
        return f"{self.backup} has the resource as it was"

    def _names(self) -> str:
        return ", ".join(change.name for change in self.plan.changes)

    def _where(self, found: Configuration) -> str:
        """The first paths where the stored resource isn't what was intended."""
        paths: list[str] = []
        for change in self.plan.changes:
            stored = found.properties.get(change.name)
            if not equivalent(stored, change.after):
                found_here = differences(change.after, stored, (change.name,))
                paths.extend(format_path(one.path) for one in found_here)
        shown = ", ".join(paths[:_SHOWN_PATHS])
        more = len(paths) - _SHOWN_PATHS
        return f"{shown} and {more} more" if more > 0 else shown
