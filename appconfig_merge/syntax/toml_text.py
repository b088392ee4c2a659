"""A TOML text: its values as ``tomllib`` reads them, and the place of each key and value.

``tomllib`` tells no places, tomlkit keeps none, and the tree-sitter grammar on PyPI takes some
valid texts for broken. So the places are looked for here, in a text that ``tomllib`` has taken:
what it says is sure to be TOML, and only where things stand is left to be found.
"""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TypeVar

from appconfig_merge.errors import InputError, LimitError, SourceSyntaxError
from appconfig_merge.limits import MAX_NESTING, MAX_TOML
from appconfig_merge.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.paths import Path
    from appconfig_merge.source import Source

    Span = tuple[int, int]

E = TypeVar("E", bound=InputError)

_FAULT: Final = re.compile(
    r"(?P<message>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)",
    re.DOTALL,
)
_BLANK: Final = re.compile(rb"(?:[ \t\r\n]|#[^\n]*)*")
_STRING: Final = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    rb"|'''(?:[^']|'(?!''))*'{3,5}"
    rb'|"(?:[^"\\]|\\.)*"'
    rb"|'[^']*'",
    re.DOTALL,
)
_BARE_KEY: Final = re.compile(rb"[^\s.=\[\]{}#\"']+")
_BARE_VALUE: Final = re.compile(rb"[^\s,\[\]{}#]+(?: (?=\d)[^\s,\[\]{}#]+)?")
"""A number, a boolean or a date, which may have a space before its time."""


class TomlText:
    """A text, its ``data``, and where its parts stand.

    Raises SourceSyntaxError for a text that isn't TOML, with the place and the words of the
    reader of TOML; InputError for one that isn't UTF-8; LimitError for one that is too long or
    too deep.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.data = _parsed(source)
        self._spans: tuple[dict[Path, Span], dict[Path, Span]] | None = None

    def key(self, path: Path) -> Location | None:
        """The place of the last key of a path, where it is first written; None without one."""
        keys, _ = self._found()
        return self._location(keys.get(path))

    def value(self, path: Path) -> Location | None:
        """The place of a value; of a table with a head of its own, that of its key there."""
        keys, values = self._found()
        return self._location(values.get(path, keys.get(path)))

    def error(
        self,
        kind: type[E],
        location: Location | None,
        message: str,
        help: str | None = None,
    ) -> E:
        """An error about what stands at a place, with its line; without one about the text."""
        if location is None:
            return kind(message, location=_whole(self.source), help=help)
        line_text = self.source.line(location.line)
        return kind(message, location=location, line_text=line_text, help=help)

    def _location(self, span: Span | None) -> Location | None:
        return self.source.location(*span) if span is not None else None

    def _found(self) -> tuple[dict[Path, Span], dict[Path, Span]]:
        if self._spans is None:
            scanner = _Scanner(self.source.data)
            # TOML of a version to come may say more: what was found before that is right.
            with suppress(_NotKnownError, RecursionError):
                scanner.scan()
            self._spans = scanner.keys, scanner.values
        return self._spans


def _parsed(source: Source) -> dict[str, Any]:
    if source.replaced:
        raise InputError(f"{source.name}: not UTF-8", help="TOML is UTF-8 text")
    if len(source.data) > MAX_TOML:
        raise LimitError(
            f"this is longer than the {MAX_TOML:,} bytes that are read", location=_whole(source)
        )
    try:
        data = tomllib.loads(source.text)
        _demand_shallow(data)
    except RecursionError:
        raise LimitError("this is nested too deep", location=_whole(source)) from None
    except ValueError as error:
        match = _FAULT.fullmatch(str(error))
        message = match["message"] if match else str(error)
        location = _place(source, match)
        raise SourceSyntaxError(
            f"this is not TOML: {message[:1].lower()}{message[1:]}",
            location=location,
            line_text=source.line(location.line),
        ) from None
    return data


def _demand_shallow(data: object) -> None:
    """Raise RecursionError for what whoever goes into it would raise it for, too."""
    level: list[Any] = [data]
    for _ in range(MAX_NESTING):
        inner = (one.values() if isinstance(one, dict) else one for one in level)
        level = [item for one in inner for item in one if isinstance(item, dict | list)]
        if not level:
            return
    raise RecursionError


def _whole(source: Source) -> Location:
    return Location(source.name, 1, 1, 1, 1)


def _place(source: Source, match: re.Match[str] | None) -> Location:
    """Where the reader of TOML stopped: it says so in its message only."""
    if match is None or match["line"] is None:
        return source.location(len(source.data), len(source.data))
    line, column = int(match["line"]), int(match["column"])
    return Location(source.name, line, column, line, column + 1)


class _NotKnownError(Exception):
    """The text goes on otherwise than TOML 1.1 does."""


class _Scanner:
    """Finds the places of a text's keys and values, by their paths, in one pass."""

    def __init__(self, data: bytes) -> None:
        self.keys: dict[Path, Span] = {}
        self.values: dict[Path, Span] = {}
        self._data = data
        self._at = 0
        self._counts: dict[Path, int] = {}  # how many tables each array of tables has so far

    def scan(self) -> None:
        table: Path = ()
        self._skip()
        while self._at < len(self._data):
            if self._takes(b"[["):
                table = self._head(is_array=True)
                self._demand(b"]]")
            elif self._takes(b"["):
                table = self._head(is_array=False)
                self._demand(b"]")
            else:
                self._pair(table)
            self._skip()

    def _head(self, *, is_array: bool) -> Path:
        """Read the keys of a table's head; give its path."""
        path: Path = ()
        keys = list(self._dotted_key())
        for index, (key, span) in enumerate(keys):
            path = (*path, key)
            self.keys.setdefault(path, span)
            if is_array and index == len(keys) - 1:
                self._counts[path] = self._counts.get(path, 0) + 1
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
                self.keys.setdefault(path, span)
        return path

    def _pair(self, table: Path) -> None:
        path = table
        for key, span in self._dotted_key():
            path = (*path, key)
            self.keys.setdefault(path, span)
        self._demand(b"=")
        self._value(path)

    def _dotted_key(self) -> Iterator[tuple[str, Span]]:
        while True:
            self._skip()
            start = self._at
            text = self._match(_STRING, _BARE_KEY)
            # A key in quotes is written as a string is: the reader of strings reads it.
            name = next(iter(tomllib.loads(f"{text} = 0"))) if text[0] in "\"'" else text
            yield name, (start, self._at)
            if not self._takes(b"."):
                return

    def _value(self, path: Path) -> None:
        self._skip()
        start = self._at
        if self._takes(b"["):
            index = 0
            while not self._takes(b"]"):
                self._value((*path, index))
                self._takes(b",")
                index += 1
        elif self._takes(b"{"):
            while not self._takes(b"}"):
                self._pair(path)
                self._takes(b",")
        else:
            self._match(_STRING, _BARE_VALUE)
        self.values[path] = start, self._at

    def _skip(self) -> None:
        blank = _BLANK.match(self._data, self._at)
        assert blank is not None
        self._at = blank.end()

    def _takes(self, mark: bytes) -> bool:
        """Go past blanks, and a mark if it comes next; whether it did."""
        self._skip()
        is_there = self._data.startswith(mark, self._at)
        self._at += len(mark) * is_there
        return is_there

    def _demand(self, mark: bytes) -> None:
        if not self._takes(mark):
            raise _NotKnownError

    def _match(self, *expressions: re.Pattern[bytes]) -> str:
        for expression in expressions:
            match = expression.match(self._data, self._at)
            if match is not None:
                self._at = match.end()
                return match[0].decode("utf-8", "surrogatepass")
        raise _NotKnownError
