"""A fleet that is read and then changed, with the credentials of its environments."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

import trustme

from appconfig_merge.fleet.accounts import Accounts
from appconfig_merge.fleet.plans import Left, Planned, plan_all
from appconfig_merge.fleet.updating import Rollout
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.rest import AuthenticationError, Set, UntrustedServerError
from appconfig_merge.testing import FakeFleet, Refused
from tests.fleet.changing import WATCH, environments, store, stored

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import pytest

    from appconfig_merge.fleet.fetching import Answer
    from appconfig_merge.inputs.record import LiveResource

NUMBERED = Set(("ui_attributes", "custom_data", "release"), 7)


def planned_of(fleet: FakeFleet, accounts: Accounts) -> tuple[Planned | Left, ...]:
    """The plans for a fleet, read with the credentials of its environments."""

    def fetch(wanted: Iterable[LiveResource]) -> Mapping[LiveResource, Answer]:
        return accounts.fetch(
            wanted, fail_fast=False, on_answer=lambda *_: None, on_retry=lambda *_: None
        )

    return plan_all(environments(fleet), [NUMBERED], Reader(), fetch)


def test_three_hundred_accounts(tmp_path: Path) -> None:
    """Each is changed or named with its reason; nothing of one goes out with another's request."""
    with FakeFleet(300) as fleet:
        names = list(fleet.accounts)
        for name in names[::50]:
            fleet[name].fail(Refused(401, 20003, "Authenticate"), times=9)
        accounts = Accounts(fleet.environment)
        found = planned_of(fleet, accounts)
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

        one, other = planned_of(fleet, Accounts(variables))

        assert isinstance(one, Planned)
        assert isinstance(other, Left)
        assert (other.kind, other.names) == ("unreadable", (second.name,))
        assert str(other.error) == f"{second.prefix}_AUTH_TOKEN is not set"
        assert {request.account_sid for request in fleet.requests} == {first.account_sid}


def test_what_is_trusted_is_loaded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For the clients of all accounts, whose certificates are looked at all the same."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "bundle.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "bundle.pem"))
    with FakeFleet(12, ssl_context=context) as fleet:
        accounts = Accounts(fleet.environment)
        planned = [one for one in planned_of(fleet, accounts) if isinstance(one, Planned)]
        loads = []
        load = ssl.SSLContext.load_verify_locations

        def counted(self: ssl.SSLContext, *given: Any, **more: Any) -> None:
            loads.append(self)
            load(self, *given, **more)

        monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", counted)
        rollout = Rollout(planned, accounts.client, tmp_path, watch_seconds=WATCH)
        list(rollout.events())

        assert [one.kind for one in rollout.outcomes().values()] == ["applied"] * 12
        assert len(loads) <= 1

        monkeypatch.setenv("SSL_CERT_FILE", "")
        distrustful = planned_of(fleet, Accounts(fleet.environment))
        assert {type(one.error) for one in distrustful if isinstance(one, Left)} == {
            UntrustedServerError
        }
