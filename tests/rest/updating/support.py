"""Whole updates against the fake API, as fast as they go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.rest import (
    Client,
    Credentials,
    Retries,
    Set,
    apply,
    plan_restore,
    plan_update,
)
from appconfig_merge.testing import ACCOUNT_SID, AUTH_TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from appconfig_merge.rest import Configuration, Plan
    from appconfig_merge.rest.edits import Edit
    from appconfig_merge.rest.updating import Applied
    from appconfig_merge.testing import FakeFlexApi

FAST = Retries(attempts=2, first_pause=0.01, longest_pause=1.0)
WATCH = 0.02
DARK = Set(("ui_attributes", "theme", "isLight"), value=False)
RECORD = Set(("call_recording_enabled",), value=True)


OWN = Credentials(ACCOUNT_SID, AUTH_TOKEN, account_sid=ACCOUNT_SID)


def client_of(
    api: FakeFlexApi,
    *,
    read_timeout: float = 5.0,
    retries: Retries = FAST,
    credentials: Credentials = OWN,
) -> Client:
    """A client of the fake API that doesn't wait for long."""
    return Client(credentials, api_url=api.url, retries=retries, read_timeout=read_timeout)


def change(
    api: FakeFlexApi,
    folder: Path,
    make_plan: Callable[[Configuration], Plan],
    *,
    between: Callable[[], object] = lambda: None,
    read_timeout: float = 5.0,
    retries: Retries = FAST,
    credentials: Credentials = OWN,
    **options: Any,
) -> Applied:
    """Fetch, plan, let something happen in between, and apply."""
    with client_of(
        api, read_timeout=read_timeout, retries=retries, credentials=credentials
    ) as client:
        plan = make_plan(client.fetch())
        between()
        return apply(client, plan, folder, **{"watch_seconds": WATCH, **options})


def update(api: FakeFlexApi, folder: Path, *edits: Edit, **options: Any) -> Applied:
    """Make these edits."""
    return change(api, folder, lambda found: plan_update(found, edits), **options)


def restore(api: FakeFlexApi, folder: Path, backup: Configuration, **options: Any) -> Applied:
    """Take a backup back."""
    return change(api, folder, lambda found: plan_restore(found, backup), **options)


def stored(api: FakeFlexApi) -> dict[str, Any]:
    """What is stored, without the time of its last change."""
    found = api.resource
    assert found is not None
    return {name: value for name, value in found.items() if name != "date_updated"}


def calls(api: FakeFlexApi) -> list[str]:
    """The requests, by method."""
    return [request.method for request in api.requests]


def is_dark(api: FakeFlexApi) -> bool:
    """Whether the change DARK is stored."""
    return stored(api)["ui_attributes"]["theme"]["isLight"] is False


def backups(folder: Path) -> list[Path]:
    """The backups in a folder."""
    return sorted(folder.glob("flex-configuration-*.json"))
