"""What iterating a value gives, as long as nobody changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects.havoc import taint
from appconfig_merge.evaluation.objects import as_candidates, entries, is_ordinary
from appconfig_merge.evaluation.properties.get import read, run_hooks
from appconfig_merge.evaluation.region import may_throw
from appconfig_merge.javascript.conversion import NotKnown, Throws, to_string
from appconfig_merge.javascript.internal_slots import (
    JSArguments,
    JSCollection,
    JSInternal,
    JSIterator,
    JSSearchParams,
)
from appconfig_merge.javascript.lifting import NotLifted, lift
from appconfig_merge.javascript.primitives import UNDEFINED, RegExp
from appconfig_merge.javascript.values import JSArray, JSObject, Slot, Traced, Unknown, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.source import Source
    from appconfig_merge.syntax import estree

MAX_WATCHED: Final = 1000
"""Elements of what a loop goes through by an iterator; each turn looks if all are as before."""


def watched(value: object) -> list[Slot] | None:
    """The slots that are the same as long as nobody changes what is iterated; None if unknown."""
    if isinstance(value, JSIterator):
        value = value.over.value
    if isinstance(value, JSCollection):
        known = value.unknown is None and value.store.unknown is None
        return list(value.store.slots.values()) if known else None
    if isinstance(value, JSSearchParams):
        known = value.unknown is None and value.store.unknown is None
        return [value.store.slots["query"]] if known else None
    if isinstance(value, JSArray) and value.unknown is None and None not in value.elements:
        return [slot for slot in value.elements if slot is not None]
    return None


def iterated(machine: Machine, argument: Traced) -> list[Slot] | Unknown:
    """What iterating a Map, a Set or an iterator gives; an iterator is used up by it."""
    value = argument.value
    assert isinstance(value, JSInternal)
    over, gives = argument, ""
    if isinstance(value, JSSearchParams) or (isinstance(value, JSCollection) and value.is_map):
        gives = "entries"
    if isinstance(value, JSIterator):
        over, gives = value.over, value.gives
        taint(machine, value, Unknown("the iterator may be used up", origin=argument))
    owner = over.value
    if isinstance(owner, JSCollection):
        pairs = entries(owner)
        if isinstance(pairs, Unknown):
            return pairs
        pairs = [(key, key if not owner.is_map else item) for key, item in pairs]
    elif isinstance(owner, JSSearchParams):
        from appconfig_merge.evaluation import addresses

        try:
            texts = addresses.pairs(machine, owner)
        except NotKnown as signal:
            return signal.unknown
        at = Traced(UNDEFINED, over.node, over.source, (over,))
        pairs = [(Slot(_part(name, at)), Slot(_part(text, at))) for name, text in texts]
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


def _part(text: str, at: Traced) -> Traced:
    return Traced(text, at.node, at.source, at.inputs)


def elements_of(made: JSArguments) -> list[Slot] | Unknown:
    """What iterating the object gives, as an array would; or why that isn't known."""
    if made.unknown is not None:
        return made.unknown
    length = made.traits.hidden.get("length") if made.traits is not None else None
    count = length.traced.value if length is not None else None
    if not isinstance(count, float):
        return Unknown("the length of `arguments` is not known")
    slots = [made.slots.get(str(index)) for index in range(int(count))]
    found = [slot for slot in slots if slot is not None]
    unsure = any(
        isinstance(slot.traced.value, Unknown)
        and (slot.traced.value.accessor or slot.traced.value.may_be_absent)
        for slot in found
    )
    if unsure or len(found) < len(slots):
        return Unknown("not all elements of `arguments` are known")
    return found


def iterate(machine: Machine, argument: Traced) -> list[Slot] | Unknown:
    """The values that spreading or destructuring an iterable gives, or why they aren't known.

    Raises Throws for a value that is not iterable.
    """
    value = argument.value
    if isinstance(value, JSObject | str) and machine.polluted is not None:
        return machine.polluted
    if isinstance(value, JSObject) and value.unknown is not None:
        run_hooks(machine, argument)
        return value.unknown
    if isinstance(value, JSArray):
        return [at_index(machine, argument, index) for index in range(len(value.elements))]
    if isinstance(value, JSArguments):
        return elements_of(value)
    if isinstance(value, JSCollection | JSIterator | JSSearchParams):
        return iterated(machine, argument)
    if isinstance(value, str):
        return [Slot(Traced(char, argument.node, argument.source, (argument,))) for char in value]
    if isinstance(value, Unknown):
        may_throw(machine, argument)
        run_hooks(machine, argument)
        return value
    if isinstance(value, JSObject) and not is_ordinary(value):
        return Unknown("iterating what it inherits from is not evaluated", origin=argument)
    raise Throws("TypeError", f"{_describe(value)} is not iterable", argument)


def at_index(machine: Machine, argument: Traced, index: int) -> Slot:
    """An element of an array as iteration gives it: of a hole what it inherits, or undefined."""
    array = argument.value
    assert isinstance(array, JSArray)
    slot = array.elements[index]
    if slot is None:
        inherited = machine.planted.get(str(index), UNDEFINED)
        return Slot(Traced(inherited, argument.node, argument.source, (argument,)))
    found = read(machine, argument, slot)
    return slot if found is slot.traced else Slot(found, slot.key)


def _describe(value: Value) -> str:
    return "object" if isinstance(value, JSObject | RegExp) else to_string(value)


class Items:
    """An array's elements, one by one as they then are; once at its end it stays there."""

    __slots__ = ("ended", "found", "machine", "source", "value")

    def __init__(self, machine: Machine, value: Traced, source: Source) -> None:
        self.machine = machine
        self.value = value
        self.source = source
        self.found = iterate(machine, value)
        self.ended = False

    def skip(self, index: int) -> list[Slot] | Unknown:
        """Go on to an element; gives all there are by now."""
        if isinstance(self.value.value, JSArray) and not isinstance(self.found, Unknown):
            self.found = [] if self.ended else iterate(self.machine, self.value)
            self.ended = self.ended or (
                not isinstance(self.found, Unknown) and index >= len(self.found)
            )
        return self.found

    def take(self, index: int, element: estree.Node) -> Traced:
        """The element at an index."""
        found = self.skip(index)
        if isinstance(found, Unknown):
            chosen = self._of_each(lambda one: one.take(index, element))
            return chosen or Traced(Unknown(found.reason), element, self.source, (self.value,))
        if index < len(found):
            return found[index].traced
        return Traced(UNDEFINED, element, self.source, (self.value,))

    def rest(self, index: int, element: estree.Node) -> Traced:
        """All elements from an index on, in a new array."""
        found = self.skip(index)
        if isinstance(found, Unknown):
            chosen = self._of_each(lambda one: one.rest(index, element))
            return chosen or Traced(Unknown(found.reason), element, self.source, (self.value,))
        elements: list[Slot | None] = [Slot(slot.traced) for slot in found[index:]]
        rest = self.machine.journal.made(JSArray(elements))
        return Traced(rest, element, self.source, (self.value,))

    def _of_each(self, taken: Callable[[Items], Traced]) -> Traced | None:
        """What is taken of each of several arrays or texts; None if it may be of anything else."""

        def of(one: Traced | None) -> Traced:
            if one is None or not isinstance(one.value, JSArray | str):
                raise NotLifted
            items = Items(self.machine, one, self.source)
            if isinstance(items.found, Unknown):
                raise NotLifted
            return taken(items)

        try:
            return lift(of, self.machine.narrow(as_candidates(self.value)))
        except NotLifted:
            return None
