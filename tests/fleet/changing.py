"""Changes of a fake fleet's accounts, made as fast as they go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge import Source
from appconfig_merge.errors import AppConfigError
from appconfig_merge.fleet.plans import Left, Planned, plan_all
from appconfig_merge.fleet.updating import Ended, Rollout
from appconfig_merge.inputs.access import Access
from appconfig_merge.inputs.environments.environment import Environment
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import Inputs, LiveResource
from appconfig_merge.rest import Client, Credentials, Retries, Set
from tests.hanging import LATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from appconfig_merge.fleet.fetching import Answer
    from appconfig_merge.fleet.updating import Connect, Event, Outcome
    from appconfig_merge.rest import RestError
    from appconfig_merge.rest.edits import Edit
    from appconfig_merge.testing import FakeFleet, FleetAccount

QUICK = Retries(attempts=3, first_pause=0.01, longest_pause=1.0)
WATCH = 0.02
SCRIPT = 'var appConfig = { logLevel: "info" };\n'
DARK = Set(("ui_attributes", "theme", "isLight"), value=False)
LIGHT_ATTRIBUTES = {"version_compatibility": "yes", "theme": {"isLight": True}}
"""What the accounts of these tests have at first."""


def live(account: FleetAccount, url: str) -> LiveResource:
    """How an account is reached."""
    access = Access(
        account_sid=account.account_sid,
        account_sid_env=f"{account.prefix}_ACCOUNT_SID",
        auth_token_env=f"{account.prefix}_AUTH_TOKEN",
    )
    return LiveResource(api_url=url, access=access)


def environment(
    account: FleetAccount, url: str, name: str = "", script: str = SCRIPT
) -> Environment:
    """An environment of an account, with a script of its own."""
    name = name or account.name
    return Environment(name, Inputs(Source(f"{name}.js", script), live(account, url)))


def environments(fleet: FakeFleet) -> list[Environment]:
    """An environment for each account, all with the same script."""
    return [environment(one, fleet.url) for one in fleet.accounts.values()]


def connecting(fleet: FakeFleet, retries: Retries = QUICK) -> Connect:
    """What makes a client for an account, with its own credentials."""
    by_sid = {one.account_sid: one for one in fleet.accounts.values()}

    def connect(wanted: LiveResource, on_retry: Callable[[RestError, float], None]) -> Client:
        assert wanted.access is not None
        assert wanted.api_url is not None
        sid, token, *_ = by_sid[wanted.access.account_sid].credentials
        return Client(
            Credentials(sid, token, account_sid=sid),
            api_url=wanted.api_url,
            retries=retries,
            read_timeout=LATE,
            on_retry=on_retry,
        )

    return connect


def planned(
    fleet: FakeFleet, edits: Sequence[Edit] = (DARK,), among: Sequence[Environment] | None = None
) -> tuple[Planned | Left, ...]:
    """The plans for the accounts of a fleet."""
    every = environments(fleet) if among is None else among
    connect = connecting(fleet)

    def fetch(wanted: Iterable[LiveResource]) -> dict[LiveResource, Answer]:
        return {one: _answer(connect, one) for one in wanted}

    return plan_all(every, edits, Reader(), fetch)


def _answer(connect: Connect, wanted: LiveResource) -> Answer:
    try:
        with connect(wanted, lambda *_: None) as client:
            return client.fetch(wanted.ui_version)
    except AppConfigError as error:
        return error


def plans(fleet: FakeFleet, edits: Sequence[Edit] = (DARK,)) -> list[Planned]:
    """The plans of a fleet all of whose accounts can be changed."""
    found = planned(fleet, edits)
    assert not [one for one in found if isinstance(one, Left)]
    return [one for one in found if isinstance(one, Planned)]


def made(
    fleet: FakeFleet, accounts: Sequence[Planned], folder: Path, **options: Any
) -> tuple[dict[str, Outcome], list[Event]]:
    """Make planned changes; what became of each environment's account, and what happened."""
    connect = options.pop("connect", None) or connecting(fleet)
    rollout = Rollout(accounts, connect, folder, **{"watch_seconds": WATCH, **options})
    events = list(rollout.events())
    outcomes = rollout.outcomes()
    told = {event.account.names: event.outcome for event in events if isinstance(event, Ended)}
    assert told.items() <= outcomes.items()
    return {name: outcome for names, outcome in outcomes.items() for name in names}, events


def stored(account: FleetAccount) -> dict[str, Any]:
    """What is stored, without the time of its last change."""
    found = account.resource
    assert found is not None
    return {name: value for name, value in found.items() if name != "date_updated"}


def is_dark(account: FleetAccount) -> bool:
    """Whether the change DARK is stored."""
    theme: object = stored(account)["ui_attributes"].get("theme")
    return theme == {"isLight": False}


def store(account: FleetAccount, attributes: dict[str, Any]) -> None:
    """Let somebody else replace the ui_attributes of an account."""
    account.resource = {**(account.resource or {}), "ui_attributes": attributes}
