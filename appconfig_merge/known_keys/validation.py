"""Values that a schema refuses, found by jsonschema-rs.

The library takes as long to import as all that a check imports of its own, so it judges only what
isn't plainly right: most configurations do without it. It takes JSON only, so the values are made
JSON first, as far as the schema speaks of them.
"""

from __future__ import annotations

import sys
from functools import reduce
from importlib.util import find_spec
from operator import getitem
from typing import TYPE_CHECKING, Any, Final, Literal

from appconfig_merge.errors import MissingExtraError
from appconfig_merge.known_keys.schema import types_of
from appconfig_merge.limits import MAX_KNOWN_ITEMS
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.values import Undefined, Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jsonschema_rs import Draft202012Validator as Validator

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


_PLAIN: Final = frozenset({"type", "enum", "properties", "items", "allOf", "if", "then", "else"})
"""The keywords by which a value can be plainly right."""
_SILENT: Final = frozenset({"$schema", "title", "description", "format", "examples"})
"""The keywords that refuse nothing, as do those of our own, ``x-``."""


class Validation:
    """Validates any number of objects by one schema, whose parts are compiled once."""

    __slots__ = ("_schema", "_validators")

    def __init__(self, schema: Schema) -> None:
        """Raises MissingExtraError where jsonschema-rs isn't installed."""
        if find_spec("jsonschema_rs") is None:
            raise MissingExtraError(
                "checking values of known keys needs jsonschema-rs, which is not installed",
                help="pip install 'appconfig-merge[check]'",
            )
        self._schema = schema
        self._validators: dict[str, Validator] = {}

    def wrong_values(self, values: Mapping[str, ConfigValue]) -> dict[Path, Wrong]:
        """The values that the schema refuses, by path.

        What is unresolved, undefined or null is never refused.
        """
        found: dict[Path, Wrong] = {}
        for key, schema in self._schema["properties"].items():
            if key not in values or _is_plainly_right(values[key], schema):
                continue
            for error in self._validator(key).iter_errors(_as_json(values[key], schema)):
                path = (key, *error.instance_path)
                if _is_open(_at(values, path)):
                    continue
                *where, keyword = error.schema_path
                kind: Literal["type", "enum"] = "type" if keyword == "type" else "enum"
                if kind == "type" or path not in found:
                    found[path] = Wrong(kind, _at(schema, where), _advice(self._schema, path))
        return found

    def _validator(self, key: str) -> Validator:
        """What validates the value of a key."""
        if key not in self._validators:
            from jsonschema_rs import Draft202012Validator

            self._validators[key] = Draft202012Validator(self._schema["properties"][key])
        return self._validators[key]


def _is_plainly_right(value: ConfigValue, schema: Schema) -> bool:
    """Whether a value is right by types and words alone, or nothing can be wrong with it.

    Where it isn't, it may be right nevertheless.
    """
    if _is_open(value):
        return True
    if not all(one in _PLAIN or one in _SILENT or one.startswith("x-") for one in schema):
        return False
    if "type" in schema and _json_type(value) not in types_of(schema):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    parts = [(value, part) for part in schema.get("allOf", ())]
    if "if" in schema:
        if schema["if"].keys() != {"type"}:
            return False  # a condition has to be known to be false, too
        branch = "then" if _is_plainly_right(value, schema["if"]) else "else"
        parts.append((value, schema.get(branch, {})))
    if isinstance(value, dict):
        known = schema.get("properties", {})
        parts += [(value[key], inner) for key, inner in known.items() if key in value]
    elif isinstance(value, list) and "items" in schema:
        parts += [(item, schema["items"]) for item in value[:MAX_KNOWN_ITEMS]]
    return all(_is_plainly_right(one, part) for one, part in parts)


def _json_type(value: ConfigValue) -> str:
    """JSON Schema's name of a value's type; empty for what JSON has no word for."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "string"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, list):
        return "array"
    return "object" if isinstance(value, dict) else ""


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
