"""Copies of what owners hold, and one state that holds whichever of several comes true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from appconfig_merge.javascript.joining import join_slots, join_values
from appconfig_merge.javascript.keys import common_order
from appconfig_merge.javascript.lifting import leaves_of
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import (
    JSArray,
    JSFunction,
    JSObject,
    Open,
    Slot,
    Traced,
    Traits,
    Unknown,
)

if TYPE_CHECKING:
    from appconfig_merge.evaluation.scopes import Scope
    from appconfig_merge.javascript.values import Value

    Owner: TypeAlias = Scope | JSObject

_USUAL: Final = Traits()


class State:
    """A copy of what one owner holds."""

    __slots__ = ("elements", "frozen", "deleted", "slots", "traits", "unknown")

    def __init__(self, owner: Owner) -> None:
        self.slots = dict(owner.slots)
        self.elements = list(owner.elements) if isinstance(owner, JSArray) else None
        known = owner if isinstance(owner, JSObject) else None
        self.unknown = known.unknown if known else None
        self.frozen = known.frozen if known else False
        self.traits = known.traits if known else None
        self.deleted = dict(known.deleted) if known and known.deleted else None

    @property
    def size(self) -> int:
        """How many slots were copied."""
        return len(self.slots) + len(self.elements or ())

    def restore(self, owner: Owner) -> None:
        """Put the copy back; the copy may be put back again."""
        owner.slots = dict(self.slots)
        if isinstance(owner, JSObject):
            owner.unknown = self.unknown
            owner.frozen = self.frozen
            owner.traits = self.traits
            owner.deleted = dict(self.deleted) if self.deleted else None
        if isinstance(owner, JSArray):
            assert self.elements is not None
            owner.elements = list(self.elements)


Snapshot: TypeAlias = "dict[Owner, State]"


class Outcome:
    """One of the ways an unknown condition may turn out: the state, and when it holds."""

    __slots__ = ("condition", "holds", "snapshot")

    def __init__(self, snapshot: Snapshot, condition: Traced, holds: bool) -> None:
        self.snapshot = snapshot
        self.condition = condition
        self.holds = holds


def join_owner(
    owner: Owner, states: list[State], present: State, outcomes: list[Outcome], reason: str
) -> None:
    """Let an owner hold what it does in each of some states if that state's outcome comes true.

    ``present`` is what it held where the outcomes went apart.
    """

    def joined(slots: list[Slot | None], before: Slot | None) -> Slot:
        return join_slots(slots, before, outcomes, reason)

    if isinstance(owner, JSFunction) and owner.prototype is not None:
        first = Slot(Traced(owner.prototype, owner.written, owner.source))
        for state in (*states, present):
            if any("prototype" in one.slots for one in states):
                state.slots.setdefault("prototype", first)
    held = [state.slots for state in states]
    is_open = any(isinstance(state.unknown, Open) for state in states)
    if is_open:
        held = [_with_others(state, held) for state in states]
    keys, in_one_order = common_order(held)
    owner.slots = {
        key: joined([slots.get(key) for slots in held], present.slots.get(key)) for key in keys
    }
    if not isinstance(owner, JSObject):
        return
    owner.deleted = next((dict(state.deleted) for state in states if state.deleted), None)
    why = [state.unknown for state in states if state.unknown is not None]
    unknown = next(
        (one for one in why if not one.candidates and not isinstance(one, Open)), None
    ) or next((one for one in why if isinstance(one, Open)), None)
    if unknown is None and len({state.frozen for state in states}) > 1:
        unknown = Unknown(reason, origin=outcomes[0].condition)
    owner.frozen = states[0].frozen
    owner.traits = states[0].traits
    if any(not _same_traits(state.traits, owner.traits) for state in states):
        unknown = unknown or Unknown(reason, origin=outcomes[0].condition)
    elif (
        not in_one_order
        or is_open
        or any(state.traits and state.traits.unordered for state in states)
    ):
        owner.traits = owner.traits.copy() if owner.traits else Traits()
        owner.traits.unordered = True
    if isinstance(owner, JSArray):
        if unknown is None:
            unknown = _join_elements(owner, states, present, outcomes, reason)
        else:
            owner.elements = _all_elements(states)
    owner.unknown = unknown


def _join_elements(
    owner: JSArray, states: list[State], present: State, outcomes: list[Outcome], reason: str
) -> Unknown | None:
    """Join the elements of an array; gives what it may be where their number isn't certain."""
    lists = [state.elements or [] for state in states]
    first = states[0].unknown
    if all(state.unknown is first for state in states) and all(one == lists[0] for one in lists):
        owner.elements = list(lists[0])
        return first
    if first is None and all(
        state.unknown is None and len(one) == len(lists[0])
        for state, one in zip(states, lists, strict=True)
    ):
        before = present.elements or []
        owner.elements = [
            join_slots(slots, before[at] if at < len(before) else None, outcomes, reason)
            if any(slot is not slots[0] for slot in slots)
            else slots[0]
            for at, slots in enumerate(zip(*lists, strict=True))
        ]
        return None
    whole = _one_of_lists(states, outcomes, reason).value
    if isinstance(whole, JSArray):
        owner.elements = list(whole.elements)
        return None
    assert isinstance(whole, Unknown)
    if present.unknown is not None and _are_same(whole, present.unknown):
        owner.elements = list(present.elements or ())
        return present.unknown
    owner.elements = _all_elements(states)
    return whole


def _all_elements(states: list[State]) -> list[Slot | None]:
    """What can be reached from an array of which more isn't known."""
    first = states[0].elements
    if first is not None and all(state.elements == first for state in states):
        return list(first)
    return list({slot: None for state in states for slot in state.elements or ()})


def _one_of_lists(states: list[State], outcomes: list[Outcome], reason: str) -> Traced:
    """The lists that an array may be; one without candidates if they are too many."""
    lists: list[Traced | None] = []
    for state, outcome in zip(states, outcomes, strict=True):
        elements = state.elements or []
        last = elements[-1] if elements else None
        at = last.traced if last is not None else outcome.condition
        lists.append(Traced(state.unknown or JSArray(list(elements)), at.node, at.source))
    whole = join_values(lists, outcomes, reason)
    if leaves_of(whole) is None:
        whole = untraced(Unknown(reason))
    if isinstance(whole.value, Unknown):
        whole.value.origin = whole.value.origin or outcomes[0].condition
    return whole


def _are_same(one: Unknown, other: Unknown) -> bool:
    """Whether an array may be the same lists under the same conditions."""
    work: list[tuple[Value, Value]] = [(one, other)]
    while work:
        left, right = work.pop()
        if isinstance(left, JSArray) and isinstance(right, JSArray):
            if left.elements != right.elements:
                return False
            continue
        if not isinstance(left, Unknown) or not isinstance(right, Unknown):
            return False
        if not left.candidates or len(left.candidates) != len(right.candidates):
            return left is right
        for mine, its in zip(left.candidates, right.candidates, strict=True):
            if mine.condition is not its.condition or mine.holds is not its.holds:
                return False
            assert mine.traced is not None
            assert its.traced is not None
            work.append((mine.traced.value, its.traced.value))
    return True


def _with_others(state: State, held: list[dict[str, Slot]]) -> dict[str, Slot]:
    """What one state holds, and of an open object what it may hold of what the others do."""
    unknown = state.unknown
    if not isinstance(unknown, Open):
        return state.slots
    at = unknown.origin or untraced(unknown)
    slots = dict(state.slots)
    for key in {key: None for one in held for key in one if key not in slots}:
        value = Unknown(unknown.reason, origin=unknown.origin)
        value.may_be_absent = True
        slots[key] = Slot(Traced(value, at.node, at.source))
    return slots


def _same_traits(one: Traits | None, other: Traits | None) -> bool:
    """Whether objects of these traits differ in nothing but the order of their keys."""
    if one is other:
        return True
    one, other = one or _USUAL, other or _USUAL
    return (
        (one.proto and one.proto.value) is (other.proto and other.proto.value)
        and (one.proto is None) is (other.proto is None)
        and one.hidden == other.hidden
        and (one.locked, one.closed, one.sealed) == (other.locked, other.closed, other.sealed)
        and one.tagged is other.tagged
    )
