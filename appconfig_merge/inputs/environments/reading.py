"""The reader of environments files: TOML, each mistake with its place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.errors import DefinitionError
from appconfig_merge.inputs.definitions import read_definition
from appconfig_merge.inputs.environments.environment import (
    FILE_NAME,
    Environment,
    Environments,
    EnvironmentsError,
)
from appconfig_merge.inputs.files import read_named
from appconfig_merge.inputs.options import OPTIONS, fields, rivals
from appconfig_merge.inputs.record import STANDARD_INPUT, Inputs, joined
from appconfig_merge.page.definitions import definition
from appconfig_merge.suggestions import did_you_mean
from appconfig_merge.syntax.toml_text import TomlText
from appconfig_merge.values import public_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from appconfig_merge.inputs.options import Option
    from appconfig_merge.javascript.values import Traced
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path as Keys
    from appconfig_merge.source import Source

_DEFAULTS: Final = "defaults"
_ENVIRONMENTS: Final = "environments"
_APP_CONFIG: Final = "app_config"
_SETTINGS: Final = {option.setting: option for option in OPTIONS if option.setting}
_KNOWN: Final = (_APP_CONFIG, *_SETTINGS)

_PAGE: Final = frozenset({"document", "location", "navigator", "screen", "window"})
"""Objects of the page: nobody means to say all that they are."""


def find_environments(start: Path) -> str | None:
    """The environments file in a folder or the nearest one around it, within a repository."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return os.path.relpath(folder / FILE_NAME, start)
        if (folder / ".git").exists():
            break
    return None


def read_environments(name: str) -> Environments:
    """Read an environments file, or standard input. Raises as :func:`parse_environments`."""
    # Text without a byte order mark, whose lines end as JSON's do: so it is with TOML.
    return parse_environments(read_named(name, "json"))


def parse_environments(source: Source) -> Environments:
    """Read the text of an environments file; its paths are relative to its folder.

    Raises SourceSyntaxError for a text that isn't TOML, EnvironmentsError for one that says
    something else, each with the place where there is one; InputError and LimitError.
    """
    return _File(TomlText(source)).environments()


class _File:
    """One file while it is read. ``keys`` are the path of keys to what a method is about."""

    def __init__(self, text: TomlText) -> None:
        self._text = text
        self._folder = os.path.dirname(text.source.name)  # noqa: PTH120 - as people gave it

    def environments(self) -> Environments:
        data = self._text.data
        self._demand_known(data, (), (_DEFAULTS, _ENVIRONMENTS))
        shared = self._fields(self._table(data, (_DEFAULTS,)), (_DEFAULTS,))
        tables = self._table(data, (_ENVIRONMENTS,))
        if not tables:
            message = "there are no environments"
            raise self._wrong(None, message, "name each: [environments.prod]")
        return Environments(
            self._text.source.name,
            tuple(
                self._environment(name, self._table(tables, (_ENVIRONMENTS, name)), shared)
                for name in tables
            ),
        )

    def _environment(
        self, name: str, table: Mapping[str, Any], shared: Mapping[str, Any]
    ) -> Environment:
        own = self._fields(table, (_ENVIRONMENTS, name))
        # Definitions hold beside those of all; other lists stand in their place.
        merged = {**joined(shared, own), **{key: own[key] for key in own if key != "define"}}
        if _APP_CONFIG not in merged:
            message = f"{name} has no app_config"
            at = self._text.key((_ENVIRONMENTS, name))
            raise self._wrong(at, message, "give it here, or in [defaults] for all")
        return Environment(name, Inputs(**merged))

    def _fields(self, table: Mapping[str, Any], keys: Keys) -> dict[str, Any]:
        """The fields of ``Inputs`` that a table says."""
        self._demand_known(table, keys, _KNOWN)
        values = {
            _SETTINGS[key].name: self._setting(_SETTINGS[key], (*keys, key), value)
            for key, value in table.items()
            if key != _APP_CONFIG
        }
        clashing = [option.setting for option in rivals(values)]
        if clashing:
            at = self._text.key((*keys, clashing[-1]))
            raise self._wrong(at, f"{' and '.join(clashing)} exclude each other")
        found = fields(values)
        if _APP_CONFIG in table:
            found[_APP_CONFIG] = self._file((*keys, _APP_CONFIG), table[_APP_CONFIG])
        return found

    def _setting(self, option: Option, keys: Keys, value: Any) -> Any:
        """The value of an option, as :mod:`inputs.options` takes it."""
        if option.kind == "definitions":
            return self._definitions(keys, value)
        if option.kind == "file":
            return self._file(keys, value)
        if option.kind == "files":
            files = enumerate(self._texts(keys, value))
            return tuple(self._file((*keys, index), one) for index, one in files)
        if option.kind == "texts":
            return self._texts(keys, value)
        if option.choices and value not in option.choices:
            raise self._wrong_value(keys, f"{keys[-1]} must be {' or '.join(option.choices)}")
        return self._one_text(keys, value)

    def _demand_known(self, table: Mapping[str, Any], keys: Keys, known: Iterable[str]) -> None:
        names = list(known)
        for key in table:
            if key not in names:
                what = "setting" if keys else "table"
                raise self._wrong(
                    self._text.key((*keys, key)),
                    f"there is no {what} {key!r}",
                    did_you_mean(key, names) or f"there are {', '.join(names)}",
                )

    def _table(self, data: Mapping[str, Any], keys: Keys) -> dict[str, Any]:
        value = data.get(str(keys[-1]), {})
        if not isinstance(value, dict):
            head = ".".join(map(str, keys))
            raise self._wrong_value(keys, f"{keys[-1]} must be a table", f"begin it with [{head}]")
        return value

    def _one_text(self, keys: Keys, value: Any) -> str:
        if isinstance(value, str) and value:
            return value
        is_number = type(value) in {int, float}
        help = f'write it in quotes: {keys[-1]} = "{value}"' if is_number else None
        raise self._wrong_value(keys, f"{keys[-1]} must be a text that is not empty", help)

    def _file(self, keys: Keys, value: Any) -> str:
        """The name of a file, from the folder of this one; never standard input."""
        name = os.path.join(self._folder, self._one_text(keys, value))  # noqa: PTH118
        return os.path.join(".", name) if name == STANDARD_INPUT else name  # noqa: PTH118

    def _texts(self, keys: Keys, value: Any) -> tuple[str, ...]:
        wrong: list[Keys] = [keys]
        if isinstance(value, list):
            items = enumerate(value)
            wrong = [(*keys, at) for at, one in items if not (isinstance(one, str) and one)]
        if wrong:
            help = f'{keys[-1]} = ["..."]'
            raise self._wrong_value(wrong[0], f"{keys[-1]} must be a list of texts", help)
        return tuple(value)

    def _definitions(self, keys: Keys, value: Any) -> tuple[tuple[str, Traced], ...]:
        """Values of the page by dotted name: a table, or texts as --define takes them."""
        if isinstance(value, list):
            return tuple(
                self._definition((*keys, index), *self._parsed((*keys, index), text))
                for index, text in enumerate(self._texts(keys, value))
            )
        if not isinstance(value, dict):
            raise self._wrong_value(
                keys, "define must be a table", 'define = { "location.hostname" = "example.com" }'
            )
        for name, item in value.items():
            if name in _PAGE and isinstance(item, dict) and item:
                inner = f"{name}.{next(iter(item))}"
                raise self._wrong(
                    self._text.key((*keys, name)),
                    f"this would say all that {name} is",
                    f'for one of its properties write the name in quotes: "{inner}"',
                )
            if not _is_json(item):
                message = f"the value of {name} is nothing JSON can say"
                raise self._wrong_value((*keys, name), message)
        return tuple(self._definition((*keys, name), name, item) for name, item in value.items())

    def _parsed(self, keys: Keys, text: str) -> tuple[str, object]:
        try:
            name, value = read_definition(text)
        except DefinitionError as error:
            raise self._wrong_value(keys, error.message, error.help) from None
        return name, public_value(value)

    def _definition(self, keys: Keys, name: str, value: object) -> tuple[str, Traced]:
        try:
            return definition(name, value)
        except DefinitionError as error:
            raise self._wrong(self._text.key(keys), error.message, error.help) from None

    def _wrong_value(self, keys: Keys, message: str, help: str | None = None) -> EnvironmentsError:
        return self._wrong(self._text.value(keys), message, help)

    def _wrong(
        self, location: Location | None, message: str, help: str | None = None
    ) -> EnvironmentsError:
        return self._text.error(EnvironmentsError, location, message, help)


def _is_json(value: Any) -> bool:
    """Whether a value of TOML is one of JSON: no date, no time, no infinity."""
    if isinstance(value, dict):
        return all(map(_is_json, value.values()))
    if isinstance(value, list):
        return all(map(_is_json, value))
    if isinstance(value, float):
        return value - value == 0
    return isinstance(value, str | bool | int)
