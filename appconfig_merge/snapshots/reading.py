"""A snapshot read from the JSON that the page's script gives (docs/snapshots.md)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.brief import shorten
from appconfig_merge.errors import InputError, LimitError, SourceSyntaxError
from appconfig_merge.inputs.json_fields import (
    ABSENT,
    WrongDataError,
    count,
    inside,
    list_of,
    optional,
    record,
    text,
)
from appconfig_merge.inputs.json_values import parsed
from appconfig_merge.location import Location
from appconfig_merge.schema_versions import SNAPSHOT
from appconfig_merge.snapshots.encoding import object_of_values, value
from appconfig_merge.snapshots.snapshot import (
    CachedResource,
    Call,
    PagePlugin,
    PageScript,
    Snapshot,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.inputs.json_fields import Read
    from appconfig_merge.source import Source

KIND: Final = "flex-ui-snapshot"
"""What a snapshot says that it is."""

_MAX_WORDS: Final = 300
"""Characters of what is said of wrong data: its keys are whoever's wrote it."""
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z")
_AGAIN: Final = "take the snapshot again: this one seems cut short or edited"


def read_snapshot(source: Source) -> Snapshot:
    """A snapshot of a running page.

    Raises SourceSyntaxError for text that is no JSON, InputError for what is no snapshot.
    """
    whole = Location(source.name, 1, 1, 1, 1)
    data = _data(source)
    if not isinstance(data, dict) or data.get("kind") != KIND:
        raise InputError(
            "this is no snapshot of a running Flex UI",
            location=whole,
            help="effective-config snapshot takes one",
        )
    version = data.get("schema_version")
    if version != SNAPSHOT or type(version) is not int:
        what = f"schema_version {version}" if type(version) is int else "another schema_version"
        raise InputError(
            f"this snapshot has {shorten(what, 40)}, and only {SNAPSHOT} is known here",
            location=whole,
            help="take it with the effective-config that reads it",
        )
    try:
        return _snapshot(source.name, data)
    except WrongDataError as error:
        raise InputError(
            f"this is no snapshot as effective-config takes it: {shorten(str(error), _MAX_WORDS)}",
            location=whole,
            help=_AGAIN,
        ) from None
    except RecursionError:
        raise _too_deep(source) from None


def _data(source: Source) -> Any:
    try:
        return parsed(source.text)
    except RecursionError:
        raise _too_deep(source) from None
    except ValueError as error:
        at = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (1, 1)
        message = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise SourceSyntaxError(
            f"this is not JSON: {message[:1].lower()}{message[1:]}",
            location=Location(source.name, *at, *at),
            help=_AGAIN,
        ) from None


def _too_deep(source: Source) -> LimitError:
    whole = Location(source.name, 1, 1, 1, 1)
    return LimitError("this is nested too deep to be read", location=whole)


def _snapshot(name: str, data: Mapping[str, Any]) -> Snapshot:
    """The fields that are there; what is absent is as the type has it."""
    found = {
        key: inside(key, read, data[key])
        for key, read in _FIELDS.items()
        if data.get(key) is not None
    }
    app_config = data.get("app_config")
    if app_config is not None:
        found |= inside("app_config", _app_config, app_config)
    if "handed" in data:  # null is a value, and no manager takes it
        found["handed"] = inside("handed", value, data["handed"])
    return Snapshot(
        name,
        inside("taken_by", _one_of("snippet", "browser"), data.get("taken_by", ABSENT)),
        is_watched=data.get("calls") is not None,
        **found,
    )


def _app_config(data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise WrongDataError("is no object")
    names = ("by_name", "on_window")
    return {name: inside(name, value, data[name]) for name in names if name in data}


def _one_of(*words: str) -> Read:
    def read(data: Any) -> str:
        if text(data) not in words:
            raise WrongDataError(f"is none of {', '.join(words)}")
        return str(data)

    return read


def _time(data: Any) -> str:
    if _TIME.fullmatch(text(data)) is None:
        raise WrongDataError("is no time in UTC, as 2026-11-30T01:02:03Z")
    return str(data)


def _flag(data: Any) -> bool:
    if not isinstance(data, bool):
        raise WrongDataError("is neither true nor false")
    return data


def _by_key(read: Read) -> Read:
    def read_all(data: Any) -> dict[str, Any]:
        if not isinstance(data, dict):
            raise WrongDataError("is no object")
        return {key: inside(key, read, item) for key, item in data.items()}

    return read_all


def _call(*, address: str, line: int, column: int, **fields: Any) -> Call:
    is_known = bool(address and line and column)
    place = Location(address, line, column, line, column) if is_known else None
    return Call(location=place, **fields)


_WORDS = optional(text, "")
_FIELDS: Final[dict[str, Read]] = {
    "taken": _time,
    "loaded": _time,
    "address": text,
    "flex_ui": text,
    "state": _one_of("running", "login", "starting", "refused", "absent"),
    "configuration": object_of_values,
    "calls": list_of(
        record(
            _call,
            plugin=_WORDS,
            means=_one_of("updateConfig", "configuration"),
            address=_WORDS,
            line=optional(count, 0),
            column=optional(count, 0),
            value=value,
        )
    ),
    "resource": object_of_values,
    "answer": count,
    "cached_resource": record(CachedResource, value=object_of_values, cached=optional(_time, "")),
    "stored": object_of_values,
    "feature_flags": _by_key(_flag),
    "feature_overrides": _by_key(_flag),
    "plugins": list_of(
        record(PagePlugin, name=_WORDS, version=_WORDS, address=_WORDS, state=_WORDS)
    ),
    "scripts": list_of(
        record(
            lambda *, address, size, cached: PageScript(address, size, cached),
            address=text,
            size=optional(count),
            cached=optional(_flag),
        )
    ),
    "moved": _by_key(object_of_values),
    "page_values": object_of_values,
}
"""The readers of fields that may be absent, or null."""
