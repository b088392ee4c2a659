"""How what may happen later is told of a configuration: the values at the script's end come first.

What a later call changes as a whole is unknown to whatever runs after it. Of the configuration it
still holds that it is what it was at the script's end, or something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.later.merged import LATER_REASON, anything, joined
from appconfig_merge.evaluation.machine import Remark
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import (
    Candidate,
    JSArray,
    JSFunction,
    JSObject,
    Open,
    Slot,
    Traced,
    Unknown,
)
from appconfig_merge.javascript.ways import Event, is_later

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.evaluation.pending import Later


def tell(machine: Machine, root: Slot, name: str) -> None:
    """Put what a configuration is at the script's end in place of what later calls leave open.

    To be called after the last script. ``name`` is that of the global that holds the configuration,
    which may come to hold another one; empty for what is an object whatever globals hold.
    """
    if not machine.pending and not machine.changed_later:
        return
    if name:
        _tell_whole(machine, root, name)
    seen: set[JSObject | Unknown] = set()
    work: list[Slot | Candidate] = [root]
    while work:
        slot = work.pop()
        value = slot.traced.value if slot.traced is not None else None
        if isinstance(value, Unknown) and value not in seen:
            seen.add(value)
            work.extend(value.candidates)
            continue
        if not isinstance(value, JSObject) or isinstance(value, JSFunction):
            continue
        if isinstance(value, JSArray) and value in machine.changed_later:
            _tell_array(machine, slot, value)
            continue
        if value in seen:
            continue
        seen.add(value)
        if value in machine.changed_later:
            _tell_object(machine, value)
        is_shown = value.unknown is None or isinstance(value.unknown, Open)
        if is_shown and value.literal is None:
            work.extend(value.slots.values())
            if isinstance(value, JSArray):
                work.extend(element for element in value.elements if element is not None)
    machine.journal.conceal()


def _tell_whole(machine: Machine, root: Slot, name: str) -> None:
    """The configuration at the script's end, where something unknown may take its place."""
    value = root.traced.value
    if not is_later(root.traced) or not isinstance(value, Unknown):
        return
    *ways, last = value.candidates
    if last.traced is None or type(last.traced.value) is not JSObject:
        return
    others = [one.traced.value if one.traced is not None else None for one in ways]
    if all(type(other) is JSObject for other in others):
        return  # what all of them have in common is found by those who join them
    owner = last.traced.value
    if owner in machine.changed_later:
        _tell_object(machine, owner)
    made = JSObject()
    made.traits = owner.traits
    made.unknown = owner.unknown
    if made.unknown is None:
        why = Unknown(LATER_REASON, origin=ways[0].condition)
        made.unknown = Open(why, frozenset(owner.slots))
    for key, slot in owner.slots.items():
        inner = [Candidate(_of(one.traced, key), one.condition, one.holds) for one in ways]
        found = (*inner, Candidate(slot.traced, last.condition, last.holds))
        unknown = Unknown(LATER_REASON, candidates=found)
        traced = slot.traced
        made.slots[key] = Slot(
            Traced(unknown, traced.node, traced.source, traced.inputs),
            slot.key, slot.previous, slot.via,
        )  # fmt: skip
    at = last.traced
    root.traced = Traced(made, at.node, at.source, root.traced.inputs)
    condition = ways[0].condition
    machine.remark(
        Remark(
            "set-later",
            "warning",
            f"{name} may be replaced as a whole later: when {condition.text}",
            condition,
            "what is told of it is what it holds at the script's end",
        )
    )


def _of(traced: Traced | None, key: str) -> Traced | None:
    """A property of what may take an object's place; None where it is then absent."""
    value = traced.value if traced is not None else None
    if isinstance(value, Unknown) and value.candidates:
        assert traced is not None
        ways = tuple(
            Candidate(_of(one.traced, key), one.condition, one.holds) for one in value.candidates
        )
        unknown = Unknown(value.reason, origin=value.origin, candidates=ways)
        return Traced(unknown, traced.node, traced.source, traced.inputs)
    if isinstance(value, Unknown):
        return traced
    if type(value) is not JSObject:
        return None
    if value.unknown is not None and not isinstance(value.unknown, Open):
        assert traced is not None
        return Traced(value.unknown, traced.node, traced.source, (traced,))
    slot = value.slots.get(key)
    return slot.traced if slot is not None else None


def _tell_object(machine: Machine, owner: JSObject) -> None:
    """An object that a later call changes: each property may come to be something else."""
    change = machine.changed_later[owner]
    if not change.adds:
        owner.unknown = change.unknown
    if not change.is_open:
        return
    if not change.adds:
        _open(owner, change.later)
        for key, slot in owner.slots.items():
            another = Slot(anything([slot.traced], change.later))
            owner.slots[key] = joined(slot, another, change.later)
    what = "further properties may be added to this" if change.adds else "this may change"
    machine.remark(
        Remark(
            "set-later",
            "warning",
            f"{what} later, when {change.later.event}: only the page knows how",
            change.later.at,
            "what is told of it is what it holds at the script's end",
        )
    )


def _open(owner: JSObject, later: Later) -> None:
    """Take it that an object may come to have further properties."""
    if owner.unknown is None:
        owner.unknown = Open(Unknown(LATER_REASON, origin=later.at), frozenset(owner.slots))


def _tell_array(machine: Machine, place: Slot | Candidate, array: JSArray) -> None:
    """An array that a later call changes: the one at the script's end, or another."""
    change = machine.changed_later[array]
    traced = place.traced
    assert traced is not None
    copy = JSArray(list(change.elements))
    copy.unknown = change.unknown
    first = Slot(Traced(copy, traced.node, traced.source, traced.inputs))
    later: Later = change.later
    place.traced = joined(first, Slot(anything([traced], later)), later).traced


def set_only_later(slot: Slot) -> list[Traced]:
    """When something is set that isn't there at the script's end; empty for anything else."""
    value = slot.traced.value
    if not is_later(slot.traced) or not isinstance(value, Unknown):
        return []
    *ways, last = value.candidates
    if last.traced is not None and last.traced.value is not UNDEFINED:
        return []
    return [one.condition for one in ways if isinstance(one.condition, Event)]
