"""An undo log of everything the script changes, and the joining of states that went apart.

Running both branches of an unknown condition needs the state from before to come back for
the second, and afterwards one state that holds of both. Every change is logged where it is
made; a branch's outcome is a copy of just the owners that it touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from appconfig_merge.evaluation.states import State, join_owner
from appconfig_merge.javascript.internal_slots import JSArguments, JSError, JSInternal
from appconfig_merge.javascript.values import JSArray, JSObject, Slot, Traits, Unknown

if TYPE_CHECKING:
    from appconfig_merge.evaluation.scopes import Scope
    from appconfig_merge.evaluation.states import Outcome, Owner, Snapshot

    _O = TypeVar("_O", bound=Scope | JSObject)

_WHOLE: Final = object()
_MADE: Final = object()

_SLOTS: Final = 256
"""Slots that are copied in about the time that any copy takes."""


class Journal:
    """The undo log. A mark is a position in it; ``copied`` counts what was copied for it."""

    __slots__ = ("_concealed", "_log", "_remembered", "copied", "epoch", "unusual")

    def __init__(self) -> None:
        self._concealed: list[JSObject] = []
        self.unusual: dict[JSObject, None] = {}
        self._log: list[tuple[Owner, object, object]] = []
        # What was remembered as a whole since the last mark or rollback: there is no position
        # between to go back to, so once is enough, however often it is changed.
        self._remembered: set[Owner] = set()
        self.epoch = 0
        self.copied = 0

    def mark(self) -> int:
        """The present position; objects made from now on belong to a new epoch."""
        self.epoch += 1
        self._remembered.clear()
        return len(self._log)

    def made(self, owner: _O) -> _O:
        """Note a new object or scope: it exists only where what comes after the mark does."""
        owner.epoch = self.epoch
        self._log.append((owner, _MADE, None))
        return owner

    def set_slot(self, owner: Owner, key: str, slot: Slot) -> None:
        """Set a property or binding."""
        self._log.append((owner, key, owner.slots.get(key)))
        owner.slots[key] = slot

    def set_element(self, array: JSArray, index: int, slot: Slot) -> None:
        """Set an element, or append one when ``index`` is the length."""
        if index == len(array.elements):
            self._log.append((array, index, None))
            array.elements.append(slot)
        else:
            self._log.append((array, index, (array.elements[index],)))
            array.elements[index] = slot

    def set_traits(self, owner: JSObject, traits: Traits) -> None:
        """Give an object other traits."""
        self.before_change(owner)
        self.unusual[owner] = None
        owner.traits = traits

    def conceal(self) -> None:
        """Make unknown what can't be shown as a plain object, until :meth:`reveal`."""
        for owner in self.unusual:
            if owner.unknown is not None:
                continue
            if isinstance(owner, JSArguments):
                owner.unknown = Unknown("the `arguments` of a call are not shown")
            elif isinstance(owner, JSError):
                owner.unknown = Unknown("an Error is not shown")
            elif isinstance(owner, JSInternal):
                owner.unknown = Unknown("what such an object holds is not shown")
            elif type(owner) is JSObject and owner.traits and owner.traits.proto is not None:
                reason = "it has a prototype of its own"
                owner.unknown = Unknown(reason, origin=owner.traits.proto)
            else:
                continue
            self._concealed.append(owner)

    def show(self, owner: object) -> None:
        """Take :meth:`conceal` back for an object of which just the own properties matter."""
        if type(owner) is JSObject and owner in self._concealed:
            owner.unknown = None
            self._concealed.remove(owner)

    def reveal(self) -> None:
        """Take :meth:`conceal` back, for the next script."""
        for owner in self._concealed:
            owner.unknown = None
        self._concealed.clear()

    def before_change(self, owner: Owner) -> None:
        """Remember an owner as a whole, before a rarer kind of change."""
        if owner in self._remembered:
            return
        self._remembered.add(owner)
        state = State(owner)
        self.copied += 1 + state.size // _SLOTS
        self._log.append((owner, _WHOLE, state))

    def rollback(self, mark: int) -> None:
        """Undo everything since a mark."""
        log = self._log
        self._remembered.clear()
        wholes: dict[Owner, int] = {}
        for position in range(mark, len(log)):
            owner, key, _ = log[position]
            if key is _WHOLE:
                wholes.setdefault(owner, position)
        while len(log) > mark:
            owner, key, old = log.pop()
            if len(log) > wholes.get(owner, len(log)):
                continue  # what comes after a whole is undone with it
            if isinstance(old, State):
                old.restore(owner)
            elif key is _MADE:
                continue
            elif isinstance(key, str):
                if isinstance(old, Slot):
                    owner.slots[key] = old
                else:
                    del owner.slots[key]
            else:
                assert isinstance(owner, JSArray)
                assert isinstance(key, int)
                if isinstance(old, tuple):
                    owner.elements[key] = old[0]
                else:
                    owner.elements.pop()

    def capture(self, mark: int) -> Snapshot:
        """Copies of all owners made or touched since a mark."""
        states = {owner: State(owner) for owner in {entry[0]: None for entry in self._log[mark:]}}
        self.copied += len(states) + sum(state.size for state in states.values()) // _SLOTS
        return states

    def replaced(self, mark: int) -> list[tuple[Owner, str, Slot | None]]:
        """The slots that owners had at a mark and have no longer; None where there was none."""
        made = {owner for owner, key, _ in self._log[mark:] if key is _MADE}
        found: dict[tuple[Owner, str], Slot | None] = {}
        for owner, key, old in self._log[mark:]:
            if owner in made:
                continue
            if isinstance(old, State):
                for name in {**old.slots, **owner.slots}:
                    found.setdefault((owner, name), old.slots.get(name))
            elif isinstance(key, str):
                found.setdefault((owner, key), old if isinstance(old, Slot) else None)
        return [
            (owner, key, old)
            for (owner, key), old in found.items()
            if owner.slots.get(key) is not old
        ]

    def apply(self, snapshot: Snapshot) -> None:
        """Put captured states in place, as changes that can be undone."""
        for owner, state in snapshot.items():
            self.before_change(owner)
            state.restore(owner)

    def join(self, outcomes: list[Outcome], reason: str, epoch: int) -> None:
        """Make the present state one that holds whichever outcome comes true.

        To be called with the state rolled back to where the outcomes went apart. An owner made
        since ``epoch`` exists just in the outcomes that know of it.
        """
        owners = {owner: None for outcome in outcomes for owner in outcome.snapshot}
        for owner in owners:
            self.before_change(owner)
            present = State(owner)
            taking = outcomes
            if owner.epoch > epoch:
                taking = [outcome for outcome in outcomes if owner in outcome.snapshot]
            states = [outcome.snapshot.get(owner, present) for outcome in taking]
            if len(states) == 1:
                states[0].restore(owner)
            else:
                join_owner(owner, states, present, taking, reason)
