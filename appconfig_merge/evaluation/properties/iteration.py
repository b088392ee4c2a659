"""What iterating Maps, Sets and their iterators gives, as long as nobody changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects.havoc import taint
from appconfig_merge.evaluation.properties.inheritance import is_unordered
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import (
    JSArray,
    JSCollection,
    JSIterator,
    Slot,
    Traced,
    Unknown,
)

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine

MAX_WATCHED: Final = 1000
"""Elements of what a loop goes through by an iterator; each turn looks if all are as before."""


def entries(collection: JSCollection) -> list[tuple[Slot, Slot]] | Unknown:
    """The keys and values of a Map or Set, in order; or why they aren't known."""
    unknown = collection.unknown or collection.store.unknown
    if unknown is not None:
        return unknown
    if is_unordered(collection.store):
        return Unknown("the order of its entries depends on what only the page can decide")
    found = []
    for slot in collection.store.slots.values():
        pair = slot.traced.value
        if not isinstance(pair, JSArray):
            return Unknown("not all of its entries are known")
        key, value = pair.elements
        assert key is not None
        assert value is not None
        found.append((key, value))
    return found


def watched(value: object) -> list[Slot] | None:
    """The slots that are the same as long as nobody changes what is iterated; None if unknown."""
    if isinstance(value, JSIterator):
        value = value.over.value
    if isinstance(value, JSCollection):
        known = value.unknown is None and value.store.unknown is None
        return list(value.store.slots.values()) if known else None
    if isinstance(value, JSArray) and value.unknown is None and None not in value.elements:
        return [slot for slot in value.elements if slot is not None]
    return None


def iterated(machine: Machine, argument: Traced) -> list[Slot] | Unknown:
    """What iterating a Map, a Set or an iterator gives; an iterator is used up by it."""
    value = argument.value
    assert isinstance(value, JSCollection | JSIterator)
    over, gives = argument, "entries" if isinstance(value, JSCollection) and value.is_map else ""
    if isinstance(value, JSIterator):
        over, gives = value.over, value.gives
        taint(machine, value, Unknown("the iterator may be used up", origin=argument))
    owner = over.value
    if isinstance(owner, JSCollection):
        pairs = entries(owner)
        if isinstance(pairs, Unknown):
            return pairs
        pairs = [(key, key if not owner.is_map else item) for key, item in pairs]
    else:
        assert isinstance(owner, JSArray)
        if owner.unknown is not None:
            return owner.unknown
        pairs = []
        for index, slot in enumerate(owner.elements):
            inherited = machine.planted.get(str(index), UNDEFINED)
            item = slot or Slot(Traced(inherited, over.node, over.source, (over,)))
            inner = item.traced.value
            if isinstance(inner, Unknown) and (inner.accessor or inner.may_be_absent):
                return inner
            pairs.append((Slot(Traced(float(index), over.node, over.source, (over,))), item))
    machine.steps_left -= len(pairs)
    if gives == "keys":
        return [key for key, _ in pairs]
    if gives != "entries":
        return [item for _, item in pairs]
    found = []
    for key, item in pairs:
        pair = machine.journal.made(JSArray([Slot(key.traced), Slot(item.traced, item.key)]))
        found.append(Slot(Traced(pair, argument.node, argument.source, (item.traced,))))
    return found
