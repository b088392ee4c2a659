"""The JSON form of a planned change and its outcome; data/change.schema.json is its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge import schema_versions
from appconfig_merge.javascript.numbers import number_to_string
from appconfig_merge.rendering.encoding import diagnostic, location, valued
from appconfig_merge.rest.difference import Absent
from appconfig_merge.rest.document import write

if TYPE_CHECKING:
    from pathlib import Path

    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.errors import AppConfigError
    from appconfig_merge.questions.comparison import ValueChange
    from appconfig_merge.rendering.change.shown import ShownChange
    from appconfig_merge.rest.configuration import Configuration
    from appconfig_merge.rest.difference import Difference
    from appconfig_merge.rest.effects import Consequences


def change_report(
    change: ShownChange,
    outcome: str,
    *,
    backup: Path | None = None,
    state: str | None = None,
    error: AppConfigError | None = None,
    remarks: tuple[str, ...] = (),
) -> str:
    """The plan, what became of it, and what is known of the stored resource."""
    report: dict[str, Any] = {"schema_version": schema_versions.CHANGE, **planned(change)}
    if change.effects is not None:
        report["effective"] = effective(change.effects)
    known = became(outcome, backup=backup, state=state, error=error, remarks=remarks)
    return dump({**report, **known})


def planned(change: ShownChange) -> dict[str, Any]:
    """What is to be done to which resource, and what there is to say of it."""
    return {
        "resource": resource(change.configuration),
        "changes": [
            {"property": one.name, "differences": list(map(_difference, one.differences))}
            for one in change.properties
        ],
        "guards": [diagnostic(one) for one in change.guards],
        "remarks": [diagnostic(one) for one in change.remarks],
        "body": change.body,
    }


def effective(effects: Consequences) -> dict[str, Any]:
    """What a change does to an effective configuration."""
    return {
        "changes": [_value_change(one) for one in effects.changes],
        "without_effect": [
            {
                "path": list(one.path),
                "reason": one.reason,
                "layer": one.layer or None,
                "location": location(one.location),
            }
            for one in effects.without_effect
        ],
    }


def became(
    outcome: str,
    *,
    backup: Path | None,
    state: str | None,
    error: AppConfigError | None,
    remarks: tuple[str, ...],
) -> dict[str, Any]:
    """What became of a plan, and what is known of the stored resource."""
    report: dict[str, Any] = {"outcome": outcome}
    if state is not None:
        report["state"] = state
    if backup is not None:
        report["backup"] = str(backup)
    if remarks:
        report["notes"] = list(remarks)
    if error is not None:
        report["error"] = {"code": error.code, "message": error.message, "help": error.help}
    return report


def resource(configuration: Configuration) -> dict[str, Any]:
    """Which resource it is, and when it was read."""
    at = configuration.fetched_at
    return {
        "account_sid": configuration.account_sid,
        "fetched_at": at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None,
        "date_updated": configuration.date_updated,
    }


def dump(data: dict[str, Any]) -> str:
    """JSON text of two-space indents, with a final newline; a document's numbers as they came."""
    return write(data, indent=2) + "\n"


def _difference(one: Difference) -> dict[str, Any]:
    result: dict[str, Any] = {"path": list(one.path), "kind": one.kind}
    if one.kind == "reordered":
        return result
    sides = (("before", one.before), ("after", one.after))
    return result | {name: value for name, value in sides if not isinstance(value, Absent)}


def _value_change(one: ValueChange) -> dict[str, Any]:
    sides = (("before", one.before), ("after", one.after))
    return {
        "path": list(one.path),
        **{name: _leaf(leaf) for name, leaf in sides if leaf is not None},
    }


def _leaf(leaf: Leaf) -> dict[str, Any]:
    return {**printed(valued(leaf.value)), "set_by": leaf.set_by}


def printed(data: Any) -> Any:
    """An effective value for :func:`dump`: floats as JavaScript prints them, and not as Python."""
    import simplejson

    if isinstance(data, float):
        return simplejson.RawJSON(number_to_string(data))
    if isinstance(data, dict):
        return {key: printed(item) for key, item in data.items()}
    return list(map(printed, data)) if isinstance(data, list) else data
