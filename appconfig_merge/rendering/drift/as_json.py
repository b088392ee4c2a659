"""Drifts as data: ``drift --format json``; data/drift.schema.json is its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge import schema_versions
from appconfig_merge.effective.contributions import winner
from appconfig_merge.rendering.change.as_json import dump, printed
from appconfig_merge.rendering.drift.groups import same_drifts
from appconfig_merge.rendering.drift.text import when
from appconfig_merge.rendering.encoding import location, valued
from appconfig_merge.rendering.environments import unreadable_data
from appconfig_merge.rest.difference import Absent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.fleet.configurations import Unreadable
    from appconfig_merge.fleet.dating import Since
    from appconfig_merge.fleet.drift import Drift, DriftedValue, Missed
    from appconfig_merge.fleet.idle import Idle, Quiet
    from appconfig_merge.questions.comparison import Standing
    from appconfig_merge.rendering.drift.shown import ShownDrifts
    from appconfig_merge.values import JsonValue


def drift_report(shown: ShownDrifts, lost: Sequence[Unreadable], untracked: Sequence[str]) -> str:
    """Everything that drifted, as JSON text: numbers of resources digit for digit.

    ``untracked`` are files that git doesn't have, so that they are today's on both sides.
    """
    return dump(
        {
            "schema_version": schema_versions.DRIFT,
            "secrets": "masked" if shown.is_masked else "shown",
            "environments": [_drift(one) for one in shown.drifts],
            "groups": [[one.name for one in group] for group in same_drifts(shown.drifts)],
            "untracked": list(untracked),
            "unreadable": unreadable_data(lost),
        }
    )


def _drift(one: Drift) -> dict[str, Any]:
    base = one.base
    return {
        "name": one.name,
        "account_sid": one.account_sid,
        "drifted": one.has_drifted,
        "base": None
        if base is None
        else {
            "at": when(base.at),
            "resource": None if base.kept is None else base.kept.file,
            "revision": None if base.revision is None else base.revision.id,
        },
        "seen": _time(one.seen),
        "date_updated": one.date_updated,
        "releases": {
            side: release or None
            for side, release in zip(("before", "after"), one.releases, strict=True)
        },
        "values": [_value(value) for value in one.values],
        "without_effect": [_idle(idle) for idle in one.idle],
        "expected": [_missed(missed) for missed in one.missed],
        "update": list(one.mending),
        "remarks": list(one.remarks),
    }


def _value(one: DriftedValue) -> dict[str, Any]:
    data: dict[str, Any] = {
        "path": list(one.path),
        "by": one.by,
        "before": _state(one.before, one.standings[0]),
        "after": _state(one.after, one.standings[1]),
    }
    if one.since is not None:
        data["since"] = _since(one.since)
    return data


def _since(one: Since) -> dict[str, Any]:
    commit = one.commit
    return {
        "at": _time(one.at),
        "date_updated": one.date_updated,
        "commit": None
        if commit is None
        else {
            "id": commit.id,
            "author": commit.author,
            "mail": commit.mail,
            "authored": when(commit.authored),
            "subject": commit.subject,
        },
    }


def _state(leaf: Leaf | None, standing: Standing) -> dict[str, Any]:
    if leaf is None:
        return {"standing": standing}
    return {
        "standing": "value",
        **printed(valued(leaf.value)),
        "set_by": leaf.set_by,
        "location": location(winner(leaf).location),
    }


def _idle(one: Idle) -> dict[str, Any]:
    sides = (("before", one.before), ("after", one.after))
    return {
        "path": list(one.path),
        **{name: value for name, value in sides if not isinstance(value, Absent)},
        **_quiet(one.why),
    }


def _missed(one: Missed) -> dict[str, Any]:
    statement, stored = one.unmet
    data: dict[str, Any] = {
        "path": list(statement.path),
        "expected": statement.value,
        "location": location(statement.location),
        **_stored(stored),
        "without_effect": None if one.quiet is None else _quiet(one.quiet),
    }
    if one.leaf is not None:
        data["effective"] = _state(one.leaf, "value")
    return data


def _stored(stored: JsonValue | Absent) -> dict[str, Any]:
    return {} if isinstance(stored, Absent) else {"stored": stored}


def _quiet(why: Quiet) -> dict[str, Any]:
    return {"reason": why.reason, "layer": why.layer or None, "location": location(why.location)}


def _time(at: datetime | None) -> str | None:
    return None if at is None else when(at)
