"""Values that a schema refuses, found by jsonschema-rs.

The library is compiled and quick to import. It takes JSON only, so the values are made JSON first,
as far as the schema speaks of them.
"""

from __future__ import annotations

import sys
from functools import reduce
from operator import getitem
from typing import TYPE_CHECKING, Any, Final, Literal

from appconfig_merge.errors import MissingExtraError
from appconfig_merge.limits import MAX_KNOWN_ITEMS
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.values import Undefined, Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from appconfig_merge.known_keys.schema import Schema
    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue


class Wrong(NamedTuple):
    """A value that its schema refuses: for its type, or for what it is.

    ``schema`` is the part that refuses, ``advice`` what the data say of wrong values.
    """

    kind: Literal["type", "enum"]
    schema: Schema
    advice: str


_LARGEST: Final = sys.float_info.max


class Validation:
    """Validates any number of objects by one schema, which is compiled once."""

    __slots__ = ("_schema", "_validator")

    def __init__(self, schema: Schema) -> None:
        """Raises MissingExtraError where jsonschema-rs isn't installed."""
        try:
            from jsonschema_rs import validator_for
        except ImportError:
            raise MissingExtraError(
                "checking values of known keys needs jsonschema-rs, which is not installed",
                help="pip install 'appconfig-merge[check]'",
            ) from None
        self._schema = schema
        self._validator = validator_for(dict(schema))

    def wrong_values(self, values: Mapping[str, ConfigValue]) -> dict[Path, Wrong]:
        """The values that the schema refuses, by path.

        What is unresolved, undefined or null is never refused.
        """
        found: dict[Path, Wrong] = {}
        for error in self._validator.iter_errors(_as_json(dict(values), self._schema)):
            path = tuple(error.instance_path)
            if _is_open(_at(values, path)):
                continue
            *where, keyword = error.schema_path
            kind: Literal["type", "enum"] = "type" if keyword == "type" else "enum"
            if kind == "type" or path not in found:
                found[path] = Wrong(kind, _at(self._schema, where), _advice(self._schema, path))
        return found


def _as_json(value: ConfigValue, schema: Schema) -> Any:
    """What a schema speaks of in a value; null for what JSON has no word for.

    Keys that aren't known are left out, and what is beyond the first MAX_KNOWN_ITEMS of a list.
    """
    if isinstance(value, dict):
        known: Mapping[str, Schema] = schema.get("properties", {})
        return {key: _as_json(value[key], inner) for key, inner in known.items() if key in value}
    if isinstance(value, list):
        items = value[:MAX_KNOWN_ITEMS] if "items" in schema else []
        return [_as_json(item, schema["items"]) for item in items]
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()  # no known text has a lone surrogate
    if isinstance(value, int | float):
        return max(-_LARGEST, min(value, _LARGEST))  # of NaN the least, which no range has
    return None


def _is_open(value: ConfigValue) -> bool:
    """Whether a value isn't there or isn't known, so that nothing can be wrong with it."""
    return value is None or isinstance(value, Undefined | Unresolved)


def _at(data: Any, path: Iterable[str | int]) -> Any:
    """What is at a path of nested objects and lists."""
    return reduce(getitem, path, data)


def _advice(schema: Schema, path: Path) -> str:
    """What the data say of wrong values at a path."""
    for key in path:
        schema = schema["items"] if isinstance(key, int) else schema["properties"][key]
    advice: str = schema.get("x-advice", "")
    return advice
