"""The methods of Array.prototype that call a function for each element (ECMA-262 23.1.3)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from appconfig_merge.evaluation.models.array import flattened
from appconfig_merge.evaluation.models.elements import (
    check_species,
    copied,
    element_at,
    present,
    receiver,
)
from appconfig_merge.evaluation.models.invocation import callback, invoke
from appconfig_merge.evaluation.region import fork_values
from appconfig_merge.javascript.conversion import NotKnown, to_boolean
from appconfig_merge.javascript.lifting import NotLifted, has_candidates, lift
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Candidate, Slot, Traced, Unknown
from appconfig_merge.limits import MAX_CANDIDATES

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.evaluation.machine import Evaluation
    from appconfig_merge.evaluation.models.call import Call


def _apply(call: Call, function: Traced, element: Traced, index: int) -> Evaluation:
    given = [element, untraced(float(index)), call.this]
    return invoke(call, function, call.argument(1), given)


def for_each(call: Call) -> Evaluation:
    """Array.prototype.forEach."""
    length = len(receiver(call).elements)
    function = callback(call)
    for index in range(length):
        slot = present(call, index)
        if slot is not None:
            yield _apply(call, function, slot.traced, index)
    return call.traced(UNDEFINED)


def map_(call: Call) -> Evaluation:
    """Array.prototype.map: each element of the result is what the function returned."""
    owner = receiver(call)
    function = callback(call)
    check_species(owner)
    results: list[Slot | None] = [None] * len(owner.elements)
    for index in range(len(results)):
        slot = present(call, index)
        if slot is not None:
            results[index] = Slot((yield _apply(call, function, slot.traced, index)))
    return call.traced(call.array(results), call.this)


def flat_map(call: Call) -> Evaluation:
    """Array.prototype.flatMap."""
    owner = receiver(call)
    function = callback(call)
    check_species(owner)
    results: list[Slot] = []
    for index in range(len(owner.elements)):
        slot = present(call, index)
        if slot is not None:
            found = Slot((yield _apply(call, function, slot.traced, index)))
            results.extend(flattened(call, [found], 1))
    return call.traced(call.array(results), call.this)


def filter_(call: Call) -> Evaluation:
    """Array.prototype.filter; one of several arrays when it isn't known of each element."""
    owner = receiver(call)
    function = callback(call)
    check_species(owner)
    found: list[tuple[Slot, bool]] = []
    unsure: list[Traced] = []
    for index in range(len(owner.elements)):
        slot = present(call, index)
        if slot is None:
            continue
        flag = yield _apply(call, function, slot.traced, index)
        try:
            if to_boolean(flag.value):
                found.append((slot, True))
        except NotKnown:
            unsure.append(flag)
            found.append((slot, False))

    def kept(*flags: Traced | None) -> Traced:
        left = iter(flags)
        slots = [slot for slot, is_sure in found if is_sure or _holds(next(left))]
        return call.traced(call.array(copied(call, call.this, slots)), call.this)

    if not unsure:
        return kept()
    try:
        lifted = lift(kept, *map(_as_flag, unsure))
    except NotLifted:
        lifted = None
    if lifted is not None:
        return lifted
    assert isinstance(unsure[0].value, Unknown)
    reason = unsure[0].value.reason
    unknown = Unknown(reason, origin=unsure[0], kind="object", reaches=(call.this,))
    return call.traced(unknown, call.this)


def _as_flag(test: Traced) -> Traced:
    """What an element is kept by, as one of the two that it may come to."""
    if has_candidates(test):
        return test
    assert isinstance(test.value, Unknown)
    ways = tuple(Candidate(untraced(holds), test, holds) for holds in (True, False))
    flag = Unknown(test.value.reason, origin=test.value.origin, candidates=ways, kind="boolean")
    return Traced(flag, test.node, test.source, (test,))


def _holds(flag: Traced | None) -> bool:
    try:
        return flag is not None and to_boolean(flag.value)
    except NotKnown:
        raise NotLifted from None


def reduce_(call: Call) -> Evaluation:
    """Array.prototype.reduce."""
    return _reduce(call, backwards=False)


def reduce_right(call: Call) -> Evaluation:
    """Array.prototype.reduceRight."""
    return _reduce(call, backwards=True)


def _reduce(call: Call, *, backwards: bool) -> Evaluation:
    length = len(receiver(call).elements)
    function = callback(call)
    result = call.argument(1) if len(call.arguments) > 1 else None
    for index in range(length - 1, -1, -1) if backwards else range(length):
        slot = present(call, index)
        if slot is None:
            continue
        if result is None:
            result = slot.traced
            continue
        given = [result, slot.traced, untraced(float(index)), call.this]
        result = yield invoke(call, function, untraced(UNDEFINED), given)
    if result is None:
        raise call.throw("Reduce of empty array with no initial value")
    return result


def _search(
    call: Call,
    on_hit: Callable[[Traced, int], Traced],
    otherwise: Traced,
    *,
    wanted: bool = True,
    backwards: bool = False,
    skips_holes: bool = False,
) -> Evaluation:
    """Go through the elements until the function says ``wanted`` of one."""
    length = len(receiver(call).elements)
    function = callback(call)
    places = range(length - 1, -1, -1) if backwards else range(length)

    def go_on(start: int, forks: int) -> Evaluation:
        for at in range(start, len(places)):
            index = places[at]
            slot = present(call, index)
            if slot is None and skips_holes:
                continue
            element = slot.traced if slot else element_at(call, receiver(call), index)
            found = yield _apply(call, function, element, index)
            try:
                if to_boolean(found.value) is wanted:
                    return on_hit(element, index)
            except NotKnown:
                if forks >= MAX_CANDIDATES:
                    raise
                hit = partial(on_hit, element, index)
                rest = partial(go_on, at + 1, forks + 1)
                return (yield fork_values(call.machine, found, ((wanted, hit), (not wanted, rest))))
        return otherwise

    return go_on(0, 0)


def find(call: Call) -> Evaluation:
    """Array.prototype.find."""
    return _find(call, backwards=False)


def find_last(call: Call) -> Evaluation:
    """Array.prototype.findLast."""
    return _find(call, backwards=True)


def _find(call: Call, *, backwards: bool) -> Evaluation:
    missing = call.traced(UNDEFINED)
    return _search(call, lambda element, _: element, missing, backwards=backwards)


def find_index(call: Call) -> Evaluation:
    """Array.prototype.findIndex."""
    return _find_index(call, backwards=False)


def find_last_index(call: Call) -> Evaluation:
    """Array.prototype.findLastIndex."""
    return _find_index(call, backwards=True)


def _find_index(call: Call, *, backwards: bool) -> Evaluation:
    def at(_: Traced, index: int) -> Traced:
        return call.traced(float(index))

    return _search(call, at, call.traced(-1.0), backwards=backwards)


def some(call: Call) -> Evaluation:
    """Array.prototype.some."""
    found = call.traced(True)
    return _search(call, lambda *_: found, call.traced(False), skips_holes=True)


def every(call: Call) -> Evaluation:
    """Array.prototype.every."""
    found = call.traced(False)
    return _search(call, lambda *_: found, call.traced(True), wanted=False, skips_holes=True)
