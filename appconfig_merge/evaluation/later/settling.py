"""What is so once a script has ended, and whatever its callbacks may make of it later.

Each pending call is run from the state at the script's end, in a state of its own, and what it
leaves is joined with that: a place that it writes may hold either. Calls come in any order and
number, so that all are run again from what was joined, until nothing comes that isn't told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from appconfig_merge.evaluation.completions import TooManySteps
from appconfig_merge.evaluation.conditions import Apart, Fires
from appconfig_merge.evaluation.effects.browser import is_handler
from appconfig_merge.evaluation.effects.havoc import havoc, taint
from appconfig_merge.evaluation.effects.postponing import RUNNABLE, begin, callables, from_page
from appconfig_merge.evaluation.intrinsics import calls_later
from appconfig_merge.evaluation.later.coverage import Coverage, is_later, same_traits
from appconfig_merge.evaluation.pending import Arguments, Later
from appconfig_merge.evaluation.properties.inheritance import unorder
from appconfig_merge.evaluation.region import attempt, enter, leave, rehearse
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import (
    Accessor,
    Bound,
    Candidate,
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Unknown,
)
from appconfig_merge.limits import MAX_LOOKS

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from typing import Any

    from appconfig_merge.evaluation.journal import Owner, Snapshot, State
    from appconfig_merge.evaluation.machine import Machine

LATER_REASON: Final = "it may change after the script"
_MAX_PENDING: Final = 40
_ROUNDS: Final = 8
_PLAIN_ROUNDS: Final = 2
"""Rounds whose new values become candidates; after them a place may come to hold anything."""
_MAX_LATER: Final = 8
"""Values of one place that later calls give it, beyond which it may come to hold anything."""
_MAX_DEPTH: Final = 20


class _Run(NamedTuple):
    """What one later call led to: the states of what it touched, and what is pending by it."""

    later: Later
    states: Snapshot
    epoch: int
    pending: list[Later]


class _Place(NamedTuple):
    """A slot that a later call has changed: ``key`` is an index for an element."""

    owner: Owner
    key: str | int
    old: Slot | None
    new: Slot | None


class _NotClosed(Exception):  # noqa: N818 - a signal
    """There is no end of what may come, or it takes too many steps to find it."""


def settle(machine: Machine) -> Generator[Any, Any, None]:
    """Join the state at a script's end with all that its callbacks may make of it."""
    if not machine.pending and not any(_handlers(machine)) and not any(_in_code(machine)):
        return
    pending = list(machine.pending)
    enter(machine)
    if (yield attempt(machine, _until_closed(machine), _NotClosed)) is None:
        machine.pending = pending
        machine.looks_left = MAX_LOOKS
        _give_up(machine)
    leave(machine)


def _until_closed(machine: Machine) -> Generator[Any, Any, bool]:
    first = machine.journal.epoch
    try:
        for turn in range(_ROUNDS):
            calls = [*machine.pending, *_handlers(machine), *_in_code(machine)]
            if len(calls) > _MAX_PENDING:
                break
            runs: list[_Run] = []
            while len(runs) < len(calls):
                runs.append((yield _run(machine, calls[len(runs)])))
            changes = [_take(machine, run, first, turn) for run in runs]
            if not any(changes):
                return True
    except TooManySteps:
        pass
    raise _NotClosed


def _give_up(machine: Machine) -> None:
    """Take it that what is pending changes all that it can reach, now."""
    for later in [*machine.pending, *_handlers(machine), *_in_code(machine)]:
        havoc(
            machine,
            [later.function, *later.arguments.all(), *machine.escaped.values()],
            later.at,
            foreign=False,
        )


def _handlers(machine: Machine) -> Iterator[Later]:
    """The calls of the window's own event handlers (HTML 8.1.8.1)."""
    window = machine.world_object
    target = untraced(window)
    for key, slot in window.slots.items():
        if is_handler(key) and machine.world.browser_group(key) == "h":
            traced = slot.traced
            at = traced if slot.key is None else Traced(UNDEFINED, slot.key, traced.source)
            arguments = Arguments(target, [from_page()], from_page())
            for function, given in callables(machine, traced, arguments):
                yield Later(function, given, f"`{key[2:]}` fires", at)


def _in_code(machine: Machine) -> Iterator[Later]:
    """The calls of functions in code that isn't evaluated, if it has the browser keep some."""
    for traced in machine.escaped.values():
        function = traced.value
        if not isinstance(function, JSFunction) or type(function.node) in RUNNABLE:
            continue
        mentions = machine.mentions(function.node)
        names = mentions.members | mentions.names
        if any(calls_later(name) or is_handler(name) for name in names):
            arguments = Arguments(from_page(), [], from_page())
            yield Later(traced, arguments, "a callback in it runs", traced)


def _run(machine: Machine, later: Later) -> Generator[Any, Any, _Run]:
    """Run a call from the present state, and go back to it. A throw ends it where it is."""
    before = len(machine.pending)
    states, epoch = yield rehearse(machine, lambda: begin(machine, later))
    pending = machine.pending[before:]
    del machine.pending[before:]
    return _Run(later, states, epoch, pending)


def _take(machine: Machine, run: _Run, first: int, turn: int) -> bool:
    """Join what a call led to with the present state; whether that has changed it."""
    cover = Coverage(machine, run.states, first, run.epoch)
    places = list(_places(run, cover))
    wholes = [
        (owner, state)
        for owner, state in run.states.items()
        if not cover.is_new(owner) and isinstance(owner, JSObject) and _is_whole(owner, state)
    ]
    missing = [place for place in places if not cover.includes(_of(place.old), _of(place.new))]
    pending = [later for later in run.pending if not _is_pending(machine, later, cover)]
    if not missing and not wholes and not pending:
        return False
    if pending or any(_leads_to_new(cover, place.new) for place in missing):
        # What is new goes in as it is, and so it does wherever it stands.
        cover = Coverage(machine, run.states, first, run.epoch)
        missing = [
            place
            for place in places
            if _leads_to_new(cover, place.new) or not cover.includes(_of(place.old), _of(place.new))
        ]
        pending = run.pending
    made = {owner: state for owner, state in run.states.items() if cover.is_new(owner)}
    machine.journal.apply(made)
    machine.pending.extend(pending)
    for owner, state in wholes:
        _change_whole(machine, owner, state, run.later)
    for place in missing:
        _join(machine, place, run.later, turn)
    return True


def _of(slot: Slot | None) -> Traced | None:
    return slot.traced if slot is not None else None


def _places(run: _Run, cover: Coverage) -> Iterator[_Place]:
    """The slots that a call has changed of what was there before it."""
    for owner, state in run.states.items():
        if cover.is_new(owner):
            continue
        for key in {**owner.slots, **state.slots}:
            old, new = owner.slots.get(key), state.slots.get(key)
            if old is not new:
                yield _Place(owner, key, old, new)
        if isinstance(owner, JSArray) and owner.unknown is None and not _is_whole(owner, state):
            assert state.elements is not None
            for index, (old, new) in enumerate(zip(owner.elements, state.elements, strict=True)):
                if old is not new:
                    yield _Place(owner, index, old, new)


def _is_whole(owner: JSObject, state: State) -> bool:
    """Whether more of an object is changed than the values of its properties."""
    if owner.unknown is not None:
        return bool(owner.unknown.candidates) and state.unknown is not owner.unknown
    if state.unknown is not None or owner.frozen is not state.frozen:
        return True
    if isinstance(owner, JSArray) and len(state.elements or ()) != len(owner.elements):
        return True
    return not same_traits(owner.traits, state.traits)


def _is_pending(machine: Machine, later: Later, cover: Coverage) -> bool:
    """Whether the same call is pending already."""
    new = [later.function, *later.arguments.all()]
    return any(
        other.at.node is later.at.node
        and other.event == later.event
        and cover.includes_call([other.function, *other.arguments.all()], new)
        for other in machine.pending
    )


def _leads_to_new(cover: Coverage, slot: Slot | None) -> bool:
    return slot is not None and cover.leads_to_new(slot.traced)


def _change_whole(machine: Machine, owner: JSObject, state: State, later: Later) -> None:
    """Make an object's contents unknown that a call changes as a whole."""
    machine.changed_later.setdefault(owner, (later, state.unknown is not None))
    unknown = Unknown(LATER_REASON, origin=later.at)
    if state.unknown is not None:
        unknown.foreign = state.unknown.foreign
        unknown.reaches = state.unknown.reaches
    taint(machine, owner, unknown)
    if isinstance(owner, JSArray) and state.elements is not None:
        # What it may hold by then can be reached through it.
        kept = {id(slot) for slot in owner.elements}
        owner.elements = [
            *owner.elements, *(slot for slot in state.elements if id(slot) not in kept),
        ]  # fmt: skip


def _join(machine: Machine, place: _Place, later: Later, turn: int) -> None:
    """Let a place hold what a call leaves there, beside what it holds."""
    slot = _joined(place.old, place.new, later, widens=turn >= _PLAIN_ROUNDS)
    owner = place.owner
    if isinstance(place.key, int):
        assert isinstance(owner, JSArray)
        machine.journal.set_element(owner, place.key, slot)
        return
    if place.old is None and isinstance(owner, JSObject):
        machine.added_later[owner] = None
        if any(is_later(one) for one in owner.slots.values()):
            unorder(machine, owner)
    machine.journal.set_slot(owner, place.key, slot)


def _joined(old: Slot | None, new: Slot | None, later: Later, *, widens: bool) -> Slot:
    before: list[Candidate] = []
    first = _of(old)
    if old is not None and is_later(old):
        assert isinstance(old.traced.value, Unknown)
        *before, end = old.traced.value.candidates
        first = end.traced
    value = apart(_of(new))
    if widens or len(before) >= _MAX_LATER:
        value = _anything([*(one.traced for one in before), value], later)
        before = []
    condition = Fires(later.at, later.event)
    ways = _named([*before, Candidate(value, condition, True)], first)
    unknown = Unknown(LATER_REASON, candidates=tuple(ways))
    place = old or new
    assert place is not None
    at = place.traced
    inputs = tuple(one.traced for one in ways if one.traced is not None)
    traced = Traced(unknown, at.node, at.source, inputs)
    return Slot(traced, place.key, place.previous, place.via)


def _named(ways: list[Candidate], first: Traced | None) -> list[Candidate]:
    """Values that calls give, each with a condition that tells it from the others.

    ``first`` is what stands there without any of them.
    """
    found = []
    for index, way in enumerate(ways):
        condition = way.condition
        assert isinstance(condition, Fires)
        if len(ways) > 1:
            alike = [one.condition.node is condition.node for one in ways[:index]]
            condition = condition.with_word("again" if any(alike) else "last")
        found.append(Candidate(way.traced, condition, True))
    return [*found, Candidate(first, found[-1].condition, False)]


def _anything(values: list[Traced | None], later: Later) -> Traced:
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
        if isinstance(traced.value, Accessor | Bound):
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
