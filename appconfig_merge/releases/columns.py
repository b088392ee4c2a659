"""The remote layer of a release: keys of ui_attributes that columns of the resource replace.

Flex UI makes it as ``{...ui_attributes, notifications: {...}, markdown: ..., ...}``: what
ui_attributes has at such a key is dead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript.conversion import to_boolean
from appconfig_merge.javascript.enumeration import enumerable
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSArray, JSObject, Slot, Traced, Unknown
from appconfig_merge.layers.data import from_python
from appconfig_merge.layers.layer import Layer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from appconfig_merge.javascript.values import Value
    from appconfig_merge.layers.resource import Resource
    from appconfig_merge.merging.nodes import Shared
    from appconfig_merge.releases.table import Column, Release


def column_layers(release: Release, resource: Resource, shared: Shared) -> tuple[Layer, ...]:
    """A layer for each key that this release takes from a column, in Flex UI's order.

    Where only ui_attributes are given nothing is known of the columns.
    """

    def channels() -> Value:
        key = f"channels of {release.name}"
        return shared.once(key, lambda: from_python(list(release.channel_configs)))

    return tuple(_layer(column, resource, channels) for column in release.columns)


def _layer(column: Column, resource: Resource, channels: Callable[[], Value]) -> Layer:
    slot = _replacement(column, resource, channels)
    root = JSObject()
    root.slots[column.key] = slot
    source = resource.ui_attributes
    return Layer(
        f"column {column.column}",
        "column",
        source.file,
        Slot(untraced(root)),
        has_positions=source.has_positions,
        short_file=source.short_file,
        column=column.column,
    )


def _replacement(column: Column, resource: Resource, channels: Callable[[], Value]) -> Slot:
    """What stands at the column's key in the remote layer; ``channels`` are Flex UI's own."""
    if resource.others is None:
        reason = f"it is the resource's column {column.column}, and only ui_attributes are given"
        kind = "object" if column.form in {"notifications", "accountSid"} else ""
        return Slot(untraced(Unknown(reason, kind=kind)))
    given = resource.others.find(column.column)
    slot = given if given is not None else Slot(untraced(UNDEFINED))
    if column.form == "accountSid":
        return _with(slot, _object({"accountSid": slot}))
    if column.form == "value or undefined":
        return slot if to_boolean(slot.traced.value) else Slot(untraced(UNDEFINED), slot.key)
    if column.form == "notifications":
        return _with(slot, _notifications(slot))
    if column.form == "channelConfigs":
        if not _has_length(slot.traced.value):
            return Slot(untraced(channels()))
        from appconfig_merge.releases.channel_configs import channel_configs

        return channel_configs(slot)
    return slot


def _object(slots: Mapping[str, Slot]) -> JSObject:
    made = JSObject()
    made.slots.update(slots)
    return made


def _with(slot: Slot, value: JSObject) -> Slot:
    """A slot at the same place, with a value that was made from what it holds."""
    traced = slot.traced
    return Slot(Traced(value, traced.node, traced.source), slot.key)


def _notifications(slot: Slot) -> JSObject:
    """``{...notifications, browser: notifications?.enabled}``."""
    value = slot.traced.value
    made = _object(dict(enumerable(value, slot.traced)))
    enabled = value.slots.get("enabled") if isinstance(value, JSObject) else None
    made.slots["browser"] = enabled if enabled is not None else Slot(untraced(UNDEFINED))
    return made


def _has_length(value: Value) -> bool:
    """Whether ``channel_configs?.length`` is truthy."""
    if isinstance(value, JSArray):
        return bool(value.elements)
    if isinstance(value, JSObject):
        slot = value.slots.get("length")
        return slot is not None and to_boolean(slot.traced.value)
    return isinstance(value, str) and bool(value)
