"""Using a value that is one of several known ones: each way is followed, and the ways joined.

A condition that only the page can decide leaves an :class:`Unknown` with candidates. What is
read of it, written to it or copied from it is that of each candidate, under its condition; what
all of them agree on is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.conditions import Named
from appconfig_merge.evaluation.journal import Outcome
from appconfig_merge.evaluation.machine import BRANCH_REASON
from appconfig_merge.evaluation.properties import get as members
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.joining import join_values
from appconfig_merge.javascript.keys import is_index, ordered_keys
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import (
    Candidate,
    JSArray,
    JSFunction,
    JSObject,
    Traced,
    Unknown,
)
from appconfig_merge.javascript.ways import Condition, given
from appconfig_merge.limits import MAX_CANDIDATES

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.javascript.values import Slot

_MAX_LEAVES: Final = 64
"""Values looked at behind one unknown value, those of nested conditions together."""

_MAX_CONDITIONS: Final = 20
"""Conditions inside one another that are followed to what may be absent."""


class _TooMany(Exception):  # noqa: N818 - a signal
    """The value may be one of too many, or one of them isn't known well enough."""


def get(machine: Machine, target: Traced, key: str) -> Traced | None:
    """A property of each candidate; None where reading one may run code or isn't known."""
    if not has_candidates(target):
        return None
    try:
        return _get(machine, target, key, [_MAX_LEAVES])
    except (_TooMany, Throws):
        return None


def _get(machine: Machine, target: Traced, key: str, left: list[int]) -> Traced:
    value = target.value
    assert isinstance(value, Unknown)
    ways = value.candidates
    found: list[Traced | None] = []
    for way in ways:
        left[0] -= 1
        machine.looked()
        if way.traced is None or left[0] < 0:
            raise _TooMany
        if has_candidates(way.traced):
            found.append(_get(machine, way.traced, key, left))
        else:
            found.append(_read_quietly(machine, way.traced, key))
    return join_values(found, ways, value.reason)


def get_any(machine: Machine, target: Traced, key: Traced) -> Traced | None:
    """The property of a known object that each candidate of a key names."""
    value = key.value
    if not has_candidates(key) or not is_quiet(target):
        return None
    assert isinstance(value, Unknown)
    found: list[Traced | None] = []
    for way in value.candidates:
        name = way.traced.value if way.traced is not None else None
        if not isinstance(name, str):
            return None
        try:
            found.append(_read_quietly(machine, target, name))
        except (_TooMany, Throws):
            return None
    return join_values(found, value.candidates, value.reason)


def look_up(machine: Machine, target: Traced, key: Traced, at: Traced) -> Traced | None:
    """The properties of a known object that a key may name of which nothing is known.

    The last candidate stands for a key that names none of its own. ``at`` is what reads it.
    """
    owner = target.value
    if type(owner) is not JSObject or not is_quiet(target) or machine.polluted or machine.planted:
        return None
    if not 0 < len(owner.slots) < MAX_CANDIDATES:
        return None
    tests = [Named(key, name) for name in ordered_keys(owner.slots)]
    try:
        values = [_read_quietly(machine, target, test.name) for test in tests]
    except (_TooMany, Throws):
        return None
    ways = [*(Candidate(None, test, True) for test in tests), Candidate(None, tests[-1], False)]
    other = Unknown("the key may name none of the object's own properties", origin=key)
    other.reaches = (target,)
    rest = Traced(other, at.node, at.source, (key,))
    assert isinstance(key.value, Unknown)
    return join_values([*values, rest], ways, key.value.reason)


def has_candidates(traced: Traced) -> bool:
    """Whether all that a value may be is known."""
    value = traced.value
    return isinstance(value, Unknown) and bool(value.candidates) and not value.accessor


def is_quiet(target: Traced) -> bool:
    """Whether reading a property of a value runs no code, but for one that the object has."""
    value = target.value
    if isinstance(value, GlobalObject | JSFunction) or value is None or value is UNDEFINED:
        return False
    return not isinstance(value, Unknown) and not (
        isinstance(value, JSObject) and (value.unknown is not None or value.traits is not None)
    )


def _read_quietly(machine: Machine, target: Traced, key: str) -> Traced:
    """A property whose reading runs no code; raises _TooMany for any other."""
    if not is_quiet(target):
        raise _TooMany
    slot = _own(target.value, key)
    if slot is not None:
        unknown = slot.traced.value
        if isinstance(unknown, Unknown) and unknown.accessor:
            raise _TooMany
    return members.get(machine, target, key)


def _own(value: object, key: str) -> Slot | None:
    if isinstance(value, JSArray) and is_index(key):
        index = int(key)
        return value.elements[index] if index < len(value.elements) else None
    return value.slots.get(key) if isinstance(value, JSObject) else None


def each(
    machine: Machine, target: Traced, change: Callable[[Traced], None], *, empty: bool = False
) -> bool:
    """Make a change on every candidate, each in a state of its own, and join the states.

    ``empty`` allows primitive values among them, which a spread copies nothing of. Gives False,
    with nothing changed, where the candidates are not all known plain objects.
    """
    ways = _ways(target, empty, [_MAX_LEAVES])
    if ways is None:
        return False
    journal = machine.journal
    epoch = journal.epoch
    mark = journal.mark()
    try:
        _each(machine, ways, change, empty=empty)
    except Throws:
        journal.rollback(mark)
        journal.mark()
        return False
    assert journal.epoch >= epoch
    return True


def _each(
    machine: Machine, ways: tuple[Candidate, ...], change: Callable[[Traced], None], *, empty: bool
) -> None:
    journal = machine.journal
    epoch = journal.epoch
    mark = journal.mark()
    outcomes = []
    for way in ways:
        assert way.traced is not None
        if has_candidates(way.traced):
            assert isinstance(way.traced.value, Unknown)
            _each(machine, way.traced.value.candidates, change, empty=empty)
        elif isinstance(way.traced.value, JSObject):
            change(way.traced)
        outcomes.append(Outcome(journal.capture(mark), way.condition, way.holds))
        journal.rollback(mark)
        journal.mark()
    journal.join(outcomes, BRANCH_REASON, epoch)


def _ways(target: Traced, empty: bool, left: list[int]) -> tuple[Candidate, ...] | None:
    """The candidates, if all are plain objects whose contents are known."""
    if not has_candidates(target):
        return None
    assert isinstance(target.value, Unknown)
    for way in target.value.candidates:
        left[0] -= 1
        if way.traced is None or left[0] < 0:
            return None
        value = way.traced.value
        if has_candidates(way.traced):
            if _ways(way.traced, empty, left) is None:
                return None
        elif type(value) is JSObject:
            if (
                value.unknown is not None
                or value.traits is not None
                or any(map(_is_accessor, value.slots.values()))
            ):
                return None
        elif not empty or not _copies_nothing(way):
            return None
    return target.value.candidates


def _is_accessor(slot: Slot) -> bool:
    unknown = slot.traced.value
    return isinstance(unknown, Unknown) and unknown.accessor


def _copies_nothing(way: Candidate) -> bool:
    """Whether a spread of a candidate copies nothing: a primitive value but a string."""
    assert way.traced is not None
    value = way.traced.value
    if isinstance(value, Unknown):
        # What is left of `flag && {...}` where flag is falsy.
        is_plain = not isinstance(way.condition, Condition)
        return is_plain and not way.holds and value is way.condition.value
    return value is None or value is UNDEFINED or value == "" or isinstance(value, bool | float)


def filled(traced: Traced, other: Traced, depth: int = _MAX_CONDITIONS) -> Traced | None:
    """A value that may be absent, with another one in place of what is not there.

    None where it isn't known when it is absent.
    """
    unknown = traced.value
    if not isinstance(unknown, Unknown) or not unknown.may_be_absent:
        return traced
    if not unknown.candidates or not depth:
        return None
    found: list[Traced | None] = []
    for way in unknown.candidates:
        one = other if way.traced is None else filled(way.traced, other, depth - 1)
        if one is None:
            return None
        found.append(one)
    return join_values(found, unknown.candidates, unknown.reason)


def each_array(
    gaps: dict[int, Traced], make: Callable[[dict[int, Traced]], Traced | None]
) -> Traced | None:
    """An array literal some of whose spreads are one of several known arrays.

    ``gaps`` holds what is spread by the place where it stands; ``make`` makes the array of known
    ones, and gives None where it can't. None where the candidates are too many.
    """
    try:
        return _each_array(gaps, make, [MAX_CANDIDATES])
    except _TooMany:
        return None


def _each_array(
    gaps: dict[int, Traced], make: Callable[[dict[int, Traced]], Traced | None], left: list[int]
) -> Traced:
    spread = next((one for one in gaps.values() if isinstance(one.value, Unknown)), None)
    if spread is None:
        left[0] -= 1
        made = make(gaps) if left[0] >= 0 else None
        if made is None:
            raise _TooMany
        return made
    if not has_candidates(spread):
        raise _TooMany
    assert isinstance(spread.value, Unknown)
    ways = spread.value.candidates
    found: list[Traced | None] = []
    for index in range(len(ways)):
        chosen = {}
        for place, argument in gaps.items():
            one = given(argument, ways, index)
            if one is None:
                raise _TooMany
            chosen[place] = one
        found.append(_each_array(chosen, make, left))
    return join_values(found, ways, spread.value.reason)
