"""How to change a value: where an edit takes effect, and where it doesn't; where it was sought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from appconfig_merge.contributions import ALIVE
from appconfig_merge.counterfactual import with_value
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.contributions import Contribution, Rival
    from appconfig_merge.effective import EffectiveConfig, Explanation
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.merging.claims import Rule
    from appconfig_merge.paths import Path
    from appconfig_merge.source import Location

    Action: TypeAlias = Literal["edit", "edit-origin", "update", "edit-log-level", "add"]
    """What to do: edit the value; edit what it comes from; update the Configuration resource;
    edit the logLevel that it follows; add a key to an object."""

_MARK: Final = "\ufffe"
"""A value that no configuration has: not even a character."""

_READ_ONLY: Final = frozenset({"account_sid", "runtime_domain"})
"""Columns that the API lets nobody change."""


class Edit(NamedTuple):
    """An edit that takes effect.

    ``path`` is what is edited: in the resource for ``update``, within the object at ``location``
    for ``add`` (empty: any key of it), else in the configuration. ``object_path`` is that
    object's. ``replaces`` is the array that the edit replaces as a whole.
    """

    action: Action
    layer: str
    path: Path
    location: Location | None
    object_path: Path = ()
    replaces: Path | None = None


class Futile(NamedTuple):
    """A place where an edit has no effect, and what it loses to."""

    layer: str
    location: Location | None
    rule: Rule
    is_certain: bool
    rival: Rival | None


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
    places = {one.location for one in alive} | {one.location for one in edits}
    futile = tuple(
        Futile(one.layer, one.location, one.rule, one.outcome != "uncertain", one.rival)
        for one in reversed(explained.contributions)
        if one.outcome not in ALIVE
        and one.rule != "object-over-value"
        and one.location is not None
        and one.location not in places
    )
    return Advice(tuple(edits), futile)


def _edits(
    config: EffectiveConfig, explained: Explanation, alive: list[Contribution]
) -> Iterator[Edit]:
    path = explained.path
    if explained.kind == "value" and alive:
        winner = alive[-1]
        layer = next(one for one in config.layers if one.id == winner.layer)
        yield from _at_winner(layer, winner, path)
        if layer.kind == "script":
            return
    if explained.kind == "object":
        yield from _in_object(config, explained)
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
            yield Edit("edit-origin", layer.id, path, origin)
    elif layer.kind == "derived":
        yield Edit("edit-log-level", layer.id, ("logLevel",), winner.location)
    elif layer.kind == "column":
        column = layer.id.removeprefix("column ")
        if column not in _READ_ONLY:
            yield Edit("update", layer.id, _in_column(column, path[1:]), winner.location)
    elif layer.kind in {"rest", "data"}:
        yield Edit("update", layer.id, ("ui_attributes", *path), winner.location)


def _in_column(column: str, path: Path) -> Path:
    """What of a column to change for a path beneath the key that it gives."""
    if column == "channel_configs":
        return (column,)  # its keys are written in another case
    if column == "notifications" and path == ("browser",):
        return (column, "enabled")
    return (column, *path)


def _origin(winner: Contribution) -> Location | None:
    """The literal that a value comes from, if that is one literal somewhere else."""
    steps = winner.trace
    ends = [
        step
        for step, below in zip(steps, (*steps[1:], None), strict=False)
        if below is None or below.depth <= step.depth
    ]
    if len(ends) != 1 or isinstance(ends[0].value, Unresolved | dict | list):
        return None
    location = ends[0].location
    return location if location != winner.location else None


def _in_object(config: EffectiveConfig, explained: Explanation) -> Iterator[Edit]:
    """Where a key can be added to an object: appConfig.js's own part of it, if it has one."""
    script = _script(config)
    own = _own(config, explained.path, script.id) if script is not None else None
    if script is None or own is None or not isinstance(own.value, dict):
        yield from _in_script(config, explained.path)
        return
    yield Edit("add", script.id, (), own.location, explained.path)


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
        if not isinstance(own.value, dict):
            return  # beneath what has no keys, or nobody knows which
        changed = config.remade(
            lambda layer: with_value(layer, keys, _MARK) if layer.id == script.id else layer
        )
        if changed.explain(keys).value != _MARK:
            return
        was_array = isinstance(config.explain(keys).value, list)
        replaces = wanted if was_array else None
        yield Edit("add", script.id, keys[end:], own.location, keys[:end], replaces)
        return


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
    changed = config.remade(lambda one: with_value(one, keys, _MARK) if one.id == layer.id else one)
    if changed.explain(keys).value == _MARK:
        yield Edit("update", layer.id, ("ui_attributes", *keys), None)


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
