"""A configuration that was saved as ``--format json``, read back: its values and their sources."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple, NoReturn

from appconfig_merge.brief import line_near
from appconfig_merge.effective.contributions import (
    ALIVE,
    Contribution,
    ElementPlace,
    Leaf,
    Rival,
    Step,
)
from appconfig_merge.errors import InputError, LimitError, SourceSyntaxError
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSObject, Slot
from appconfig_merge.layers.layer import Layer
from appconfig_merge.limits import MAX_NESTING
from appconfig_merge.location import Location
from appconfig_merge.schema_versions import EFFECTIVE_CONFIG
from appconfig_merge.values import UNDEFINED, BigInt, Candidate, Function, RegExp, Unresolved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from appconfig_merge.source import Source
    from appconfig_merge.values import ConfigValue

_MAX_NESTING: Final = 2 * MAX_NESTING
"""Levels of a value: what is deeper than half of them is never printed."""

_BEGIN = re.compile(rb"\s*\{")
_NUMBERS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf"), "-0": -0.0}
_BIGINT = re.compile(r"-?[0-9]{1,4000}")


class SavedConfig(NamedTuple):
    """A saved configuration: what a comparison asks of an EffectiveConfig.

    ``release`` is the version of Flex UI whose rules its merge followed, empty for the documented
    ones. Of its layers only what they are called
    is known.
    """

    release: str
    layers: tuple[Layer, ...]
    values: tuple[Leaf, ...]

    def leaves(self) -> Iterator[Leaf]:
        """Every effective value, in order."""
        return iter(self.values)


def read_saved(source: Source) -> SavedConfig | None:
    """A configuration that ``show --format json`` printed; None for a text that is no JSON object.

    Raises InputError for JSON that is something else, for another version of the schema, and for
    what doesn't follow it.
    """
    if _BEGIN.match(source.data) is None:
        return None
    data = _parsed(source)
    if data is None:
        return None
    whole = Location(source.name, 1, 1, 1, 1)
    if "schema_version" not in data or "values" not in data:
        raise InputError(
            "this is JSON, but no configuration that --format json printed",
            location=whole,
            help="give an appConfig.js, with --configuration for the resource; or what "
            "effective-config show --format json printed",
        )
    version = data["schema_version"]
    if version != EFFECTIVE_CONFIG:
        told = f"schema_version {version}" if isinstance(version, int) else "another schema_version"
        raise InputError(
            f"this has {told}, and only {EFFECTIVE_CONFIG} is known here",
            location=whole,
            help="save it again with this version of effective-config",
        )
    try:
        return _Reader(source.name).config(data)
    except RecursionError:
        raise LimitError("this is nested too deep to be read", location=whole) from None


def _parsed(source: Source) -> dict[str, Any] | None:
    """The JSON object that a text is; None where it is no JSON, and doesn't seem meant as such."""
    try:
        data = json.loads(source.text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        if b'"schema_version"' not in source.data[:200]:
            return None
        where = Location(source.name, error.lineno, error.colno, error.lineno, error.colno)
        raise SourceSyntaxError(
            f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}",
            location=where,
            help="save the configuration again: this one seems cut short or edited",
        ) from None
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _no_constant(text: str) -> NoReturn:
    raise ValueError(text)


class _Reader:
    """Reads the parts of a saved configuration; ``at`` says which one, for an error."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._at: list[str] = []

    def config(self, data: dict[str, Any]) -> SavedConfig:
        values = tuple(self._each(data, "values", self._leaf))
        placed = {
            one.layer for leaf in values for one in leaf.contributions if one.location is not None
        }
        layers = self._each(data, "layers", self._layer)
        return SavedConfig(
            self._release(data),
            tuple(
                Layer(id, kind, file, Slot(untraced(JSObject())), has_positions=id in placed)
                for id, kind, file in layers
            ),
            values,
        )

    def _release(self, data: dict[str, Any]) -> str:
        return self._text(data, "release") if data.get("semantics") == "release" else ""

    def _layer(self, data: Any) -> tuple[str, Any, str]:
        one = self._object(data)
        return self._text(one, "id"), self._text(one, "kind"), self._text(one, "file")

    def _leaf(self, data: Any) -> Leaf:
        one = self._object(data)
        contributions = tuple(self._each(one, "contributions", self._contribution))
        if not any(told.outcome in ALIVE for told in contributions):
            self._wrong("no contribution is in force")
        return Leaf(self._path(one), self._value(one), self._text(one, "set_by"), contributions)

    def _contribution(self, data: Any) -> Contribution:
        one = self._object(data)
        rival = one.get("rival")
        return Contribution(
            self._text(one, "layer"),
            self._value(one),
            self._text(one, "outcome"),  # type: ignore[arg-type]
            self._text(one, "rule"),  # type: ignore[arg-type]
            None if rival is None else self._rival(rival),
            self._location(one.get("location")),
            self._location(one.get("key_location")),
            tuple(self._each(one, "elements", self._element)) if "elements" in one else (),
            tuple(self._each(one, "trace", self._step)) if "trace" in one else (),
        )

    def _rival(self, data: Any) -> Rival:
        one = self._object(data)
        return Rival(self._text(one, "layer"), self._location(one.get("location")))

    def _element(self, data: Any) -> ElementPlace:
        one = self._object(data)
        return ElementPlace(self._path(one), self._location(one.get("location")))

    def _step(self, data: Any) -> Step:
        one = self._object(data)
        depth = one.get("depth")
        if type(depth) is not int or depth < 0:
            self._wrong("depth is no count")
        location = self._location(one.get("location"))
        return Step(self._text(one, "expression"), self._value(one), location, depth)

    def _path(self, data: dict[str, Any]) -> tuple[str | int, ...]:
        path = data.get("path")
        if isinstance(path, list) and all(type(key) in {str, int} for key in path):
            return tuple(path)
        return self._wrong("path is no list of keys")

    def _value(self, data: dict[str, Any]) -> ConfigValue:
        if "value" not in data:
            self._wrong("value is missing")
        return self._decoded(data["value"])

    def _decoded(self, data: Any, depth: int = 0) -> ConfigValue:
        """The value that JSON data stands for (docs/output.md)."""
        if depth > _MAX_NESTING:
            self._wrong("a value is nested too deep")
        if isinstance(data, list):
            return [self._decoded(item, depth + 1) for item in data]
        if not isinstance(data, dict):
            assert isinstance(data, str | int | float | None)
            return data
        if "$js" not in data:
            return {key: self._decoded(item, depth + 1) for key, item in data.items()}
        tag = data["$js"]
        if tag == "undefined":
            return UNDEFINED
        if tag == "number" and self._text(data, "value") in _NUMBERS:
            return _NUMBERS[data["value"]]
        if tag == "bigint" and _BIGINT.fullmatch(self._text(data, "value")):
            return BigInt(int(data["value"]))
        if tag == "regexp":
            return RegExp(self._text(data, "source"), self._text(data, "flags"))
        if tag == "function":
            return Function(self._text(data, "source"))
        if tag == "object" and isinstance(data.get("value"), dict):
            return {key: self._decoded(item, depth + 1) for key, item in data["value"].items()}
        if tag == "unresolved":
            return self._unresolved(data)
        return self._wrong("there is a $js tag that is not known here")

    def _unresolved(self, data: dict[str, Any]) -> Unresolved:
        reason = self._text(data, "reason")
        location, origin = self._location(data.get("location")), self._location(data.get("origin"))
        if origin is not None:
            reason = reason.removesuffix(f" ({line_near(origin, location)})")
        return Unresolved(
            self._text(data, "source"),
            reason,
            location,
            self._text(data, "define") if "define" in data else "",
            tuple(self._each(data, "candidates", self._candidate)) if "candidates" in data else (),
            origin=origin,
        )

    def _candidate(self, data: Any) -> Candidate:
        one = self._object(data)
        is_absent = one.get("absent") is True
        return Candidate(
            None if is_absent else self._value(one),
            self._text(one, "condition"),
            one.get("holds") is True,
            not is_absent,
            self._location(one.get("location")),
            self._location(one.get("condition_location")),
        )

    def _location(self, data: Any) -> Location | None:
        if data is None:
            return None
        one = self._object(data)
        counts = [one.get(name) for name in Location._fields[1:]]
        if not all(type(count) is int and count > 0 for count in counts):
            self._wrong("a location has no lines and columns")
        return Location(self._text(one, "file"), *counts)  # type: ignore[arg-type]

    def _object(self, data: Any) -> dict[str, Any]:
        return data if isinstance(data, dict) else self._wrong("this is no object")

    def _text(self, data: dict[str, Any], name: str) -> str:
        value = data.get(name)
        return value if isinstance(value, str) else self._wrong(f"{name} is no text")

    def _each(self, data: dict[str, Any], name: str, read: Callable[[Any], Any]) -> Iterator[Any]:
        items = data.get(name)
        if not isinstance(items, list):
            self._wrong(f"{name} is no list")
        for index, item in enumerate(items):
            self._at.append(f"{name}[{index}]")
            yield read(item)
            self._at.pop()

    def _wrong(self, what: str) -> NoReturn:
        where = ".".join(self._at)
        told = f"{where}: {what}" if where else what
        raise InputError(
            f"this is no configuration as --format json prints it: {told}",
            location=Location(self._file, 1, 1, 1, 1),
            help="save it again with effective-config show --format json",
        )
