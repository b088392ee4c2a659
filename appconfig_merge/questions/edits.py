"""The edits that change, or set, the value at a path, and where each of them is to be made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from appconfig_merge.effective.contributions import ALIVE
from appconfig_merge.layers.properties import writing
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.questions.counterfactual import with_value
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from appconfig_merge.effective.config import EffectiveConfig, Explanation
    from appconfig_merge.effective.contributions import Contribution, Step
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.layers.properties import Writing
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.releases import Release
    from appconfig_merge.source import Source
    from appconfig_merge.values import ConfigValue

    Action: TypeAlias = Literal[
        "edit", "edit-origin", "update", "edit-log-level", "clear-stored", "add", "append"
    ]
    """What to do: edit the value; edit what it comes from; update the Configuration resource;
    edit the logLevel that it follows; clear what the browser has stored; add a key to an object;
    append a statement to the script that sets it."""

MARK: Final = "\ufffe"
"""A value that no configuration has: not even a character."""
_LOG_LEVEL: Final = ("logLevel",)
ANYTHING: Final = "anythingThatAnEditMayWrite"
"""A variable of the page that nobody knows, and that no script has."""


class Texts(NamedTuple):
    """The texts of a configuration's scripts, by name, and how they are read again.

    ``script`` is the name of the one that sets the configuration, which the page calls
    ``global_name``. ``reread`` gives the script's layer with another text in the place of that of
    its name, on a page that has ANYTHING. Raises AppConfigError.
    """

    sources: Mapping[str, Source]
    script: str
    global_name: str
    reread: Callable[[Source], Layer]


class AdvisedEdit(NamedTuple):
    """An edit that takes effect.

    ``path`` is what is edited: in the resource for ``update``, within the object at ``location``
    for ``add`` (empty: any key of it), else in the configuration. ``object_path`` is that
    object's. ``replaces`` is the array that the edit replaces as a whole. ``lost_in`` is the newest
    Flex UI release where what is documented to win loses in it. ``is_argument`` says that
    ``location`` is in no file but in an argument of the call, such as ``--define``. ``writing``
    is whether the property to ``update`` can be changed. ``target`` is what the statement to
    ``append`` assigns to. ``is_followed`` says that the value asked for follows the one to
    ``add``. ``may_change`` are other values that may change with it.
    """

    action: Action
    layer: str
    path: Path
    location: Location | None
    object_path: Path = ()
    replaces: Path | None = None
    lost_in: Release | None = None
    is_argument: bool = False
    writing: Writing = "writable"
    target: str = ""
    is_followed: bool = False
    may_change: tuple[Path, ...] = ()


def edits(
    config: EffectiveConfig, explained: Explanation, alive: list[Contribution]
) -> Iterator[AdvisedEdit]:
    """The edits that take effect, that of least effort first; ``alive`` is what is in force."""
    path = explained.path
    if explained.kind == "value" and alive:
        winner = alive[-1]
        layer = layer_of(config, winner.layer)
        if layer.kind == "derived" and _is_default(config, _LOG_LEVEL):
            for one in _in_script(config, _LOG_LEVEL):
                yield one._replace(is_followed=True)
        elif not _is_character(config, winner, path):
            yield from edits_at_winner(layer, winner, path)
        if layer.kind == "script":
            return
    if explained.kind == "object":
        yield from _in_object(config, explained, alive)
    else:
        yield from _in_script(config, path)
    if explained.kind == "absent":
        yield from _in_resource(config, path)


def edits_at_winner(layer: Layer, winner: Contribution, path: Path) -> Iterator[AdvisedEdit]:
    """The edits of what a layer says, or of what that comes from."""
    if winner.rule == "wrapped":
        path = path[:1]  # colorTheme.baseName is written as colorTheme
    if layer.kind == "script":
        yield AdvisedEdit("edit", layer.id, path, winner.location)
        origin = _origin(winner)
        if origin is not None:
            place, is_argument = origin.location, origin.is_argument
            yield AdvisedEdit("edit-origin", layer.id, path, place, is_argument=is_argument)
    elif layer.kind == "derived":
        yield AdvisedEdit("edit-log-level", layer.id, ("logLevel",), winner.location)
    elif layer.kind == "column":
        if writing(layer.column) != "read-only":
            yield AdvisedEdit(
                "update",
                layer.id,
                _in_column(layer.column, path[1:]),
                winner.location,
                writing=writing(layer.column),
            )
    elif layer.kind == "stored":
        yield AdvisedEdit("clear-stored", layer.id, path, winner.location)
    elif layer.kind in {"rest", "data"}:
        yield AdvisedEdit("update", layer.id, ("ui_attributes", *path), winner.location)


def _is_default(config: EffectiveConfig, path: Path) -> bool:
    """Whether a value is Flex UI's own."""
    set_by = config.explain(path).set_by
    return set_by is not None and layer_of(config, set_by).kind == "defaults"


def _is_character(config: EffectiveConfig, winner: Contribution, path: Path) -> bool:
    """Whether a value is a character of a text that an object was merged over."""
    return winner.rule == "spread-to-keys" and any(
        one.layer == winner.layer and isinstance(one.value, str) for one in config.said(path[:-1])
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


def _end(one: Contribution) -> Step | None:
    """The one step that a value's trace ends with; None where there are several, or none."""
    steps = one.trace
    ends = [
        step
        for step, below in zip(steps, (*steps[1:], None), strict=False)
        if below is None or below.depth <= step.depth
    ]
    return ends[0] if len(ends) == 1 else None


def _in_object(
    config: EffectiveConfig, explained: Explanation, alive: list[Contribution]
) -> Iterator[AdvisedEdit]:
    """Where a key can be added to an object: appConfig.js's own part of it, if it has one."""
    script = _script(config)
    own = _own(config, explained.path, script.id) if script is not None else None
    if script is not None and own is not None and isinstance(own.value, dict):
        yield AdvisedEdit("add", script.id, (), _literal(own), explained.path)
        return
    for one in reversed(alive):
        layer = layer_of(config, one.layer)
        if layer.kind in {"rest", "data", "column", "stored"}:
            yield from edits_at_winner(layer, one, explained.path)
            break
    yield from _in_script(config, explained.path)


def _script(config: EffectiveConfig) -> Layer | None:
    """The script's layer, if there is one."""
    return next((one for one in reversed(config.layers) if one.kind == "script"), None)


def _in_script(config: EffectiveConfig, path: Path) -> Iterator[AdvisedEdit]:
    """The object of appConfig.js to which a path can be added, if that takes effect."""
    script = _script(config)
    if script is None or not path:
        return
    array = next((path[:at] for at, key in enumerate(path) if isinstance(key, int)), None)
    wanted = array if array is not None else path
    keys = tuple(map(str, wanted))
    for end in reversed(range(len(keys))):
        own = _own(config, keys[:end], script.id)
        if own is None:
            continue
        if not isinstance(own.value, dict) or _is_deleted(config, keys, end, script.id):
            return  # beneath what has no keys, or nobody knows which, or what loses them
        if with_mark(config, script.id, keys) != MARK:
            return
        was_array = isinstance(config.explain(keys).value, list)
        replaces = wanted if was_array else None
        yield AdvisedEdit("add", script.id, keys[end:], _literal(own), keys[:end], replaces)
        return


def _is_deleted(config: EffectiveConfig, path: Path, known: int, layer: str) -> bool:
    """Whether a layer's file deletes what it has set of a path, beyond its ``known`` keys."""
    return any(
        one.layer == layer and one.rule == "deleted-in-file"
        for end in range(known + 1, len(path) + 1)
        for one in config.said(path[:end])
    )


def _own(config: EffectiveConfig, path: Path, layer: str) -> Contribution | None:
    """A layer's word on a path, if that is in force."""
    said = config.said(path)
    return next((one for one in said if one.layer == layer and one.outcome in ALIVE), None)


def _in_resource(config: EffectiveConfig, path: Path) -> Iterator[AdvisedEdit]:
    """The property of the resource that would set a path, if that takes effect."""
    layer = next((one for one in config.layers if one.id == "ui_attributes"), None)
    if layer is None or not all(isinstance(key, str) for key in path):
        return
    keys = tuple(map(str, path))
    if _opens(config, keys, layer.id) and with_mark(config, layer.id, keys) == MARK:
        yield AdvisedEdit("update", layer.id, ("ui_attributes", *keys), None)


def _opens(config: EffectiveConfig, path: Path, layer: str) -> bool:
    """Whether all that a layer has on the way to a path can hold keys, or is null."""
    return all(
        one.value is None or isinstance(one.value, dict)
        for end in range(1, len(path))
        for one in config.said(path[:end])
        if one.layer == layer
    )


def with_mark(config: EffectiveConfig, layer: str, keys: tuple[str, ...]) -> ConfigValue:
    """The value at a path of keys with MARK set there in a layer."""
    return marked(config, layer, keys).explain(keys).value


def marked(config: EffectiveConfig, layer: str, keys: tuple[str, ...]) -> EffectiveConfig:
    """What the merge gives with MARK set at a path of keys in a layer; in none with another id.

    Only what can have to do with that is merged: there may be many other keys.
    """
    wanted = concerned(config.release, keys[0])

    def kept(one: Layer) -> Layer:
        part = one.only(wanted)
        return with_value(part, keys, MARK) if one.id == layer else part

    return config.remade(kept)


def concerned(release: Release | None, key: str) -> frozenset[str]:
    """The keys at the root that can have to do with one of them, in a release."""
    return frozenset({key, *(release.peculiar if release is not None else ())})


def layer_of(config: EffectiveConfig, id: str) -> Layer:
    """The layer of an id."""
    return next(one for one in config.layers if one.id == id)
