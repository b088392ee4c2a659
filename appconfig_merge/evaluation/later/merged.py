"""The value of a place that a later call may write: the one it has, or what the call leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.conditions import Apart, Fires
from appconfig_merge.javascript.internal_slots import Fetched, Promised
from appconfig_merge.javascript.joining import same_known
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Accessor, Bound, Candidate, Slot, Traced, Unknown
from appconfig_merge.javascript.ways import is_later

if TYPE_CHECKING:
    from appconfig_merge.evaluation.pending import Later

LATER_REASON: Final = "it may change after the script"
_MAX_LATER: Final = 8
"""Values of one place that later calls give it, beyond which it may come to hold anything."""
_MAX_DEPTH: Final = 20
"""Conditions inside one another that are told."""


def value_of(slot: Slot | None) -> Traced | None:
    """What a slot holds; None where there is none."""
    return slot.traced if slot is not None else None


def joined(old: Slot | None, new: Slot | None, later: Later, *, widens: bool = False) -> Slot:
    """A place that holds what it held, or what a later call leaves there.

    ``widens`` tells that the call may come to leave more than this one value.
    """
    before: list[Candidate] = []
    first = value_of(old)
    if old is not None and is_later(old.traced):
        assert isinstance(old.traced.value, Unknown)
        *before, end = old.traced.value.candidates
        first = end.traced
    found = [] if widens else _leaves(apart(value_of(new)), first)
    if not found or len(before) + len(found) > _MAX_LATER:
        found = [(anything([*(one.traced for one in before), value_of(new)], later), "")]
        before = []
    after = [_fires(later, words, value) for value, words in found]
    ways = _named([*before, *after], first)
    unknown = Unknown(LATER_REASON, candidates=tuple(ways))
    place = old or new
    assert place is not None
    at = place.traced
    inputs = tuple(one.traced for one in ways if one.traced is not None)
    traced = Traced(unknown, at.node, at.source, inputs)
    return Slot(traced, place.key, place.previous, place.via)


def _fires(later: Later, words: str, value: Traced | None) -> Candidate:
    return Candidate(value, Fires(later.at, f"{later.event}{words}"), True)


def _leaves(traced: Traced | None, first: Traced | None) -> list[tuple[Traced | None, str]]:
    """The values that one may be but for ``first``, each with its conditions in words.

    Empty where they are too many.
    """
    found: list[tuple[Traced | None, str]] = []
    work: list[tuple[Traced | None, str]] = [(traced, "")]
    while work:
        item, words = work.pop()
        value = item.value if item is not None else None
        if isinstance(value, Unknown) and value.candidates:
            last = len(value.candidates) - 1
            for index, way in reversed(list(enumerate(value.candidates))):
                own = _words(way, is_last=index == last and index > 1)
                work.append((way.traced, words + own))
            if len(found) + len(work) > _MAX_LATER:
                return []
            continue
        if _is_same(item, first):
            continue
        alike = next((at for at, (one, _) in enumerate(found) if _is_same(one, item)), None)
        if alike is None:
            found.append((item, words))
        else:
            found[alike] = (item, "")
    return found


def _words(way: Candidate, *, is_last: bool) -> str:
    """What decides on a candidate, as it is said after the event."""
    text = way.condition.text
    if is_last or not text or (isinstance(way.condition, Apart) and way.condition.is_failing):
        return ""
    return f", {'when' if way.holds else 'unless'} {text}"


def _is_same(one: Traced | None, other: Traced | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.value is other.value or same_known(one, other)


def _named(ways: list[Candidate], first: Traced | None) -> list[Candidate]:
    """Values that calls give, each with a condition that tells it from the others.

    ``first`` is what stands there without any of them.
    """
    calls = {(way.condition.node, way.condition.source) for way in ways}
    found = []
    for way in ways:
        condition = way.condition
        assert isinstance(condition, Fires)
        if len(calls) > 1:
            condition = condition.with_word("last")
        found.append(Candidate(way.traced, condition, True))
    return [*found, Candidate(first, found[-1].condition, False)]


def anything(values: list[Traced | None], later: Later) -> Traced:
    """A value of which nothing is known but what it may lead to."""
    present = tuple(value for value in values if value is not None)
    unknown = Unknown(LATER_REASON, origin=later.at, reaches=present)
    found = [value.value for value in present]
    unknown.foreign = any(isinstance(one, Unknown) and one.foreign for one in found)
    unknown.is_prototype = any(isinstance(one, Unknown) and one.is_prototype for one in found)
    unknown.may_be_absent = len(present) < len(values)
    made = untraced(unknown)
    made.inputs = present
    return made


def apart(traced: Traced | None) -> Traced | None:
    """A value with conditions of its own: at another time they may turn out otherwise."""
    return _Apart().of(traced, 0)


class _Apart:
    """The making of one value that stands apart."""

    def __init__(self) -> None:
        self._conditions: dict[Traced, Apart] = {}
        self._made: dict[Traced, Traced] = {}

    def of(self, traced: Traced | None, depth: int) -> Traced | None:
        """One of the values in it."""
        if traced is None or not isinstance(traced.value, Unknown):
            return traced
        if isinstance(traced.value, Accessor | Bound | Fetched):
            return traced
        if isinstance(traced.value, Promised) and traced.value.comes is not None:
            return traced
        made = self._made.get(traced)
        if made is None:
            unknown = self._unknown(traced, traced.value, depth)
            made = Traced(unknown, traced.node, traced.source, traced.inputs)
            self._made[traced] = made
        return made

    def _unknown(self, traced: Traced, value: Unknown, depth: int) -> Unknown:
        ways = []
        for one in value.candidates if depth < _MAX_DEPTH else ():
            condition = self._conditions.get(one.condition)
            if condition is None:
                condition = self._conditions[one.condition] = Apart(one.condition)
            ways.append(Candidate(self.of(one.traced, depth + 1), condition, one.holds))
        unknown = Unknown(
            value.reason,
            origin=value.origin,
            candidates=tuple(ways),
            path=value.path,
            kind=value.kind,
            method=value.method,
            reaches=(*value.reaches, traced) if value.candidates and not ways else value.reaches,
            accessor=value.accessor,
        )
        unknown.foreign = value.foreign
        unknown.is_platform = value.is_platform
        unknown.is_prototype = value.is_prototype
        unknown.may_be_absent = value.may_be_absent
        return unknown
