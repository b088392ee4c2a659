"""The JSON form of one change of many accounts; data/change.schema.json is its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge import schema_versions
from appconfig_merge.rendering.change.as_json import became, dump, effective, planned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.rendering.change.many import Told


def many_report(told: Sequence[Told]) -> str:
    """What was planned for each account and what became of it, then how many of each outcome."""
    counts: dict[str, int] = {}
    for one in told:
        counts[one.outcome.kind] = counts.get(one.outcome.kind, 0) + 1
    return dump(
        {
            "schema_version": schema_versions.CHANGE,
            "accounts": list(map(_account, told)),
            "outcomes": dict(sorted(counts.items())),
        }
    )


def _account(one: Told) -> dict[str, Any]:
    shown, outcome = one.shown, one.outcome
    plan: dict[str, Any] = {} if shown is None else planned(shown.change)
    known = became(
        outcome.kind,
        backup=outcome.backup,
        state=outcome.state,
        error=outcome.error,
        remarks=outcome.remarks,
    )
    return {"environments": list(_environments(one)), **plan, **known}


def _environments(one: Told) -> list[dict[str, Any]]:
    if one.shown is None:
        return [{"name": name} for name in one.names]
    return [
        {
            "name": effect.environment,
            "app_config": effect.script,
            "effective": effective(effect.consequences),
        }
        for effect in one.shown.effects
    ]
