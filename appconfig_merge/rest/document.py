"""JSON values of which nothing is lost: numbers of any size and precision, the order of keys."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from appconfig_merge.errors import AppConfigError, InputError, LimitError, SourceSyntaxError
from appconfig_merge.limits import MAX_DOCUMENT_NESTING, MAX_EXPANDED_VALUES
from appconfig_merge.secrets.texts import hide_in_line, redact
from appconfig_merge.syntax.literals import join_surrogates

if TYPE_CHECKING:
    from appconfig_merge.javascript.duplicate_keys import DuplicateKey
    from appconfig_merge.source import Source
    from appconfig_merge.values import JsonValue

Failure = TypeVar("Failure", bound=AppConfigError)

_MAX_INT_DIGITS = 1000
# More bits than any integer of that many digits has.
_MAX_INT_BITS = 3322
# Making a Decimal of an integer takes quadratic time: of one of this size a fifth of a second.
_MOST_INT_BITS = 332_200
_RAW_SURROGATE = re.compile("[\ud800-\udfff]")


def parse(source: Source) -> JsonValue:
    """Read a JSON text (RFC 8259). Of a key that stands twice in one object the last counts.

    A number with a fraction or an exponent is a Decimal, and so are -0 and an integer of more
    than 1000 digits. Raises SourceSyntaxError for what isn't JSON, showing no value that looks
    secret, InputError for what isn't UTF-8, LimitError for nesting and exponents that are out
    of all reason.
    """
    import simplejson

    from appconfig_merge.syntax.json_text import check

    if source.replaced:
        raise InputError(f"{source.name}: not UTF-8", help="JSON is UTF-8 text (RFC 8259, 8.1)")
    try:
        check(source)
    except SourceSyntaxError as error:
        raise without_secrets(error, source) from None
    # Escaped, so that the two halves of a pair meet however each of them was written.
    text = _RAW_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", source.text)
    try:
        value: JsonValue = simplejson.loads(text, parse_float=_decimal, parse_int=_integer)
    except RecursionError:
        raise _too_deep(source.name) from None
    except InvalidOperation:
        raise LimitError(
            f"{source.name} has a number whose exponent is too large to be kept",
            help="no program that reads JSON takes such a number",
        ) from None
    if nesting(value) > MAX_DOCUMENT_NESTING:
        raise _too_deep(source.name)
    return value


def duplicate_keys(source: Source) -> list[DuplicateKey]:
    """The keys that stand twice in one object of a JSON text that was parsed already."""
    import json

    found = False

    def look(members: list[tuple[str, object]]) -> None:
        nonlocal found
        found = found or len(dict(members)) < len(members)

    json.loads(source.text, object_pairs_hook=look, parse_int=float)
    if not found:
        return []  # as nearly always: where they are takes far longer
    from appconfig_merge.javascript.duplicate_keys import duplicate_keys_of_json
    from appconfig_merge.syntax import parse_json

    return duplicate_keys_of_json(parse_json(source))


def from_python(data: object) -> JsonValue:
    """The JSON value of data that a program has: a copy, tuples become arrays.

    A float becomes the Decimal of its shortest writing. Raises InputError for what JSON can't
    say (NaN, other types, keys that aren't str) and LimitError for what contains itself, nests
    too deep or shares parts until it is too large to be written.
    """
    return _Copier().copy(data, 0)


def write(value: JsonValue, *, indent: int | None = None) -> str:
    """Write a value as JSON in ASCII: on one line without spaces, or indented.

    Numbers keep their value and precision; only their exponent may be written differently
    (1e5 as 1E+5) or not at all (1e0 as 1, 1.5e1 as 15).
    """
    text: str = _encoder(indent).encode(value)
    return text


def identical(a: JsonValue, b: JsonValue) -> bool:
    """Whether two values are written the same: each number, and the order of keys too."""
    if a is b:
        return True
    # Most comparisons are of two short strings, and writing them takes far longer.
    if type(a) is type(b) and not isinstance(a, dict | list | Decimal):
        return a == b
    return write(a) == write(b)


def equivalent(a: JsonValue, b: JsonValue) -> bool:
    """Whether two values mean the same (RFC 6902, 4.6): 1, 1.0 and 1e0 do, true and 1 don't.

    The order of an object's keys means nothing.
    """
    if a is b:
        return True
    if isinstance(a, dict):
        if not isinstance(b, dict) or a.keys() != b.keys():
            return False
        return all(equivalent(member, b[key]) for key, member in a.items())
    if isinstance(a, list):
        if not isinstance(b, list) or len(a) != len(b):
            return False
        return all(map(equivalent, a, b))
    if isinstance(b, dict | list) or isinstance(a, bool) or isinstance(b, bool):
        return False
    return a == b


def nesting(value: JsonValue) -> int:
    """How many objects and arrays lie around the deepest part: 0 for a scalar, 1 for []."""
    return measure(value)[1]


def measure(value: JsonValue) -> tuple[int, int]:
    """The number of values in a value, itself included, and its :func:`nesting`."""
    count = deepest = 0
    work: list[tuple[JsonValue, int]] = [(value, 0)]
    while work:
        item, depth = work.pop()
        count += 1
        if isinstance(item, dict | list):
            deepest = max(deepest, depth + 1)
            below = item.values() if isinstance(item, dict) else item
            work.extend((member, depth + 1) for member in below)
    return count, deepest


def copied(value: JsonValue) -> JsonValue:
    """A copy that shares no object or array with the value."""
    if isinstance(value, dict):
        return {key: copied(member) for key, member in value.items()}
    if isinstance(value, list):
        return [copied(member) for member in value]
    return value


@cache
def _encoder(indent: int | None) -> Any:
    import simplejson

    separators = (",", ":") if indent is None else (",", ": ")
    return simplejson.JSONEncoder(use_decimal=True, indent=indent, separators=separators)


def without_secrets(error: Failure, source: Source) -> Failure:
    """The same error, showing nothing of its line that looks secret."""
    above = range(1, error.location.line) if error.location else ()
    line, hidden = hide_in_line(error.line_text or "", "\n".join(map(source.line, above)))
    return type(error)(
        redact(error.message, hidden),
        location=error.location,
        line_text=line,
        help=error.help and redact(error.help, hidden),
    )


def _too_deep(name: str) -> LimitError:
    return LimitError(
        f"{name} is nested deeper than {MAX_DOCUMENT_NESTING} levels",
        help="a real Configuration resource has fewer than twenty levels",
    )


def _decimal(text: str) -> Decimal:
    return Decimal(text)


def _integer(text: str) -> int | Decimal:
    return Decimal(text) if len(text) > _MAX_INT_DIGITS or text == "-0" else int(text)


class _Copier:
    """Copies a program's data, counting: what is shared is copied once for every place."""

    def __init__(self) -> None:
        self.count = 0

    def copy(self, data: object, depth: int) -> JsonValue:
        self.count += 1
        if self.count > MAX_EXPANDED_VALUES:
            raise LimitError(f"the data has more than {MAX_EXPANDED_VALUES:,} values")
        if isinstance(data, Mapping | list | tuple):
            if depth == MAX_DOCUMENT_NESTING:
                raise LimitError(
                    "the data contains itself, "
                    f"or is nested deeper than {MAX_DOCUMENT_NESTING} levels"
                )
            if isinstance(data, Mapping):
                return {_key(key): self.copy(item, depth + 1) for key, item in data.items()}
            return [self.copy(item, depth + 1) for item in data]
        return _scalar(data)


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise InputError(f"a key of a JSON object must be a str, not {type(key).__name__}")
    return join_surrogates(key)


def _scalar(data: object) -> JsonValue:
    if data is None or isinstance(data, bool):
        return data
    if isinstance(data, str):
        return join_surrogates(data)
    if isinstance(data, int):
        if data.bit_length() > _MOST_INT_BITS:
            raise LimitError("the data has an integer of more than 100,000 digits")
        return Decimal(data) if data.bit_length() > _MAX_INT_BITS else int(data)
    if isinstance(data, float) and math.isfinite(data):
        return Decimal(float.__repr__(data))
    if isinstance(data, Decimal) and data.is_finite():
        return data
    if isinstance(data, float | Decimal):
        raise InputError("JSON has no NaN and no infinity", help="use None, or a string")
    raise InputError(f"JSON has no {type(data).__name__}")
