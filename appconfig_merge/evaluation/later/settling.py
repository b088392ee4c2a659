"""What is so once a script has ended, and whatever its callbacks may make of it later.

Each pending call is run from the state at the script's end, in a state of its own, and what it
leaves is joined with that: a place that it writes may hold either. Calls come in any order and
number, so that all are run again from what was joined, until nothing comes that isn't told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.completions import TooManySteps
from appconfig_merge.evaluation.effects.havoc import havoc, taint
from appconfig_merge.evaluation.effects.postponing import RUNNABLE, begin, callables, from_page
from appconfig_merge.evaluation.intrinsics import calls_later
from appconfig_merge.evaluation.later.coverage import Coverage, same_traits
from appconfig_merge.evaluation.later.merged import LATER_REASON, joined, value_of
from appconfig_merge.evaluation.later.soon import run_soon
from appconfig_merge.evaluation.pending import Arguments, Change, Later, Place
from appconfig_merge.evaluation.region import attempt, enter, leave, rehearse
from appconfig_merge.javascript.globals import is_handler
from appconfig_merge.javascript.primitives import UNDEFINED
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
from appconfig_merge.javascript.ways import is_later
from appconfig_merge.limits import MAX_LOOKS
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from typing import Any

    from appconfig_merge.evaluation.handing import Handed
    from appconfig_merge.evaluation.machine import Evaluation, Machine
    from appconfig_merge.evaluation.states import Snapshot, State

_MAX_PENDING: Final = 40
_ROUNDS: Final = 30
_LAST_STEPS: Final = 10_000
"""Steps that are left for giving up, at least."""
_PLAIN_RUNS: Final = 2
"""Runs of a call whose new values become candidates; later it may leave anything there."""


class _Run(NamedTuple):
    """What one later call led to: the states of what it touched, and what is pending by it."""

    later: Later
    states: Snapshot
    epoch: int
    pending: list[Later]


class _NotClosed(Exception):  # noqa: N818 - a signal
    """There is no end of what may come, or it takes too many steps to find it."""


def settle(machine: Machine) -> Generator[Any, Any, None]:
    """Join the state at a script's end with all that its callbacks may make of it."""
    if not any(_calls(machine)):
        return
    enter(machine)
    pending = list(machine.pending)
    if (yield attempt(machine, run_soon(machine), TooManySteps)) is None:
        machine.pending = pending
    yield _close(machine, listening=False)
    leave(machine)


def dispatch(machine: Machine) -> Generator[Any, Any, None]:
    """Join the present state with all that listeners may make of it: some may run now."""
    if any(one.listens for one in _calls(machine, listening=True)):
        yield _close(machine, listening=True)


def _close(machine: Machine, *, listening: bool) -> Generator[Any, Any, None]:
    pending = list(machine.pending)
    for later in pending:
        later.runs = 0
    changed = dict(machine.changed_later)
    page = machine.page
    earlier: list[Handed] = []
    if page is not None:
        earlier = page.begin_round(None if listening else pending)
    done = None
    if not machine.gave_up:
        spare = page.spare(machine.looks_left) if page is not None else 0
        machine.looks_left -= spare
        done = yield attempt(machine, _until_closed(machine, listening), _NotClosed)
        machine.looks_left += spare
    if done is None:
        machine.pending = pending
        if not machine.gave_up:  # once a script: what that needs is bounded, too
            machine.gave_up = True
            if page is not None:
                page.gave_up += 1
            machine.looks_left = max(machine.looks_left, MAX_LOOKS)
            machine.steps_left = max(machine.steps_left, _LAST_STEPS)
        yield _give_up(machine)
    if earlier:
        from appconfig_merge.evaluation.later.handed import join_handed

        join_handed(machine, earlier)
    if listening:  # it has changed by now, if it does
        machine.changed_later = changed


def _until_closed(machine: Machine, listening: bool) -> Generator[Any, Any, bool]:
    first = machine.journal.epoch
    try:
        for turn in range(_ROUNDS):
            found = _calls(machine, listening=listening)
            calls = [one for one in found if one.listens or not listening]
            if len(calls) > _MAX_PENDING:
                break
            if machine.page is not None:
                calls = [one for one in calls if machine.page.is_to_run(one)]
            runs: list[_Run] = []
            while len(runs) < len(calls):
                runs.append((yield _run(machine, calls[len(runs)])))
            for run in runs:
                _open_locked(machine, run, is_late=turn > 0 and run.later.runs == 1)
            changes = [_take(machine, run, first) for run in runs]
            if machine.page is not None:
                changed = (run.later for run, is_new in zip(runs, changes, strict=True) if is_new)
                machine.page.changes.extend(changed)
            crosses = machine.page is not None and machine.page.crosses
            if not any(changes) and (turn or not crosses):
                return True
    except TooManySteps:
        pass
    if machine.page is not None:
        machine.page.note_lost()
    raise _NotClosed


def _calls(machine: Machine, *, listening: bool = False) -> Iterator[Later]:
    """All that the browser may call later; while it is ``listening`` also what will come."""
    if machine.page is None:
        yield from machine.pending
    else:
        from appconfig_merge.evaluation.later.tasks import parted

        yield from (one for one in parted(machine.pending)[0] if machine.page.may_come(one))
        if listening:
            heard = (one.later for one in machine.page.listeners)
            yield from (one for one in heard if one is not None)
    yield from _handlers(machine, listening=listening)
    yield from _in_code(machine)


def _give_up(machine: Machine) -> Generator[Any, Any, None]:
    """Take it that what is pending may change all that it can reach."""
    first = machine.journal.epoch
    calls = list(_calls(machine))
    if machine.page is not None:
        calls.extend(one for one in machine.pending if one not in calls)

    def run(machine: Machine) -> Evaluation:
        yield from ()
        handed = [item for one in calls for item in (one.function, *one.arguments.all())]
        havoc(machine, [*handed, *machine.escaped.values()], calls[0].at)
        return from_page()

    everything = Later(calls[0].function, Arguments(None, []), calls[0].event, calls[0].at, run)
    _take(machine, (yield _run(machine, everything)), first)
    if machine.page is not None:
        from appconfig_merge.evaluation.later.handed import lose_handed

        lose_handed(machine, calls)


def _handlers(machine: Machine, *, listening: bool = False) -> Iterator[Later]:
    """The calls of the window's own event handlers (HTML 8.1.8.1).

    On a page that of ``load`` is called once, in its time.
    """
    window = machine.world_object
    target = untraced(window)
    is_heard = machine.page is not None and not listening
    for key, slot in window.slots.items():
        if is_heard and key == "onload":
            continue
        if is_handler(key) and machine.world.browser_group(key) == "h":
            traced = slot.traced
            at = traced if slot.key is None else Traced(UNDEFINED, slot.key, traced.source)
            arguments = Arguments(target, [from_page()], from_page())
            for function, given in callables(machine, traced, arguments):
                yield Later(function, given, f"`{key[2:]}` fires", at, listens=True)


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
            yield Later(traced, arguments, "a callback in it runs", traced, listens=True)


def _run(machine: Machine, later: Later) -> Generator[Any, Any, _Run]:
    """Run a call from the present state, and go back to it. A throw ends it where it is."""
    later.runs += 1
    if machine.page is not None:
        from appconfig_merge.evaluation.later.tasks import run_task

        return _Run(later, *(yield run_task(machine, later)))
    before = len(machine.pending)
    states, epoch = yield rehearse(machine, lambda: begin(machine, later))
    pending = machine.pending[before:]
    del machine.pending[before:]
    return _Run(later, states, epoch, pending)


def _take(machine: Machine, run: _Run, first: int) -> bool:
    """Join what a call led to with the present state; whether that has changed it."""
    cover = Coverage(machine, run.states, first, run.epoch, run.later.made)
    places = list(_places(run, cover))
    if machine.page is not None:
        from appconfig_merge.evaluation.later.between import note_found

        machine.page.places[run.later.at.node, run.later.event] = run.later, places
        note_found(run.later, places)
    wholes = [
        (owner, state)
        for owner, state in run.states.items()
        if not cover.is_new(owner) and isinstance(owner, JSObject) and _is_whole(owner, state)
    ]
    missing = [
        place for place in places if not cover.includes(value_of(place.old), value_of(place.new))
    ]
    opened = [
        (owner, state)
        for owner, state in run.states.items()
        if not cover.is_new(owner) and isinstance(owner, JSObject) and _is_opened(owner, state)
    ]
    pending = _not_pending(machine, run.pending, cover)
    if not missing and not wholes and not opened and not pending:
        return False
    if pending or any(_leads_to_new(cover, place.new) for place in missing):
        # What is new goes in as it is, and so it does wherever it stands.
        cover = Coverage(machine, run.states, first, run.epoch, run.later.made)
        missing = [
            place
            for place in places
            if _leads_to_new(cover, place.new)
            or not cover.includes(value_of(place.old), value_of(place.new))
        ]
        pending = run.pending
    made = {owner: state for owner, state in run.states.items() if cover.is_new(owner)}
    machine.journal.apply(made)
    if machine.page is not None and run.later.comes_once:
        run.later.made.update(dict.fromkeys(made))
    if pending and machine.page is not None and run.later.comes_once:
        machine.pending = machine.page.supersede(machine.pending, run.later)
    machine.pending.extend(pending)
    for owner, state in wholes:
        _change_whole(machine, owner, state, run.later)
    for owner, state in opened:
        machine.journal.before_change(owner)
        owner.unknown = state.unknown
        change = Change(run.later, [], None, is_open=True, adds=True)
        machine.changed_later.setdefault(owner, change)
    for place in missing:
        _join(machine, place, run.later)
    return True


def _open_locked(machine: Machine, run: _Run, *, is_late: bool) -> None:
    """Take it that what another call only locks or hides something in changes by this one, too.

    It is unknown as a whole by now: of a call that is late, and came after that, it isn't seen
    what it writes there.
    """
    for owner, change in machine.changed_later.items():
        is_touched = is_late or owner in run.states
        if is_touched and not change.is_open and not change.later.is_like(run.later):
            machine.changed_later[owner] = change._replace(later=run.later, is_open=True)


def _places(run: _Run, cover: Coverage) -> Iterator[Place]:
    """The slots that a call has changed of what was there before it."""
    for owner, state in run.states.items():
        if cover.is_new(owner):
            continue
        for key in {**owner.slots, **state.slots}:
            old, new = owner.slots.get(key), state.slots.get(key)
            if old is not new:
                yield Place(owner, key, old, new)
        if isinstance(owner, JSArray) and owner.unknown is None and not _is_whole(owner, state):
            assert state.elements is not None
            for index, (old, new) in enumerate(zip(owner.elements, state.elements, strict=True)):
                if old is not new:
                    yield Place(owner, index, old, new)


def _is_whole(owner: JSObject, state: State) -> bool:
    """Whether more of an object is changed than the values of its properties."""
    if owner.unknown is not None:
        return bool(owner.unknown.candidates) and state.unknown is not owner.unknown
    if state.unknown is not None or owner.frozen is not state.frozen:
        return True
    if isinstance(owner, JSArray) and len(state.elements or ()) != len(owner.elements):
        return True
    return not same_traits(owner.traits, state.traits)


def _is_open(owner: JSObject) -> bool:
    return isinstance(owner.unknown, Open)


def _is_opened(owner: JSObject, state: State) -> bool:
    """Whether an object may have further properties, which it couldn't before."""
    return owner.unknown is None and isinstance(state.unknown, Open)


def _not_pending(machine: Machine, new: list[Later], cover: Coverage) -> list[Later]:
    """Those calls that aren't pending already: on a page all, if one of them isn't."""
    if machine.page is None:
        return [later for later in new if not _is_among(later, machine.pending, cover)]
    from appconfig_merge.evaluation.later.tasks import parted

    sides = zip(parted(new), parted(machine.pending), strict=True)
    is_told = all(_is_among(one, others, cover) for mine, others in sides for one in mine)
    return [] if is_told else new


def _is_among(later: Later, others: list[Later], cover: Coverage) -> bool:
    """Whether the same call is pending already."""
    new = [later.function, *later.arguments.all()]
    return any(
        other.is_like(later) and cover.includes_call([other.function, *other.arguments.all()], new)
        for other in others
    )


def _leads_to_new(cover: Coverage, slot: Slot | None) -> bool:
    return slot is not None and cover.leads_to_new(slot.traced)


def _change_whole(machine: Machine, owner: JSObject, state: State, later: Later) -> None:
    """Make an object's contents unknown that a call changes as a whole."""
    elements = list(owner.elements) if isinstance(owner, JSArray) else []
    slots = owner.slots
    sets = any(slots.get(key) is not slot for key, slot in state.slots.items())
    is_open = state.unknown is not None or sets
    change = Change(later, elements, owner.unknown, is_open=is_open)
    machine.changed_later.setdefault(owner, change)
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


def _join(machine: Machine, place: Place, later: Later) -> None:
    """Let a place hold what a call leaves there, beside what it holds."""
    slot = joined(place.old, place.new, later, widens=later.runs > _PLAIN_RUNS)
    owner = place.owner
    if isinstance(place.key, int):
        assert isinstance(owner, JSArray)
        machine.journal.set_element(owner, place.key, slot)
        return
    if place.old is None and isinstance(owner, JSObject):
        machine.added_later[owner] = None
        if any(is_later(one.traced) for one in owner.slots.values()):
            _unorder(machine, owner)
    machine.journal.set_slot(owner, place.key, slot)


def _unorder(machine: Machine, owner: JSObject) -> None:
    traits = owner.traits.copy() if owner.traits is not None else Traits()
    traits.unordered = True
    machine.journal.set_traits(owner, traits)
