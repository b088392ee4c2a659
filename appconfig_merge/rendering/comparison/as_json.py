"""Comparisons as data: ``diff --format json`` and ``matrix --format json``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge import schema_versions
from appconfig_merge.effective.contributions import winner
from appconfig_merge.rendering.encoding import location, valued

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.questions.comparison import Comparable, Group, Row, Standing, Values
    from appconfig_merge.rendering.comparison.shown import (
        Given,
        ShownChange,
        ShownComparison,
        ShownRows,
    )

_SECRETS = {True: "masked", False: "shown"}


def comparison_report(
    compared: ShownComparison, sides: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Everything about a comparison; ``sides`` says what A and B are.

    The values and the sources are iterators: each is told when it is asked for.
    """
    return {
        "schema_version": schema_versions.COMPARISON,
        "a": dict(sides[0]),
        "b": dict(sides[1]),
        "secrets": _SECRETS[compared.mask is not None],
        "values": map(_change, compared.values()),
        "sources": map(_change, compared.sources()),
    }


def _change(change: ShownChange) -> dict[str, Any]:
    path, before, after = change
    return {"path": list(path), "before": _side(before), "after": _side(after)}


def side_report(name: str, kind: str, release: str, config: Comparable) -> dict[str, Any]:
    """What a side is: its name, its kind, whose rules its merge followed, its layers.

    ``release`` is empty where those are the documented ones.
    """
    rules = {"semantics": "release", "release": release} if release else {}
    return {
        "name": name,
        "kind": kind,
        **(rules or {"semantics": "documented"}),
        "layers": [
            {"id": layer.id, "kind": layer.kind, "file": layer.file} for layer in config.layers
        ],
    }


def _side(side: Given | Standing) -> dict[str, Any]:
    if isinstance(side, str):
        return {"standing": side}
    value, (layer, place), _ = side
    return {
        "standing": "value",
        **valued(value),
        "set_by": layer,
        "location": location(place),
    }


def matrix_report(
    shown: ShownRows, sides: Sequence[Mapping[str, Any]], errors: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Everything about a matrix: per path the values, each with the environments that have it.

    The rows are an iterator.
    """
    names = [side["name"] for side in sides]
    return {
        "schema_version": schema_versions.COMPARISON,
        "environments": [dict(side) for side in sides],
        "unreadable": [dict(error) for error in errors],
        "secrets": _SECRETS[shown.is_masked],
        "rows": (
            {
                "path": list(row.path),
                "differs": row.differs,
                "groups": [_group(row, group, names, shown.configs) for group in row.groups],
            }
            for row in shown.rows
        ),
    }


def _group(row: Row, group: Group, names: list[str], configs: Sequence[Values]) -> dict[str, Any]:
    data: dict[str, Any] = {"standing": group.standing}
    if group.leaf is not None:
        data |= valued(group.leaf.value)
    data["environments"] = [
        {"name": names[index], **_source(configs[index].leaves.get(row.path))}
        for index in group.members
    ]
    return data


def _source(leaf: Leaf | None) -> dict[str, Any]:
    if leaf is None:
        return {}
    return {"set_by": leaf.set_by, "location": location(winner(leaf).location)}
