"""What a loop goes through: the values of an iterable, or the enumerable keys of an object."""

from __future__ import annotations

from operator import is_not
from typing import TYPE_CHECKING

from appconfig_merge.evaluation.objects import is_unordered, may_be_absent, prototype_of
from appconfig_merge.evaluation.properties.copying import openly
from appconfig_merge.evaluation.properties.inheritance import locate
from appconfig_merge.evaluation.properties.iteration import (
    MAX_WATCHED,
    at_index,
    elements_of,
    iterate,
    watched,
)
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript.enumeration import enumerable
from appconfig_merge.javascript.internal_slots import (
    JSAddress,
    JSArguments,
    JSInternal,
    JSSearchParams,
)
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import JSArray, JSFunction, JSObject, Slot, Traced, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.javascript.values import Value
    from appconfig_merge.syntax import estree

    Items: TypeAlias = Iterator[tuple[Traced, Slot | None] | None]


def values(machine: Machine, over: Traced, node: estree.Node) -> Items:
    """The values of an iterable, one at a time as they then are; None once they aren't known."""
    found = iterate(machine, over)
    if isinstance(found, Unknown):
        yield None
        return
    array = over.value
    if isinstance(array, JSInternal):
        yield from _watched(array, found)
        return
    if isinstance(array, JSArguments):
        for index, slot in enumerate(found):
            yield slot.traced, None
            now = elements_of(array)
            if isinstance(now, Unknown) or len(now) != len(found):
                yield None
                return
            found[index + 1 :] = now[index + 1 :]
        return
    if not isinstance(array, JSArray):
        yield from ((slot.traced, None) for slot in found)
        return
    index = 0
    while index < len(array.elements) or array.unknown is not None:
        if array.unknown is not None or machine.polluted is not None:
            yield None
            return
        yield _at(at_index(machine, over, index), node, over), None
        index += 1


def _watched(array: JSObject, found: list[Slot]) -> Items:
    """Values one at a time; None once what they are taken from is changed."""
    before = watched(array)
    if before is None or len(before) > MAX_WATCHED:
        yield None
        return
    for slot in found:
        yield slot.traced, None
        now = watched(array)
        if now is None or len(now) != len(before) or any(map(is_not, now, before)):
            yield None
            return


def _at(slot: Slot, node: estree.Node, over: Traced) -> Traced:
    """An element; a hole has no place but the loop's."""
    traced = slot.traced
    return traced if traced.value is not UNDEFINED else Traced(UNDEFINED, node, over.source)


def keys(machine: Machine, over: Traced, node: estree.Node) -> Items:
    """The enumerable keys of a value (ECMA-262 14.7.5.9); None once they aren't known.

    With a key comes the property if it may be absent.
    """
    value = over.value
    if value is None or value is UNDEFINED:
        return
    # What URL objects have is enumerable, in their prototypes.
    others = isinstance(value, JSFunction | JSAddress | JSSearchParams)
    known = isinstance(value, JSObject | str | bool | float) and not others
    unlike = machine.polluted is not None or bool(machine.planted)
    if not known or unlike or not _is_open(machine, value, over):
        yield None
        return
    found = _enumerated(value, over)
    if found is None:
        yield None
        return
    for key, slot in found:
        traced = Traced(key, node, over.source, (over,))
        if not isinstance(value, JSObject):
            yield traced, None
            continue
        place = locate(machine, value, key)
        is_unsure = may_be_absent(slot) or (place.slot is not None and may_be_absent(place.slot))
        if value.unknown is not None or (is_unsure and prototype_of(value) is not None):
            yield None
            return
        if place.slot is None:
            if place.holder is not None and place.holder.unknown is not None:
                yield None
                return
            continue
        yield traced, place.slot if is_unsure else None


def _is_open(machine: Machine, value: Value, over: Traced) -> bool:
    """Whether the keys of a value are known; nothing is read of it."""
    if (
        isinstance(value, JSObject)
        and value.unknown is None
        and not isinstance(value, GlobalObject)
        and not (machine.page is not None and machine.page.is_filled(value))
    ):
        return not is_unordered(value)
    return openly(machine, JSObject(), over)


def _enumerated(value: Value, over: Traced) -> list[tuple[str, Slot]] | None:
    """The enumerable properties, the inherited ones too; None where they aren't known."""
    found = list(enumerable(value, over))
    if not isinstance(value, JSObject) or value.traits is None:
        return found
    seen = {key for key, _ in found} | value.traits.hidden.keys()
    where = value
    while (proto := prototype_of(where)) is not None and isinstance(proto.value, JSObject):
        where = proto.value
        if type(where) is not JSObject or where.unknown is not None or is_unordered(where):
            return None
        found.extend(item for item in enumerable(where, proto) if item[0] not in seen)
        seen |= where.slots.keys()
        if where.traits is not None:
            seen |= where.traits.hidden.keys()
    return found
