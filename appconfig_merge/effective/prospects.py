"""What plugins may set above a configuration, as callers see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.effective.from_claims import contribution
from appconfig_merge.merging.plugin_claims import plugin_claims
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.values import location_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.effective.contributions import Contribution
    from appconfig_merge.layers.plugins.plugin import Means, Plugin
    from appconfig_merge.location import Location
    from appconfig_merge.merging.nodes import ObjectNode
    from appconfig_merge.merging.plugin_claims import PluginClaim
    from appconfig_merge.paths import Path


class PluginCondition(NamedTuple):
    """An expression of a plugin that decides, and the result with which it sets something."""

    expression: str
    holds: bool
    location: Location | None


class Prospect(NamedTuple):
    """What a plugin may set at a path, once it runs.

    ``contribution`` has the plugin's name as its layer, the value, and its place. ``means`` says
    how it is set, at ``call``. ``conditions`` are those that stand around it, the outermost first;
    there may be others. ``is_same`` tells that this is the value already, ``is_open`` that which
    keys of the object at the path are set isn't known.
    """

    path: Path
    contribution: Contribution
    means: Means
    call: Location | None
    conditions: tuple[PluginCondition, ...]
    is_same: bool
    is_open: bool

    @property
    def plugin(self) -> str:
        """The plugin's name."""
        return self.contribution.layer


def prospects(root: ObjectNode, plugins: Iterable[Plugin]) -> tuple[Prospect, ...]:
    """All that plugins may set above a merged tree, in the order in which they run."""
    return tuple(map(_prospect, plugin_claims(root, plugins)))


def _prospect(found: PluginClaim) -> Prospect:
    word = found.word
    return Prospect(
        found.path,
        contribution(found.claim),
        word.means,
        location_of(word.at),
        tuple(
            PluginCondition(test.text, holds, location_of(test)) for test, holds in word.conditions
        ),
        found.is_same,
        found.is_open,
    )


def prospects_of(all_of_them: Iterable[Prospect], path: Path) -> Iterator[Prospect]:
    """Those of them that may change the value at a path: set at it, around it or in it."""
    keys = tuple(map(str, path))
    for one in all_of_them:
        own = tuple(map(str, one.path))
        shared = min(len(own), len(keys))
        if own[:shared] == keys[:shared]:
            yield one
