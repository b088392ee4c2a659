"""Whether two configuration values say the same: what a layer only says again is told as that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript.operators import same_value
from appconfig_merge.javascript.primitives import BigInt, RegExp
from appconfig_merge.javascript.values import (
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Unknown,
)

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Value


def same_config(left: Value, right: Value) -> bool:
    """Whether two configuration values are the same in every part.

    Functions are when their source texts are; what isn't known is the same as nothing.
    """
    if type(left) is str and type(right) is str:
        return left == right  # as most are
    work: list[tuple[Value, Value]] = [(left, right)]
    compared: set[tuple[int, int]] = set()
    while work:
        a, b = work.pop()
        if (id(a), id(b)) in compared:
            continue
        if isinstance(a, JSObject):
            compared.add((id(a), id(b)))
        if isinstance(a, Unknown) or isinstance(b, Unknown):
            return False
        if isinstance(a, JSFunction) and isinstance(b, JSFunction):
            if not a.text or a.text != b.text:
                return False
        elif isinstance(a, RegExp | BigInt):
            if a != b:
                return False
        elif isinstance(a, JSObject) and isinstance(b, JSObject):
            if type(a) is not type(b) or a.unknown or b.unknown:
                return False
            if isinstance(a, JSArray) and isinstance(b, JSArray):
                pairs = _paired(a.elements, b.elements)
            else:
                pairs = _paired_slots(a, b)
            if pairs is None:
                return False
            work.extend(pairs)
        elif not same_value(a, b):
            return False
    return True


def _paired(left: list[Slot | None], right: list[Slot | None]) -> list[tuple[Value, Value]] | None:
    if len(left) != len(right):
        return None
    pairs: list[tuple[Value, Value]] = []
    for a, b in zip(left, right, strict=True):
        if (a is None) is not (b is None):
            return None
        if a is not None and b is not None:
            pairs.append((a.traced.value, b.traced.value))
    return pairs


def _paired_slots(left: JSObject, right: JSObject) -> list[tuple[Value, Value]] | None:
    if left.slots.keys() != right.slots.keys():
        return None
    return [(slot.traced.value, right.slots[key].traced.value) for key, slot in left.slots.items()]
