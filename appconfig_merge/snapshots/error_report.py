"""Flex UI's own error report, the Markdown file that it offers for download, as a snapshot.

Its section SESSION DATA has Manager.configuration as it was after the merge and before plugins:
what updateConfig sets is another object, which the report doesn't show. What is changed in place
shows, such as componentProps that have moved.

Seen in the code of 2.17.1 and in reports that it wrote: JSON.stringify with a replacer writes
undefined as the text "undefined"; an array as an object of its elements and its length; a function
as an object of its own properties; what has toJSON, such as a Date, as that gives it; an object
where it is met first and never again; no object under a key ``__x__``, and no Symbol. NaN and the
infinities are null in JSON. Where there are errors, ``***`` stands in place of each token that the
page had. The release is told by the logs alone, where they have what Flex UI says at level info.
"""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.errors import InputError, LimitError, SourceSyntaxError
from appconfig_merge.inputs.json_values import parsed
from appconfig_merge.javascript.numbers import integer_to_number
from appconfig_merge.limits import MAX_ARRAY, MAX_NESTING
from appconfig_merge.location import Location
from appconfig_merge.snapshots.snapshot import PagePlugin, Snapshot
from appconfig_merge.values import (
    UNDEFINED,
    Candidate,
    Function,
    Undefined,
    Unresolved,
    public_number,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from appconfig_merge.paths import Path
    from appconfig_merge.source import Source
    from appconfig_merge.values import ConfigValue

SHOWN_BEFORE: Final = "an error report shows an object where it meets it first, and never again"
"""Why an error report may lack an object that the page has."""
UNDERLINED: Final = "an error report has no objects under keys that begin and end with __"
"""The same of an object under such a key, and of null."""

_WRITTEN: Final = (str, int, float, Undefined, Function, type(None))
"""Values that are written as often as they are met."""
_HEADING: Final = "### SESSION DATA"
_GENERAL: Final = re.compile(r"^## General Session Information[ \t]*\r?$", re.MULTILINE)
_BLOCK: Final = re.compile(
    r"^### SESSION DATA[ \t]*\r?\n(?:[ \t]*+\r?\n)*+```[a-z]*[ \t]*\r?\n", re.MULTILINE
)
_FENCE: Final = re.compile(r"^```[ \t]*\r?$", re.MULTILINE)
_RELEASE: Final = re.compile(
    r"Manager: Creating manager\. flex-ui version: ([\w.+-]{1,60}) core-ui"
)
_DATE: Final = re.compile(r"(?:[+-]\d{6}|\d{4})-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_INDEX: Final = re.compile(r"0|[1-9][0-9]{0,9}")
_TELLING: Final = frozenset({"reactVersion", "bundleType", "userAgent"})
"""What a report's session data has beside the configuration."""
_AGAIN: Final = "download the report again: this one seems cut short or edited"


def is_error_report(text: str) -> bool:
    """Whether a text is an error report, or a part of one that has its session data."""
    return _HEADING in text and _BLOCK.search(text) is not None


def is_session_data(data: object) -> bool:
    """Whether JSON data is what a report has as its session data."""
    return isinstance(data, dict) and "config" in data and bool(data.keys() & _TELLING)


def read_error_report(source: Source) -> Snapshot:
    """The snapshot that an error report is. Raises InputError and SourceSyntaxError."""
    text = source.text
    general = _GENERAL.search(text)
    # That of each error is older; where an error came before the configuration it has none.
    blocks = _blocks(source, text, general.end() if general is not None else 0)
    found = [_session(source, text, start, end) for start, end in blocks]
    with_config = [one for one in found if "config" in one]
    whole = Location(source.name, 1, 1, 1, 1)
    if not with_config:
        return Snapshot(source.name, "error-report", state="starting")
    first = with_config[0]
    if any(one != first for one in with_config):
        raise InputError(
            "this error report has several session data, which differ",
            location=whole,
            help="keep the one that is meant: the last, below General Session Information",
        )
    releases = set(_RELEASE.findall(text))
    return of_session_data(source, first)._replace(
        flex_ui=releases.pop() if len(releases) == 1 else ""
    )


def of_session_data(source: Source, data: Mapping[str, Any]) -> Snapshot:
    """The snapshot that a report's session data is. Raises InputError."""
    reading = _Reading()
    config = reading.value(data["config"])
    if not isinstance(config, dict):
        raise InputError(
            "the session data of this error report has no configuration",
            location=Location(source.name, 1, 1, 1, 1),
            help="effective-config snapshot takes one of the running page",
        )
    plugins = reading.value(data.get("plugins", {"length": 0}))
    found = plugins if isinstance(plugins, list) else []
    names = [one.get("name") for one in found if isinstance(one, dict)]
    return Snapshot(
        source.name,
        "error-report",
        configuration=config,
        plugins=tuple(PagePlugin(name, "", "", "") for name in names if isinstance(name, str)),
    )


def why_lacking(configuration: Mapping[str, ConfigValue], path: Path, value: object) -> str:
    """Why a report may lack this value at a path though the page has it; empty where it mayn't.

    Scalars are always written, where what they stand in is.
    """
    within: Any = configuration
    for depth, step in enumerate(path):
        if not isinstance(within, dict):
            return ""
        if step not in within:
            is_object = depth < len(path) - 1 or not isinstance(value, _WRITTEN)
            key = str(step)
            if key[:2] == key[-2:] == "__" and (is_object or value is None):
                return UNDERLINED
            return SHOWN_BEFORE if is_object else ""
        within = within[step]
    return ""


def _blocks(source: Source, text: str, start: int) -> Iterable[tuple[int, int]]:
    """Where the session data stand: after a General Session Information its own alone."""
    while (block := _BLOCK.search(text, start)) is not None:
        end = _FENCE.search(text, block.end())
        if end is None:
            raise SourceSyntaxError(
                "the session data of this error report never ends",
                location=_location(source, text, block.start()),
                help=_AGAIN,
            )
        yield block.end(), end.start()
        start = end.end()


def _session(source: Source, text: str, start: int, end: int) -> dict[str, Any]:
    try:
        data = parsed(text[start:end])
    except RecursionError:
        raise LimitError(
            "this is nested too deep to be read", location=_location(source, text, start)
        ) from None
    except ValueError as error:
        at = error.pos if isinstance(error, json.JSONDecodeError) else 0
        message = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        message = f"{message[:1].lower()}{message[1:]}"
        raise SourceSyntaxError(
            f"the session data of this error report is not JSON: {message}",
            location=_location(source, text, start + at),
            help=_AGAIN,
        ) from None
    return data if isinstance(data, dict) else {}


def _location(source: Source, text: str, at: int) -> Location:
    offset = len(text[:at].encode("utf-8", "surrogatepass"))
    return source.location(offset, offset)


class _Reading:
    """Values as a report writes them. ``_missing`` counts the elements that arrays lack."""

    def __init__(self) -> None:
        self._missing = 0

    def value(self, data: Any, depth: int = 0) -> ConfigValue:
        """What the page has for this data, or may have."""
        if depth > MAX_NESTING:
            return Unresolved("", f"it is nested deeper than {MAX_NESTING} levels")
        if data is None:
            return _NULL
        if isinstance(data, str):
            return _text(data)
        if type(data) in {int, float}:
            return public_number(integer_to_number(data))
        if isinstance(data, list):  # no report has one
            return [self.value(item, depth + 1) for item in data]
        if not isinstance(data, dict):
            return bool(data)
        length = data.get("length")
        if type(length) is int and length >= 0:
            if isinstance(data.get("name"), str):
                return _FUNCTION
            if _is_array(data, length):
                return self._array(data, length, depth)
        if data.keys() == {"lastIndex"}:
            return _REGEXP
        if _is_class(data):
            return _FUNCTION
        return {key: self.value(item, depth + 1) for key, item in data.items()}

    def _array(self, data: Mapping[str, Any], length: int, depth: int) -> ConfigValue:
        self._missing += length - len(data) + 1
        if self._missing > MAX_ARRAY:
            return Unresolved("", "it is an array that lacks more elements than are told")
        return [
            self.value(data[key], depth + 1) if (key := str(index)) in data else _ELEMENT
            for index in range(length)
        ]


def _is_array(data: Mapping[str, Any], length: int) -> bool:
    """Whether these are the properties of an array and no others: an object may have them, too."""
    indices = [key for key in data if key != "length"]
    return len(indices) <= length and all(
        _INDEX.fullmatch(key) and int(key) < length for key in indices
    )


def _is_class(data: Mapping[str, Any]) -> bool:
    """Whether an object has a prototype as a class has that has a static member ``name``."""
    prototype = data.get("prototype")
    return "length" in data and isinstance(prototype, dict) and "constructor" in prototype


def _one_of(source: str, reason: str, *values: tuple[ConfigValue, str]) -> Unresolved:
    """A value that is one of these, each with what the page has then."""
    tests = [f"the page has {words}" for _, words in values[:-1]]
    candidates = (
        *(Candidate(one[0], test, True) for one, test in zip(values, tests, strict=False)),
        Candidate(values[-1][0], tests[-1], False),
    )
    return Unresolved(source, reason, candidates=candidates)


def _text(text: str) -> ConfigValue:
    if text == "undefined":
        return _UNDEFINED
    if "***" in text:
        return Unresolved("", "an error report has *** in place of tokens")
    if _DATE.fullmatch(text) is None:
        return text
    date = Unresolved("", "it is an instance of Date, no plain data")
    return _one_of(
        json.dumps(text), "an error report writes a Date as a text", (text, "a text"), (date, "")
    )


_NULL: Final = _one_of(
    "null",
    "an error report writes NaN and the infinities as null",
    (None, "null"),
    (math.nan, "NaN"),
    (math.inf, "Infinity"),
    (-math.inf, "-Infinity"),
)
_UNDEFINED: Final = _one_of(
    '"undefined"',
    'an error report writes undefined as the text "undefined"',
    (UNDEFINED, "undefined"),
    ("undefined", "the text"),
)
_FUNCTION: Final = Unresolved(
    "", "an error report writes a function as an object with a length and a name, without its code"
)
_REGEXP: Final = Unresolved(
    "", "an error report writes a RegExp as an object with a lastIndex, without its source"
)
_ELEMENT: Final = Unresolved("", f"it is missing in the array: {SHOWN_BEFORE}")
