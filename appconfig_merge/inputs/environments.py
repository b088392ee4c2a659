"""Environments by name: a TOML file that says what each one's configuration is read from."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from appconfig_merge.errors import DefinitionError, InputError, LimitError, SourceSyntaxError
from appconfig_merge.location import Location
from appconfig_merge.page.definitions import parse_definition
from appconfig_merge.suggestions import did_you_mean, suggest
from appconfig_merge.values import public_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from appconfig_merge.source import Source

FILE_NAME: Final = "environments.toml"
"""What the file is called where none is given."""

DEFAULTS: Final = "defaults"
ENVIRONMENTS: Final = "environments"

_PARSERS = ("tree-sitter", "pyjsparser")
_PAGE = frozenset({"document", "location", "navigator", "screen", "window"})
"""Objects of the page: nobody means to say all that they are."""

_MAX_SIZE: Final = 1_000_000
"""Bytes of an environments file: what a person writes is far smaller."""

_MAX_TRIES: Final = 100
"""Beginnings of a file that are read to find a line, before a message does without it."""

_PLACE = re.compile(r"\s*\(at line (\d+), column (\d+)\)$")
_END = re.compile(r"\s*\(at end of document\)$")


class EnvironmentsError(InputError):
    """An environments file says something that can't be meant."""

    code = "malformed-environments"


class Environment(NamedTuple):
    """What the configuration of one environment is read from. Paths are ready to be opened."""

    name: str
    app_config: str
    configuration: str | None = None
    ui_attributes: str | None = None
    flex_ui: str = "documented"
    define: Mapping[str, object] = {}
    page_url: str | None = None
    scripts: tuple[str, ...] = ()
    assume: tuple[str, ...] = ()
    global_name: str = "appConfig"
    parser: str = "tree-sitter"


class Environments(NamedTuple):
    """The environments of a file, in its order."""

    file: str
    all: tuple[Environment, ...]

    def get(self, name: str) -> Environment | None:
        """An environment by its name."""
        return next((one for one in self.all if one.name == name), None)

    def near(self, name: str) -> list[str]:
        """Names like this one, best first."""
        return suggest(name, (one.name for one in self.all), 3)


class _Setting(NamedTuple):
    """A setting: the field that it is, what is read from its value, and what that must be."""

    field: str
    read: Callable[[_File, tuple[str, ...], Any], Any]


def parse_environments(source: Source) -> Environments:
    """Read the text of an environments file; its paths are relative to its folder.

    Raises SourceSyntaxError for a text that isn't TOML, EnvironmentsError for one that says
    something else, each with the place where there is one.
    """
    if source.replaced:
        raise InputError(f"{source.name}: not UTF-8", help="TOML is UTF-8 text")
    whole = Location(source.name, 1, 1, 1, 1)
    if len(source.data) > _MAX_SIZE:
        raise LimitError(
            f"this is longer than the {_MAX_SIZE:,} bytes that are read", location=whole
        )
    try:
        return _File(source).environments()
    except RecursionError:
        raise LimitError("this is nested too deep", location=whole) from None


class _File:
    """One file while it is read."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lines = source.text.split("\n")
        self._tries = 0
        self._folder = os.path.dirname(source.name)  # noqa: PTH120 - names are as people gave them

    def environments(self) -> Environments:
        data = self._parsed()
        self._known(data, (), (DEFAULTS, ENVIRONMENTS))
        shared = self._settings(self._table(data, (DEFAULTS,)), (DEFAULTS,))
        tables = self._table(data, (ENVIRONMENTS,))
        if not tables:
            raise self._wrong((), "there are no environments", "name each: [environments.prod]")
        return Environments(
            self._source.name,
            tuple(
                self._environment(name, self._table(tables, (ENVIRONMENTS, name)), shared)
                for name in tables
            ),
        )

    def _environment(self, name: str, table: dict[str, Any], shared: dict[str, Any]) -> Environment:
        at = (ENVIRONMENTS, name)
        own = self._settings(table, at)
        rivals = ("configuration", "ui_attributes")
        if all(key in own for key in rivals):
            raise self._wrong(
                (*at, "ui_attributes"), "configuration and ui_attributes exclude each other"
            )
        if any(key in own for key in rivals):
            shared = {key: value for key, value in shared.items() if key not in rivals}
        settings = {**shared, **own}
        if "define" in shared and "define" in own:
            settings["define"] = {**shared["define"], **own["define"]}
        if "app_config" not in settings:
            raise self._wrong(
                at, f"{name} has no app_config", "give it here, or in [defaults] for all"
            )
        return Environment(name, **settings)

    def _settings(self, table: dict[str, Any], at: tuple[str, ...]) -> dict[str, Any]:
        self._known(table, at, _SETTINGS)
        found = {
            _SETTINGS[key].field: _SETTINGS[key].read(self, (*at, key), value)
            for key, value in table.items()
        }
        if at == (DEFAULTS,) and {"configuration", "ui_attributes"} <= found.keys():
            raise self._wrong(
                (*at, "ui_attributes"), "configuration and ui_attributes exclude each other"
            )
        return found

    def _known(self, table: dict[str, Any], at: tuple[str, ...], keys: Iterable[str]) -> None:
        known = list(keys)
        for key in table:
            if key not in known:
                what = "setting" if at else "table"
                raise self._wrong(
                    (*at, key),
                    f"there is no {what} {key!r}",
                    did_you_mean(key, known) or f"there are {', '.join(known)}",
                )

    def _table(self, data: dict[str, Any], at: tuple[str, ...]) -> dict[str, Any]:
        value = data.get(at[-1], {})
        if not isinstance(value, dict):
            raise self._wrong(at, f"{at[-1]} must be a table", f"begin it with [{'.'.join(at)}]")
        return value

    def text(self, at: tuple[str, ...], value: Any) -> str:
        """A text that isn't empty."""
        if isinstance(value, str) and value:
            return value
        help = f'write it in quotes: {at[-1]} = "{value}"' if type(value) in {int, float} else None
        raise self._wrong(at, f"{at[-1]} must be a text that is not empty", help)

    def path(self, at: tuple[str, ...], value: Any) -> str:
        """The name of a file, from the folder of this one; never standard input."""
        name = os.path.join(self._folder, self.text(at, value))  # noqa: PTH118
        return os.path.join(".", name) if name == "-" else name  # noqa: PTH118

    def texts(self, at: tuple[str, ...], value: Any) -> tuple[str, ...]:
        """A list of texts."""
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self._wrong(at, f"{at[-1]} must be a list of texts", f'{at[-1]} = ["..."]')
        return tuple(value)

    def paths(self, at: tuple[str, ...], value: Any) -> tuple[str, ...]:
        """A list of names of files."""
        return tuple(self.path(at, item) for item in self.texts(at, value))

    def parser(self, at: tuple[str, ...], value: Any) -> str:
        """The name of a parser."""
        if value in _PARSERS:
            return str(value)
        raise self._wrong(at, f"parser must be {' or '.join(_PARSERS)}")

    def define(self, at: tuple[str, ...], value: Any) -> dict[str, Any]:
        """Values of the page by dotted name: a table, or texts as --define takes them."""
        if isinstance(value, list):
            return dict(self._definition(at, text) for text in self.texts(at, value))
        if not isinstance(value, dict):
            raise self._wrong(
                at, "define must be a table", 'define = { "location.hostname" = "example.com" }'
            )
        for name, item in value.items():
            if name in _PAGE and isinstance(item, dict) and item:
                inner = f"{name}.{next(iter(item))}"
                raise self._wrong(
                    (*at, name),
                    f"this would say all that {name} is",
                    f'for one of its properties write the name in quotes: "{inner}"',
                )
            if not _is_json(item):
                raise self._wrong((*at, name), f"the value of {name} is nothing JSON can say")
        return value

    def _definition(self, at: tuple[str, ...], text: str) -> tuple[str, object]:
        try:
            name, value = parse_definition(text)
        except DefinitionError as error:
            raise self._wrong(at, error.message, error.help) from None
        return name, public_value(value)

    def _wrong(self, at: tuple[str, ...], message: str, help: str | None = None) -> Exception:
        line = self._line_of(at) if at else None
        if line is None:
            location = Location(self._source.name, 1, 1, 1, 1)
            return EnvironmentsError(message, location=location, help=help)
        text = self._lines[line - 1].rstrip("\r")
        begin = len(text) - len(text.lstrip())
        location = Location(self._source.name, line, begin + 1, line, len(text.rstrip()) + 1)
        return EnvironmentsError(message, location=location, line_text=text, help=help)

    def _line_of(self, at: tuple[str, ...]) -> int | None:
        """The line on which something is first said of a path of keys.

        The shortest beginning of the file, in whole lines, that has the path ends with it, and
        it starts after the longest beginning before. That needs no second reader of TOML.
        """
        self._tries = 0
        without, with_it = 0, len(self._lines)
        while with_it - without > 1:
            middle = (without + with_it) // 2
            end, data = self._beginning(middle)
            if _has(data, at):
                with_it = end
            else:
                without = middle
        start, _ = self._beginning(with_it - 1)
        return start + 1 if self._tries <= _MAX_TRIES else None

    def _beginning(self, lines: int) -> tuple[int, dict[str, Any]]:
        """The longest beginning of at most so many lines that is whole: its lines, its data."""
        while lines > 0 and self._tries <= _MAX_TRIES:
            self._tries += 1
            try:
                return lines, _loads("\n".join(self._lines[:lines]) + "\n")
            except (ValueError, RecursionError):
                lines -= 1
        return 0, {}

    def _parsed(self) -> dict[str, Any]:
        try:
            return _loads(self._source.text)
        except ValueError as error:
            told = str(error)
            match = _PLACE.search(told)
            line = min(int(match[1]) if match else len(self._lines), len(self._lines))
            text = self._lines[line - 1].rstrip("\r")
            column = int(match[2]) if match else len(text) + 1
            location = Location(self._source.name, line, column, line, column)
            message = _END.sub("", _PLACE.sub("", told))
            raise SourceSyntaxError(
                f"this is not TOML: {message[:1].lower()}{message[1:]}",
                location=location,
                line_text=text,
            ) from None


_SETTINGS: Final[dict[str, _Setting]] = {
    "app_config": _Setting("app_config", _File.path),
    "configuration": _Setting("configuration", _File.path),
    "ui_attributes": _Setting("ui_attributes", _File.path),
    "flex_ui": _Setting("flex_ui", _File.text),
    "define": _Setting("define", _File.define),
    "page_url": _Setting("page_url", _File.text),
    "scripts": _Setting("scripts", _File.paths),
    "assume": _Setting("assume", _File.texts),
    "global": _Setting("global_name", _File.text),
    "parser": _Setting("parser", _File.parser),
}


def _loads(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)


def _has(data: Any, at: tuple[str, ...]) -> bool:
    for key in at:
        if not isinstance(data, dict) or key not in data:
            return False
        data = data[key]
    return True


def _is_json(value: Any) -> bool:
    """Whether a value of TOML is one of JSON: no date, no time, no infinity."""
    if isinstance(value, dict):
        return all(map(_is_json, value.values()))
    if isinstance(value, list):
        return all(map(_is_json, value))
    if isinstance(value, float):
        return value - value == 0
    return isinstance(value, str | bool | int)
