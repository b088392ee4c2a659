"""The JSON form of a planned change and its outcome; data/change.schema.json is its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge import schema_versions
from appconfig_merge.rendering.encoding import diagnostic, encode, location
from appconfig_merge.rest.difference import Absent
from appconfig_merge.rest.document import write
from appconfig_merge.secrets.looks import masked

if TYPE_CHECKING:
    from pathlib import Path

    from appconfig_merge.effective.config import Leaf
    from appconfig_merge.errors import AppConfigError
    from appconfig_merge.questions.comparison import ValueChange
    from appconfig_merge.rest.configuration import Configuration
    from appconfig_merge.rest.difference import Difference
    from appconfig_merge.rest.effects import Consequences
    from appconfig_merge.rest.plan import Plan


def change_report(
    plan: Plan,
    outcome: str,
    *,
    told: Consequences | None = None,
    backup: Path | None = None,
    state: str | None = None,
    error: AppConfigError | None = None,
    remarks: tuple[str, ...] = (),
    show_secrets: bool = False,
) -> str:
    """The plan, what became of it, and what is known of the stored resource."""
    report: dict[str, Any] = {
        "schema_version": schema_versions.CHANGE,
        "resource": resource(plan.configuration),
        "changes": [
            {
                "property": change.name,
                "differences": [
                    _difference(one, show_secrets=show_secrets) for one in change.differences()
                ],
            }
            for change in plan.changes
        ],
        "guards": [diagnostic(one) for one in plan.guards],
        "remarks": [diagnostic(one) for one in plan.remarks],
        "body": plan.body if show_secrets else masked(plan.body, ()),
    }
    if told is not None:
        report["effective"] = {
            "changes": [_value_change(one, show_secrets=show_secrets) for one in told.changes],
            "without_effect": [
                {
                    "path": list(one.path),
                    "reason": one.reason,
                    "layer": one.layer or None,
                    "location": location(one.location),
                }
                for one in told.without_effect
            ],
        }
    report["outcome"] = outcome
    if state is not None:
        report["state"] = state
    if backup is not None:
        report["backup"] = str(backup)
    if remarks:
        report["notes"] = list(remarks)
    if error is not None:
        report["error"] = {"code": error.code, "message": error.message, "help": error.help}
    return dump(report)


def resource(configuration: Configuration) -> dict[str, Any]:
    """Which resource it is, and when it was read."""
    at = configuration.fetched_at
    return {
        "account_sid": configuration.account_sid,
        "fetched_at": at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None,
        "date_updated": configuration.date_updated,
    }


def dump(data: dict[str, Any]) -> str:
    """JSON text of two-space indents, with a final newline; numbers as they came."""
    return write(data, indent=2) + "\n"


def _difference(one: Difference, *, show_secrets: bool) -> dict[str, Any]:
    result: dict[str, Any] = {"path": list(one.path), "kind": one.kind}
    if one.kind != "reordered":
        for name, value in (("before", one.before), ("after", one.after)):
            if not isinstance(value, Absent):
                result[name] = value if show_secrets else masked(value, one.path)
    return result


def _value_change(one: ValueChange, *, show_secrets: bool) -> dict[str, Any]:
    return {
        "path": list(one.path),
        **{
            name: _leaf(leaf, show_secrets=show_secrets)
            for name, leaf in (("before", one.before), ("after", one.after))
            if leaf is not None
        },
    }


def _leaf(leaf: Leaf, *, show_secrets: bool) -> dict[str, Any]:
    value = encode(leaf.value)
    return {"value": value if show_secrets else masked(value, leaf.path), "set_by": leaf.set_by}
