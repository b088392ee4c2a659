"""Properties of the resource for which somebody asks as for values of the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript.values import JSArray, JSObject
from appconfig_merge.layers.properties import writing
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.values import convert, location_of

if TYPE_CHECKING:
    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.javascript.values import Slot
    from appconfig_merge.layers.properties import Writing
    from appconfig_merge.layers.resource import Resource
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.releases import Release
    from appconfig_merge.values import ConfigValue


class PropertyStory(NamedTuple):
    """A path in the resource.

    ``is_given`` says that the resource's properties are known, ``is_set`` that it has a value,
    which is ``value`` at ``location``. ``keys`` are those of the configuration that ``release``
    makes of it.
    """

    path: Path
    writing: Writing
    release: Release
    keys: tuple[Path, ...]
    is_given: bool = False
    is_set: bool = False
    value: ConfigValue = None
    location: Location | None = None


def property_story(config: EffectiveConfig, resource: Resource | None, path: Path) -> PropertyStory:
    """What a property is, and what of the configuration comes from it."""
    release = config.release
    if release is None:
        from appconfig_merge.releases.table import newest

        release = newest()
    name = str(path[0])
    keys = tuple(path for column, path in release.column_paths.items() if column == name)
    story = PropertyStory(path, writing(name), release, keys)
    if resource is None or resource.others is None:
        return story
    slot = _slot(resource, path)
    if slot is None:
        return story._replace(is_given=True)
    traced = slot.traced
    value = convert(traced.value, traced)
    return story._replace(is_given=True, is_set=True, value=value, location=location_of(traced))


def _slot(resource: Resource, path: Path) -> Slot | None:
    """What stands at a path of the resource."""
    slot = resource.slot(str(path[0]))
    for key in path[1:]:
        value = slot.traced.value if slot is not None else None
        if isinstance(value, JSArray):
            index = int(key) if str(key).isdecimal() else len(value.elements)
            slot = value.elements[index] if index < len(value.elements) else None
        else:
            slot = value.slots.get(str(key)) if isinstance(value, JSObject) else None
    return slot
