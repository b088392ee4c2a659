"""A fleet that is read and then changed, with the credentials of its environments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.fleet.accounts import Accounts
from appconfig_merge.fleet.plans import Left, Planned, plan_all
from appconfig_merge.fleet.updating import Rollout
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.rest import AuthenticationError, Set
from appconfig_merge.testing import FakeFleet, Refused
from tests.fleet.changing import WATCH, environments, store, stored

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from appconfig_merge.fleet.fetching import Answer
    from appconfig_merge.inputs.record import LiveResource

NUMBERED = Set(("ui_attributes", "custom_data", "release"), 7)


def test_three_hundred_accounts(tmp_path: Path) -> None:
    """Each is changed or named with its reason; nothing of one goes out with another's request."""
    with FakeFleet(300) as fleet:
        names = list(fleet.accounts)
        for name in names[::50]:
            fleet[name].fail(Refused(401, 20003, "Authenticate"), times=9)
        accounts = Accounts(fleet.environment)

        def fetch(wanted: Iterable[LiveResource]) -> Mapping[LiveResource, Answer]:
            return accounts.fetch(
                wanted, fail_fast=False, on_answer=lambda *_: None, on_retry=lambda *_: None
            )

        found = plan_all(environments(fleet), [NUMBERED], Reader(), fetch)
        for name in names[1::50]:
            fleet[name].fail(Refused(400, 45008, "no"), method="POST")
        for name in names[2::50]:
            store(fleet[name], {"version_compatibility": "yes"})
        left = [one for one in found if isinstance(one, Left)]
        planned = [one for one in found if isinstance(one, Planned)]
        rollout = Rollout(planned, accounts.client, tmp_path, watch_seconds=WATCH)
        list(rollout.events())

        outcomes = {names[0]: outcome for names, outcome in rollout.outcomes().items()}
        assert [name for one in left for name in one.names] == names[::50]
        assert {type(one.error) for one in left} == {AuthenticationError}
        assert [name for name in names if outcomes.get(name) is None] == names[::50]
        for name, outcome in outcomes.items():
            attributes = stored(fleet[name])["ui_attributes"]
            is_changed = attributes.get("custom_data", {}).get("release") == 7
            assert is_changed is (outcome.kind == "applied")
        kinds = [outcome.kind for outcome in outcomes.values()]
        assert (kinds.count("update-failed"), kinds.count("conflict")) == (6, 6)
        assert all(one.reveals <= {one.account_sid} for one in fleet.requests)
        assert {one.account_sid for one in fleet.requests if one.method == "POST"} <= {
            str(one.plan.body["account_sid"]) for one in planned
        }
        assert fleet.most_at_once <= 8
        posts = [one.account_sid for one in fleet.requests if one.method == "POST"]
        assert len(posts) == len(set(posts))


def test_credentials_that_are_not_there() -> None:
    """Are told of the environment whose they are, and nothing is sent for it."""
    with FakeFleet(2) as fleet:
        first, second = fleet.accounts.values()
        variables = {**fleet.environment, f"{second.prefix}_AUTH_TOKEN": ""}
        accounts = Accounts(variables)

        def fetch(wanted: Iterable[LiveResource]) -> Mapping[LiveResource, Answer]:
            return accounts.fetch(
                wanted, fail_fast=False, on_answer=lambda *_: None, on_retry=lambda *_: None
            )

        one, other = plan_all(environments(fleet), [NUMBERED], Reader(), fetch)

        assert isinstance(one, Planned)
        assert isinstance(other, Left)
        assert (other.kind, other.names) == ("unreadable", (second.name,))
        assert str(other.error) == f"{second.prefix}_AUTH_TOKEN is not set"
        assert {request.account_sid for request in fleet.requests} == {first.account_sid}
