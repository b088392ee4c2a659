"""Values that a schema refuses, found by jsonschema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from appconfig_merge.errors import MissingExtraError
from appconfig_merge.known_keys.near_names import NearNames
from appconfig_merge.limits import MAX_KNOWN_ITEMS
from appconfig_merge.values import BigInt, Function, RegExp, Undefined, Unresolved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from appconfig_merge.known_keys.schema import Schema
    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue

    Keyword = Callable[[Any, Any, Any, Schema], Iterator[Any] | None]
    """How jsonschema calls a keyword: validator, the keyword's value, instance, schema."""


class Wrong(NamedTuple):
    """A value that its schema refuses: for its type, or for what it is.

    ``schema`` is the part that refuses, ``advice`` what the data say of wrong values.
    """

    kind: Literal["type", "enum"]
    schema: Schema
    advice: str


_JUDGES_VALUES = ("type", "enum", "pattern", "minimum", "maximum")

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


def wrong_values(values: Mapping[str, ConfigValue], schema: Schema) -> dict[Path, Wrong]:
    """The values that a schema refuses, by path.

    What is unresolved, undefined or null is never refused. Raises MissingExtraError where
    jsonschema isn't installed.
    """
    try:
        from jsonschema import validators
    except ImportError:
        raise MissingExtraError(
            "checking values of known keys needs jsonschema, which is not installed",
            help="pip install 'appconfig-merge[check]'",
        ) from None
    draft = validators.Draft202012Validator
    keywords = {name: _lenient(draft.VALIDATORS[name]) for name in _JUDGES_VALUES}
    lenient = validators.extend(draft, {**keywords, "items": _first_items})
    found: dict[Path, Wrong] = {}
    for error in lenient(schema).iter_errors(values):
        path = tuple(error.absolute_path)
        if error.validator == "type":
            found[path] = Wrong("type", error.schema, _advice(schema, path))
        else:
            found.setdefault(path, Wrong("enum", error.schema, _advice(schema, path)))
    return found


def _lenient(keyword: Keyword) -> Keyword:
    """A keyword that says nothing of what isn't known or isn't there."""

    def judged(validator: Any, argument: Any, instance: Any, schema: Schema) -> Iterator[Any]:
        if instance is not None and not isinstance(instance, Undefined | Unresolved):
            yield from keyword(validator, argument, instance, schema) or ()

    return judged


def _first_items(validator: Any, items: Schema, instance: Any, _: Schema) -> Iterator[Any]:
    """The keyword ``items``, of the first MAX_KNOWN_ITEMS."""
    if isinstance(instance, list):
        for index, item in enumerate(instance[:MAX_KNOWN_ITEMS]):
            yield from validator.descend(item, items, path=index)


def _advice(schema: Schema, path: Path) -> str:
    """What the data say of wrong values at a path."""
    for key in path:
        schema = schema["items"] if isinstance(key, int) else schema["properties"][key]
    advice: str = schema.get("x-advice", "")
    return advice


def may_take(schema: Schema, value: ConfigValue) -> bool:
    """Whether a key takes values of this kind, as far as is known."""
    kind = kind_of_value(value)
    return "type" not in schema or kind not in _KINDS or _KINDS[kind] in _types(schema)


def wanted(schema: Schema) -> str:
    """The types that a schema takes, in words."""
    return " or ".join(_TYPES[name] for name in _types(schema))


def _types(schema: Schema) -> list[str]:
    types: str | list[str] = schema["type"]
    return [types] if isinstance(types, str) else types


def enum_help(value: ConfigValue, wrong: Wrong) -> str:
    """What to write instead of a value that isn't among those which a key takes."""
    allowed: list[str] = wrong.schema.get("enum") or wrong.schema["examples"]
    near = _near_value(value, allowed) if isinstance(value, str) else None
    first = f"did you mean {near}?" if near else "write one of " + ", ".join(allowed)
    return with_advice(first, wrong)


def with_advice(text: str, wrong: Wrong) -> str:
    """A hint, with what the data say of wrong values."""
    return f"{text} ({wrong.advice})" if wrong.advice else text


def _near_value(value: str, allowed: list[str]) -> str | None:
    """The one value that was probably meant: a near one, or one that begins the same."""
    names = NearNames(allowed)
    near = names.alike(value) or names.nearest(value)
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
