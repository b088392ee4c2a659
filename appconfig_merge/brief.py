"""Values and places in a few words, for lines that people read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.display_width import ELLIPSIS, cut, fit, width
from appconfig_merge.javascript.numbers import number_text, number_to_string
from appconfig_merge.paths import is_name, quoted
from appconfig_merge.values import BigInt, Function, RegExp, Undefined, Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.location import Location
    from appconfig_merge.values import ConfigValue, JsonValue

_WIDE = 140
"""Columns from which on a table has room for a resource's whole name."""

# What would act on a terminal instead of showing: control characters, and marks that turn the
# direction of text around. A lone surrogate can't be written at all.
_UNPRINTABLE: Final = r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"


def brief_value(value: ConfigValue | JsonValue, limit: int = 48) -> str:
    """A value on one line, shortened to ``limit`` columns.

    White space in a function or expression is layout, in a string it is the value.
    """
    return fit(printable(_text(value, limit)), limit)


def _text(value: ConfigValue | JsonValue, limit: int) -> str:
    if isinstance(value, str):
        start = cut(value, limit)
        text = quoted(start)
        return text if start == value else text[:-1] + ELLIPSIS
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, int | float):
        return number_text(value)
    if hasattr(value, "as_tuple"):  # a Decimal, without importing it for every other value
        return decimal_text(value)  # type: ignore[arg-type]
    if isinstance(value, Unresolved):
        return f"unresolved: {_one_line(value.source)}" if value.source else "unresolved"
    if isinstance(value, Function):
        return _one_line(value.source) or "function"
    if isinstance(value, Undefined | BigInt | RegExp):
        return repr(value)
    parts = []
    room = limit
    items = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for key, item in items:
        if room <= 0:
            parts.append(ELLIPSIS)
            break
        text = _text(item, room)
        parts.append(text if key is None else f"{_key(key)}: {text}")
        room -= width(parts[-1]) + 2
    inner = ", ".join(parts)
    if isinstance(value, dict):
        return f"{{ {inner} }}" if inner else "{}"
    return f"[{inner}]"


def decimal_text(value: Decimal) -> str:
    """A number of a document: all its digits, and an exponent only where JavaScript prints one."""
    text = str(value)
    if "E" in text:
        printed = number_to_string(float(value))
        return printed if type(value)(printed) == value else text.lower()
    return text


def _key(key: str) -> str:
    return key if is_name(key) else quoted(key)


def shorten(text: str, limit: int) -> str:
    """One line, printable, of at most ``limit`` columns."""
    return fit(printable(_one_line(text)), limit)


def _one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "  " in text else text


def printable(text: str) -> str:
    """Text with what would act on a terminal written as an escape."""
    if text.isprintable():
        return text  # as nearly all are
    return re.sub(_UNPRINTABLE, lambda match: f"\\u{ord(match[0]):04x}", text)


def place(location: Location | None) -> str:
    """``file:line:column``, where there is one."""
    return printable(str(location)) if location is not None else "no position"


def line_near(location: Location, near: Location | None) -> str:
    """``line 3``, or with its file ``brand.js:3`` where that isn't the one of a place nearby."""
    if near is None or near.file == location.file:
        return f"line {location.line}"
    return f"{location.file}:{location.line}"


def reason_text(value: Unresolved) -> str:
    """Why a value isn't known, with the line of what took the knowledge away."""
    if value.origin is None:
        return value.reason
    return f"{value.reason} ({line_near(value.origin, value.location)})"


class Places:
    """Where values of these layers stand, in words.

    Where there is no position, the file is named with the remark that there is none; a resource
    that came from the service has none to give, so its name alone is its place.
    """

    def __init__(self, layers: Iterable[Layer], *, width: int = _WIDE) -> None:
        self._layers = {layer.id: layer for layer in layers}
        self._width = width

    def full(self, location: Location | None, layer: str) -> str:
        """The place with the whole name of its file."""
        if location is not None:
            return place(location)
        found = self._layers.get(layer)
        if found is not None and found.kind in {"defaults", "column"}:
            return printable(layer)
        if found is None or not found.file:
            return f"{printable(layer)} (no position)"
        if not found.is_live:
            return f"{printable(found.file)} (no position)"
        # In a narrow table the name does without the time, which stands beneath it.
        return printable(found.file if self._width >= _WIDE else found.short_file)

    def is_live(self, layer: str) -> bool:
        """Whether a layer came from the service, so that its name is all that it has of a place."""
        found = self._layers.get(layer)
        return found is not None and found.is_live

    def file(self, layer: str) -> str:
        """The file of a layer, or the layer's name where it has none."""
        found = self._layers.get(layer)
        return printable((found.file if found is not None else "") or layer)

    def short(self, location: Location | None, layer: str) -> str:
        """The place by its file's own name, for where the whole name stands nearby."""
        found = self._layers.get(layer)
        if location is None and found is not None and found.is_live:
            return printable(layer)
        return self.full(location, layer).replace("\\", "/").rpartition("/")[2]
