"""A path that isn't set: how far each layer has it, and what may have been meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.effective.contributions import ALIVE
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from appconfig_merge.effective.config import EffectiveConfig, Explanation
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path


class PartialMatch(NamedTuple):
    """How far a path that isn't set exists in a layer.

    ``found`` is the longest part of it that the layer has, at ``location``; it lacks ``missing``.
    ``is_object`` is False where it ends at a value that has no keys, ``is_alive`` where that was
    lost in the merge.
    """

    layer: str
    found: Path
    missing: str | int
    location: Location | None
    is_object: bool
    is_alive: bool


def partial_matches(config: EffectiveConfig, path: Path) -> tuple[PartialMatch, ...]:
    """How far each layer has a path that isn't set, highest precedence first.

    A layer that has nothing of it isn't in it.
    """
    found: dict[str, PartialMatch] = {}
    for end in range(1, len(path)):
        explained = config.explain(path[:end])
        if not explained.contributions and explained.kind == "absent":
            break
        for one in explained.contributions:
            found[one.layer] = PartialMatch(
                one.layer,
                explained.path,
                path[end],
                one.location,
                isinstance(one.value, dict | list),
                one.outcome in ALIVE,
            )
    return tuple(found[layer.id] for layer in reversed(config.layers) if layer.id in found)


def with_nearest(
    config: EffectiveConfig, explained: Explanation, matches: tuple[PartialMatch, ...]
) -> Explanation:
    """An explanation whose nearest names are those of the first key that no layer has."""
    if explained.nearest or not matches:
        return explained
    end = max(len(one.found) for one in matches) + 1
    return explained._replace(nearest=config.explain(explained.path[:end]).nearest)
