"""An upgrade as data: ``upgrade --format json``; data/upgrade.schema.json is its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge import schema_versions
from appconfig_merge.effective.contributions import winner
from appconfig_merge.rendering.encoding import location, rival, valued
from appconfig_merge.rendering.environments import unreadable_data
from appconfig_merge.rendering.upgrade.text import kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.checks import Finding
    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.fleet.grouping import Happening
    from appconfig_merge.fleet.upgrade import Judged, ValueAt
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.questions.comparison import Standing
    from appconfig_merge.rendering.upgrade.shown import ShownUpgrade


def upgrade_report(shown: ShownUpgrade, to: str) -> dict[str, Any]:
    """Everything about an upgrade ``to`` a release: each change, with those it happens in."""
    upgrade = shown.upgrade
    names = [one.name for one in upgrade.environments]
    return {
        "schema_version": schema_versions.UPGRADE,
        "to": to,
        "secrets": "masked" if shown.is_masked else "shown",
        "environments": [_judged(one) for one in upgrade.environments],
        "unreadable": unreadable_data(upgrade.unreadable),
        "findings": [_finding(one, names) for one in upgrade.findings],
        "values": [{"kind": kind_of(one.what), **_value(one, names)} for one in upgrade.values],
        "sources": [_value(one, names) for one in upgrade.sources],
        "gone": [_finding(one, names) for one in upgrade.gone],
        "unchanged": [names[number] for number in upgrade.quiet],
    }


def _judged(one: Judged) -> dict[str, Any]:
    data: dict[str, Any] = {
        "name": one.name,
        "before": {"release": one.before, "layers": _layers(one.layers_before)},
        "after": {"release": one.after, "layers": _layers(one.layers_after)},
    }
    if one.has_other_resource:
        data["other_resource"] = True
    if one.is_of_other_version:
        data["of_other_version"] = True
    return data


def _layers(layers: Sequence[Layer]) -> list[dict[str, str]]:
    return [{"id": one.id, "kind": one.kind, "file": one.file} for one in layers]


def _value(found: Happening[ValueAt], names: Sequence[str]) -> dict[str, Any]:
    at = found.what
    data: dict[str, Any] = {
        "path": list(at.path),
        "before": _state(at.before, at.standings[0]),
        "after": _state(at.after, at.standings[1]),
    }
    if at.lost is not None:
        data["lost"] = {"layer": at.lost.layer, "outcome": at.lost.outcome, "rule": at.lost.rule}
        if at.lost.rival is not None:
            data["lost"]["rival"] = rival(at.lost.rival)
    data["environments"] = [
        {
            "name": names[number],
            **{
                side: location(winner(leaf).location)
                for side, leaf in (("before", own.before), ("after", own.after))
                if leaf is not None
            },
        }
        for number, own in found.members
    ]
    return data


def _state(leaf: Leaf | None, standing: Standing) -> dict[str, Any]:
    if leaf is None:
        return {"standing": standing}
    rule = winner(leaf).rule
    return {"standing": "value", **valued(leaf.value), "set_by": leaf.set_by, "rule": rule}


def _finding(found: Happening[Finding], names: Sequence[str]) -> dict[str, Any]:
    one = found.what
    data: dict[str, Any] = {
        "rule": one.rule,
        "severity": one.severity,
        "message": one.message,
        "path": list(one.path),
    }
    if one.help is not None:
        data["help"] = one.help
    data["environments"] = [
        {"name": names[number], "file": own.file, "location": location(own.location)}
        for number, own in found.members
    ]
    return data
