"""The Configuration resource: its ui_attributes as a layer, and its other columns.

Which of the columns Flex UI puts in the place of keys of ui_attributes is a release's business
(:mod:`appconfig_merge.releases.columns`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.errors import InputError
from appconfig_merge.javascript.duplicate_keys import duplicate_keys_of_json
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSObject, Slot, Traced
from appconfig_merge.layers.data import (
    attributes_layer,
    demand,
    from_data,
    from_python,
    from_service,
    read_json,
    read_ui_attributes,
    repeated_keys,
    wrong,
)
from appconfig_merge.layers.layer import Layer
from appconfig_merge.layers.properties import (
    ACCOUNT_SID,
    UI_ATTRIBUTES,
    VERSION_COMPATIBILITY,
)
from appconfig_merge.layers.shape import bound_shape
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.source import Source

    Data = Mapping[str, Any] | list[Any]


_KEYS: Final = frozenset({UI_ATTRIBUTES, ACCOUNT_SID})
"""What has neither is no Configuration resource."""


class Resource(NamedTuple):
    """What is known of the resource; ``others`` is None where only ui_attributes are given.

    ``others`` is an object that has its other properties, and may have ui_attributes as well.
    ``source`` is the text that it was read from, None where the service or a program gave it.
    """

    ui_attributes: Layer
    others: JSObject | None
    source: Source | None = None

    @property
    def columns(self) -> Mapping[str, Slot] | None:
        """Its properties but for ui_attributes; None where only these are given."""
        if self.others is None:
            return None
        return {key: slot for key, slot in self.others.slots.items() if key != UI_ATTRIBUTES}

    def slot(self, name: str) -> Slot | None:
        """A property of the resource, ui_attributes among them; None where it is not known."""
        if name == UI_ATTRIBUTES:
            return self.ui_attributes.root
        return self.others.find(name) if self.others is not None else None

    @property
    def ui_version(self) -> str | None:
        """The version of Flex UI that the account runs, such as ``2.n``."""
        return self._text("ui_version")

    @property
    def account_sid(self) -> str | None:
        """The account that it is of, where it says so."""
        return self._text(ACCOUNT_SID)

    def _text(self, name: str) -> str | None:
        slot = self.slot(name)
        value = slot.traced.value if slot is not None else None
        return value if isinstance(value, str) else None


def read_resource(source: Source) -> Resource:
    """A Configuration resource, as GET /v1/Configuration returns it.

    Where its ui_attributes are null or missing their layer is empty, and a diagnostic says what
    Flex UI makes of that. Raises SourceSyntaxError for text that isn't JSON, InputError for JSON
    that isn't such a resource.
    """
    root = read_json(source)
    resource = root.traced.value
    if type(resource) is not JSObject or not any(map(resource.find, _KEYS)):
        demand(root, "configuration")
    assert isinstance(resource, JSObject)
    # Of most of the others nobody ever asks.
    slot = resource.find(UI_ATTRIBUTES)
    if slot is None or slot.traced.value is None:
        attributes = _empty(source, slot or root, is_null=slot is not None)
    else:
        attributes = attributes_layer(source, slot)
    repeated = repeated_keys(source, duplicate_keys_of_json(root.traced.node))
    return Resource(attributes.with_diagnostics(repeated), resource, source)


def read_attributes(source: Source) -> Resource:
    """A resource of which only the ui_attributes are known. Raises as read_ui_attributes."""
    return Resource(read_ui_attributes(source), None, source)


def resource_from_data(data: Data) -> Resource:
    """A resource that a program already has. Raises InputError."""
    attributes, diagnostics = _attributes(data)
    assert isinstance(data, Mapping)
    return Resource(from_data(attributes).with_diagnostics(diagnostics), _others(data))


def attributes_from_data(data: Data) -> Resource:
    """A resource of whose data a program has the ui_attributes alone. Raises InputError."""
    demand(_outline(data), "ui_attributes")
    assert isinstance(data, Mapping)
    return Resource(from_data(data), None)


def resource_from_service(
    data: Mapping[str, Any], name: str, short_name: str, noticed: Iterable[Diagnostic] = ()
) -> Resource:
    """A resource that was fetched; ``name`` says of whom and when, ``short_name`` of whom alone.

    ``noticed`` is what its reader has to say of its text. Raises InputError.
    """
    attributes, diagnostics = _attributes(data)
    layer = from_service(attributes, name, short_name)
    return Resource(layer.with_diagnostics((*diagnostics, *noticed)), _others(data))


def _attributes(data: Data) -> tuple[Mapping[str, Any], tuple[Diagnostic, ...]]:
    """The ui_attributes of a resource, and what is to be said of them."""
    if not isinstance(data, Mapping) or _KEYS.isdisjoint(data):
        demand(_outline(data), "configuration")
    assert isinstance(data, Mapping)
    value = data.get(UI_ATTRIBUTES)
    if isinstance(value, Mapping):
        return value, ()
    if value is not None:
        slot = Slot(untraced(from_python(value)))
        from appconfig_merge.layers.mistaken.values import encoded

        raise wrong(slot, UI_ATTRIBUTES, encoded(slot))
    return {}, (_refusal(is_null=UI_ATTRIBUTES in data),)


def _outline(data: Data) -> Slot:
    """What data is recognised by, though there are values in it that JSON doesn't have."""
    try:
        return Slot(untraced(from_python(data)))
    except InputError:
        known = JSObject()
        for key in data if isinstance(data, Mapping) else ():
            known.slots[str(key)] = Slot(untraced(None))
        return Slot(untraced(known))


def _empty(source: Source, at: Slot, *, is_null: bool) -> Layer:
    """The layer of ui_attributes that aren't there; ``at`` is where they should be."""
    node = at.traced.node
    # Without the line: it may show all of the resource.
    refusal = _refusal(is_null=is_null)._replace(location=source.location(node.start, node.end))
    root = Slot(Traced(JSObject(), node, source), at.key)
    return Layer(UI_ATTRIBUTES, "rest", source.name, root, (refusal,))


def _refusal(*, is_null: bool) -> Diagnostic:
    """What Flex UI makes of a resource without ui_attributes."""
    what = "resource's ui_attributes are null" if is_null else "resource has no ui_attributes"
    return Diagnostic(
        "version-compatibility",
        "error",
        f"the {what}: Flex UI refuses to start, for every agent",
        help=f'set {VERSION_COMPATIBILITY} to "yes" in the resource: appConfig.js can\'t',
    )


def _others(data: Mapping[str, Any]) -> JSObject:
    others = {key: value for key, value in data.items() if key != UI_ATTRIBUTES}
    root = Slot(untraced(from_python(others)))
    bound_shape(root, 0)
    assert isinstance(root.traced.value, JSObject)
    return root.traced.value
