"""How to change a value: what takes effect, and where an edit would be lost to something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.effective.contributions import ALIVE
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.questions.edits import (
    MARK,
    AdvisedEdit,
    edits,
    edits_at_winner,
    layer_of,
    with_mark,
)
from appconfig_merge.questions.equivalence import equivalent
from appconfig_merge.questions.promises import Known, Promises

if TYPE_CHECKING:
    from appconfig_merge.effective.config import EffectiveConfig, Explanation
    from appconfig_merge.effective.contributions import Contribution, Rival
    from appconfig_merge.location import Location
    from appconfig_merge.merging.claims import Rule
    from appconfig_merge.questions.properties import PropertyStory
    from appconfig_merge.releases import Release
    from appconfig_merge.values import ConfigValue


class Futile(NamedTuple):
    """A place where an edit has no effect, and what it loses to.

    ``wins_in`` is the newest Flex UI release where what is documented to lose wins in it.
    """

    layer: str
    location: Location | None
    rule: Rule
    is_certain: bool
    rival: Rival | None
    wins_in: Release | None = None


class Advice(NamedTuple):
    """How to change a value: the edit of least effort first."""

    edits: tuple[AdvisedEdit, ...]
    futile: tuple[Futile, ...]


def advise(
    config: EffectiveConfig,
    explained: Explanation,
    known: Known = Known(),  # noqa: B008
) -> Advice:
    """How to change, or set, the value at a path that ``config`` explained.

    What is proposed is tried with what is ``known`` beside the configuration.
    """
    promises = Promises(config, known)
    alive = [one for one in explained.contributions if one.outcome in ALIVE]
    found = list(edits(config, explained, alive))
    departed = _departed(config, explained, alive)
    if departed.is_lost:
        found = [
            one if one.action == "add" else one._replace(lost_in=departed.release) for one in found
        ]
    futile: list[Futile] = []
    places = {one.location for one in alive} | {one.location for one in found}
    for one in reversed(explained.contributions):
        if (
            one.outcome in ALIVE
            or one.rule == "object-over-value"
            or one.location is None
            or one.location in places
        ):
            continue
        if one.rule == "fills-gap":
            lost_in = departed.release if departed.is_lost else None
            edit = edits_at_winner(layer_of(config, one.layer), one, explained.path)
            found.extend(one._replace(lost_in=lost_in) for one in edit)
            continue
        changed = _tried(config, one, explained)
        if changed == MARK:
            found.extend(edits_at_winner(layer_of(config, one.layer), one, explained.path))
            continue
        if not promises.is_idle(one.location, explained.path):
            continue
        is_certain = one.outcome != "uncertain" and equivalent(changed, explained.value)
        wins_in = departed.release if one.location == departed.winner else None
        futile.append(Futile(one.layer, one.location, one.rule, is_certain, one.rival, wins_in))
    tried = (promises.kept(one, explained) for one in found)
    kept = [one for one in tried if one is not None]
    if not any(layer_of(config, one.layer).kind == "script" for one in kept):
        last = promises.appended(explained)
        kept.extend([last] if last is not None else [])
    return Advice(tuple(kept), tuple(futile))


def advise_on_property(story: PropertyStory) -> Advice:
    """How to change a property of the resource, if that can be done."""
    if story.writing == "read-only":
        return Advice((), ())
    layer = f"column {story.path[0]}"
    edit = AdvisedEdit("update", layer, story.path, story.location, writing=story.writing)
    return Advice((edit,), ())


def _tried(config: EffectiveConfig, lost: Contribution, explained: Explanation) -> ConfigValue:
    """The value with another one in the place of what the resource says, and a layer beats.

    That may count after all: Flex UI lets the resource's logLevel win if it is truthy, and an
    object that appConfig.js may have is merged into some values.
    """
    path = explained.path
    is_resource = layer_of(config, lost.layer).kind in {"rest", "column"}
    if not is_resource or lost.rule not in {"higher-layer", "same-value"}:
        return explained.value
    if not all(isinstance(key, str) for key in path):
        return explained.value
    return with_mark(config, lost.layer, tuple(map(str, path)))


class _Departed(NamedTuple):
    """Which place wins in the newest release, and whether the documented winner loses there."""

    release: Release | None = None
    winner: Location | None = None
    is_lost: bool = False


def _departed(
    config: EffectiveConfig, explained: Explanation, alive: list[Contribution]
) -> _Departed:
    newest = config.newest
    if newest is None or newest.release is None or explained.kind != "value" or not alive:
        return _Departed()
    if not explained.path or explained.path[0] not in newest.release.peculiar:
        return _Departed()
    # Where both end with the same value an edit of one place may still do nothing in one of them.
    said = newest.said(explained.path)
    winners = [one.location for one in said if one.outcome in ALIVE]
    losers = {one.location for one in said if one.outcome not in {*ALIVE, "uncertain"}}
    place = alive[-1].location
    is_lost = place is not None and place in losers and place not in winners
    return _Departed(newest.release, winners[-1] if winners else None, is_lost)
