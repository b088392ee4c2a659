"""The methods of String.prototype that depend on their receiver and arguments alone.

ECMA-262 22.1.3. Each takes ``this`` first, raises NotKnown for what isn't known and Throws
where JavaScript does. Indices count UTF-16 code units.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.conversion import NotKnown, Throws, to_number, to_string
from appconfig_merge.javascript.integers import clamped, relative_index, to_integer
from appconfig_merge.javascript.numbers import WHITE_SPACE, to_uint32
from appconfig_merge.javascript.primitives import UNDEFINED, RegExp
from appconfig_merge.javascript.strings import code_units, has_stable_case, join_pairs, split_pairs
from appconfig_merge.javascript.values import Unknown
from appconfig_merge.limits import MAX_ARRAY, MAX_STRING

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Value

_DOLLAR: Final = r"\$([$&`'])"


def text_of(this: Value, method: str = "") -> str:
    """The receiver as a string, its code units apart."""
    if this is None or this is UNDEFINED:
        name = f"String.prototype.{method}"
        raise Throws("TypeError", f"{name} called on null or undefined")
    return split_pairs(to_string(this))


def string_of(value: Value) -> str:
    """An argument as a string, its code units apart."""
    return split_pairs(to_string(value))


def bounded(length: float) -> None:
    """Refuse, as not known, a string of more code units than the limit."""
    if length > MAX_STRING:
        raise NotKnown(Unknown(f"the string is longer than {MAX_STRING:,} characters"))


def at(this: Value, index: Value = UNDEFINED) -> Value:
    """String.prototype.at."""
    text = text_of(this, "at")
    relative = to_integer(index)
    position = len(text) + relative if relative < 0 else relative
    return text[int(position)] if 0 <= position < len(text) else UNDEFINED


def char_at(this: Value, index: Value = UNDEFINED) -> Value:
    """String.prototype.charAt."""
    text = text_of(this, "charAt")
    position = to_integer(index)
    return text[int(position)] if 0 <= position < len(text) else ""


def char_code_at(this: Value, index: Value = UNDEFINED) -> Value:
    """String.prototype.charCodeAt."""
    text = text_of(this, "charCodeAt")
    position = to_integer(index)
    return float(ord(text[int(position)])) if 0 <= position < len(text) else math.nan


def code_point_at(this: Value, index: Value = UNDEFINED) -> Value:
    """String.prototype.codePointAt."""
    text = text_of(this, "codePointAt")
    position = to_integer(index)
    if not 0 <= position < len(text):
        return UNDEFINED
    return float(ord(join_pairs(text[int(position) : int(position) + 2])[0]))


def concat(this: Value, *more: Value) -> Value:
    """String.prototype.concat."""
    parts = [text_of(this, "concat"), *map(string_of, more)]
    bounded(sum(map(len, parts)))
    return join_pairs("".join(parts))


def starts_with(this: Value, search: Value = UNDEFINED, position: Value = UNDEFINED) -> Value:
    """String.prototype.startsWith."""
    text = text_of(this, "startsWith")
    wanted = _not_a_pattern(search, "startsWith")
    return text.startswith(wanted, clamped(position, len(text), 0))


def ends_with(this: Value, search: Value = UNDEFINED, position: Value = UNDEFINED) -> Value:
    """String.prototype.endsWith."""
    text = text_of(this, "endsWith")
    wanted = _not_a_pattern(search, "endsWith")
    return text[: clamped(position, len(text), len(text))].endswith(wanted)


def includes(this: Value, search: Value = UNDEFINED, position: Value = UNDEFINED) -> Value:
    """String.prototype.includes."""
    text = text_of(this, "includes")
    wanted = _not_a_pattern(search, "includes")
    return text.find(wanted, clamped(position, len(text), 0)) >= 0


def _not_a_pattern(search: Value, method: str) -> str:
    if isinstance(search, RegExp):
        message = f"First argument to String.prototype.{method} must not be a regular expression"
        raise Throws("TypeError", message)
    return string_of(search)


def index_of(this: Value, search: Value = UNDEFINED, position: Value = UNDEFINED) -> Value:
    """String.prototype.indexOf."""
    text = text_of(this, "indexOf")
    wanted = string_of(search)
    return float(text.find(wanted, clamped(position, len(text), 0)))


def last_index_of(this: Value, search: Value = UNDEFINED, position: Value = UNDEFINED) -> Value:
    """String.prototype.lastIndexOf."""
    text = text_of(this, "lastIndexOf")
    wanted = string_of(search)
    number = to_number(position)
    start = len(text) if math.isnan(number) else clamped(number, len(text), 0)
    return float(text.rfind(wanted, 0, start + len(wanted)))


def pad_start(this: Value, length: Value = UNDEFINED, filler: Value = UNDEFINED) -> Value:
    """String.prototype.padStart."""
    text = text_of(this, "padStart")
    return join_pairs(_padding(text, length, filler) + text)


def pad_end(this: Value, length: Value = UNDEFINED, filler: Value = UNDEFINED) -> Value:
    """String.prototype.padEnd."""
    text = text_of(this, "padEnd")
    return join_pairs(text + _padding(text, length, filler))


def _padding(text: str, length: Value, filler: Value) -> str:
    wanted = to_integer(length)
    if wanted <= len(text):
        return ""
    fill = " " if filler is UNDEFINED else string_of(filler)
    if not fill:
        return ""
    bounded(wanted)
    missing = int(wanted) - len(text)
    return (fill * (missing // len(fill) + 1))[:missing]


def repeat(this: Value, count: Value = UNDEFINED) -> Value:
    """String.prototype.repeat."""
    text = text_of(this, "repeat")
    times = to_integer(count)
    if times < 0 or math.isinf(times):
        raise Throws("RangeError", f"Invalid count value: {to_string(count)}")
    bounded(len(text) * times)
    return join_pairs(text * int(times)) if text else ""


def slice_(this: Value, start: Value = UNDEFINED, end: Value = UNDEFINED) -> Value:
    """String.prototype.slice."""
    text = text_of(this, "slice")
    first = relative_index(start, len(text), 0)
    return join_pairs(text[first : relative_index(end, len(text), len(text))])


def substring(this: Value, start: Value = UNDEFINED, end: Value = UNDEFINED) -> Value:
    """String.prototype.substring."""
    text = text_of(this, "substring")
    first, last = clamped(start, len(text), 0), clamped(end, len(text), len(text))
    return join_pairs(text[min(first, last) : max(first, last)])


def substr(this: Value, start: Value = UNDEFINED, length: Value = UNDEFINED) -> Value:
    """String.prototype.substr (ECMA-262 B.2.2.1)."""
    text = text_of(this, "substr")
    first = relative_index(start, len(text), 0)
    return join_pairs(text[first : first + clamped(length, len(text), len(text))])


def to_lower_case(this: Value) -> Value:
    """String.prototype.toLowerCase."""
    return _with_stable_case(text_of(this, "toLowerCase")).lower()


def to_upper_case(this: Value) -> Value:
    """String.prototype.toUpperCase."""
    return _with_stable_case(text_of(this, "toUpperCase")).upper()


def _with_stable_case(text: str) -> str:
    joined = join_pairs(text)
    if not has_stable_case(joined):
        raise NotKnown(Unknown("browsers may disagree about the case of a character in it"))
    return joined


def trim(this: Value) -> Value:
    """String.prototype.trim."""
    return join_pairs(text_of(this, "trim").strip(WHITE_SPACE))


def trim_start(this: Value) -> Value:
    """String.prototype.trimStart."""
    return join_pairs(text_of(this, "trimStart").lstrip(WHITE_SPACE))


def trim_end(this: Value) -> Value:
    """String.prototype.trimEnd."""
    return join_pairs(text_of(this, "trimEnd").rstrip(WHITE_SPACE))


def replace(this: Value, search: Value = UNDEFINED, replacement: Value = UNDEFINED) -> Value:
    """String.prototype.replace of a string by a string."""
    text = text_of(this, "replace")
    wanted = string_of(search)
    template = string_of(replacement)
    position = text.find(wanted)
    return join_pairs(substitute(text, wanted, template, [position] if position >= 0 else []))


def replace_all(this: Value, search: Value = UNDEFINED, replacement: Value = UNDEFINED) -> Value:
    """String.prototype.replaceAll of a string by a string."""
    text = text_of(this, "replaceAll")
    wanted = string_of(search)
    template = string_of(replacement)
    return join_pairs(substitute(text, wanted, template, occurrences(text, wanted)))


def occurrences(text: str, wanted: str) -> list[int]:
    """Where a string occurs in another, without overlap; the empty one at every place."""
    found: list[int] = []
    _few(text, wanted)
    position = text.find(wanted)
    while position >= 0:
        found.append(position)
        position = text.find(wanted, position + max(len(wanted), 1))
    return found


def _few(text: str, wanted: str) -> None:
    if text.count(wanted) >= MAX_ARRAY:
        raise NotKnown(Unknown(f"there are over {MAX_ARRAY:,} places to split or replace"))


def substitute(text: str, wanted: str, template: str, positions: list[int]) -> str:
    """Replace a string at positions, filling the template's ``$`` (ECMA-262 22.1.3.19.1)."""
    parts: list[str] = []
    end = 0
    size = len(text) - len(wanted) * len(positions)
    has_dollars = "$" in template
    for position in positions:
        after = position + len(wanted)
        filled = template
        if has_dollars:
            # What $` and $' stand for may be as long as the text, at every one of its places.
            before, behind = template.count("$`"), template.count("$'")
            bounded(size + before * position + behind * (len(text) - after))
            filling = {"$": "$", "&": wanted, "`": text[:position], "'": text[after:]}
            pieces = re.split(_DOLLAR, template)
            pieces[1::2] = [filling[piece] for piece in pieces[1::2]]
            filled = "".join(pieces)
        parts.extend((text[end:position], filled))
        end = after
        size += len(filled)
        bounded(size)
    return "".join((*parts, text[end:]))


def split(this: Value, separator: Value = UNDEFINED, limit: Value = UNDEFINED) -> list[str]:
    """String.prototype.split by a string."""
    text = text_of(this, "split")
    most = 2**32 - 1 if limit is UNDEFINED else to_uint32(to_number(limit))
    wanted = string_of(separator)
    if most == 0:
        return []
    if separator is UNDEFINED:
        return [join_pairs(text)]
    _few(text, wanted)
    parts = text.split(wanted) if wanted else list(text)
    return [join_pairs(part) for part in parts[:most]]


def to_string_value(this: Value) -> Value:
    """String.prototype.toString and valueOf."""
    if isinstance(this, str):
        return this
    if isinstance(this, Unknown):
        raise NotKnown(this)
    raise Throws("TypeError", "String.prototype.toString requires that 'this' be a String")


def is_well_formed(this: Value) -> Value:
    """String.prototype.isWellFormed."""
    return not any("\ud800" <= char <= "\udfff" for char in join_pairs(text_of(this)))


def to_well_formed(this: Value) -> Value:
    """String.prototype.toWellFormed."""
    joined = join_pairs(text_of(this))
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in joined)


def normalize(this: Value, form: Value = UNDEFINED) -> Value:
    """String.prototype.normalize, of characters that every Unicode version knows."""
    text = join_pairs(text_of(this, "normalize"))
    name = "NFC" if form is UNDEFINED else to_string(form)
    if name not in {"NFC", "NFD", "NFKC", "NFKD"}:
        message = "The normalization form should be one of NFC, NFD, NFKC, NFKD."
        raise Throws("RangeError", message)
    if not all(char <= "\u036f" for char in text):
        raise NotKnown(Unknown("browsers may normalize it differently"))
    from unicodedata import normalize as normalized

    return normalized(name, text)  # type: ignore[arg-type]


def from_char_code(*codes: Value) -> Value:
    """String.fromCharCode."""
    return join_pairs("".join(chr(to_uint32(to_number(code)) & 0xFFFF) for code in codes))


def from_code_point(*codes: Value) -> Value:
    """String.fromCodePoint."""
    chars = []
    for code in codes:
        number = to_number(code)
        if not (0 <= number <= 0x10FFFF and number.is_integer()):
            raise Throws("RangeError", f"Invalid code point {to_string(code)}")
        chars.append(chr(int(number)))
    return join_pairs("".join(chars))


def compare(left: str, right: str) -> int:
    """The order of two strings by their code units: -1, 0 or 1."""
    a, b = code_units(left), code_units(right)
    return (a > b) - (a < b)
