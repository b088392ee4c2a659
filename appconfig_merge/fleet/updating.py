"""Planned changes of many accounts made, several at once, and what became of each.

Each account is changed as :func:`appconfig_merge.rest.apply` changes one, by a client of its own.
Whatever happens, what became of every account is known at the end, as far as anybody can know it.
"""

from __future__ import annotations

import threading
from collections import deque
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from appconfig_merge.errors import AppConfigError, ExitCode, InternalError
from appconfig_merge.fleet.plans import Left, Planned
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.rest.errors import (
    InterruptedUpdateError,
    RefusedChangeError,
    RestError,
    UpdateError,
)
from appconfig_merge.rest.updating import WATCH_SECONDS, begin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from appconfig_merge.inputs.record import LiveResource
    from appconfig_merge.rest.client import Client
    from appconfig_merge.rest.plan import Plan
    from appconfig_merge.rest.updating import Update

    Connect: TypeAlias = Callable[[LiveResource, Callable[[RestError, float], None]], Client]
    """Makes the client of an account, with its credentials; the other is told of retries."""

AT_ONCE: Final = 8
"""How many accounts are changed at once. Each is watched for two seconds, so that more would be
faster; but as many are under way when one of them shows that the change was a mistake."""

_PATIENCE: Final = 1.0
"""Seconds after which the wait for an event begins again: some systems let nobody interrupt it."""

Kind: TypeAlias = Literal[
    "applied", "conflict", "declined", "interrupted", "not-begun", "nothing-to-change", "planned",
    "refused", "unreadable", "update-failed",
]  # fmt: skip


class Outcome(NamedTuple):
    """What became of an account.

    ``state`` is what is known of what it has stored, as :class:`appconfig_merge.rest.UpdateError`
    has it; ``backup`` the file that holds the resource as it was.
    """

    kind: Kind
    state: Literal["unchanged", "changed", "different", "unknown"] | None = None
    error: AppConfigError | None = None
    backup: Path | None = None
    remarks: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """How a command ends of whose accounts this is the worst."""
        if self.error is not None:
            return self.error.exit_code
        return ExitCode.FOUND if self.kind in {"planned", "declined"} else ExitCode.DONE


NOT_BEGUN: Final = Outcome("not-begun", "unchanged")


class Noted(NamedTuple):
    """Something that happened on the way of an account's change, in words."""

    account: Planned
    text: str


class Ended(NamedTuple):
    """What became of an account."""

    account: Planned
    outcome: Outcome


class Stopping(NamedTuple):
    """No more accounts are begun; so many are under way and are waited for."""

    under_way: int


Event: TypeAlias = Noted | Ended | Stopping


def foregone(account: Planned | Left, *, force: bool) -> Outcome | None:
    """What becomes of an account that nothing is sent to; None for one that is to be changed."""
    if isinstance(account, Left):
        # Whose turn never came has no failure of its own.
        is_begun = account.kind != "not-begun"
        return Outcome(account.kind, error=account.error) if is_begun else NOT_BEGUN
    if not account.plan.changes:
        return Outcome("nothing-to-change")
    guards = account.plan.guards
    if guards and not force:
        error = RefusedChangeError(
            f"{len(guards)} reason{'s' * (len(guards) > 1)} against it; nothing was sent",
            help="--force makes the change all the same",
        )
        return Outcome("refused", error=error)
    return None


class Rollout:
    """Changes that are being made; :meth:`stop` may be called by a signal's handler.

    With ``fail_fast`` no account is begun once one has failed; those under way are finished.
    """

    def __init__(
        self,
        accounts: Sequence[Planned],
        connect: Connect,
        backup_folder: Path,
        *,
        force: bool = False,
        fail_fast: bool = False,
        at_once: int = AT_ONCE,
        watch_seconds: float = WATCH_SECONDS,
    ) -> None:
        self._waiting = deque(accounts)
        self._connect = connect
        self._begin = partial(
            begin, backup_folder=backup_folder, force=force, watch_seconds=watch_seconds
        )
        self._fail_fast = fail_fast
        self._at_once = at_once
        self._under_way: dict[tuple[str, ...], _Change] = {}
        self._events: SimpleQueue[Event | None] = SimpleQueue()
        self._stops = 0
        self._is_beginning = True
        self._outcomes: dict[tuple[str, ...], Outcome] = {}

    @property
    def is_interrupted(self) -> bool:
        """Whether somebody asked to stop."""
        return self._stops > 0

    def stop(self) -> None:
        """Begin no more accounts; asked again, don't wait for those that are under way either."""
        self._stops += 1
        self._events.put(None)  # which a handler may do while the same thread waits for one

    def events(self) -> Iterator[Event]:
        """Make the changes; what happens is told as it comes."""
        told = 0
        while self._stops < 2:
            self._begin_more()
            if not self._under_way:
                break
            try:
                event = self._events.get(timeout=_PATIENCE)
            except Empty:
                continue
            if event is not None:
                yield self._taken(event)
            elif told == 0:
                told = self._stops
                yield Stopping(len(self._under_way))
        yield from self._rest()

    def outcomes(self) -> dict[tuple[str, ...], Outcome]:
        """What became of each account, by its environments. What is under way is given up."""
        for _ in self._rest():
            pass
        return {**{one.names: NOT_BEGUN for one in self._waiting}, **self._outcomes}

    def _rest(self) -> Iterator[Event]:
        """What has happened already; then what is under way is given up."""
        while not self._events.empty():
            event = self._events.get()
            if event is not None:
                yield self._taken(event)
        for one in tuple(self._under_way.values()):
            yield self._taken(Ended(one.account, one.given_up()))

    def _begin_more(self) -> None:
        while self._is_beginning and self._waiting and len(self._under_way) < self._at_once:
            if self._stops:
                break
            account = self._waiting[0]
            change = _Change(account, self._events.put)
            self._under_way[account.names] = change
            self._waiting.popleft()
            change.start(self._connect, self._begin)

    def _taken(self, event: Event) -> Event:
        if isinstance(event, Ended) and event.account.names in self._under_way:
            del self._under_way[event.account.names]
            self._outcomes[event.account.names] = event.outcome
            if event.outcome.error is not None and self._fail_fast:
                self._is_beginning = False
        return event


class _Change:
    """The change of one account, in a thread of its own."""

    def __init__(self, account: Planned, tell: Callable[[Event], object]) -> None:
        self.account = account
        self._tell = tell
        self._update: Update | None = None
        self._is_given_up = False
        self._gate = threading.Lock()

    def start(self, connect: Connect, begin: Callable[[Client, Plan], Update]) -> None:
        # The end of the process waits for no thread that nobody waits for any more.
        threading.Thread(target=self._run, args=(connect, begin), daemon=True).start()

    def given_up(self) -> Outcome:
        """What is true of a change that nobody waits for: what wasn't sent by now never will be."""
        error = self._cut_short()
        return Outcome("interrupted", error.state, error, error.backup)

    def _run(self, connect: Connect, begin: Callable[[Client, Plan], Update]) -> None:
        try:
            outcome = self._made(connect, begin)
        except KeyboardInterrupt:
            return  # it was given up
        except UpdateError as error:
            kind: Kind = "conflict" if error.exit_code == ExitCode.CONFLICT else "update-failed"
            outcome = Outcome(kind, error.state, error, error.backup)
        except AppConfigError as error:
            outcome = Outcome("refused", "unchanged", error)
        except Exception as problem:  # noqa: BLE001 - the others go on, and this one is told of
            outcome = self._crashed(problem)
        self._tell(Ended(self.account, outcome))

    def _made(self, connect: Connect, begin: Callable[[Client, Plan], Update]) -> Outcome:
        with connect(self.account.wanted, self._note_retry) as client:
            update = begin(client, self.account.plan)
            with self._gate:
                if self._is_given_up:
                    raise KeyboardInterrupt
                self._update = update
            done = update.run(self._note)
        return Outcome("applied", "changed", None, done.backup, done.remarks)

    def _cut_short(self) -> InterruptedUpdateError:
        with self._gate:
            self._is_given_up = True
            update = self._update
        if update is not None:
            return update.interrupted()
        return InterruptedUpdateError("interrupted; nothing was sent", state="unchanged")

    def _crashed(self, problem: Exception) -> Outcome:
        known = self._cut_short()
        stored = known.message.partition("; ")[2]
        # What the exception says may quote a secret, and is not told.
        error = InternalError(
            f"this is a bug in effective-config: {type(problem).__name__}; {stored}",
            help=known.help,
        )
        return Outcome("update-failed", known.state, error, known.backup)

    def _note(self, text: str) -> None:
        self._tell(Noted(self.account, text))

    def _note_retry(self, error: RestError, pause: float) -> None:
        self._note(f"{error.message}; trying again in {pause:.1f} s")


def worst(outcomes: Iterable[Outcome]) -> int:
    """The exit code of a command that these are the outcomes of."""
    return max((one.exit_code for one in outcomes), default=0)
