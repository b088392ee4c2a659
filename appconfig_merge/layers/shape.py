"""Bounding a layer's shape before anything walks it: no circles, no explosion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from appconfig_merge.errors import LimitError
from appconfig_merge.javascript.values import (
    Candidate,
    JSArray,
    JSFunction,
    JSObject,
    Open,
    Slot,
    Traced,
    Unknown,
    untouched,
)
from appconfig_merge.limits import MAX_CANDIDATE_VALUES, MAX_EXPANDED_VALUES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.javascript.values import Value

    # What values are found in, and the places in it that hold them.
    Holder: TypeAlias = JSObject | Unknown
    Part: TypeAlias = Slot | Candidate


_SHOWN: Final = frozenset({JSObject, JSArray, JSFunction})
"""The objects whose properties are looked at."""
# Sizes are not counted beyond this: those of a long chain of doubling have as many digits.
_ENORMOUS = 10**12


def is_shown(owner: JSObject) -> bool:
    """Whether the properties of an object are known, though there may be more of them."""
    return owner.unknown is None or isinstance(owner.unknown, Open)


def bound_shape(root: Slot, source_size: int) -> bool:
    """Cut circles out of a layer's values, and refuse one that expands beyond reason.

    An object that contains itself would make Flex UI's merge recurse for ever; the property
    that closes the circle becomes unresolved. An object that several paths share is counted
    once for each of them, and so is what a path held before. Gives whether nothing in it is one
    of several values. Raises LimitError.
    """
    if _is_tree(root):
        return True
    sizes: dict[int, int] = {}
    order: list[Holder] = []
    functions: list[JSFunction] = []
    _measure(root.traced.value, sizes, order, functions)
    live = list(order)
    # What is no longer in force comes second: a circle that only it closes is cut in it.
    lost = [slot for owner in live for slot in _lost(owner)]
    for slot in (*lost, *_history(root)):
        _measure(slot.traced.value, sizes, order, functions)
    seen: set[int] = set()
    while functions:
        function = functions.pop()
        if id(function) in seen:
            continue
        seen.add(id(function))
        for part in _parts(function):
            _measure(_value(part), sizes, order, functions)
    _refuse_explosion(root, live, sizes, MAX_EXPANDED_VALUES + source_size)
    return False


def _is_tree(root: Slot) -> bool:
    """Whether there is nothing to bound, as in nearly every file: each object is reached once."""
    seen: set[int] = set()
    count = 0
    work = [root]
    while work:
        slot = work.pop()
        count += 1
        if slot.previous is not None:
            work.append(slot.previous)
        value = slot.traced.value
        if isinstance(value, JSObject):
            if id(value) in seen:
                return False
            seen.add(id(value))
            literal = untouched(value)
            if literal is not None:
                count += literal[0].size
            elif value.unknown is not None and value.unknown.candidates:
                return False
            elif is_shown(value) and type(value) in _SHOWN:
                work.extend(value.slots.values())
                work.extend(_elements(value))
                if value.deleted:
                    work.extend(slot for slot, _ in value.deleted.values())
        elif isinstance(value, Unknown) and value.candidates:
            return False
    return count <= MAX_EXPANDED_VALUES


def _measure(
    start: Value, sizes: dict[int, int], order: list[Holder], functions: list[JSFunction]
) -> None:
    """Find how many values everything reached from a value expands to; cut the circles."""
    open_holders: set[int] = set()
    work: list[tuple[Holder, bool]] = []
    first = _holder(start, functions)
    if first is not None:
        work.append((first, False))
    while work:
        holder, leaving = work.pop()
        if leaving:
            open_holders.discard(id(holder))
            size = 1 + sum(_size(_value(part), sizes) for part in _parts(holder))
            unknown = _unknown_of(holder)
            if unknown is not None and size > MAX_CANDIDATE_VALUES:
                unknown.candidates = ()
                size = 1
            sizes[id(holder)] = min(size, _ENORMOUS)
            order.append(holder)
            continue
        if id(holder) in sizes or id(holder) in open_holders:
            continue
        open_holders.add(id(holder))
        work.append((holder, True))
        for part in _parts(holder):
            child = _holder(_value(part), functions)
            if child is None:
                continue
            if id(child) in open_holders:
                _cut(part)
            elif id(child) not in sizes:
                work.append((child, False))


def _refuse_explosion(root: Slot, live: list[Holder], sizes: dict[int, int], limit: int) -> None:
    totals: dict[int, int] = {}
    for holder in live:
        total = 1 + sum(_size(_value(part), totals) for part in _parts(holder))
        total += _sum_sizes(_lost(holder), sizes)
        totals[id(holder)] = min(total, _ENORMOUS)
    whole = _size(root.traced.value, totals) + _sum_sizes(_history(root), sizes)
    if whole > limit:
        raise LimitError(
            f"the configuration expands to more than {limit:,} values",
            help="an object that is reached by many paths counts once for each",
        )


def _sum_sizes(parts: Iterable[Part], sizes: dict[int, int]) -> int:
    return sum(_size(_value(part), sizes) for part in parts)


def _size(value: Value, sizes: dict[int, int]) -> int:
    """How many values a value is. A plain literal has neither circles nor shared parts."""
    if isinstance(value, JSObject):
        literal = untouched(value)
        if literal is not None:
            return literal[0].size
    return sizes.get(id(value), 1)


def _holder(value: Value, functions: list[JSFunction]) -> Holder | None:
    """A value whose contents are shown. A function's are not; it is noted for its properties."""
    if isinstance(value, JSFunction):
        functions.append(value)
    if isinstance(value, JSObject) and type(value) not in {JSObject, JSArray}:
        return None
    if isinstance(value, JSObject) and untouched(value):
        return None
    return value if isinstance(value, JSObject | Unknown) else None


def _parts(holder: Holder) -> list[Part]:
    """The places of the values that a holder holds now, or may hold."""
    unknown = _unknown_of(holder)
    if unknown is not None:
        return [item for item in unknown.candidates if item.traced is not None]
    assert isinstance(holder, JSObject)
    return [*holder.slots.values(), *_elements(holder)]


def _unknown_of(holder: Holder) -> Unknown | None:
    """What is shown in place of a value that isn't known, or of which the contents aren't."""
    if isinstance(holder, Unknown):
        return holder
    return None if is_shown(holder) else holder.unknown


def _elements(owner: JSObject) -> Iterator[Slot]:
    if isinstance(owner, JSArray):
        yield from (slot for slot in owner.elements if slot is not None)


def _lost(holder: Holder) -> Iterator[Slot]:
    """The places of what a holder held before."""
    if isinstance(holder, JSObject) and is_shown(holder):
        for slot in (*holder.slots.values(), *_elements(holder)):
            yield from _history(slot)
        for slot, _ in (holder.deleted or {}).values():
            yield slot
            yield from _history(slot)


def _history(slot: Slot) -> Iterator[Slot]:
    previous = slot.previous
    while previous is not None:
        yield previous
        previous = previous.previous


def _value(part: Part) -> Value:
    assert part.traced is not None  # a candidate that has none is no part
    return part.traced.value


def _cut(part: Part) -> None:
    traced = part.traced
    assert traced is not None
    unknown = Unknown("it contains itself: Flex UI's merge would never end")
    part.traced = Traced(unknown, traced.node, traced.source, traced.inputs)
