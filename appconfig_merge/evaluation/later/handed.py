"""Keeping what a call hands to Flex UI as it is when the call has ended, before it is undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.conditions import undecided
from appconfig_merge.evaluation.handing import Handed
from appconfig_merge.evaluation.later.merged import LATER_REASON, value_of
from appconfig_merge.javascript.internal_slots import Fetched, Promised
from appconfig_merge.javascript.joining import same_known
from appconfig_merge.javascript.values import (
    Accessor,
    Bound,
    Candidate,
    JSArray,
    JSFunction,
    JSObject,
    Open,
    Slot,
    Traced,
    Unknown,
    of_literal,
)
from appconfig_merge.javascript.ways import Condition

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.evaluation.pending import Later
    from appconfig_merge.javascript.values import Value


def keep_handed(machine: Machine, since: int) -> None:
    """Put copies in the place of what the present call has handed over.

    What it has made itself is what was made after the epoch ``since``.
    """
    page = machine.page
    if page is not None and page.handed:
        copier = Copier(machine)
        page.handed = [
            one._replace(
                argument=copier.of(one.argument),
                is_own=one.is_own
                or (isinstance(one.argument.value, JSObject) and one.argument.value.epoch > since),
            )
            for one in page.handed
        ]


def lose_handed(machine: Machine, calls: list[Later]) -> None:
    """Take it that it isn't known what the calls hand over that can't be followed."""
    page = machine.page
    assert page is not None
    lost = [*page.lost, *(one for one in page.handed if one.later is not None)]
    lost.extend(_may_hand_over(machine, calls))
    page.lost = []
    page.handed = [one for one in page.handed if one.later is None]
    for one in {one.later: one for one in lost}.values():
        unknown = Unknown(LATER_REASON, origin=one.at)
        argument = Traced(unknown, one.argument.node, one.argument.source)
        page.handed.append(one._replace(argument=argument, conditions=()))


def join_handed(machine: Machine, earlier: list[Handed]) -> None:
    """Join what calls hand over that may have come earlier, too, with what they then did."""
    page = machine.page
    assert page is not None
    for one in earlier:
        assert one.later is not None
        index = next((at for at, new in enumerate(page.handed) if _is_like(one, new)), None)
        if index is None:
            page.handed.append(one)
            continue
        new = page.handed[index]
        if not new.is_own or is_same_data(one.argument, new.argument):
            continue
        test = Early(new.at, one.later.event)
        ways = (Candidate(one.argument, test, True), Candidate(new.argument, test, False))
        unknown = Unknown(LATER_REASON, candidates=ways)
        at = new.argument
        argument = Traced(unknown, at.node, at.source, (one.argument, new.argument))
        conditions = tuple(test for test in new.conditions if test in one.conditions)
        page.handed[index] = new._replace(argument=argument, conditions=conditions)


class Early(Condition):
    """That the browser makes a call before it has run all scripts of the page."""

    __slots__ = ("_event",)

    def __init__(self, at: Traced, event: str) -> None:
        super().__init__(undecided(), at.node, at.source)
        self._event = event

    @property
    def text(self) -> str:
        """What happens, in words."""
        return f"{self._event} early"


def _is_like(one: Handed, other: Handed) -> bool:
    """Whether both are what one call hands over."""
    return (
        one.later is not None
        and other.later is not None
        and one.later.is_like(other.later)
        and one.function == other.function
        and (one.at.source, one.at.node.start) == (other.at.source, other.at.node.start)
    )


def is_same_data(one: Traced, other: Traced) -> bool:
    """Whether two values are the same, and so are all that they hold."""
    work: list[tuple[Traced | None, Traced | None]] = [(one, other)]
    seen: set[tuple[int, int]] = set()
    while work:
        left, right = work.pop()
        if left is right:
            continue
        if left is None or right is None:
            return False
        mine, its = left.value, right.value
        if mine is its or (id(mine), id(its)) in seen or same_known(left, right):
            continue
        seen.add((id(mine), id(its)))
        inner = _inside_both(mine, its)
        if inner is None:
            return False
        work.extend(inner)
    return True


def _inside_both(mine: Value, its: Value) -> list[tuple[Traced | None, Traced | None]] | None:
    """What is to be the same of two values for them to be it; None where they aren't."""
    if type(mine) is not type(its):
        return None
    if isinstance(mine, Unknown) and isinstance(its, Unknown):
        alike = (mine.reason, mine.path, mine.kind) == (its.reason, its.path, its.kind)
        ways = list(zip(mine.candidates, its.candidates, strict=False))
        texts = all(way.condition.text == twin.condition.text for way, twin in ways)
        if not alike or not texts or len(mine.candidates) != len(its.candidates):
            return None
        return [(way.traced, twin.traced) for way, twin in ways]
    if type(mine) not in {JSObject, JSArray}:
        return None
    assert isinstance(mine, JSObject)
    assert isinstance(its, JSObject)
    if list(mine.slots) != list(its.slots) or (mine.unknown is None) is not (its.unknown is None):
        return None
    inner: list[tuple[Traced | None, Traced | None]] = [
        (slot.traced, its.slots[key].traced) for key, slot in mine.slots.items()
    ]
    if isinstance(mine, JSArray) and isinstance(its, JSArray):
        if len(mine.elements) != len(its.elements):
            return None
        pairs = zip(mine.elements, its.elements, strict=True)
        inner.extend((value_of(left), value_of(right)) for left, right in pairs)
    return inner


def _may_hand_over(machine: Machine, calls: list[Later]) -> Iterator[Handed]:
    """What calls may hand over, by what stands in the code that they run."""
    for later in calls:
        function = later.function.value
        if later.is_answer:
            continue
        node = function.node if isinstance(function, JSFunction) else later.at.node
        mentions = machine.mentions(node)
        words = mentions.members | mentions.names
        if "runDefault" in words:
            yield Handed("runDefault", later.at, later.at, (), later, fills_gaps=True)
        elif {"Manager", "create"} <= words:
            yield Handed("Manager.create", later.at, later.at, (), later, fills_gaps=True)


class Copier:
    """Copies values with all plain objects that they reach; what is one object stays one.

    One that ``shares`` copies what Flex UI's merge copies, and nothing else: no arrays, and no
    objects that have another prototype than Object's.
    """

    def __init__(self, machine: Machine, *, shares: bool = False) -> None:
        self._machine = machine
        self._shares = shares
        self._made: dict[object, Any] = {}
        self._work: list[tuple[JSObject, JSObject]] = []
        self._unknowns: list[tuple[Unknown, Unknown]] = []

    def of(self, traced: Traced) -> Traced:
        """A copy of a value."""
        made = self._traced(traced)
        while self._work or self._unknowns:
            if self._work:
                self._fill(*self._work.pop())
                continue
            old, new = self._unknowns.pop()
            new.candidates = tuple(
                Candidate(
                    self._traced(way.traced) if way.traced is not None else None,
                    way.condition,
                    way.holds,
                )
                for way in old.candidates
            )
        return made

    def _traced(self, traced: Traced) -> Traced:
        self._machine.looked()
        value = self._value(traced.value)
        if value is traced.value:
            return traced
        return Traced(value, traced.node, traced.source, traced.inputs)

    def _value(self, value: Value) -> Value:
        is_plain = type(value) is JSObject or type(value) is JSArray
        if self._shares and is_plain:
            is_plain = is_merged(value)
        is_several = isinstance(value, Unknown) and bool(value.candidates)
        if not is_plain and not is_several:
            return value
        made: Value | None = self._made.get(value)
        if made is not None:
            return made
        if isinstance(value, Unknown):
            made = _again(value)
            if made is value:
                return value
            assert isinstance(made, Unknown)
            self._unknowns.append((value, made))
        else:
            assert isinstance(value, JSObject)
            made = self._object(value)
        self._made[value] = made
        return made

    def _object(self, value: JSObject) -> JSObject:
        if value.literal is not None and not self._shares:
            made = of_literal(*value.literal)  # type: ignore[arg-type]
        else:
            made = JSArray([]) if isinstance(value, JSArray) else JSObject()
            self._work.append((value, made))
        made.unknown = value.unknown
        made.frozen = value.frozen
        made.traits = value.traits
        made.deleted = dict(value.deleted) if value.deleted else None
        machine = self._machine
        if value in machine.journal.unusual:
            machine.journal.unusual[made] = None
        if value in machine.changed_later:
            machine.changed_later[made] = machine.changed_later[value]
        if value in machine.added_later:
            machine.added_later[made] = None
        if machine.page is not None:
            machine.page.originals[made] = machine.page.originals.get(value, value)
            if value in machine.page.provided:
                machine.page.provided[made] = None
        return made

    def _fill(self, value: JSObject, made: JSObject) -> None:
        made.slots = {key: self._slot(slot) for key, slot in value.slots.items()}
        if isinstance(value, JSArray):
            assert isinstance(made, JSArray)
            made.elements = [slot and self._slot(slot) for slot in value.elements]

    def _slot(self, slot: Slot) -> Slot:
        traced = self._traced(slot.traced)
        return (
            Slot(traced, slot.key, slot.previous, slot.via) if traced is not slot.traced else slot
        )


def is_merged(value: Value) -> bool:
    """Whether Flex UI's merge copies a value: a plain object."""
    return type(value) is JSObject and (value.traits is None or value.traits.proto is None)


def _again(value: Unknown) -> Unknown:
    """Another one that is the same, whose candidates are to be set; itself where it is special."""
    if isinstance(value, Accessor | Bound | Fetched | Open | Promised):
        return value
    made = Unknown(
        value.reason,
        origin=value.origin,
        candidates=value.candidates,
        path=value.path,
        kind=value.kind,
        method=value.method,
        reaches=value.reaches,
        accessor=value.accessor,
    )
    for name in ("foreign", "is_bare", "is_platform", "is_truthy", "is_prototype", "may_be_absent"):
        setattr(made, name, getattr(value, name))
    return made
