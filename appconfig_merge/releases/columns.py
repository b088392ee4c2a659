"""The remote layer of a release: keys of ui_attributes that columns of the resource replace.

Flex UI makes it as ``{...ui_attributes, notifications: {...}, markdown: ..., ...}``: what
ui_attributes has at such a key is dead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.conversion import to_boolean
from appconfig_merge.javascript.enumeration import enumerable
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSArray, JSObject, Slot, Traced, Unknown
from appconfig_merge.layers.data import from_python
from appconfig_merge.layers.layer import Layer
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.values import location_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from appconfig_merge.javascript.values import Value
    from appconfig_merge.layers.resource import Resource
    from appconfig_merge.location import Location
    from appconfig_merge.merging.nodes import Shared
    from appconfig_merge.releases.table import Column, Release

# What lodash's camelCase takes for a word in an ASCII text, which is what Flex UI calls.
_BREAK: Final = r"[^A-Za-z0-9]"
_WORD: Final = re.compile(
    rf"[A-Z]?[a-z]+(?={_BREAK}|[A-Z]|\Z)"
    rf"|[A-Z]+(?={_BREAK}|[A-Z][a-z]|\Z)"
    r"|[A-Z]?[a-z]+|[A-Z]+"
    r"|\d*(?:1ST|2ND|3RD|(?![123])\dTH)(?=\b|[a-z_])"
    r"|\d*(?:1st|2nd|3rd|(?![123])\dth)(?=\b|[A-Z_])"
    r"|\d+",
    re.ASCII,
)
_ODD_KEY: Final = "Flex UI turns its keys to camel case, which is not followed here beyond ASCII"
_CHANNEL_CONFIGS: Final = "channel_configs"
_FAILS: Final = Unknown(
    f"Flex UI fails on this: the column {_CHANNEL_CONFIGS} must be a list of objects"
)
"""What stands in place of what Flex UI throws on."""


class ChannelFailure(NamedTuple):
    """What of the column channel_configs Flex UI throws on.

    ``is_whole`` says that the column is no list; else something in it is null, at ``location``.
    """

    location: Location | None
    is_whole: bool


def column_layers(release: Release, resource: Resource, shared: Shared) -> tuple[Layer, ...]:
    """A layer for each key that this release takes from a column, in Flex UI's order.

    Where only ui_attributes are given nothing is known of the columns.
    """
    key = f"channels of {release.name}"
    channels = shared.once(key, lambda: from_python(list(release.channel_configs)))
    return tuple(_layer(column, resource, channels) for column in release.columns)


def _layer(column: Column, resource: Resource, channels: Value) -> Layer:
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


def _replacement(column: Column, resource: Resource, channels: Value) -> Slot:
    """What stands at the column's key in the remote layer."""
    if resource.columns is None:
        reason = f"it is the resource's column {column.column}, and only ui_attributes are given"
        kind = "object" if column.form in {"notifications", "accountSid"} else ""
        return Slot(untraced(Unknown(reason, kind=kind)))
    given = resource.columns.get(column.column)
    slot = given if given is not None else Slot(untraced(UNDEFINED))
    if column.form == "accountSid":
        return _with(slot, _object({"accountSid": slot}))
    if column.form == "value or undefined":
        return slot if to_boolean(slot.traced.value) else Slot(untraced(UNDEFINED), slot.key)
    if column.form == "notifications":
        return _with(slot, _notifications(slot))
    if column.form == "channelConfigs":
        return _channel_configs(slot, channels)
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


def _channel_configs(slot: Slot, built_in: Value) -> Slot:
    """The column where it is a list of something, with keys in camel case; else Flex UI's own."""
    value = slot.traced.value
    if not _has_length(value):
        return Slot(untraced(built_in))
    made: Value = _FAILS
    if isinstance(value, JSArray):
        made = JSArray(
            [Slot(_camelised(element.traced)) for element in value.elements if element is not None]
        )
    return Slot(Traced(made, slot.traced.node, slot.traced.source), slot.key)


def _has_length(value: Value) -> bool:
    """Whether ``channel_configs?.length`` is truthy."""
    if isinstance(value, JSArray):
        return bool(value.elements)
    if isinstance(value, JSObject):
        slot = value.slots.get("length")
        return slot is not None and to_boolean(slot.traced.value)
    return isinstance(value, str) and bool(value)


def _camelised(traced: Traced) -> Traced:
    """An object with its keys in camel case, and those of the objects in it, not in arrays."""
    root = Slot(traced)
    work: list[tuple[Slot, bool]] = [(root, True)]
    while work:
        slot, is_element = work.pop()
        item = slot.traced
        value = item.value
        made: Value = value
        if value is None:
            made = _FAILS
        elif is_element or type(value) is JSObject:
            made = JSObject()
            for key, below in enumerable(value, item):
                if not key.isascii():
                    made.unknown = Unknown(_ODD_KEY)
                inner = made.slots[camel_case(key)] = Slot(below.traced, below.key)
                work.append((inner, False))
        slot.traced = Traced(made, item.node, item.source, item.inputs)
    return root.traced


def channel_failures(layer: Layer) -> Iterator[ChannelFailure]:
    """What Flex UI throws on of a column's layer, in order; nothing of other columns.

    The column is read in any case, even where appConfig.js has channelConfigs of its own.
    """
    root = layer.root.traced.value
    if layer.column != _CHANNEL_CONFIGS or not isinstance(root, JSObject):
        return
    columns = [slot.traced for slot in root.slots.values()]
    work = columns[:]
    while work:
        traced = work.pop()
        value = traced.value
        if value is _FAILS:
            yield ChannelFailure(location_of(traced), traced in columns)
        elif isinstance(value, JSObject):
            slots = value.elements if isinstance(value, JSArray) else [*value.slots.values()]
            work.extend(slot.traced for slot in reversed(slots) if slot is not None)


def camel_case(key: str) -> str:
    """``display_name`` as ``displayName``: an ASCII key as lodash's camelCase turns it."""
    words = [word.lower() for word in _WORD.findall(key.replace("'", ""))]
    return "".join(word if index == 0 else word.capitalize() for index, word in enumerate(words))
