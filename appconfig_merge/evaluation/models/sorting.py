"""Array.prototype.sort and toSorted (ECMA-262 23.1.3.30)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.models.array_changes import refuse_frozen, replace_elements
from appconfig_merge.evaluation.models.call import check_prototypes
from appconfig_merge.evaluation.models.elements import (
    copied,
    element_at,
    present_slots,
    receiver,
)
from appconfig_merge.evaluation.models.invocation import callback, invoke
from appconfig_merge.javascript.conversion import NotKnown, Throws, to_number, to_string
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.strings import code_units
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Slot, Traced, Unknown
from appconfig_merge.limits import MAX_COMPARED, MAX_STRING

if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any

    from appconfig_merge.evaluation.machine import Evaluation
    from appconfig_merge.evaluation.models.call import Call


def sort(call: Call) -> Evaluation:
    """Array.prototype.sort: undefined goes last, holes after that."""
    array = receiver(call)
    before = list(array.elements)
    found = yield _sorted(call, present_slots(array))
    if receiver(call).elements != before:
        raise NotKnown(Unknown("the array changes while it is sorted"))
    if before:
        refuse_frozen(call, array)
        holes: list[Slot | None] = [None] * (len(before) - len(found))
        replace_elements(call, array, [*found, *holes])
    return call.this


def to_sorted(call: Call) -> Evaluation:
    """Array.prototype.toSorted: holes become undefined."""
    array = receiver(call)
    slots = [slot or Slot(element_at(call, array, at)) for at, slot in enumerate(array.elements)]
    for slot in slots:
        if isinstance(slot.traced.value, Unknown):
            raise NotKnown(slot.traced.value)
    found = yield _sorted(call, slots)
    return call.traced(call.array(copied(call, call.this, found)), call.this)


def _sorted(call: Call, slots: list[Slot]) -> Generator[Any, Any, list[Slot]]:
    for slot in slots:
        if isinstance(slot.traced.value, Unknown) and len(slots) > 1:
            raise NotKnown(slot.traced.value)
    compared = [slot for slot in slots if slot.traced.value is not UNDEFINED]
    last = [slot for slot in slots if slot.traced.value is UNDEFINED]
    if call.value(0) is UNDEFINED:
        return [*_by_text(call, compared), *last]
    function = callback(call)
    if len(compared) > MAX_COMPARED:
        raise NotKnown(Unknown(f"a sort of over {MAX_COMPARED} elements by a function"))
    ranks = yield _ranks(call, compared, function)
    order = sorted(range(len(compared)), key=ranks.__getitem__)
    return [*(compared[at] for at in order), *last]


def _by_text(call: Call, slots: list[Slot]) -> list[Slot]:
    if len(slots) < 2:
        return slots
    keys = []
    size = 0
    for slot in slots:
        keys.append(code_units(to_string(slot.traced.value)))
        size += len(keys[-1])
        if size > 2 * MAX_STRING:
            raise NotKnown(Unknown("what it is sorted by is too long"))
    call.work(len(slots) * 4 + size // 64)
    order = sorted(range(len(slots)), key=keys.__getitem__)
    return [slots[at] for at in order]


def _ranks(call: Call, slots: list[Slot], function: Traced) -> Generator[Any, Any, list[int]]:
    """How many elements come before each, if the function's order is consistent.

    Only then is the result the same for every way of sorting. The function is called for all
    pairs, so it must change nothing: how often a browser calls it is the browser's affair.
    """
    count = len(slots)
    signs = [[0] * count for _ in slots]
    for a in range(count):
        for b in range(count):
            if a != b:
                signs[a][b] = yield _sign(call, function, slots[a], slots[b])
    ranks = [sum(signs[b][a] < 0 for b in range(count)) for a in range(count)]
    for a in range(count):
        for b in range(count):
            if signs[a][b] != (ranks[a] > ranks[b]) - (ranks[a] < ranks[b]):
                raise NotKnown(Unknown("the order it is sorted by is not a consistent one"))
    return ranks


def _sign(call: Call, function: Traced, left: Slot, right: Slot) -> Generator[Any, Any, int]:
    machine = call.machine
    mark = machine.journal.mark()
    epoch = machine.journal.epoch
    try:
        given = [left.traced, right.traced]
        found = yield invoke(call, function, untraced(UNDEFINED), given)
    except Throws as error:
        raise NotKnown(Unknown("what it is sorted by throws an error", origin=error.at)) from None
    if any(owner.epoch < epoch for owner in machine.journal.capture(mark)):
        raise NotKnown(Unknown("what it is sorted by changes something"))
    check_prototypes(machine)
    number = to_number(found.value)
    return (number > 0) - (number < 0)
