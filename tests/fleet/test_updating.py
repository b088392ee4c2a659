"""Changes of many accounts, made at once: what became of each is told, and is true."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.fleet.updating import (
    NOT_BEGUN,
    Ended,
    Noted,
    Rollout,
    Stopping,
    foregone,
    worst,
)
from appconfig_merge.rest import ConflictError, Unset
from appconfig_merge.testing import CutOff, FakeFleet, Refused, ServerError
from tests.fleet.changing import (
    LIGHT_ATTRIBUTES,
    connecting,
    is_dark,
    made,
    planned,
    plans,
    store,
)
from tests.hanging import LATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from appconfig_merge.fleet.updating import Connect
    from appconfig_merge.testing import Received

NAMES = ("de", "es", "fr", "it", "nl", "pt")


@pytest.fixture
def fleet() -> Iterator[FakeFleet]:
    """Six accounts with the same ui_attributes."""
    with FakeFleet({one: {"ui_attributes": LIGHT_ATTRIBUTES} for one in NAMES}) as fleet:
        yield fleet


def kinds(outcomes: dict[str, object]) -> list[str]:
    """The kinds of outcomes, in the order of the accounts' names."""
    return [outcomes[name].kind for name in NAMES]  # type: ignore[attr-defined]


def test_every_account_is_changed(fleet: FakeFleet, tmp_path: Path) -> None:
    """Once, each with a backup of its own, by requests that carry nothing of another's."""
    before = {name: fleet[name].body for name in NAMES}

    outcomes, _ = made(fleet, plans(fleet), tmp_path)

    for name, outcome in outcomes.items():
        account = fleet[name]
        assert (outcome.kind, outcome.state, outcome.exit_code) == ("applied", "changed", 0)
        assert outcome.backup is not None
        assert outcome.backup.read_bytes() == before[name]
        assert is_dark(account)
        assert [one.method for one in account.requests].count("POST") == 1
        assert {one.account_sid for one in account.requests} == {account.account_sid}
        assert {sid for one in account.requests for sid in one.reveals} == {account.account_sid}
    assert set(outcomes) == set(NAMES)


def test_one_that_fails_keeps_nobody_from_going_on(fleet: FakeFleet, tmp_path: Path) -> None:
    """What is known of it is told; the worst of all is how a command ends."""
    accounts = plans(fleet)
    fleet["es"].fail(ServerError(503), method="POST", times=9)
    fleet["fr"].fail(Refused(400, 45004, "no"), method="POST", times=9)
    store(fleet["it"], {"version_compatibility": "yes"})

    outcomes, events = made(fleet, accounts, tmp_path)

    assert kinds({**outcomes}) == [
        "applied", "update-failed", "update-failed", "conflict", "applied", "applied",
    ]  # fmt: skip
    assert [outcomes[name].state for name in ("es", "fr", "it")] == [
        "unknown", "unchanged", "unchanged",
    ]  # fmt: skip
    assert [outcomes[name].exit_code for name in ("es", "it")] == [5, 6]
    assert worst(outcomes.values()) == 6
    notes = [event.text for event in events if isinstance(event, Noted)]
    assert "not stored: the service failed (HTTP 503); trying again" in notes
    assert {one for one in NAMES if is_dark(fleet[one])} == {"de", "nl", "pt"}


def test_fail_fast_begins_no_more(fleet: FakeFleet, tmp_path: Path) -> None:
    """Those under way are finished; of the others nothing has been asked again."""
    accounts = plans(fleet)
    fleet["es"].fail(Refused(400, 45004, "no"), method="POST")

    outcomes, _ = made(fleet, accounts, tmp_path, fail_fast=True, at_once=2)

    assert outcomes["es"].kind == "update-failed"
    begun = [name for name in NAMES if outcomes[name] != NOT_BEGUN]
    assert len(begun) <= 4
    for name in NAMES:
        if name not in begun:
            assert [one.method for one in fleet[name].requests] == ["GET"]
    assert all(outcomes[name].kind == "applied" for name in begun if name != "es")


def test_no_more_than_so_many_at_once(fleet: FakeFleet, tmp_path: Path) -> None:
    """A change that is a mistake has been made to no more accounts when it is stopped."""
    accounts = plans(fleet)
    fleet.answer_seconds = 0.02
    changing: set[str] = set()
    most = 0

    def note(received: Received) -> None:
        nonlocal most
        changing.add(received.account_sid)
        most = max(most, len(changing))

    fleet.on_request(note)
    rollout = Rollout(accounts, connecting(fleet), tmp_path, at_once=2, watch_seconds=0.01)
    for event in rollout.events():
        if isinstance(event, Ended):
            changing.discard(str(event.account.plan.body["account_sid"]))

    assert most == 2


def test_guards(fleet: FakeFleet) -> None:
    """An account with reasons against the change is left out, unless it is forced."""
    store(fleet["es"], {"version_compatibility": "no"})
    edits = [Unset(("ui_attributes", "version_compatibility"))]

    found = planned(fleet, edits)

    known = [foregone(one, force=False) for one in found]
    assert [one and one.kind for one in known] == [
        "refused", None, "refused", "refused", "refused", "refused",
    ]  # fmt: skip
    assert [foregone(one, force=True) for one in found] == [None] * 6


class Held:
    """Lets requests of a method wait until they are released; knows when one has come."""

    def __init__(self, fleet: FakeFleet, method: str, *, processed: bool) -> None:
        self.reached, self.released = threading.Event(), threading.Event()
        self._method = method
        (fleet.on_answer if processed else fleet.on_request)(self._hold)

    def _hold(self, received: Received) -> None:
        if received.method == self._method:
            self.reached.set()
            self.released.wait(LATE)


def test_asked_to_stop(fleet: FakeFleet, tmp_path: Path) -> None:
    """No more accounts are begun; those under way are finished, and told how many they are."""
    accounts = plans(fleet)
    held = Held(fleet, "POST", processed=False)
    rollout = Rollout(accounts, connecting(fleet), tmp_path, at_once=2, watch_seconds=0.01)

    def stop() -> None:
        assert held.reached.wait(LATE)
        rollout.stop()

    thread = threading.Thread(target=stop)
    thread.start()
    under_way = []
    for event in rollout.events():
        if isinstance(event, Stopping):
            under_way.append(event.under_way)
            held.released.set()
    thread.join()

    outcomes = {names[0]: one.kind for names, one in rollout.outcomes().items()}
    assert under_way == [2]
    assert rollout.is_interrupted
    assert [outcomes[name] for name in NAMES] == ["applied"] * 2 + ["not-begun"] * 4
    assert [is_dark(fleet[name]) for name in NAMES] == [True] * 2 + [False] * 4


@pytest.mark.parametrize(
    ("method", "processed", "state"),
    [("GET", False, "unchanged"), ("POST", False, "unknown"), ("POST", True, "unknown")],
)
def test_asked_to_stop_twice(
    fleet: FakeFleet, tmp_path: Path, method: str, processed: bool, state: str
) -> None:
    """Nobody waits any longer: what is known is told, and stays true."""
    accounts = plans(fleet)[:1]
    held = Held(fleet, method, processed=processed)
    rollout = Rollout(accounts, connecting(fleet), tmp_path, watch_seconds=0.01)
    events = rollout.events()

    def stop() -> None:
        assert held.reached.wait(LATE)
        rollout.stop()
        rollout.stop()

    threading.Thread(target=stop).start()
    list(events)
    outcome = rollout.outcomes()["de",]
    held.released.set()
    for thread in threading.enumerate():  # the change that nobody waits for
        if thread.daemon and "_run" in thread.name:
            thread.join(LATE)

    assert (outcome.kind, outcome.state, outcome.exit_code) == ("interrupted", state, 130)
    assert outcome.backup is not None
    posts = [one for one in fleet["de"].requests if one.method == "POST"]
    # What had not been sent by then never is.
    assert len(posts) == (method == "POST")
    assert is_dark(fleet["de"]) == (method == "POST")


def test_a_bug_in_one(fleet: FakeFleet, tmp_path: Path) -> None:
    """The others go on, and what is stored is told; not what the exception says."""
    accounts = plans(fleet)
    usual = connecting(fleet)

    def connect(wanted: object, on_retry: object) -> object:
        if wanted == accounts[1].wanted:
            raise KeyError("t0p-s3cret")
        return usual(wanted, on_retry)  # type: ignore[arg-type]

    broken: Connect = connect  # type: ignore[assignment]
    outcomes, _ = made(fleet, accounts, tmp_path, connect=broken)

    assert kinds({**outcomes}) == ["applied", "update-failed", *["applied"] * 4]
    outcome = outcomes["es"]
    assert (outcome.state, outcome.exit_code) == ("unchanged", 70)
    assert str(outcome.error) == "this is a bug in effective-config: KeyError; nothing was sent"


def test_a_backup_that_cannot_be_written(fleet: FakeFleet, tmp_path: Path) -> None:
    """Nothing is sent without."""
    outcomes, _ = made(fleet, plans(fleet), tmp_path / "missing")

    assert kinds({**outcomes}) == ["refused"] * 6
    assert worst(outcomes.values()) == 3
    assert not [one for one in fleet.requests if one.method == "POST"]


def test_what_others_replace_while_it_is_watched(fleet: FakeFleet, tmp_path: Path) -> None:
    """Each account is watched as one alone is."""
    accounts = plans(fleet)

    def replace(received: Received) -> None:
        account = fleet["fr"]
        methods = [one.method for one in account.requests]
        if received.account_sid == account.account_sid and methods[-2:] == ["POST", "GET"]:
            store(account, LIGHT_ATTRIBUTES)

    fleet.on_answer(replace)
    outcomes, _ = made(fleet, accounts, tmp_path)

    assert outcomes["fr"].kind == "conflict"
    assert outcomes["fr"].state == "different"
    assert isinstance(outcomes["fr"].error, ConflictError)
    assert [one for one in NAMES if outcomes[one].kind == "applied"] == [
        "de", "es", "it", "nl", "pt",
    ]  # fmt: skip


def test_an_answer_that_is_lost(fleet: FakeFleet, tmp_path: Path) -> None:
    """A look tells that the change is stored all the same."""
    accounts = plans(fleet)
    fleet.fail(CutOff("after"), method="POST", times=3)

    outcomes, _ = made(fleet, accounts, tmp_path)

    assert kinds({**outcomes}) == ["applied"] * 6
    assert len([one for one in fleet.requests if one.method == "POST"]) == 6
