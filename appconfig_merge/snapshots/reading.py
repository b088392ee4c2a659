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
from appconfig_merge.layers.snapshot_values import KIND
from appconfig_merge.location import Location
from appconfig_merge.schema_versions import SNAPSHOT
from appconfig_merge.snapshots.encoding import object_of_values, value
from appconfig_merge.snapshots.error_report import (
    is_error_report,
    is_session_data,
    of_session_data,
    read_error_report,
)
from appconfig_merge.snapshots.snapshot import (
    CachedResource,
    Call,
    PagePlugin,
    PageScript,
    Snapshot,
)
from appconfig_merge.syntax.literals import string_value, template_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.inputs.json_fields import Read
    from appconfig_merge.source import Source

_MAX_WORDS: Final = 300
"""Characters of what is said of wrong data: its keys are whoever's wrote it."""
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z")
_WRAPPINGS: Final = 3
"""A text in a fence, quoted twice: more is nobody's."""
_FENCED: Final = re.compile(r"```\w*\r?\n(.*)\n```", re.DOTALL)
_PASTE: Final = "take it again, and paste it into an editor: a terminal cuts what is pasted"
_AGAIN: Final = "take the snapshot again: this one seems cut short or edited"


def read_snapshot(source: Source) -> Snapshot:
    """A snapshot of a running page: the script's JSON, or Flex UI's own error report.

    The JSON may be quoted, as a console shows a text. Raises SourceSyntaxError for what is no
    JSON, InputError for what is no snapshot; nothing of either is quoted.
    """
    whole = Location(source.name, 1, 1, 1, 1)
    if is_error_report(source.text):
        return read_error_report(source)
    data = _data(source)
    if is_session_data(data):
        return of_session_data(source, data)
    if not isinstance(data, dict) or data.get("kind") != KIND:
        from appconfig_merge.snapshots.mistaken import mistake

        found = mistake(data)
        raise InputError(f"this {found.what}", location=whole, help=found.help)
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
    """The data of a JSON text, or of one that is quoted."""
    text, is_quoted = source.text, False
    try:
        for _ in range(_WRAPPINGS):
            inner = _unquoted(text)
            if inner is None:
                break
            text, is_quoted = inner, True
        return parsed(text)
    except RecursionError:
        raise _too_deep(source) from None
    except ValueError as error:
        raise _no_json(source, error, is_quoted=is_quoted) from None


def _unquoted(text: str) -> str | None:
    """What stands in a text's quotes, or in a Markdown fence around it; None without either."""
    text = text.strip()
    fenced = _FENCED.fullmatch(text)
    if fenced is not None:
        return fenced[1]
    quote = text[:1]
    if quote not in {'"', "'", "`"} or len(text) < 2 or text[-1] != quote:
        return None
    return template_value(text[1:-1]) if quote == "`" else string_value(text[1:-1])


def _no_json(source: Source, error: ValueError, *, is_quoted: bool) -> InputError:
    """What is said of a text that isn't JSON. Its places are known where nothing was unquoted."""
    from appconfig_merge.snapshots.mistaken import mistake_of_text

    whole = Location(source.name, 1, 1, 1, 1)
    found = mistake_of_text(source.data, source.text)
    if found is not None:
        return SourceSyntaxError(f"this {found.what}", location=whole, help=found.help)
    if not isinstance(error, json.JSONDecodeError):
        return SourceSyntaxError(f"this is not JSON: {error}", location=whole, help=_AGAIN)
    at = (1, 1) if is_quoted else (error.lineno, error.colno)
    place = Location(source.name, *at, *at)
    is_cut = error.msg.startswith("Unterminated") or not error.doc[error.pos :].strip()
    if is_cut:
        return SourceSyntaxError("this snapshot is cut short", location=place, help=_PASTE)
    message = f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
    return SourceSyntaxError(message, location=place, help=_AGAIN)


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


def _time_or_nothing(data: Any) -> str:
    return "" if data == "" else _time(data)


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
    "cached_resource": record(
        CachedResource, value=object_of_values, cached=optional(_time_or_nothing, "")
    ),
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
