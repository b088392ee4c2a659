"""The Configuration resource: its ui_attributes as a layer, and its other columns.

Which of the columns Flex UI puts in the place of keys of ui_attributes is a release's business
(:mod:`appconfig_merge.releases.columns`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from appconfig_merge.errors import InputError
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSArray, JSObject, Slot
from appconfig_merge.layers.data import (
    attributes_layer,
    from_data,
    from_python,
    from_service,
    read_json,
    read_ui_attributes,
    wrong,
)
from appconfig_merge.layers.properties import UI_ATTRIBUTES
from appconfig_merge.layers.shape import bound_shape

if TYPE_CHECKING:
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.source import Source


class Resource(NamedTuple):
    """What is known of the resource; ``columns`` is None where only ui_attributes are given.

    ``source`` is the text that it was read from, None where the service or a program gave it.
    """

    ui_attributes: Layer
    columns: Mapping[str, Slot] | None
    source: Source | None = None

    def slot(self, name: str) -> Slot | None:
        """A property of the resource, ui_attributes among them; None where it is not known."""
        if name == UI_ATTRIBUTES:
            return self.ui_attributes.root
        return (self.columns or {}).get(name)

    @property
    def ui_version(self) -> str | None:
        """The version of Flex UI that the account runs, such as ``2.n``."""
        slot = (self.columns or {}).get("ui_version")
        value = slot.traced.value if slot is not None else None
        return value if isinstance(value, str) else None


def read_resource(source: Source) -> Resource:
    """A Configuration resource, as GET /v1/Configuration returns it.

    Raises SourceSyntaxError for text that isn't JSON, InputError for JSON that isn't such a
    resource.
    """
    root = read_json(source)
    resource = root.traced.value
    if not isinstance(resource, JSObject) or isinstance(resource, JSArray):
        raise wrong(source, root, "a Configuration resource is a JSON object")
    slot = resource.slots.get(UI_ATTRIBUTES)
    if slot is None:
        raise wrong(
            source,
            root,
            "this JSON has no ui_attributes, so it is not a Configuration resource",
            help="for a file that holds ui_attributes alone use --ui-attributes",
        )
    return Resource(attributes_layer(source, slot), _but_attributes(resource), source)


def read_attributes(source: Source) -> Resource:
    """A resource of which only the ui_attributes are known. Raises as read_ui_attributes."""
    return Resource(read_ui_attributes(source), None, source)


def resource_from_data(data: Mapping[str, Any]) -> Resource:
    """A resource that a program already has. Raises InputError."""
    return Resource(from_data(_attributes(data)), _columns(data))


def resource_from_service(data: Mapping[str, Any], name: str, short_name: str) -> Resource:
    """A resource that was fetched; ``name`` says of whom and when, ``short_name`` of whom alone.

    Raises InputError.
    """
    return Resource(from_service(_attributes(data), name, short_name), _columns(data))


def _attributes(data: Mapping[str, Any]) -> Mapping[str, Any]:
    value = data.get(UI_ATTRIBUTES)
    if isinstance(value, Mapping):
        return value
    raise InputError("the configuration has no ui_attributes object")


def _columns(data: Mapping[str, Any]) -> Mapping[str, Slot]:
    others = {key: value for key, value in data.items() if key != UI_ATTRIBUTES}
    root = Slot(untraced(from_python(others)))
    bound_shape(root, 0)
    assert isinstance(root.traced.value, JSObject)
    return root.traced.value.slots


def _but_attributes(resource: JSObject) -> Mapping[str, Slot]:
    return {key: slot for key, slot in resource.slots.items() if key != UI_ATTRIBUTES}
