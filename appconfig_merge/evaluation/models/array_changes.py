"""The methods of Array.prototype that change the array (ECMA-262 23.1.3).

Everything is checked before anything is changed: a model that raises NotKnown has done
nothing. A frozen array refuses them all as it refuses an assignment in strict code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.models.call import bound
from appconfig_merge.evaluation.models.elements import (
    check_present,
    check_species,
    copied,
    element_at,
    present_slots,
    receiver,
)
from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.integers import clamped, relative_index
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import JSArray, Slot, Traced, Unknown, Value

if TYPE_CHECKING:
    from appconfig_merge.evaluation.models.call import Call


def refuse_frozen(call: Call, array: JSArray) -> None:
    """Throw what changing a frozen array throws."""
    # Holes may leave a method nothing to do, and then it throws nothing.
    if array.frozen and None in array.elements:
        raise NotKnown(Unknown("changing a frozen array with holes is not evaluated"))
    if array.frozen:
        message = "Cannot assign to read only property of object '[object Array]'"
        raise Throws("TypeError", message, call.at)


def replace_elements(call: Call, array: JSArray, elements: list[Slot | None]) -> None:
    """Give an array other elements."""
    bound(len(elements))
    call.moved(len(array.elements) + len(elements))
    call.machine.journal.before_change(array)
    array.elements = elements


def push(call: Call) -> Value:
    """Array.prototype.push."""
    array = receiver(call)
    bound(len(array.elements) + len(call.arguments))
    refuse_frozen(call, array)
    for item in call.arguments:
        call.machine.journal.set_element(array, len(array.elements), Slot(item))
    return float(len(array.elements))


def pop(call: Call) -> Value | Traced:
    """Array.prototype.pop."""
    array = receiver(call)
    refuse_frozen(call, array)
    if not array.elements:
        return UNDEFINED
    last = element_at(call, array, len(array.elements) - 1)
    replace_elements(call, array, array.elements[:-1])
    return last


def shift(call: Call) -> Value | Traced:
    """Array.prototype.shift."""
    array = receiver(call)
    refuse_frozen(call, array)
    if not array.elements:
        return UNDEFINED
    first = element_at(call, array, 0)
    replace_elements(call, array, array.elements[1:])
    return first


def unshift(call: Call) -> Value:
    """Array.prototype.unshift."""
    array = receiver(call)
    refuse_frozen(call, array)
    replace_elements(call, array, [*(Slot(item) for item in call.arguments), *array.elements])
    return float(len(array.elements))


def splice(call: Call) -> Value:
    """Array.prototype.splice: gives the elements that it removed."""
    array = receiver(call)
    check_species(array)
    refuse_frozen(call, array)
    start, count = _cut(call, array)
    removed = array.elements[start : start + count]
    added = [Slot(item) for item in call.arguments[2:]]
    left, right = array.elements[:start], array.elements[start + count :]
    replace_elements(call, array, [*left, *added, *right])
    return call.array(copied(call, call.this, removed))


def to_spliced(call: Call) -> Value:
    """Array.prototype.toSpliced: holes become undefined."""
    array = receiver(call)
    start, count = _cut(call, array)
    elements = [Slot(element_at(call, array, index)) for index in range(len(array.elements))]
    elements[start : start + count] = [Slot(item) for item in call.arguments[2:]]
    return call.array(elements)


def _cut(call: Call, array: JSArray) -> tuple[int, int]:
    """Where splice begins, and how many elements it removes."""
    length = len(array.elements)
    start = relative_index(call.known(0), length, 0)
    if not call.arguments:
        return start, 0
    if len(call.arguments) == 1:
        return start, length - start
    return start, clamped(call.known(1), length - start, 0)


def reverse(call: Call) -> Traced:
    """Array.prototype.reverse: holes move, too."""
    array = receiver(call)
    present_slots(array)
    if len(array.elements) > 1:
        refuse_frozen(call, array)
        replace_elements(call, array, array.elements[::-1])
    return call.this


def fill(call: Call) -> Traced:
    """Array.prototype.fill."""
    array = receiver(call)
    length = len(array.elements)
    first = relative_index(call.known(1), length, 0)
    last = relative_index(call.known(2), length, length)
    if first < last:
        refuse_frozen(call, array)
        elements = list(array.elements)
        value = call.argument(0)
        elements[first:last] = [Slot(value, None, old) for old in elements[first:last]]
        replace_elements(call, array, elements)
    return call.this


def copy_within(call: Call) -> Traced:
    """Array.prototype.copyWithin."""
    array = receiver(call)
    length = len(array.elements)
    to = relative_index(call.known(0), length, 0)
    first = relative_index(call.known(1), length, 0)
    last = relative_index(call.known(2), length, length)
    count = min(last - first, length - to)
    if count > 0:
        moved = array.elements[first : first + count]
        for slot in moved:
            if slot is not None:
                check_present(slot)
        refuse_frozen(call, array)
        elements = list(array.elements)
        elements[to : to + count] = copied(call, call.this, moved)
        replace_elements(call, array, elements)
    return call.this
