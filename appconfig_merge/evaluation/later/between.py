"""What may come between a call and the answer that it waits for, and what that may have changed.

Other calls may, and so may the page's own course: a timer of one script may run before the next
script does, and what it asked a server for comes after that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.later.handed import is_same_data
from appconfig_merge.evaluation.later.merged import joined, value_of
from appconfig_merge.evaluation.pending import Arguments, Later
from appconfig_merge.javascript.values import JSArray, JSFunction, JSObject, Slot, Unknown
from appconfig_merge.javascript.ways import is_later

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.evaluation.pending import Place
    from appconfig_merge.evaluation.states import Owner
    from appconfig_merge.javascript.values import Traced

_COURSE = "the page's scripts run in between"


def come_between(machine: Machine, later: Later, mark: int, since: int) -> None:
    """Let others have come before what follows a call: they may have changed what it has.

    The call began at a mark; what it has made was made after the epoch ``since``.
    """
    page = machine.page
    assert page is not None
    page.crosses = True
    replaced = machine.journal.replaced(mark) if later.is_earlier else []
    for other, places in page.places.values():
        if not other.is_like(later):
            for place in places:
                _may_have_changed(machine, place, other)
    _let_scripts_run(machine, later, replaced, since)


def _may_have_changed(machine: Machine, place: Place, other: Later) -> None:
    owner, key = place.owner, place.key
    if isinstance(key, str):
        now = owner.slots.get(key)
        if now is not place.old:  # else the present state has what the other may leave there
            machine.journal.set_slot(owner, key, joined(now, place.new, other))
        return
    assert isinstance(owner, JSArray)
    if key < len(owner.elements) and owner.elements[key] is not place.old:
        slot = joined(owner.elements[key], place.new, other)
        machine.journal.set_element(owner, key, slot)


def note_found(later: Later, places: Iterable[Place]) -> None:
    """Remember what a call finds in the places that it writes, when it may first come."""
    if later.found is None:
        later.found = {(one.owner, one.key): _last(value_of(one.old)) for one in places}


def _last(traced: Traced | None) -> Traced | None:
    """What a place holds if none of the calls comes that may."""
    while traced is not None and is_later(traced):
        assert isinstance(traced.value, Unknown)
        traced = traced.value.candidates[-1].traced
    return traced


def _let_scripts_run(
    machine: Machine, later: Later, replaced: list[tuple[Owner, str, Slot | None]], since: int
) -> None:
    """Let scripts have run since the call: what it has replaced now is what they left then."""
    course = Later(later.function, Arguments(None, []), _COURSE, later.at)
    work: list[tuple[Owner, str, list[Traced | None]]] = [
        (owner, key, _once_fired(value_of(old), later, (owner, key)))
        for owner, key, old in replaced
    ]
    seen: set[Owner] = set()
    while work:
        owner, key, left = work.pop()
        machine.looked()
        now = owner.slots.get(key)
        first = value_of(now)
        others = _others(first, left)
        mine = first.value if first is not None else None
        alike = [one.value for one in others if one is not None and type(one.value) is JSObject]
        if alike and type(mine) is JSObject and mine.epoch > since and mine not in seen:
            # What it has made anew: the scripts have changed what it made then.
            seen.add(mine)
            keys = {name: None for one in (mine, *alike) for name in one.slots}
            found = [(name, [value_of(one.slots.get(name)) for one in alike]) for name in keys]
            work.extend((mine, name, values) for name, values in found)
            others = [one for one in others if one is None or one.value not in alike]
        slot = now
        for one in others:
            slot = joined(slot, Slot(one) if one is not None else None, course)
        if slot is not None and slot is not now:
            machine.journal.set_slot(owner, key, slot)


def _others(first: Traced | None, values: list[Traced | None]) -> list[Traced | None]:
    """Those of what some values may be that the first one isn't, each once."""
    told = _leaves(first) if first is not None and is_later(first) else [first]
    found: list[Traced | None] = []
    for value in values:
        for leaf in _leaves(value):
            if not any(_is_same(one, leaf) for one in (*told, *found)):
                found.append(leaf)
    return found


def _leaves(traced: Traced | None) -> list[Traced | None]:
    found: list[Traced | None] = []
    work = [traced]
    while work:
        item = work.pop()
        value = item.value if item is not None else None
        if isinstance(value, Unknown) and value.candidates:
            work.extend(way.traced for way in value.candidates)
        else:
            found.append(item)
    return found


def _is_same(one: Traced | None, other: Traced | None) -> bool:
    if one is None or other is None:
        return one is other
    mine, its = one.value, other.value
    if isinstance(mine, JSFunction) and isinstance(its, JSFunction):
        return mine.node is its.node  # it is made anew each time
    return is_same_data(one, other)


def _once_fired(
    traced: Traced | None, later: Later, place: tuple[Owner, str]
) -> list[Traced | None]:
    """What a place may hold that a call has come to before: not what that has found there.

    Of a call that was too much to be followed then it isn't known what that was.
    """
    leaves = _leaves(traced)
    if later.found is None or place not in later.found:
        return leaves
    return [one for one in leaves if one is not later.found[place]]
