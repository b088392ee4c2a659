"""What the running page was made of, as far as a snapshot tells: what can stand in for an input."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from appconfig_merge.effective.view import plain_value
from appconfig_merge.errors import AppConfigError
from appconfig_merge.javascript.values import JSObject
from appconfig_merge.layers.data import from_data
from appconfig_merge.layers.layer import Layer
from appconfig_merge.layers.resource import Resource
from appconfig_merge.layers.script import SCRIPT_LAYER
from appconfig_merge.merging.filling import handed
from appconfig_merge.questions.equivalence import equivalent
from appconfig_merge.values import Undefined, Unresolved, public_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.inputs.record import Inputs
    from appconfig_merge.javascript.values import Slot
    from appconfig_merge.layers.page.scripts import PageInput
    from appconfig_merge.releases import Release
    from appconfig_merge.snapshots.snapshot import Snapshot
    from appconfig_merge.source import Source
    from appconfig_merge.values import ConfigValue
    from appconfig_merge.verification.difference import Cause

ATTRIBUTES: Final = "ui_attributes"

_STANDS_IN: Final = "__effectiveConfigServed"
"""The global from which the page's own scripts get the object that the page was served."""
_BINDS: Final = re.compile(
    r"(?:\b(?:var|let|const)\s+|\b(?:window|self|globalThis)\s*\.\s*|(?<![\w$.]))appConfig\s*=[^=>]"
)
"""A script that gives ``appConfig`` a value."""


def resource_of(snapshot: Snapshot) -> Resource | None:
    """The resource that the page merged; None where the snapshot tells none that can be."""
    columns = snapshot.resource
    if columns is None:
        return None
    attributes = columns.get(ATTRIBUTES)
    if not isinstance(attributes, Mapping):
        return None
    try:
        others = {key: value for key, value in columns.items() if key != ATTRIBUTES}
        rest = _object(from_data(others))
        layer = from_data(attributes)
    except AppConfigError:
        return None
    return Resource(Layer(layer.id, "rest", "", layer.root, has_positions=False), rest)


def runs_on_cache(snapshot: Snapshot) -> bool:
    """Whether the page went on with the resource that the browser had kept.

    The copy is written anew with each answer of the service: one that is older than the page was
    not, and an answer that isn't 200 gave none.
    """
    cached = snapshot.cached_resource
    if cached is None or not snapshot.loaded or not cached.cached:
        return False
    return snapshot.answer != 200 and cached.cached < snapshot.loaded


def same_resource(given: Resource, running: Resource, release: Release | None) -> bool:
    """Whether two resources have the same of all that a release merges."""
    names = [one.column for one in release.columns] if release is not None else []
    return equivalent(_public(given.ui_attributes.root), _public(running.ui_attributes.root)) and (
        given.others is None
        or all(equivalent(_column(given, name), _column(running, name)) for name in names)
    )


def stored_of(snapshot: Snapshot) -> Layer | None:
    """The layer of what the page's browser has stored; None where that is nothing."""
    from appconfig_merge.layers.stored import stored_from_data

    if not snapshot.stored:
        return None
    try:
        return stored_from_data(snapshot.stored)
    except AppConfigError:
        return None


def same_stored(given: Layer | None, running: Layer | None) -> bool:
    """Whether a browser has stored what was given."""
    values = ({} if one is None else _public(one.root) for one in (given, running))
    return equivalent(*values)


def scripts_of(
    reader: Reader, inputs: Inputs, given: Layer, snapshot: Snapshot
) -> dict[Cause, Layer]:
    """What may have been handed to Flex UI in place of what the script or page that is given has.

    By the cause that it would be, the likeliest first. A page's own scripts are run with the object
    that the page was served; of a script alone nobody knows which object the page takes.
    """
    found: dict[Cause, Layer | None] = {}
    own = _public(given.root)
    by_name, on_window = (
        snapshot.handed
        if _was_handed(value, snapshot, given)
        else _before_filling(value, snapshot.stored, own, snapshot.handed)
        for value in (snapshot.by_name, snapshot.on_window)
    )
    if inputs.global_name == "appConfig" and snapshot.taken_by != "error-report":
        page = reader.page(inputs)
        served = by_name if by_name is not None else on_window
        is_same = _same_binding(snapshot.by_name, snapshot.on_window)
        if page is not None and all(one.code != "no-hand-over" for one in given.diagnostics):
            declared = "var" if is_same else "const"
            found["served-file"] = _through_page(reader, inputs, page, served, declared)
            if found["served-file"] is None and isinstance(snapshot.handed, Mapping):
                # Its scripts make it among other things: what they handed over of it was seen.
                found["served-file"] = _layer(_in_both(snapshot.handed, served), given)
        else:
            served, on_window = (
                _before_changes(value, own, snapshot.handed) for value in (served, on_window)
            )
            found["served-file"] = _layer(served, given)
            if not is_same:
                found["binding"] = _layer(on_window, given)
    if snapshot.handed is not None:
        found["hand-over"] = _layer(snapshot.handed, given)
    return {
        cause: layer
        for cause, layer in found.items()
        if layer is not None and not equivalent(own, _public(layer.root))
    }


def _was_handed(value: ConfigValue, snapshot: Snapshot, given: Layer) -> bool:
    """Whether an object of the page's is the one that was handed over, its gaps filled since."""
    if snapshot.handed is None or not isinstance(value, dict):
        return False
    layer = _layer(snapshot.handed, given)
    return layer is not None and equivalent(plain_value(handed(layer, stored_of(snapshot))), value)


def _before_filling(
    value: ConfigValue, stored: object, given: ConfigValue, handed: ConfigValue
) -> ConfigValue:
    """An object of the page's as it was before Flex UI filled it by what the browser has stored.

    What is as stored was filled in, unless it is as given, or was there when it was handed over.
    """
    if not isinstance(value, dict) or not isinstance(stored, Mapping):
        return value
    made: dict[str, ConfigValue] = {}
    for key, inner in value.items():
        if key not in stored:
            made[key] = inner
            continue
        others = (one.get(key) if isinstance(one, dict) else None for one in (given, handed))
        if isinstance(inner, dict) and isinstance(stored[key], Mapping):
            made[key] = _before_filling(inner, stored[key], *others)
        elif not equivalent(inner, stored[key]) or any(
            isinstance(one, dict) and key in one and equivalent(inner, one[key])
            for one in (given, handed)
        ):
            made[key] = inner
    return made


def _before_changes(value: ConfigValue, given: ConfigValue, handed: ConfigValue) -> ConfigValue:
    """An object of the page's without what the page changed in it after it had handed it over.

    What was handed over as given was as given.
    """
    if not (isinstance(value, dict) and isinstance(given, dict) and isinstance(handed, dict)):
        return value
    made: dict[str, ConfigValue] = {}
    for key, inner in value.items():
        if key not in handed:
            if key in given:
                made[key] = inner
        elif key not in given:
            made[key] = inner
        elif equivalent(given[key], handed[key]):
            made[key] = given[key]
        else:
            made[key] = _before_changes(inner, given[key], handed[key])
    return made


def _same_binding(by_name: ConfigValue, on_window: ConfigValue) -> bool:
    return by_name is None or (on_window is not None and equivalent(by_name, on_window))


def _layer(value: ConfigValue, given: Layer) -> Layer | None:
    """What Flex UI is handed by ``appConfig || {}``, as the script's layer."""
    if isinstance(value, Unresolved):
        return None
    if value is None or isinstance(value, Undefined):
        value = {}
    if not isinstance(value, Mapping):
        return None
    try:
        layer = from_data(value, SCRIPT_LAYER)
    except AppConfigError:
        return None
    return Layer(
        SCRIPT_LAYER,
        "script",
        given.file,
        layer.root,
        has_positions=False,
        takes_stored=given.takes_stored,
    )


def _in_both(one: Mapping[str, ConfigValue], other: ConfigValue) -> dict[str, ConfigValue]:
    """What two objects have alike."""
    made: dict[str, ConfigValue] = {}
    for key, inner in one.items():
        if not isinstance(other, Mapping) or key not in other:
            continue
        if isinstance(inner, dict) and isinstance(other[key], dict):
            made[key] = _in_both(inner, other[key])
        elif equivalent(inner, other[key]):
            made[key] = inner
    return made


def _through_page(
    reader: Reader, inputs: Inputs, page: PageInput, served: ConfigValue, declared: str
) -> Layer | None:
    """What the page's scripts hand over where their ``appConfig`` is the one that was served."""
    from appconfig_merge.layers.page.reading import read_page
    from appconfig_merge.source import Source

    setting = _setting(page, reader.texts(inputs))
    if setting is None:
        return None
    # Where nothing has set it there is no such script.
    text = "" if served is None else f"{declared} appConfig = {_STANDS_IN};"
    try:
        value = _object(from_data({_STANDS_IN: served})).slots[_STANDS_IN].traced
        changed = reader.page(inputs, Source(setting.name, text, setting.language))
        assert changed is not None
        wanted = reader.script_input(inputs)
        wanted = wanted._replace(defined={**wanted.defined, _STANDS_IN: value})
        return read_page(changed, wanted)
    except AppConfigError:
        return None


def _setting(page: PageInput, texts: tuple[Source, ...]) -> Source | None:
    """The file of a page's that gives ``appConfig`` its value, if it is one by itself."""
    for source in texts:
        if source.whole is source and source is not page.source and _BINDS.search(source.text):
            return source
    return None


def _object(layer: Layer) -> JSObject:
    root = layer.root.traced.value
    assert isinstance(root, JSObject)
    return root


def _column(resource: Resource, name: str) -> ConfigValue:
    slot = resource.slot(name)
    return None if slot is None else _public(slot)


def _public(slot: Slot) -> ConfigValue:
    return public_value(slot.traced)


def same_rules(one: Release | None, other: Release | None) -> bool:
    """Whether two releases make the same of the same inputs."""
    return _rules(one) == _rules(other)


def _rules(release: Release | None) -> Release | None:
    return None if release is None else release._replace(version="", remarks=())


def rows() -> Iterator[Release]:
    """A release of each row of the table, the newest first."""
    from appconfig_merge.releases.table import table

    for row in reversed(table().rows):
        yield row.at(".".join(map(str, row.since)))
