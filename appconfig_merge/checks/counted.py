"""What rules about the merge look at: what counts of what layers say, and what of it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.layers.properties import RESOURCE_ONLY

if TYPE_CHECKING:
    from appconfig_merge.checks.context import Context
    from appconfig_merge.effective.contributions import Contribution, Leaf
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path

WRITTEN: Final = frozenset({"rest", "script", "data", "column"})
"""The kinds of layers that somebody wrote: a release's defaults are there to be overridden."""
ATTRIBUTES: Final = frozenset({"rest", "data"})
"""The kinds of layers that ui_attributes are."""


def leaves(context: Context) -> tuple[Leaf, ...]:
    """The effective leaves, with what counts of what layers say there.

    None on which a browser's store has a word: that is no matter of the sources.
    """
    return context.cached(_leaves)


def _leaves(context: Context) -> tuple[Leaf, ...]:
    found: list[Leaf] = []
    for leaf in context.leaves:
        if any(context.kind(one.layer) == "stored" for one in leaf.contributions):
            continue
        said = counted(context, leaf.path, leaf.contributions)
        if said:
            found.append(leaf if said is leaf.contributions else leaf._replace(contributions=said))
    return tuple(found)


def counted(
    context: Context, path: Path, said: tuple[Contribution, ...]
) -> tuple[Contribution, ...]:
    """What layers say at a path, without ui_attributes' word on a key that is dead.

    Rule dead-key tells of it.
    """
    if not path or path[0] not in context.dead_keys:
        return said
    return tuple(one for one in said if context.kind(one.layer) not in ATTRIBUTES)


def is_resources(path: Path) -> bool:
    """Whether a key is taken from the resource, so that appConfig.js overrides nothing there.

    Rule misplaced-key tells of it.
    """
    return bool(path) and path[0] in RESOURCE_ONLY


def is_lost(context: Context, one: Contribution, *, defaults: bool = False) -> bool:
    """Whether somebody wrote this, and another layer's value stands in its place."""
    kind = context.kind(one.layer)
    return (
        one.outcome == "overridden"
        and (kind in WRITTEN or (defaults and kind == "defaults"))
        and one.rule != "replaced-by-column"
    )


def related(*places: tuple[str, Location | None]) -> tuple[tuple[str, Location], ...]:
    """The places of a finding that there are, each with what it is."""
    return tuple((message, at) for message, at in places if at is not None)
