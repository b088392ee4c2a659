"""Environments in which the same drifted, together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.effective.contributions import winner
from appconfig_merge.rendering.encoding import encode
from appconfig_merge.rendering.json_text import dump_line
from appconfig_merge.rest.difference import Absent
from appconfig_merge.rest.document import write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.fleet.drift import Drift
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.location import Location
    from appconfig_merge.values import JsonValue


def same_drifts(drifts: Iterable[Drift]) -> tuple[tuple[Drift, ...], ...]:
    """The environments in which anything drifted, those with the same together, most first.

    It is the same whatever their resources and the accounts are called, and whenever it came.
    """
    found: dict[object, list[Drift]] = {}
    for one in drifts:
        if one.has_drifted:
            found.setdefault(_what(one), []).append(one)
    return tuple(map(tuple, sorted(found.values(), key=lambda group: -len(group))))


def _what(drift: Drift) -> object:
    """What drifted, without what differs though it is the same."""
    before, after = drift.layers
    scripts = frozenset(one.file for one in (*before, *after) if one.kind == "script")
    return (
        drift.releases,
        tuple(
            (
                one.path,
                one.by,
                one.standings,
                _leaf(one.before, before, scripts),
                _leaf(one.after, after, scripts),
            )
            for one in drift.values
        ),
        tuple(
            (
                one.path,
                _json(one.before),
                _json(one.after),
                one.why.reason,
                one.why.layer,
                _place(one.why.location, scripts),
            )
            for one in drift.idle
        ),
        tuple(
            (
                one.unmet.statement.path,
                _json(one.unmet.statement.value),
                one.unmet.statement.location,
                _json(one.unmet.stored),
                one.quiet and (one.quiet.reason, one.quiet.layer),
            )
            for one in drift.missed
        ),
        tuple(drift.mending),
    )


def _leaf(leaf: Leaf | None, layers: Sequence[Layer], scripts: frozenset[str]) -> object:
    if leaf is None:
        return None
    one = winner(leaf)
    kind = next((layer.kind for layer in layers if layer.id == one.layer), "")
    return dump_line(encode(leaf.value)), kind, _place(one.location, scripts)


def _place(location: Location | None, scripts: frozenset[str]) -> Location | None:
    """A place, if it is one in a script: an account's resource has places of its own."""
    return location if location is not None and location.file in scripts else None


def _json(value: JsonValue | Absent) -> str:
    return "" if isinstance(value, Absent) else write(value)
