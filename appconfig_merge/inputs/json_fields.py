"""Readers of JSON data, made of readers of its parts: what is wrong is named by its path.

A reader takes parsed JSON and gives what it stands for, or raises WrongDataError. ``ABSENT`` is
what the reader of a field is given where the field isn't there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from appconfig_merge.paths import format_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.paths import Path

    Read: TypeAlias = Callable[[Any], Any]

ABSENT: Final = object()


class WrongDataError(Exception):
    """A part of the data isn't what it has to be; ``keys`` lead to it, the innermost first."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what
        self.keys: list[str | int] = []

    def __str__(self) -> str:
        return f"{format_path(tuple(reversed(self.keys)))} {self.what}"


def inside(key: str | int, read: Read, data: Any) -> Any:
    """Read the part of some data that is at a key."""
    try:
        return read(data)
    except WrongDataError as error:
        error.keys.append(key)
        raise


def record(make: Callable[..., Any], **fields: Read) -> Read:
    """An object: each of these fields by a reader of its own, then ``make`` of them."""

    def read(data: Any) -> Any:
        if not isinstance(data, dict):
            raise WrongDataError("is no object")
        found = {key: inside(key, field, data.get(key, ABSENT)) for key, field in fields.items()}
        return make(**found)

    return read


def list_of(read: Read) -> Read:
    """A list whose items are read by one reader, as a tuple."""

    def read_all(data: Any) -> tuple[Any, ...]:
        if not isinstance(data, list):
            raise WrongDataError("is no list")
        return tuple(inside(index, read, item) for index, item in enumerate(data))

    return read_all


def optional(read: Read, default: object = None) -> Read:
    """A field that may be absent, or null where that is what it is then."""
    return lambda data: default if data is ABSENT or data is default else read(data)


def text(data: Any) -> str:
    """A text."""
    if not isinstance(data, str):
        raise WrongDataError("is no text")
    return data


def count(data: Any) -> int:
    """A whole number from 0."""
    if type(data) is not int or data < 0:
        raise WrongDataError("is no count")
    return data


def keys(data: Any) -> Path:
    """A list of keys and indices, which is a path."""
    if not isinstance(data, list) or not all(type(key) in {str, int} for key in data):
        raise WrongDataError("is no list of keys")
    return tuple(data)
