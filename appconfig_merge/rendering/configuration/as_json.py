"""``--format json``: everything about a configuration, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge import schema_versions
from appconfig_merge.rendering.encoding import (
    contribution,
    departure,
    diagnostic,
    encode,
    valued,
)

if TYPE_CHECKING:
    from appconfig_merge.effective.config import Departure, EffectiveConfig
    from appconfig_merge.effective.contributions import Leaf


def configuration_report(config: EffectiveConfig) -> dict[str, Any]:
    """The effective values, each with its contributions; what has no effect; the remarks.

    The values and what has no effect are iterators: each is told when it is asked for.
    """
    departures = config.departures()
    unordered = [list(path) for path in config.unordered]
    plugins: dict[str, Any] = {}
    if config.plugins:
        from appconfig_merge.rendering.prospects import prospect_data

        plugins = {
            "plugins": [{"name": one.layer.id, "file": one.layer.file} for one in config.plugins],
            "may_override": [prospect_data(one) for one in config.prospects],
        }
    return {
        "schema_version": schema_versions.EFFECTIVE_CONFIG,
        **_semantics(config),
        "layers": [
            {"id": layer.id, "kind": layer.kind, "file": layer.file} for layer in config.layers
        ],
        "effective": encode(config.to_dict()),
        **({"unordered": unordered} if unordered else {}),
        "values": (_value(leaf, departures.get(leaf.path)) for leaf in config.leaves()),
        "shadowed": (
            {
                "path": list(shadowed.path),
                "contributions": [contribution(one) for one in shadowed.contributions],
            }
            for shadowed in config.shadowed()
        ),
        **plugins,
        "diagnostics": [diagnostic(one) for one in config.diagnostics],
    }


def _semantics(config: EffectiveConfig) -> dict[str, str]:
    if config.release is None:
        return {"semantics": "documented"}
    return {"semantics": "release", "release": config.release.version}


def _value(leaf: Leaf, other: Departure | None) -> dict[str, Any]:
    data: dict[str, Any] = {
        "path": list(leaf.path),
        **valued(leaf.value),
        "set_by": leaf.set_by,
        "contributions": [contribution(one) for one in leaf.contributions],
    }
    if other is not None:
        data["departure"] = departure(other)
    return data
