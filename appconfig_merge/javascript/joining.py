"""One value for several: what holds whichever way an unknown condition turns out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript.operators import same_value
from appconfig_merge.javascript.values import Candidate, Slot, Traced, Unknown
from appconfig_merge.javascript.ways import given, possible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.javascript.ways import Way


def join_slots(
    slots: Sequence[Slot | None], before: Slot | None, outcomes: Sequence[Way], reason: str
) -> Slot:
    """One slot for several: theirs when they agree, else an unknown one with candidates."""
    first = slots[0]
    if first is not None and all(slot is first for slot in slots):
        return first
    traced = [slot.traced if slot else None for slot in slots]
    value = join_values(traced, outcomes, reason)
    if value is traced[0] and first is not None:
        return first
    changed = next((slot for slot in slots if slot not in (None, before)), before)
    assert changed is not None
    # An earlier value that is still a candidate is not one that was set again.
    previous = before
    if before is not None and _is_candidate(before.traced, value):
        previous = before.previous
    at = changed.traced
    joined = Traced(value.value, at.node, at.source, value.inputs)
    return Slot(joined, changed.key, previous, changed.via)


def _is_candidate(traced: Traced, value: Traced) -> bool:
    """Whether a value is among the candidates of an unknown one, or of a candidate."""
    work = [value]
    while work:
        item = work.pop()
        if item is traced:
            return True
        if isinstance(item.value, Unknown):
            work.extend(one.traced for one in item.value.candidates if one.traced is not None)
    return False


def join_values(values: Sequence[Traced | None], outcomes: Sequence[Way], reason: str) -> Traced:
    """One traced value for several; None among them stands for an absent property."""
    indices = possible(outcomes)
    traced = [given(values[index], outcomes, index) for index in indices]
    if len(traced) < len(outcomes):
        outcomes = [outcomes[index] for index in indices]
    first = traced[0]
    present = [item for item in traced if item is not None]
    if first is not None and len(present) == len(traced):
        known = not isinstance(first.value, Unknown)
        if known and all(same_known(first, item) for item in present):
            return first
    condition = outcomes[-1].condition
    candidates = tuple(
        Candidate(item, outcome.condition, outcome.holds)
        for item, outcome in zip(traced, outcomes, strict=True)
    )
    unknown = Unknown(reason, candidates=candidates)
    conditions = dict.fromkeys(outcome.condition for outcome in outcomes)
    return Traced(unknown, condition.node, condition.source, (*conditions, *present))


def same_known(left: Traced, right: Traced) -> bool:
    """Whether two values are known and the same."""
    if isinstance(left.value, Unknown) or isinstance(right.value, Unknown):
        return False
    return same_value(left.value, right.value)
