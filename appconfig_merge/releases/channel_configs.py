"""The column channel_configs: what Flex UI makes of a list, and what it throws on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.enumeration import enumerable
from appconfig_merge.javascript.values import JSArray, JSObject, Slot, Traced, Unknown
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.values import location_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.javascript.values import Value
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.location import Location

COLUMN: Final = "channel_configs"

# What lodash's camelCase takes for a word in an ASCII text, which is what Flex UI calls.
_BREAK: Final = r"[^A-Za-z0-9]"
_WORD: Final = (
    rf"(?a)[A-Z]?[a-z]+(?={_BREAK}|[A-Z]|\Z)"
    rf"|[A-Z]+(?={_BREAK}|[A-Z][a-z]|\Z)"
    r"|[A-Z]?[a-z]+|[A-Z]+"
    r"|\d*(?:1ST|2ND|3RD|(?![123])\dTH)(?=\b|[a-z_])"
    r"|\d*(?:1st|2nd|3rd|(?![123])\dth)(?=\b|[A-Z_])"
    r"|\d+"
)
_ODD_KEY: Final = "Flex UI turns its keys to camel case, which is not followed here beyond ASCII"
_FAILS: Final = Unknown(f"Flex UI fails on this: the column {COLUMN} must be a list of objects")
"""What stands in place of what Flex UI throws on."""


class ChannelFailure(NamedTuple):
    """What of the column channel_configs Flex UI throws on.

    ``is_whole`` says that the column is no list; else something in it is null, at ``location``.
    """

    location: Location | None
    is_whole: bool


def channel_configs(slot: Slot) -> Slot:
    """What Flex UI makes of a column with anything in it: its elements, keys in camel case."""
    value = slot.traced.value
    made: Value = _FAILS
    if isinstance(value, JSArray):
        made = JSArray(
            [Slot(_camelised(element.traced)) for element in value.elements if element is not None]
        )
    return Slot(Traced(made, slot.traced.node, slot.traced.source), slot.key)


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
    if layer.column != COLUMN or not isinstance(root, JSObject):
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
    words = [word.lower() for word in _words(key)]
    return "".join(word if index == 0 else word.capitalize() for index, word in enumerate(words))


def _words(key: str) -> list[str]:
    spaced = key.replace("_", " ")
    if key.isascii() and spaced.islower() and spaced.replace(" ", "").isalpha():
        return spaced.split()  # as nearly all of Twilio's keys
    return re.findall(_WORD, key.replace("'", ""))
