"""Many fetched resources as data; data/fetched.schema.json is their schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge import schema_versions
from appconfig_merge.fleet.configurations import Unreadable
from appconfig_merge.rendering.change.as_json import dump
from appconfig_merge.rendering.environments import unreadable_data
from appconfig_merge.rendering.fetched.text import moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.fleet.fetched import FetchedAccount, Outcome
    from appconfig_merge.fleet.keeping import Keeping


def fetched_report(outcomes: Sequence[Outcome]) -> str:
    """Each account with its resource, whole, secrets and all; then those that failed."""
    return dump({
        "schema_version": schema_versions.FETCHED,
        "accounts": [_account(one) for one in outcomes if not isinstance(one, Unreadable)],
        "unreadable": unreadable_data([one for one in outcomes if isinstance(one, Unreadable)]),
    })  # fmt: skip


def _account(one: FetchedAccount) -> dict[str, Any]:
    at = one.resource.fetched_at
    data: dict[str, Any] = {
        "environment": one.name,
        "account_sid": one.resource.account_sid,
        "ui_version": one.ui_version,
        "fetched_at": None if at is None else moment(at),
    }
    if one.keeping is not None:
        data["kept"] = _kept(one.keeping)
    return {**data, "resource": one.resource.properties}


def _kept(keeping: Keeping) -> dict[str, Any]:
    data = {
        "state": keeping.state,
        "since": moment(keeping.now.at),
        "file": keeping.now.file,
    }
    return data if keeping.before is None else {**data, "before": keeping.before.file}
