"""JSON.parse and JSON.stringify (ECMA-262 25.5)."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.models.invocation import callback
from appconfig_merge.evaluation.models.reviving import replaced, revived
from appconfig_merge.evaluation.objects import as_candidates, is_unordered
from appconfig_merge.evaluation.properties.inheritance import locate
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript import dates, strings
from appconfig_merge.javascript.conversion import NotKnown, Throws, to_string
from appconfig_merge.javascript.integers import to_integer
from appconfig_merge.javascript.internal_slots import JSAddress, JSDate
from appconfig_merge.javascript.lifting import NotLifted, has_candidates, lift
from appconfig_merge.javascript.numbers import number_to_string
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt, RegExp, Undefined
from appconfig_merge.javascript.string_methods import bounded
from appconfig_merge.javascript.values import (
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Unknown,
    Value,
)
from appconfig_merge.limits import MAX_ARRAY, MAX_DOCUMENT_NESTING
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation
    from appconfig_merge.evaluation.models.call import Call

_MAX_INNER: Final = 10
"""Values inside what is written of which each may be one of several."""
_SURROGATE: Final = "[\ud800-\udfff]"
_BRACKETS: Final = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)


def parse(call: Call) -> Value | Evaluation:
    """JSON.parse; the values have the place of the call."""
    if isinstance(call.value(1), JSFunction | Unknown):
        function = callback(call, 1)
        return revived(call, function, call.traced(_parsed(call), call.argument(0)))
    return _parsed(call)


def _parsed(call: Call) -> Value:
    text = to_string(call.value(0))
    call.moved(len(text))
    _check_nesting(text)
    import json

    made: list[int] = [0]

    def traced(value: Value) -> Traced:
        made[0] += 1
        if made[0] > MAX_ARRAY:
            raise NotKnown(Unknown(f"the JSON text has over {MAX_ARRAY:,} values"))
        return call.traced(value, call.argument(0))

    def members(pairs: list[tuple[str, object]]) -> JSObject:
        slots = {strings.join_pairs(key): Slot(traced(converted(item))) for key, item in pairs}
        return call.object(slots)

    def converted(item: object) -> Value:
        # Arrays come as lists, whose items are converted here: the decoder has no hook for them.
        if isinstance(item, list):
            return call.array([Slot(traced(converted(inner))) for inner in item])
        if isinstance(item, str):
            return strings.join_pairs(item)
        assert isinstance(item, JSObject | float | bool | None)
        return item

    def refuse(name: str) -> float:
        raise ValueError(name)

    decoder = json.JSONDecoder(
        object_pairs_hook=members, parse_int=float, parse_float=float, parse_constant=refuse
    )
    try:
        return converted(decoder.decode(text))
    except ValueError as error:
        from appconfig_merge.evaluation.models.json_faults import not_json

        raise not_json(text, error, call.at) from None
    except RecursionError:
        raise NotKnown(Unknown("the JSON text nests too deeply")) from None


def _check_nesting(text: str) -> None:
    """Refuse, as not known, JSON that nests so deeply that reading it would take Python's stack."""
    depth = 0
    if text.count("[") + text.count("{") <= MAX_DOCUMENT_NESTING:
        return
    for found in _BRACKETS.finditer(text):
        bracket = found[0]
        if bracket in {"[", "{"}:
            depth += 1
            if depth > MAX_DOCUMENT_NESTING:
                reason = f"the JSON text nests deeper than {MAX_DOCUMENT_NESTING} levels"
                raise NotKnown(Unknown(reason))
        elif bracket in {"]", "}"}:
            depth -= 1


class _Item(NamedTuple):
    """A value that is still to be written, inside so many others."""

    value: Value
    depth: int


class _Close(NamedTuple):
    """The end of an object or array that is still to be written."""

    text: str


class _Inner(Exception):  # noqa: N818 - a signal
    """A value inside that is one of several."""

    def __init__(self, traced: Traced) -> None:
        super().__init__()
        self.traced = traced


class _Known(NamedTuple):
    """How JSON is written: which keys, how far in, and what values inside are taken to be."""

    wanted: list[str] | None
    indent: str
    chosen: dict[Traced, Traced | None]


def stringify(call: Call) -> Traced | Evaluation:
    """JSON.stringify; the second argument may be a function, or an array of keys."""
    replacer = call.value(1)
    if isinstance(replacer, JSFunction | Unknown):
        return _of_replaced(call, callback(call, 1), _indent(call))
    return _each_text(call, call.value(0), _wanted_keys(call), _indent(call))


def _of_replaced(call: Call, function: Traced, indent: str) -> Evaluation:
    given = call.argument(0)
    holder = call.traced(call.object({"": Slot(given)}), given)
    found = yield replaced(call, function, holder, "", given)
    return _each_text(call, found.value, None, indent)


def _each_text(call: Call, value: Value, wanted: list[str] | None, indent: str) -> Traced:
    """The text, or one of several where values inside are, or may be absent."""
    inner: list[Traced] = []

    def written(*values: Traced | None) -> Traced:
        known = _Known(wanted, indent, dict(zip(inner, values, strict=True)))
        try:
            return call.traced(_written(call, value, known), *call.arguments)
        except Throws:
            if inner:  # just one of them may be what can't be written
                raise NotLifted from None
            raise

    while True:
        try:
            found = lift(written, *map(as_candidates, inner))
        except _Inner as signal:
            inner.append(signal.traced)
            if len(inner) > _MAX_INNER:
                break
            continue
        except NotLifted:
            break
        assert found is not None
        return found
    raise NotKnown(Unknown("too many values inside it are not known"))


def _written(call: Call, value: Value, known: _Known) -> Value:
    """The text for one choice of all values that are one of several."""
    parts: list[str] = []
    size = 0
    within: list[JSObject] = []
    if _is_left_out(value):
        return UNDEFINED
    work: list[str | _Item | _Close] = [_Item(value, 0)]
    while work:
        item = work.pop()
        if isinstance(item, _Close):
            within.pop()
            text = item.text
        elif isinstance(item, str):
            text = item
        elif isinstance(item.value, JSObject) and not isinstance(item.value, JSFunction | JSDate):
            if any(outer is item.value for outer in within):
                raise call.throw("Converting circular structure to JSON")
            within.append(item.value)
            work.extend(reversed(_pieces(call, item, known)))
            continue
        else:
            text = _leaf(call, item.value)
        parts.append(text)
        size += len(text)
        bounded(size)
        if len(parts) > 2 * MAX_ARRAY:
            raise NotKnown(Unknown(f"there are over {MAX_ARRAY:,} values"))
    call.work(len(parts))
    return strings.join_pairs("".join(parts))


def _pieces(call: Call, item: _Item, known: _Known) -> list[str | _Item | _Close]:
    """What an object or array is written as, piece by piece."""
    if item.depth >= MAX_DOCUMENT_NESTING:
        raise NotKnown(Unknown(f"it nests deeper than {MAX_DOCUMENT_NESTING} levels"))
    value, indent = item.value, known.indent
    is_array = isinstance(value, JSArray)
    members = _members(call, value, known)
    call.work(len(members))
    line = f"\n{indent * (item.depth + 1)}" if indent else ""
    pieces: list[str | _Item | _Close] = ["[" if is_array else "{"]
    for index, (key, member) in enumerate(members):
        between = f",{line}" if index else line
        name = "" if key is None else f"{quoted(key)}:{' ' if indent else ''}"
        pieces.extend((between + name, _Item(member, item.depth + 1)))
    end = f"\n{indent * item.depth}" if indent and members else ""
    pieces.append(_Close(f"{end}{']' if is_array else '}'}"))
    return pieces


def _members(call: Call, value: Value, known: _Known) -> list[tuple[str | None, Value]]:
    """The members that are written; an array's have no key."""
    assert isinstance(value, JSObject)
    if value.unknown is not None:
        raise NotKnown(value.unknown)
    call.refuse_filled(value)
    if isinstance(value, JSAddress):
        raise NotKnown(Unknown("an address as JSON is not evaluated"))
    if isinstance(value, GlobalObject):
        raise NotKnown(Unknown("not all properties of the window are known"))
    if is_unordered(value):
        raise NotKnown(Unknown("the order of its keys depends on what only the page can decide"))
    method = locate(call.machine, value, "toJSON")
    if method.slot is not None and isinstance(method.slot.traced.value, JSFunction | Unknown):
        raise NotKnown(Unknown("the object has a toJSON of its own"))
    if method.holder is not None and method.holder.unknown is not None:
        raise NotKnown(method.holder.unknown)
    if isinstance(value, JSArray):
        elements = [UNDEFINED if slot is None else _read(slot, known) for slot in value.elements]
        return [(None, None if _is_left_out(element) else element) for element in elements]
    found = [(key, _read(value.slots[key], known)) for key in value.keys()]  # noqa: SIM118
    if known.wanted is not None:
        present = dict(found)
        found = [(key, present[key]) for key in known.wanted if key in present]
    return [(key, member) for key, member in found if not _is_left_out(member)]


def _read(slot: Slot, known: _Known) -> Value:
    """A value inside; what is absent is as undefined is, left out or null."""
    traced = as_candidates(slot.traced)
    if slot.traced in known.chosen:
        chosen = known.chosen[slot.traced]
        if chosen is None:
            return UNDEFINED
        traced = as_candidates(chosen)
    elif has_candidates(traced):
        raise _Inner(slot.traced)
    value = traced.value
    if isinstance(value, Unknown):
        raise NotKnown(Unknown(value.reason, origin=value.origin))
    return value


def _is_left_out(value: Value) -> bool:
    if isinstance(value, JSFunction):
        own = value.traits
        if (
            value.unknown is not None
            or "toJSON" in value.slots
            or (own is not None and (own.proto is not None or "toJSON" in own.hidden))
        ):
            raise NotKnown(Unknown("a function's own properties are not evaluated here"))
        return True
    return isinstance(value, Undefined)


def _leaf(call: Call, value: Value) -> str:
    if isinstance(value, Unknown):
        raise NotKnown(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_to_string(value) if math.isfinite(value) else "null"
    if isinstance(value, BigInt):
        raise call.throw("Do not know how to serialize a BigInt")
    if isinstance(value, JSDate):
        return _leaf(call, dates.to_json(value))
    if isinstance(value, RegExp):
        raise NotKnown(Unknown("properties of regular expressions are not evaluated"))
    return "null"


def quoted(text: str) -> str:
    """QuoteJSONString (ECMA-262 25.5.2.4)."""
    from json.encoder import encode_basestring

    # Python's leaves a lone surrogate as it is.
    return re.sub(_SURROGATE, lambda found: f"\\u{ord(found[0]):04x}", encode_basestring(text))


def _wanted_keys(call: Call) -> list[str] | None:
    """The keys that the second argument allows, None for all."""
    replacer = call.known(1)
    if not isinstance(replacer, JSArray):
        return None
    if replacer.unknown is not None:
        raise NotKnown(replacer.unknown)
    given = [UNDEFINED if slot is None else slot.traced.value for slot in replacer.elements]
    for value in given:
        if isinstance(value, Unknown):
            raise NotKnown(Unknown(value.reason, origin=value.origin))
    plain = [
        to_string(value)
        for value in given
        if isinstance(value, str | float) and not isinstance(value, bool)
    ]
    return list(dict.fromkeys(plain))


def _indent(call: Call) -> str:
    space = call.known(2)
    if isinstance(space, str):
        return strings.split_pairs(space)[:10]
    if isinstance(space, float):
        return " " * int(min(max(to_integer(space), 0), 10))
    return ""
