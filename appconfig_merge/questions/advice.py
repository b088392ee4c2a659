"""How to change a value: where an edit takes effect, and where it doesn't; where it was sought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from appconfig_merge.effective.contributions import ALIVE
from appconfig_merge.layers.properties import READ_ONLY
from appconfig_merge.questions.comparison import alike
from appconfig_merge.questions.counterfactual import with_value
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.effective.config import EffectiveConfig, Explanation
    from appconfig_merge.effective.contributions import Contribution, Rival, Step
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.location import Location
    from appconfig_merge.merging.claims import Rule
    from appconfig_merge.paths import Path
    from appconfig_merge.releases import Release
    from appconfig_merge.values import ConfigValue

    Action: TypeAlias = Literal["edit", "edit-origin", "update", "edit-log-level", "add"]
    """What to do: edit the value; edit what it comes from; update the Configuration resource;
    edit the logLevel that it follows; add a key to an object."""

_MARK: Final = "\ufffe"
"""A value that no configuration has: not even a character."""


class Edit(NamedTuple):
    """An edit that takes effect.

    ``path`` is what is edited: in the resource for ``update``, within the object at ``location``
    for ``add`` (empty: any key of it), else in the configuration. ``object_path`` is that
    object's. ``replaces`` is the array that the edit replaces as a whole. ``lost_in`` is the newest
    Flex UI release where what is documented to win loses in it. ``is_argument`` says that
    ``location`` is in no file but in an argument of the call, such as ``--define``.
    """

    action: Action
    layer: str
    path: Path
    location: Location | None
    object_path: Path = ()
    replaces: Path | None = None
    lost_in: Release | None = None
    is_argument: bool = False


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

    edits: tuple[Edit, ...]
    futile: tuple[Futile, ...]


class Sought(NamedTuple):
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


def advise(config: EffectiveConfig, explained: Explanation) -> Advice:
    """How to change, or set, the value at a path that ``config`` explained."""
    alive = [one for one in explained.contributions if one.outcome in ALIVE]
    edits = list(_edits(config, explained, alive))
    departed = _departed(explained, alive)
    if departed.is_lost:
        edits = [
            one if one.action == "add" else one._replace(lost_in=departed.release) for one in edits
        ]
    futile: list[Futile] = []
    places = {one.location for one in alive} | {one.location for one in edits}
    for one in reversed(explained.contributions):
        if (
            one.outcome in ALIVE
            or one.rule == "object-over-value"
            or one.location is None
            or one.location in places
        ):
            continue
        changed = _tried(config, one, explained)
        if changed == _MARK:
            edits.extend(_at_winner(_layer(config, one.layer), one, explained.path))
            continue
        is_certain = one.outcome != "uncertain" and alike(changed, explained.value)
        wins_in = departed.release if one.location == departed.winner else None
        futile.append(Futile(one.layer, one.location, one.rule, is_certain, one.rival, wins_in))
    return Advice(tuple(edits), tuple(futile))


def _tried(config: EffectiveConfig, lost: Contribution, explained: Explanation) -> ConfigValue:
    """The value with another one in the place of what the resource says, and a layer beats.

    That may count after all: Flex UI lets the resource's logLevel win if it is truthy, and an
    object that appConfig.js may have is merged into some values.
    """
    path = explained.path
    is_resource = _layer(config, lost.layer).kind in {"rest", "column"}
    if not is_resource or lost.rule not in {"higher-layer", "same-value"}:
        return explained.value
    if not all(isinstance(key, str) for key in path):
        return explained.value
    return _with_mark(config, lost.layer, tuple(map(str, path)))


def _with_mark(config: EffectiveConfig, layer: str, keys: tuple[str, ...]) -> ConfigValue:
    """The value at a path of keys with _MARK set there in a layer.

    Only what can have to do with that is merged: there may be many other keys.
    """
    wanted = {keys[0], *(config.release.peculiar if config.release is not None else ())}

    def kept(one: Layer) -> Layer:
        part = one.only(wanted)
        return with_value(part, keys, _MARK) if one.id == layer else part

    return config.remade(kept).explain(keys).value


def _layer(config: EffectiveConfig, id: str) -> Layer:
    return next(one for one in config.layers if one.id == id)


class _Departed(NamedTuple):
    """Which place wins in the newest release, and whether the documented winner loses there."""

    release: Release | None = None
    winner: Location | None = None
    is_lost: bool = False


def _departed(explained: Explanation, alive: list[Contribution]) -> _Departed:
    departure = explained.departure
    if departure is None or departure.leaf is None or not alive:
        return _Departed()
    told = departure.leaf.contributions
    winners = [one.location for one in told if one.outcome in ALIVE]
    losers = {one.location for one in told if one.outcome not in {*ALIVE, "uncertain"}}
    place = alive[-1].location
    is_lost = place is not None and place in losers and place not in winners
    return _Departed(departure.release, winners[-1] if winners else None, is_lost)


def _edits(
    config: EffectiveConfig, explained: Explanation, alive: list[Contribution]
) -> Iterator[Edit]:
    path = explained.path
    if explained.kind == "value" and alive:
        winner = alive[-1]
        layer = _layer(config, winner.layer)
        if not _is_character(config, winner, path):
            yield from _at_winner(layer, winner, path)
        if layer.kind == "script":
            return
    if explained.kind == "object":
        yield from _in_object(config, explained, alive)
    else:
        yield from _in_script(config, path)
    if explained.kind == "absent":
        yield from _in_resource(config, path)


def _at_winner(layer: Layer, winner: Contribution, path: Path) -> Iterator[Edit]:
    if winner.rule == "wrapped":
        path = path[:1]  # colorTheme.baseName is written as colorTheme
    if layer.kind == "script":
        yield Edit("edit", layer.id, path, winner.location)
        origin = _origin(winner)
        if origin is not None:
            place, is_argument = origin.location, origin.is_argument
            yield Edit("edit-origin", layer.id, path, place, is_argument=is_argument)
    elif layer.kind == "derived":
        yield Edit("edit-log-level", layer.id, ("logLevel",), winner.location)
    elif layer.kind == "column":
        if layer.column not in READ_ONLY:
            yield Edit("update", layer.id, _in_column(layer.column, path[1:]), winner.location)
    elif layer.kind in {"rest", "data"}:
        yield Edit("update", layer.id, ("ui_attributes", *path), winner.location)


def _is_character(config: EffectiveConfig, winner: Contribution, path: Path) -> bool:
    """Whether a value is a character of a text that an object was merged over."""
    return winner.rule == "spread-to-keys" and any(
        one.layer == winner.layer and isinstance(one.value, str)
        for one in config.explain(path[:-1]).contributions
    )


def _in_column(column: str, path: Path) -> Path:
    """What of a column to change for a path beneath the key that it gives."""
    if column == "channel_configs":
        return (column,)  # its keys are written in another case
    if column == "notifications" and path == ("browser",):
        return (column, "enabled")
    return (column, *path)


def _origin(winner: Contribution) -> Step | None:
    """The literal that a value comes from, if that is one literal somewhere else."""
    end = _end(winner)
    if end is None or isinstance(end.value, Unresolved | dict | list):
        return None
    return end if end.location not in {None, winner.location} else None


def _literal(own: Contribution) -> Location | None:
    """Where an object is written out, if it is one literal; else where it is set."""
    end = _end(own)
    is_it = end is not None and end.expression.startswith("{") and end.value == own.value
    return end.location if end is not None and is_it else own.location


def _end(told: Contribution) -> Step | None:
    """The one step that a value's trace ends with; None where there are several, or none."""
    steps = told.trace
    ends = [
        step
        for step, below in zip(steps, (*steps[1:], None), strict=False)
        if below is None or below.depth <= step.depth
    ]
    return ends[0] if len(ends) == 1 else None


def _in_object(
    config: EffectiveConfig, explained: Explanation, alive: list[Contribution]
) -> Iterator[Edit]:
    """Where a key can be added to an object: appConfig.js's own part of it, if it has one."""
    script = _script(config)
    own = _own(config, explained.path, script.id) if script is not None else None
    if script is not None and own is not None and isinstance(own.value, dict):
        yield Edit("add", script.id, (), _literal(own), explained.path)
        return
    for one in reversed(alive):
        layer = _layer(config, one.layer)
        if layer.kind in {"rest", "data", "column"}:
            yield from _at_winner(layer, one, explained.path)
            break
    yield from _in_script(config, explained.path)


def _script(config: EffectiveConfig) -> Layer | None:
    """The script's layer, if there is one."""
    return next((one for one in reversed(config.layers) if one.kind == "script"), None)


def _in_script(config: EffectiveConfig, path: Path) -> Iterator[Edit]:
    """The object of appConfig.js to which a path can be added, if that takes effect."""
    script = _script(config)
    if script is None or not path:
        return
    array = next((path[:at] for at, key in enumerate(path) if isinstance(key, int)), None)
    wanted = array if array is not None else path
    keys = tuple(map(str, wanted))
    for end in range(len(keys) - 1, -1, -1):
        own = _own(config, keys[:end], script.id)
        if own is None:
            continue
        if not isinstance(own.value, dict) or _is_deleted(config, keys, end, script.id):
            return  # beneath what has no keys, or nobody knows which, or what loses them
        if _with_mark(config, script.id, keys) != _MARK:
            return
        was_array = isinstance(config.explain(keys).value, list)
        replaces = wanted if was_array else None
        yield Edit("add", script.id, keys[end:], _literal(own), keys[:end], replaces)
        return


def _is_deleted(config: EffectiveConfig, path: Path, known: int, layer: str) -> bool:
    """Whether a layer's file deletes what it has set of a path, beyond its ``known`` keys."""
    return any(
        one.layer == layer and one.rule == "deleted-in-file"
        for end in range(known + 1, len(path) + 1)
        for one in config.explain(path[:end]).contributions
    )


def _own(config: EffectiveConfig, path: Path, layer: str) -> Contribution | None:
    """A layer's word on a path, if that is in force."""
    told = config.explain(path).contributions
    return next((one for one in told if one.layer == layer and one.outcome in ALIVE), None)


def _in_resource(config: EffectiveConfig, path: Path) -> Iterator[Edit]:
    """The property of the resource that would set a path, if that takes effect."""
    layer = next((one for one in config.layers if one.id == "ui_attributes"), None)
    if layer is None or not all(isinstance(key, str) for key in path):
        return
    keys = tuple(map(str, path))
    if _opens(config, keys, layer.id) and _with_mark(config, layer.id, keys) == _MARK:
        yield Edit("update", layer.id, ("ui_attributes", *keys), None)


def _opens(config: EffectiveConfig, path: Path, layer: str) -> bool:
    """Whether all that a layer has on the way to a path can hold keys, or is null."""
    return all(
        one.value is None or isinstance(one.value, dict)
        for end in range(1, len(path))
        for one in config.explain(path[:end]).contributions
        if one.layer == layer
    )


def seek(config: EffectiveConfig, path: Path) -> tuple[Sought, ...]:
    """How far each layer has a path that isn't set, highest precedence first.

    A layer that has nothing of it isn't told of.
    """
    found: dict[str, Sought] = {}
    for end in range(1, len(path)):
        explained = config.explain(path[:end])
        told = explained.contributions
        if not told and explained.kind == "absent":
            break
        for one in told:
            found[one.layer] = Sought(
                one.layer,
                explained.path,
                path[end],
                one.location,
                isinstance(one.value, dict | list),
                one.outcome in ALIVE,
            )
    return tuple(found[layer.id] for layer in reversed(config.layers) if layer.id in found)


def nearest(
    config: EffectiveConfig, explained: Explanation, sought: tuple[Sought, ...]
) -> Explanation:
    """An explanation whose nearest names are those of the first key that no layer has."""
    if explained.nearest or not sought:
        return explained
    end = max(len(one.found) for one in sought) + 1
    return explained._replace(nearest=config.explain(explained.path[:end]).nearest)
