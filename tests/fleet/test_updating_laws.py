"""The laws of a change of many accounts, for any mixture of faults and of other writers."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from appconfig_merge.fleet.plans import Planned
from appconfig_merge.fleet.updating import Outcome, foregone
from appconfig_merge.rest import ConflictError, Retries, Set, apply, plan_update
from appconfig_merge.testing import (
    CannedAnswer,
    Collision,
    CutOff,
    FakeFleet,
    RateLimited,
    Refused,
    ServerError,
)
from tests.fleet.changing import (
    DARK,
    LIGHT_ATTRIBUTES,
    connecting,
    is_dark,
    live,
    made,
    planned,
    plans,
    store,
    stored,
)
from tests.hunting import examples

if TYPE_CHECKING:
    from appconfig_merge.testing import FleetAccount, Received

NAMES = ("de", "es", "fr", "it")
FAULTS = st.lists(
    st.tuples(
        st.sampled_from([
            RateLimited("0"),
            Collision(),
            ServerError(500),
            ServerError(502, applied=True),
            CutOff("before"),
            CutOff("after"),
            CutOff("halfway"),
            CannedAnswer(200, b"?"),
            Refused(400, 45004, "no"),
        ]),
        st.sampled_from(["GET", "POST"]),
        st.integers(1, 4),
        st.integers(0, 3),
    ),
    max_size=2,
)  # fmt: skip
WRITES = st.none() | st.integers(2, 5)
"""At which of an account's requests somebody else stores something, if at all."""


def fleet_of() -> FakeFleet:
    """Accounts with the same ui_attributes."""
    return FakeFleet({one: {"ui_attributes": LIGHT_ATTRIBUTES} for one in NAMES})


def other_writer(account: FleetAccount, at: int) -> list[bool]:
    """Let somebody else add a key at a GET; what is given has True once that is done."""
    done: list[bool] = []

    def write(received: Received) -> None:
        if len(account.requests) >= at and received.method == "GET" and not done:
            done.append(True)
            store(account, {**stored(account)["ui_attributes"], "other": 1})

    account.on_request(write)
    return done


def demand_truth(account: FleetAccount, outcome: Outcome, before: dict[str, Any]) -> None:
    """Fail unless what is told of an account agrees with what it has stored."""
    now = stored(account)
    untouched = {**now, "ui_attributes": before["ui_attributes"]} == before
    assert untouched  # nothing but what was to be changed
    if outcome.state == "changed":
        assert is_dark(account)
    elif outcome.state == "unchanged" or outcome.kind == "unreadable":
        assert not is_dark(account)
    else:
        assert outcome.state in {"unknown", "different"}
        assert outcome.error is not None
    assert (outcome.kind == "applied") is (outcome.error is None)


@given(
    faults=st.tuples(*[FAULTS] * len(NAMES)),
    writes=st.tuples(*[WRITES] * len(NAMES)),
    fail_fast=st.booleans(),
)
@settings(max_examples=examples(25), deadline=None)
def test_what_is_told_of_each_account_is_true(
    faults: tuple[list[Any], ...], writes: tuple[int | None, ...], fail_fast: bool
) -> None:
    """And what somebody else has stored before or after is there, or was told to be replaced."""
    with fleet_of() as fleet, tempfile.TemporaryDirectory() as folder:
        before = {name: stored(fleet[name]) for name in NAMES}
        accounts = plans(fleet)
        done: dict[str, list[bool]] = {}
        for name, own, at in zip(NAMES, faults, writes, strict=True):
            done[name] = other_writer(fleet[name], at) if at is not None else []
            for fault, method, times, after in own:
                fleet[name].fail(fault, method=method, times=times, after=after)
        outcomes, _ = made(fleet, accounts, Path(folder), fail_fast=fail_fast)

        assert sorted(outcomes) == list(NAMES)
        for name in NAMES:
            account, outcome = fleet[name], outcomes[name]
            event(f"{outcome.kind} {outcome.state}")
            if outcome.kind == "not-begun":
                assert fail_fast
                assert stored(account) == before[name]
                continue
            demand_truth(account, outcome, before[name])
            if done[name]:
                assert stored(account)["ui_attributes"].get("other") == 1
            posts = [one for one in account.requests if one.method == "POST"]
            assert outcome.backup is not None
            assert {sid for one in posts for sid in one.reveals} <= {account.account_sid}
        assert fail_fast or not [one for one in outcomes.values() if one.kind == "not-begun"]


@given(faults=st.tuples(*[FAULTS] * len(NAMES)))
@settings(max_examples=examples(15), deadline=None)
def test_every_account_is_planned_or_named(faults: tuple[list[Any], ...]) -> None:
    """Whatever the service answers to the first request: with a reason, and nothing is sent."""
    with fleet_of() as fleet:
        for name, own in zip(NAMES, faults, strict=True):
            for fault, method, times, after in own:
                fleet[name].fail(fault, method=method, times=times, after=after)

        found = planned(fleet, [DARK])

        assert [name for one in found for name in one.names] == list(NAMES)
        for one in found:
            known = foregone(one, force=False)
            assert (known is None) is isinstance(one, Planned)
            assert known is None or known.error is not None
        assert not [one for one in fleet.requests if one.method == "POST"]


def test_other_writers_at_the_same_time(tmp_path: Path) -> None:
    """Who changes the same property of these accounts meanwhile has done so, or was told."""
    patient = Retries(attempts=8, first_pause=0.02, longest_pause=1.0)
    with fleet_of() as fleet:
        connect = connecting(fleet, patient)
        accounts = plans(fleet)

        def write(name: str, number: int) -> bool:
            folder = tmp_path / f"{name}-{number}"
            folder.mkdir()
            wanted = live(fleet[name], fleet.url)
            with connect(wanted, lambda *_: None) as client:
                edit = Set(("ui_attributes", f"writer{number}"), number)
                plan = plan_update(client.fetch(), [edit])
                try:
                    apply(client, plan, folder)
                except ConflictError:
                    return False
            return True

        writers = [(name, number) for name in NAMES for number in range(3)]
        with ThreadPoolExecutor(len(writers) + 1) as pool:
            change = partial(made, connect=connect, watch_seconds=2.0)
            ours = pool.submit(change, fleet, accounts, tmp_path)
            theirs = {pair: pool.submit(write, *pair) for pair in writers}
        outcomes, _ = ours.result()

        for name in NAMES:
            attributes = stored(fleet[name])["ui_attributes"]
            told = outcomes[name]
            assert told.kind in {"applied", "conflict"}
            if told.kind == "applied":
                assert is_dark(fleet[name])
            for number in range(3):
                assert f"writer{number}" in attributes or not theirs[name, number].result()
