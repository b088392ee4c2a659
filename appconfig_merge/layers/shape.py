"""Bounding a layer's shape before anything walks it: no circles, no explosion."""

from __future__ import annotations

from appconfig_merge.errors import LimitError
from appconfig_merge.javascript.values import JSArray, JSFunction, JSObject, Slot, Traced, Unknown
from appconfig_merge.limits import MAX_EXPANDED_VALUES


def bound_shape(root: Slot, source_size: int) -> None:
    """Cut circles out of a layer's values, and refuse one that expands beyond reason.

    An object that contains itself would make Flex UI's merge recurse for ever; the property
    that closes the circle becomes unresolved. An object that several paths share is counted
    once for each of them. Raises LimitError.
    """
    limit = MAX_EXPANDED_VALUES + source_size
    sizes: dict[int, int] = {}
    open_owners: set[int] = set()
    work: list[tuple[JSObject, bool]] = []
    if isinstance(root.traced.value, JSObject):
        work.append((root.traced.value, False))
    while work:
        owner, leaving = work.pop()
        if leaving:
            open_owners.discard(id(owner))
            size = 1 + sum(
                sizes.get(id(child), 1)
                for slot in _slots(owner)
                if isinstance(child := slot.traced.value, JSObject)
            )
            sizes[id(owner)] = size
            if size > limit:
                raise LimitError(
                    f"the configuration expands to more than {limit:,} values",
                    help="an object that is reached by many paths counts once for each",
                )
            continue
        if id(owner) in sizes:
            continue
        open_owners.add(id(owner))
        work.append((owner, True))
        for slot in _slots(owner):
            child = slot.traced.value
            if not isinstance(child, JSObject) or isinstance(child, JSFunction):
                continue
            if id(child) in open_owners:
                slot.traced = _circular(slot.traced)
            elif id(child) not in sizes:
                work.append((child, False))


def _slots(owner: JSObject) -> list[Slot]:
    slots = list(owner.slots.values())
    if isinstance(owner, JSArray):
        slots.extend(slot for slot in owner.elements if slot is not None)
    return slots


def _circular(traced: Traced) -> Traced:
    unknown = Unknown("it contains itself: Flex UI's merge would never end")
    return Traced(unknown, traced.node, traced.source, traced.inputs)
