"""ECMAScript's type conversions (ECMA-262 7.1), as far as they run no code of the script.

A conversion that would call something not known here raises :class:`NotKnown`; one that
throws in JavaScript raises :class:`Throws`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.internal_slots import (
    JSAddress,
    JSArguments,
    JSDate,
    JSError,
    JSInternal,
    JSRegExp,
    JSSearchParams,
)
from appconfig_merge.javascript.numbers import number_to_string, string_to_number
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt, Primitive, RegExp, Undefined
from appconfig_merge.javascript.values import JSArray, JSFunction, JSObject, Traced, Unknown, Value
from appconfig_merge.limits import MAX_ARRAY, MAX_NESTING, MAX_STRING

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Candidate

_MAX_CONDITIONS: Final = 20
"""Conditions inside one another that are followed."""


ZONE: Final = "it depends on the browser's time zone"
TAGGED: Final = "the object's Symbol.toStringTag decides on its description"


class NotKnown(Exception):  # noqa: N818 - a signal between modules, never an error for a caller
    """The result can't be known without running the page."""

    def __init__(self, unknown: Unknown) -> None:
        super().__init__(unknown.reason)
        self.unknown = unknown


class Throws(Exception):  # noqa: N818 - JavaScript's throw, caught where statements are run
    """JavaScript throws an error of this ``name``; ``at`` is the expression, once known.

    ``value`` is what the script threw itself, None for an error of the engine. ``help`` says what
    a person can do about it, where who throws knows.
    """

    def __init__(
        self,
        name: str,
        message: str,
        at: Traced | None = None,
        value: Traced | None = None,
        help: str | None = None,
    ) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name
        self.message = message
        self.at = at
        self.value = value
        self.help = help


def typeof(value: Value) -> str:
    """The typeof operator (ECMA-262 13.5.3)."""
    if isinstance(value, Unknown):
        if value.kind:
            return value.kind
        raise NotKnown(value)
    if isinstance(value, str):
        return "string"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, float):
        return "number"
    if isinstance(value, Undefined):
        return "undefined"
    if isinstance(value, BigInt):
        return "bigint"
    if isinstance(value, JSFunction):
        return "function"
    return "object"


def to_boolean(value: Value) -> bool:
    """ToBoolean (ECMA-262 7.1.2)."""
    if isinstance(value, Unknown):
        if value.is_truthy is not None:
            return value.is_truthy
        if value.kind in {"object", "function", "symbol"}:
            return True
        agreed = truth(value)
        if agreed is None:
            raise NotKnown(value)
        return agreed
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    if isinstance(value, BigInt):
        return value.value != 0
    if isinstance(value, str | bool):
        return bool(value)
    return not (value is None or value is UNDEFINED)


def truth(unknown: Unknown, depth: int = _MAX_CONDITIONS) -> bool | None:
    """What ToBoolean gives of all that an unknown value may be; None where they differ."""
    results = {_truth_of(one, depth) for one in unknown.candidates}
    return results.pop() if len(results) == 1 else None


def _truth_of(candidate: Candidate, depth: int) -> bool | None:
    value = candidate.traced.value if candidate.traced is not None else UNDEFINED
    if isinstance(value, Unknown) and value.candidates and not value.kind:
        return truth(value, depth - 1) if depth else None
    try:
        return to_boolean(value)
    except NotKnown:
        return None


def to_primitive(value: Value) -> Primitive:
    """ToPrimitive (ECMA-262 7.1.1), for any hint: what the built-in methods give."""
    if isinstance(value, Unknown):
        raise NotKnown(value)
    if isinstance(value, JSObject | RegExp):
        return object_to_string(value)
    return value


def to_string(value: Value) -> str:
    """ToString (ECMA-262 7.1.17)."""
    value = to_primitive(value)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_to_string(value)
    if isinstance(value, BigInt):
        return str(value.value)
    return "null" if value is None else "undefined"


def to_numeric(value: Value) -> float | BigInt:
    """ToNumeric (ECMA-262 7.1.3)."""
    if isinstance(value, JSDate):
        return time_of(value)
    value = to_primitive(value)
    return value if isinstance(value, BigInt) else _primitive_to_number(value)


def to_number(value: Value) -> float:
    """ToNumber (ECMA-262 7.1.4)."""
    if isinstance(value, JSDate):
        return time_of(value)
    value = to_primitive(value)
    if isinstance(value, BigInt):
        raise Throws("TypeError", "Cannot convert a BigInt value to a number")
    return _primitive_to_number(value)


def time_of(date: JSDate) -> float:
    """The time of a date; raises NotKnown where the time zone decides it."""
    if date.unknown is not None:
        raise NotKnown(date.unknown)
    if date.time is None:
        raise NotKnown(Unknown(ZONE))
    return date.time


def _primitive_to_number(value: str | float | Undefined | None) -> float:
    if isinstance(value, str):
        return string_to_number(value)
    if isinstance(value, Undefined):
        return math.nan
    return 0.0 if value is None else float(value)


def object_to_string(
    value: JSObject | RegExp, depth: int = 0, seen: list[int] | None = None
) -> str:
    """What an object turns into as a string, when nothing of the script's own decides it."""
    if isinstance(value, RegExp):
        if isinstance(value, JSRegExp) and value.state.unknown is not None:
            raise NotKnown(value.state.unknown)
        return f"/{value.source}/{''.join(sorted(value.flags))}"
    if value.unknown is not None:
        raise NotKnown(value.unknown)
    if value.slots.keys() & {"toString", "valueOf"} or value.traits is not None:
        _check_methods(value)
    if isinstance(value, JSArray):
        return _join(value, depth, seen if seen is not None else [0])
    if isinstance(value, JSFunction):
        if not value.text:
            raise NotKnown(Unknown("this parser keeps no source text of functions"))
        return value.text
    if isinstance(value, JSAddress | JSSearchParams):
        return _kept_text(value)
    if isinstance(value, JSError):
        return _error_text(value)
    if isinstance(value, JSDate):
        if value.time is None or not math.isnan(value.time):
            raise NotKnown(Unknown(ZONE))
        return "Invalid Date"
    if isinstance(value, JSInternal):
        raise NotKnown(Unknown("its description is not evaluated"))
    return "[object Arguments]" if isinstance(value, JSArguments) else "[object Object]"


def _kept_text(value: JSAddress | JSSearchParams) -> str:
    """The text of an address, or of names and values (URL Standard 6)."""
    if value.store.unknown is not None:
        raise NotKnown(value.store.unknown)
    kept = value.store.slots["href" if isinstance(value, JSAddress) else "query"].traced.value
    if isinstance(kept, Unknown):
        raise NotKnown(kept)
    assert isinstance(kept, str)
    return kept


def _error_text(value: JSError) -> str:
    """What Error.prototype.toString gives (ECMA-262 20.5.3.4)."""
    name = _text_of_error(value, "name", value.kind)
    message = _text_of_error(value, "message", "")
    if not name or not message:
        return name or message
    return f"{name}: {message}"


def _text_of_error(error: JSError, key: str, usual: str) -> str:
    where: JSObject = error
    while True:
        hidden = where.traits.hidden if where.traits is not None else {}
        slot = where.slots.get(key) or hidden.get(key)
        if slot is not None:
            found = slot.traced.value
            if found is UNDEFINED:
                return "Error" if key == "name" else ""
            return to_string(found)
        proto = where.traits.proto if where.traits is not None else None
        if proto is None or not isinstance(proto.value, JSObject):
            return usual
        where = proto.value


def _check_methods(value: JSObject) -> None:
    """Refuse an object that has, or inherits, a conversion of the script's own."""
    where = value
    while where.unknown is None:
        hidden = where.traits.hidden if where.traits is not None else {}
        for key in ("toString", "valueOf"):
            if key in where.slots or key in hidden:
                raise NotKnown(Unknown(f"the object has a {key} of its own"))
        if where.traits is not None and where.traits.tagged:
            raise NotKnown(Unknown(TAGGED))
        proto = where.traits.proto if where.traits is not None else None
        if proto is None:
            if type(where) is not type(value):
                raise NotKnown(Unknown("what it inherits from is of another kind"))
            return
        if not isinstance(proto.value, JSObject):
            raise Throws("TypeError", "Cannot convert object to primitive value")
        where = proto.value
    raise NotKnown(where.unknown)


def _join(array: JSArray, depth: int, seen: list[int]) -> str:
    """Array.prototype.join with a comma (ECMA-262 23.1.3.18)."""
    if "join" in array.slots:
        raise NotKnown(Unknown("the array has a join of its own"))
    if depth >= MAX_NESTING:
        raise NotKnown(Unknown(f"arrays nest deeper than {MAX_NESTING} levels, or in a circle"))
    seen[0] += len(array.elements)
    if seen[0] > MAX_ARRAY:
        raise NotKnown(Unknown(f"there are over {MAX_ARRAY:,} values to join"))
    parts = []
    size = 0
    for slot in array.elements:
        item = UNDEFINED if slot is None else slot.traced.value
        if item is None or item is UNDEFINED:
            parts.append("")
        elif isinstance(item, JSObject | RegExp):
            parts.append(object_to_string(item, depth + 1, seen))
        else:
            parts.append(to_string(item))
        size += len(parts[-1]) + 1
        if size > MAX_STRING:
            raise NotKnown(Unknown(f"the string is longer than {MAX_STRING:,} characters"))
    return ",".join(parts)
