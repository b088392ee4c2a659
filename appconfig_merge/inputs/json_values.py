"""JSON texts that this package wrote, and the values in them (docs/output.md), read back.

What JSON can't say is an object with a key ``$js``, its tag. A reader of a tag takes that object;
which tags there are is up to whoever wrote the text.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NoReturn

from appconfig_merge.brief import shorten
from appconfig_merge.inputs.json_fields import ABSENT, WrongDataError, record, text
from appconfig_merge.javascript.numbers import integer_to_number
from appconfig_merge.limits import MAX_NESTING
from appconfig_merge.values import (
    UNDEFINED,
    BigInt,
    Function,
    Incomplete,
    RegExp,
    Unresolved,
    public_number,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.inputs.json_fields import Read
    from appconfig_merge.values import ConfigValue

_MAX_NESTING: Final = 2 * MAX_NESTING
"""Levels of a value: what is deeper than half of them is never printed."""
_MAX_DIGITS: Final = 400
"""Digits of an integer that Python is to read exactly: a double has no more."""

_NUMBERS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf"), "-0": -0.0}
_BIGINT = re.compile(r"-?[0-9]{1,4000}")


def parsed(text: str) -> Any:
    """The data of a JSON text.

    Raises ValueError for what is no JSON and for a key that stands twice in one object,
    RecursionError for what is nested too deep.
    """
    return json.loads(
        text,
        parse_int=_integer,
        parse_constant=_no_constant,
        object_pairs_hook=_without_duplicates,
    )


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) < _MAX_DIGITS else float(digits)


def _no_constant(text: str) -> NoReturn:
    raise ValueError(f"there is no {text} in JSON")


def _without_duplicates(members: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(members)
    if len(data) < len(members):
        seen: set[str] = set()
        for name, _ in members:
            if name in seen:
                raise ValueError(f"the key {json.dumps(shorten(name, 48))} stands there twice")
            seen.add(name)
    return data


def decoded(data: Any, tags: Mapping[str, Read], depth: int = 0) -> ConfigValue:
    """The value that JSON data stands for. Raises WrongDataError."""
    if data is ABSENT:
        raise WrongDataError("is missing")
    if depth > _MAX_NESTING:
        raise WrongDataError("is nested too deep")
    if isinstance(data, list):
        return [decoded(item, tags, depth + 1) for item in data]
    if type(data) in {int, float}:
        return public_number(integer_to_number(data))
    if not isinstance(data, dict):
        assert isinstance(data, str | bool | None)
        return data
    if "$js" not in data:
        return {key: decoded(item, tags, depth + 1) for key, item in data.items()}
    tag = data["$js"]
    if tag == "object" and isinstance(data.get("value"), dict):
        known = {key: decoded(item, tags, depth + 1) for key, item in data["value"].items()}
        more = decoded(data["more"], tags, depth + 1) if "more" in data else None
        return Incomplete(known, more) if isinstance(more, Unresolved) else known
    if not isinstance(tag, str) or tag not in tags:
        raise WrongDataError("has a $js tag that is not known here")
    read: ConfigValue = tags[tag](data)
    return read


def _number(value: str) -> float:
    if value not in _NUMBERS:
        raise WrongDataError("is no number that needs a $js tag")
    return _NUMBERS[value]


def _big_integer(value: str) -> BigInt:
    if _BIGINT.fullmatch(value) is None:
        raise WrongDataError("is no whole number")
    return BigInt(int(value))


KNOWN_TAGS: Final[Mapping[str, Read]] = {
    "undefined": lambda _: UNDEFINED,
    "number": record(_number, value=text),
    "bigint": record(_big_integer, value=text),
    "regexp": record(RegExp, source=text, flags=text),
    "function": record(Function, source=text),
}
"""The readers of tags whose value is known."""
