"""Array and the methods of its prototype that change nothing and call nothing (ECMA-262 23.1)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.computing import compute
from appconfig_merge.evaluation.models.call import bound
from appconfig_merge.evaluation.models.elements import (
    check_species,
    copied,
    element_at,
    present_slots,
    receiver,
)
from appconfig_merge.evaluation.models.invocation import callback, invoke
from appconfig_merge.evaluation.properties.get import read
from appconfig_merge.evaluation.properties.iteration import iterate
from appconfig_merge.evaluation.properties.keyed import by_text
from appconfig_merge.javascript import strings
from appconfig_merge.javascript.conversion import NotKnown, to_string
from appconfig_merge.javascript.integers import relative_index, to_integer, to_length
from appconfig_merge.javascript.internal_slots import (
    JSArguments,
    JSCollection,
    JSIterator,
    JSSearchParams,
)
from appconfig_merge.javascript.operators import same_value, strictly_equal
from appconfig_merge.javascript.primitives import UNDEFINED, RegExp
from appconfig_merge.javascript.string_methods import bounded
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import (
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.evaluation.machine import Evaluation
    from appconfig_merge.evaluation.models.call import Call

_PRIMITIVE_KINDS: Final = frozenset({"string", "boolean", "number", "bigint", "undefined"})


def array(call: Call) -> Value:
    """Array called, with or without ``new``: one number is a length."""
    if len(call.arguments) != 1:
        return call.array([Slot(item) for item in call.arguments])
    value = call.known(0)
    if not isinstance(value, float):
        return call.array([Slot(call.argument(0))])
    if not (0 <= value < 2**32 and value.is_integer()):
        raise call.throw("Invalid array length", "RangeError")
    bound(value)
    return call.array([None] * int(value))


def array_of(call: Call) -> Value:
    """Array.of."""
    _check_maker(call)
    return call.array([Slot(item) for item in call.arguments])


def _check_maker(call: Call) -> None:
    """Refuse a receiver that may be another constructor: it would make the result."""
    maker = call.this.value
    if isinstance(maker, JSFunction) or (isinstance(maker, Unknown) and maker.path != "Array"):
        raise NotKnown(Unknown("an array made by another constructor is not evaluated"))


def is_array(value: Value = UNDEFINED) -> Value:
    """Array.isArray."""
    if isinstance(value, Unknown) and value.kind not in _PRIMITIVE_KINDS | {"function"}:
        raise NotKnown(value)
    return isinstance(value, JSArray)


def array_from(call: Call) -> Evaluation:
    """Array.from: of an iterable or an array-like, through a function if one is given."""
    _check_maker(call)
    mapper = None if call.value(1) is UNDEFINED else callback(call, 1)
    items = _items(call)
    call.work(len(items))
    if mapper is None:
        return call.traced(call.array(items), call.argument(0))
    results: list[Slot | None] = []
    for index, slot in enumerate(items):
        given = [slot.traced, untraced(float(index))]
        results.append(Slot((yield invoke(call, mapper, call.argument(2), given))))
    return call.traced(call.array(results), call.argument(0))


def _items(call: Call) -> list[Slot]:
    source = call.argument(0)
    value = call.known(0)
    if value is None or value is UNDEFINED:
        raise call.throw(f"{to_string(value)} is not iterable")
    if isinstance(value, JSArray | JSArguments | JSCollection | JSIterator | JSSearchParams | str):
        found = iterate(call.machine, source)
        if isinstance(found, Unknown):
            raise NotKnown(found)
        bound(len(found))
        return [Slot(slot.traced, slot.key, via=call.via(source)) for slot in found]
    if type(value) is not JSObject:
        if isinstance(value, JSFunction | RegExp | JSObject):
            raise NotKnown(Unknown("an array of this is not evaluated"))
        return []
    if value.unknown is not None:
        raise NotKnown(value.unknown)
    if value.traits is not None and (value.traits.proto is not None or value.traits.hidden):
        raise NotKnown(Unknown("an array of such an object is not evaluated"))
    length = value.slots.get("length")
    count = to_length(read(call.machine, source, length).value) if length else 0
    bound(count)
    found = []
    for index in range(count):
        slot = value.slots.get(str(index))
        if (
            slot is not None
            and isinstance(slot.traced.value, Unknown)
            and (slot.traced.value.accessor or slot.traced.value.may_be_absent)
        ):
            raise NotKnown(slot.traced.value)
        found.append(
            Slot(slot.traced, slot.key, via=call.via(source))
            if slot
            else Slot(call.traced(UNDEFINED))
        )
    return found


def concat(call: Call) -> Value:
    """Array.prototype.concat: arrays are taken apart, holes stay."""
    check_species(receiver(call))
    elements: list[Slot | None] = []
    for item in (call.this, *call.arguments):
        value = item.value
        if isinstance(value, JSArray):
            if value.unknown is not None:
                raise NotKnown(value.unknown)
            bound(len(elements) + len(value.elements))
            elements.extend(copied(call, item, value.elements))
        elif isinstance(value, Unknown) and value.kind not in _PRIMITIVE_KINDS:
            raise NotKnown(value)
        elif isinstance(value, JSObject) and value.unknown is not None:
            raise NotKnown(value.unknown)
        else:
            elements.append(Slot(item))
    return call.array(elements)


def slice_(call: Call) -> Value:
    """Array.prototype.slice."""
    owner = receiver(call)
    check_species(owner)
    length = len(owner.elements)
    first = relative_index(call.known(0), length, 0)
    last = relative_index(call.known(1), length, length)
    return call.array(copied(call, call.this, owner.elements[first:last]))


def flat(call: Call) -> Value:
    """Array.prototype.flat."""
    owner = receiver(call)
    check_species(owner)
    depth = 1.0 if call.known(0) is UNDEFINED else to_integer(call.known(0))
    return call.array(flattened(call, present_slots(owner), depth))


def flattened(call: Call, slots: list[Slot], depth: float) -> list[Slot]:
    """FlattenIntoArray (ECMA-262 23.1.3.13.1); raises NotKnown for too much, or a circle."""
    found: list[Slot] = []
    visited = 0
    work = [(slot, depth) for slot in reversed(slots)]
    while work:
        slot, left = work.pop()
        value = slot.traced.value
        if left >= 1 and isinstance(value, Unknown) and value.kind not in _PRIMITIVE_KINDS:
            raise NotKnown(value)
        if left >= 1 and isinstance(value, JSArray):
            if value.unknown is not None:
                raise NotKnown(value.unknown)
            inner = present_slots(value)
            visited += 1
            work.extend((item, left - 1) for item in reversed(inner))
        else:
            found.append(Slot(slot.traced, slot.key, via=call.via(call.this)))
        bound(len(found) + len(work) + visited)
    return found


def at(call: Call) -> Value | Traced:
    """Array.prototype.at."""
    owner = receiver(call)
    relative = to_integer(call.known(0))
    position = len(owner.elements) + relative if relative < 0 else relative
    if not 0 <= position < len(owner.elements):
        return UNDEFINED
    return element_at(call, owner, int(position))


def join(call: Call) -> Traced:
    """Array.prototype.join."""
    owner = receiver(call)
    separator: Traced = call.argument(0)
    if separator.value is UNDEFINED:
        separator = untraced(",")
    items = [element_at(call, owner, index) for index in range(len(owner.elements))]
    call.work(len(items))
    return compute(
        call.machine,
        _joined,
        (separator.value, *(item.value for item in items)),
        call.at.node,
        call.scope,
        (separator, call.this, *items),
        kind="string",
    )


def _joined(separator: Value, *items: Value) -> Value:
    between = strings.split_pairs(to_string(separator))
    parts = []
    size = 0
    for item in items:
        is_nothing = item is None or item is UNDEFINED
        parts.append("" if is_nothing else strings.split_pairs(to_string(item)))
        size += len(parts[-1]) + len(between)
        bounded(size)
    return strings.join_pairs(between.join(parts))


def to_string_method(call: Call) -> Traced:
    """Array.prototype.toString: what its join gives."""
    if "join" in receiver(call).slots:
        raise NotKnown(Unknown("the array has a join of its own"))
    call.arguments = []
    return join(call)


def includes(call: Call) -> Traced:
    """Array.prototype.includes: holes are undefined, NaN is itself."""
    owner = receiver(call)
    wanted = call.argument(0)
    length = len(owner.elements)
    first = relative_index(call.known(1), length, 0)
    items = [element_at(call, owner, index) for index in range(first, length)]
    return _compare(call, _includes, wanted, items, "boolean")


def _includes(wanted: Value, *items: Value) -> Value:
    if isinstance(wanted, Unknown):
        if not items:
            return False
        raise NotKnown(wanted)
    unknown = None
    for item in items:
        if isinstance(item, Unknown):
            unknown = unknown or item
        elif same_value(item, wanted) or strictly_equal(item, wanted):
            return True
    if unknown is not None:
        raise NotKnown(unknown)
    return False


def index_of(call: Call) -> Traced:
    """Array.prototype.indexOf: holes are skipped."""
    owner = receiver(call)
    length = len(owner.elements)
    first = relative_index(call.known(1), length, 0)
    return _index(call, owner, range(first, length))


def last_index_of(call: Call) -> Traced:
    """Array.prototype.lastIndexOf."""
    owner = receiver(call)
    length = len(owner.elements)
    start = float(length - 1)
    if len(call.arguments) > 1:
        start = to_integer(call.known(1))
        start = length + start if start < 0 else min(start, length - 1)
    return _index(call, owner, range(int(max(start, -1)), -1, -1))


def _index(call: Call, owner: JSArray, indices: range) -> Traced:
    places = [index for index in indices if owner.elements[index] is not None]
    slots = [owner.elements[index] for index in places]
    items = [slot.traced for slot in slots if slot is not None]
    for item in items:
        if isinstance(item.value, Unknown) and (item.value.may_be_absent or item.value.accessor):
            raise NotKnown(item.value)

    def index(wanted: Value, *values: Value) -> Value:
        for place, value in zip(places, values, strict=True):
            if isinstance(wanted, Unknown):
                raise NotKnown(wanted)
            if isinstance(value, Unknown):
                raise NotKnown(value)
            if strictly_equal(value, wanted):
                return float(place)
        return -1.0

    return _compare(call, index, call.argument(0), items, "number")


def _compare(
    call: Call, function: Callable[..., Value], wanted: Traced, items: list[Traced], kind: str
) -> Traced:
    call.work(len(items))
    if isinstance(wanted.value, Unknown):
        found = _by_text(call, function, wanted, items, kind)
        if found is not None:
            return found
    return compute(
        call.machine,
        function,
        (wanted.value, *(item.value for item in items)),
        call.at.node,
        call.scope,
        (wanted, call.this, *items),
        kind=kind,
        converts=False,
    )


def _by_text(
    call: Call, function: Callable[..., Value], wanted: Traced, items: list[Traced], kind: str
) -> Traced | None:
    """What is found for each of the texts that something may be of which just that is known."""
    values = [item.value for item in items]
    if any(isinstance(value, Unknown) for value in values):
        return None
    results = {
        value: call.traced(function(value, *values), item)
        for value, item in zip(values, items, strict=True)
        if isinstance(value, str)
    }
    otherwise = call.traced(function(object(), *values), call.this)
    found = by_text(call.machine, wanted, results, otherwise, kind)
    return found and call.traced(found.value, wanted, call.this, found)


def to_reversed(call: Call) -> Value:
    """Array.prototype.toReversed: holes become undefined."""
    owner = receiver(call)
    places = range(len(owner.elements) - 1, -1, -1)
    return call.array([Slot(element_at(call, owner, index)) for index in places])


def with_(call: Call) -> Value:
    """Array.prototype.with."""
    owner = receiver(call)
    length = len(owner.elements)
    relative = to_integer(call.known(0))
    position = length + relative if relative < 0 else relative
    if not 0 <= position < length or math.isinf(position):
        raise call.throw("Invalid index : " + to_string(relative), "RangeError")
    elements = [Slot(element_at(call, owner, index)) for index in range(length)]
    elements[int(position)] = Slot(call.argument(1))
    return call.array(elements)
