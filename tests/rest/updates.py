"""Whole updates against the fake API, as fast as they go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.rest import Client, Credentials, Retries, apply, plan_restore, plan_update
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


def client_of(api: FakeFlexApi, *, read_timeout: float = 5.0, retries: Retries = FAST) -> Client:
    """A client of the fake API that doesn't wait for long."""
    credentials = Credentials(ACCOUNT_SID, AUTH_TOKEN, account_sid=ACCOUNT_SID)
    return Client(credentials, api_url=api.url, retries=retries, read_timeout=read_timeout)


def change(
    api: FakeFlexApi,
    folder: Path,
    make_plan: Callable[[Configuration], Plan],
    *,
    between: Callable[[], object] = lambda: None,
    read_timeout: float = 5.0,
    retries: Retries = FAST,
    **options: Any,
) -> Applied:
    """Fetch, plan, let something happen in between, and apply."""
    with client_of(api, read_timeout=read_timeout, retries=retries) as client:
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
