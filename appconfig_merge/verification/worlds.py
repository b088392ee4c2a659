"""Predictions with what the page had in the place of what was given: causes are tried, not guessed.

An *element* is one input of the page's that is another than the one that was given, named by the
cause that it would be. A *world* is the prediction with some elements in place: merged by the one
merge, and what plugins were seen to set merged over it. What a world says at a path is what would
run there if just these inputs were as the page has them.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from appconfig_merge.effective.merge import merge_as
from appconfig_merge.effective.updates import updated
from appconfig_merge.errors import AppConfigError
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.verification.comparing import ABSENT, agree, value_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.effective.updates import Update
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.layers.resource import Resource
    from appconfig_merge.paths import Path
    from appconfig_merge.releases import Release
    from appconfig_merge.values import ConfigValue
    from appconfig_merge.verification.comparing import Found, Unequal
    from appconfig_merge.verification.difference import Cause

CALLS: Final = "plugin"
"""The element of all that was seen to be set after the merge, whoever did it."""
SCRIPTS: Final[tuple[Cause, ...]] = ("served-file", "binding", "hand-over")
"""The elements of which one takes the script's place."""
_MOST: Final = 8
"""Worlds that are kept, those asked for last: each may be as large as the configuration."""


class Parts(NamedTuple):
    """What a prediction is merged from."""

    release: Release | None
    script: Layer
    resource: Resource | None
    stored: Layer | None


class World:
    """One prediction, of which single values are asked."""

    def __init__(self, config: EffectiveConfig) -> None:
        self.config = config
        self._values: dict[str, ConfigValue] | None = None

    def at(self, path: Path) -> Found:
        """What would run at a path."""
        if self._values is None:
            self._values = self.config.to_dict()
        return value_at(self._values, path)

    def layer_at(self, path: Path) -> str:
        """The layer that gives a path its value; empty where none does."""
        # Of what isn't there an explanation would look through all paths for what was meant.
        return "" if self.at(path) is ABSENT else self.config.explain(path).set_by or ""


class Worlds:
    """All worlds of one verification, each merged when it is asked for.

    ``given`` are the parts of the prediction, ``elements`` has for each cause those that differ in
    it, and ``updates`` are what was seen to be set after the merge.
    """

    def __init__(
        self,
        given: Parts,
        elements: Mapping[Cause, Mapping[str, object]],
        updates: Sequence[Update],
    ) -> None:
        self.given = given
        self._elements = dict(elements)
        self._updates = tuple(updates)
        self._made: dict[frozenset[Cause], World | None] = {}

    @property
    def scripts(self) -> tuple[Cause, ...]:
        """The elements of the script's place that there are."""
        return tuple(one for one in SCRIPTS if one in self._elements)

    def elements(self, script: Cause | None) -> tuple[Cause, ...]:
        """The elements in the order in which they are tried, with one for the script, or none."""
        calls: tuple[Cause, ...] = (CALLS,) if self._updates else ()
        order: tuple[Cause, ...] = ("stored", "cached-resource", "resource")
        first = tuple(one for one in order if one in self._elements)
        last: tuple[Cause, ...] = ("release",) if "release" in self._elements else ()
        return (*calls, *first, *(() if script is None else (script,)), *last)

    def subsets(self, script: Cause | None) -> Iterator[frozenset[Cause]]:
        """The sets of elements to be tried, smallest first; not the empty one."""
        every = self.elements(script)
        for size in range(1, len(every) + 1):
            yield from map(frozenset, combinations(every, size))

    def world(self, causes: frozenset[Cause]) -> World | None:
        """The prediction with these elements in place; None where there is none with them."""
        found = self._made.pop(causes) if causes in self._made else self._merged(causes)
        self._made[causes] = found
        if len(self._made) > _MOST:
            del self._made[next(iter(self._made))]
        return found

    def at(self, causes: frozenset[Cause], path: Path) -> Found:
        """What such a prediction says at a path."""
        world = self.world(causes)
        return ABSENT if world is None else world.at(path)

    def may_explain(self, unequal: Sequence[Unequal]) -> bool:
        """Whether all that differs may be as it runs where the page has all of these elements."""
        everything = (frozenset(self.elements(one)) for one in (None, *self.scripts))
        return any(
            all(agree(self.at(causes, one.path), one.running) for one in unequal)
            for causes in everything
        )

    def _merged(self, causes: frozenset[Cause]) -> World | None:
        parts = self.given
        for cause in causes - {CALLS}:
            parts = parts._replace(**self._elements[cause])  # type: ignore[arg-type]
        try:
            config = merge_as(*parts)
        except AppConfigError:
            return None
        return World(updated(config, self._updates) if CALLS in causes else config)
