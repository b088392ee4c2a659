"""What a known key takes and what a value is, in words, and what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.known_keys.near_names import NearNames
from appconfig_merge.known_keys.schema import types_of
from appconfig_merge.paths import format_path
from appconfig_merge.values import BigInt, Function, RegExp

if TYPE_CHECKING:
    from appconfig_merge.known_keys.schema import Schema
    from appconfig_merge.known_keys.validation import Wrong
    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue


_TYPES = {
    "boolean": "true or false",
    "string": "a string",
    "number": "a number",
    "array": "an array",
    "object": "an object",
}

_KINDS = {
    "a boolean": "boolean",
    "a string": "string",
    "a number": "number",
    "an array": "array",
    "an object": "object",
}
"""What JSON Schema calls a kind of value. Of the others it says nothing."""


def may_take(schema: Schema, value: ConfigValue) -> bool:
    """Whether a key takes values of this kind, as far as is known."""
    kind = kind_of_value(value)
    return "type" not in schema or kind not in _KINDS or _KINDS[kind] in types_of(schema)


def wanted(schema: Schema) -> str:
    """The types that a schema takes, in words."""
    return " or ".join(_TYPES[name] for name in types_of(schema))


def allowed_values(schema: Schema) -> list[str]:
    """The values that are to be written at a key; empty where they aren't few words."""
    listed: list[str] = schema.get("enum") or schema.get("examples") or []
    parts = [*schema.get("allOf", ()), *([schema["then"]] if "then" in schema else [])]
    return listed or next(filter(None, map(allowed_values, parts)), [])


def enum_help(value: ConfigValue, wrong: Wrong) -> str:
    """What to write instead of a value that isn't among those which a key takes."""
    allowed = allowed_values(wrong.schema)
    near = _near_value(value, allowed) if isinstance(value, str) else None
    first = f"did you mean {near}?" if near else "write one of " + ", ".join(allowed)
    return with_advice(first, wrong)


def with_advice(text: str, wrong: Wrong) -> str:
    """A hint, with what the data say of wrong values."""
    return f"{text} ({wrong.advice})" if wrong.advice else text


def nested_keys(path: Path) -> str:
    """Objects within one another that lead to a path, as one writes them."""
    *outer, last = (format_path((key,)) for key in path)
    return "".join(f"{key}: {{ " for key in outer) + f"{last}: …" + " }" * len(outer)


def _near_value(value: str, allowed: list[str]) -> str | None:
    """The one value that was probably meant: a near one, or one that begins the same."""
    names = NearNames(allowed)
    near = names.folded_match(value) or names.nearest(value)
    if near is None and len(value) < 2 * max(map(len, allowed)):
        begins = [name for name in allowed if name.startswith(value) or value.startswith(name)]
        near = begins[0] if value and len(begins) == 1 else None
    return near


def kind_of_value(value: ConfigValue) -> str:
    """What a value is, in words."""
    if isinstance(value, Function):
        return "a function"
    if isinstance(value, RegExp):
        return "a regular expression"
    if isinstance(value, BigInt):
        return "a bigint"
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, str):
        return "a string"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, list):
        return "an array"
    return "an object" if isinstance(value, dict) else "a value of the page"
