"""The definitions of an environments file: values of the page by dotted name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.errors import DefinitionError
from appconfig_merge.inputs.definitions import read_definition
from appconfig_merge.page.definitions import definition
from appconfig_merge.values import public_value

if TYPE_CHECKING:
    from appconfig_merge.inputs.environments.toml_values import TomlValues
    from appconfig_merge.javascript.values import Traced
    from appconfig_merge.paths import Path as Keys

    Definitions = tuple[tuple[str, Traced], ...]

_PAGE: Final = frozenset({"document", "location", "navigator", "screen", "window"})
"""Objects of the page: nobody means to say all that they are."""


def definitions(values: TomlValues, keys: Keys, given: Any) -> Definitions:
    """What a table says, or a list of texts as ``--define`` takes them.

    Raises EnvironmentsError.
    """
    if isinstance(given, list):
        return tuple(
            _definition(values, (*keys, index), *_parsed(values, (*keys, index), text))
            for index, text in enumerate(values.texts(keys, given))
        )
    if not isinstance(given, dict):
        raise values.wrong_value(
            keys, "define must be a table", 'define = { "location.hostname" = "example.com" }'
        )
    for name, item in given.items():
        if name in _PAGE and isinstance(item, dict) and item:
            inner = f"{name}.{next(iter(item))}"
            raise values.wrong(
                (*keys, name),
                f"this would say all that {name} is",
                f'for one of its properties write the name in quotes: "{inner}"',
            )
        if not _is_json(item):
            message = f"the value of {name} is nothing JSON can say"
            raise values.wrong_value((*keys, name), message)
    return tuple(_definition(values, (*keys, name), name, item) for name, item in given.items())


def _parsed(values: TomlValues, keys: Keys, text: str) -> tuple[str, object]:
    try:
        name, value = read_definition(text)
    except DefinitionError as error:
        raise values.wrong_value(keys, error.message, error.help) from None
    return name, public_value(value)


def _definition(values: TomlValues, keys: Keys, name: str, value: object) -> tuple[str, Traced]:
    try:
        return definition(name, value)
    except DefinitionError as error:
        raise values.wrong(keys, error.message, error.help) from None


def _is_json(value: Any) -> bool:
    """Whether a value of TOML is one of JSON: no date, no time, no infinity."""
    if isinstance(value, dict):
        return all(map(_is_json, value.values()))
    if isinstance(value, list):
        return all(map(_is_json, value))
    if isinstance(value, float):
        return value - value == 0
    return isinstance(value, str | bool | int)
