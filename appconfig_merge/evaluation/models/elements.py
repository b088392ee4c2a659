"""The elements of arrays as the methods of Array.prototype see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.models.call import check_prototypes
from appconfig_merge.evaluation.properties.get import read
from appconfig_merge.javascript.conversion import NotKnown
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import JSArray, Slot, Traced, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.evaluation.models.call import Call


def receiver(call: Call) -> JSArray:
    """The array that a method was called on.

    Raises NotKnown for what isn't a known array, Throws for undefined and null.
    """
    value = call.this.value
    if isinstance(value, Unknown):
        raise NotKnown(value)
    if value is None or value is UNDEFINED:
        raise call.throw("a method of arrays is called on null or undefined")
    if not isinstance(value, JSArray):
        raise NotKnown(Unknown("a method of arrays on something else is not evaluated"))
    if value.unknown is not None:
        raise NotKnown(value.unknown)
    return value


def check_species(array: JSArray) -> None:
    """Refuse an array that has a constructor of its own: it would make the result."""
    if "constructor" in array.slots:
        raise NotKnown(Unknown("the array has a constructor of its own"))


def present_slots(array: JSArray) -> list[Slot]:
    """The elements that there are; raises NotKnown where one may be a hole."""
    found = [slot for slot in array.elements if slot is not None]
    for slot in found:
        check_present(slot)
    return found


def check_present(slot: Slot) -> None:
    """Refuse an element that may be a hole."""
    value = slot.traced.value
    if isinstance(value, Unknown) and (value.may_be_absent or value.accessor):
        raise NotKnown(value)


def present(call: Call, index: int) -> Slot | None:
    """An element of the receiver while callbacks run, which may change it; None for none."""
    array = receiver(call)
    check_prototypes(call.machine)
    slot = array.elements[index] if index < len(array.elements) else None
    if slot is not None:
        check_present(slot)
    return slot


def element_at(call: Call, array: JSArray, index: int) -> Traced:
    """What reading an element gives: undefined for a hole, or past the end."""
    slot = array.elements[index] if index < len(array.elements) else None
    if slot is None:
        return call.traced(UNDEFINED, call.this)
    return read(call.machine, call.this, slot)


def copied(call: Call, owner: Traced, slots: Sequence[Slot | None]) -> list[Slot | None]:
    """Elements as a copy holds them: they keep the place where they were written."""
    via = call.via(owner)
    return [slot and Slot(slot.traced, slot.key, via=via) for slot in slots]
