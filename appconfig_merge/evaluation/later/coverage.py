"""Whether what a later call leaves is told already: a state that includes another one.

Objects that a call makes are new each time. One counts as included where an object that the same
call made before is alike in all that it holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.effects.reachable import behind
from appconfig_merge.evaluation.objects import contents
from appconfig_merge.evaluation.scopes import TDZ, Scope
from appconfig_merge.javascript.internal_slots import Fetched, JSCollection
from appconfig_merge.javascript.joining import same_known
from appconfig_merge.javascript.primitives import RegExp
from appconfig_merge.javascript.values import (
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Traits,
    Unknown,
)
from appconfig_merge.javascript.ways import Event
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.evaluation.states import Owner, Snapshot, State

_MAX_LEAVES = 64


class _Leaf(NamedTuple):
    """A value that a place may hold; ``is_later`` tells that a later call put it there."""

    traced: Traced | None
    is_later: bool


class Coverage:
    """What of a call's outcome is included in the present state.

    ``states`` is the outcome: of what it touched, and of the owners that it made, which are
    those since ``epoch``; later calls have made those since ``first``, and ``made`` this very one.
    ``pairs`` has the object of the present state for each new one.
    """

    def __init__(
        self,
        machine: Machine,
        states: Snapshot,
        first: int,
        epoch: int,
        made: Mapping[Owner, None] | None = None,
    ) -> None:
        self._machine = machine
        self._states = states
        self._first = first
        self._made = made or {}
        self._epoch = epoch
        self.pairs: dict[Owner, Owner] = {}
        self._reach: dict[Traced, set[Owner]] = {}

    def is_new(self, owner: Owner) -> bool:
        """Whether the call made an owner."""
        return owner.epoch > self._epoch

    def _is_made(self, owner: Owner) -> bool:
        """Whether a call that was run ahead has made an owner that was there before this one."""
        return owner.epoch > self._first or owner in self._made

    def includes(self, old: Traced | None, new: Traced | None) -> bool:
        """Whether all that ``new`` may be is among what ``old`` may be; None is absent."""
        return self._hold([(old, new, False)])

    def includes_call(self, old: list[Traced], new: list[Traced]) -> bool:
        """As :meth:`includes`, for a function and what it is called with.

        Which function it is that does the same makes no difference.
        """
        if len(old) != len(new):
            return False
        before = dict(self.pairs)
        work: list[tuple[Traced | None, Traced | None, bool]] = []
        for one, other in zip(old, new, strict=True):
            mine, value = one.value, other.value
            if (
                mine is not value
                and isinstance(mine, JSFunction)
                and isinstance(value, JSFunction)
                and not mine.slots
                and not self._state(value).slots
            ):
                more = self._pair_functions(mine, value)
                if more is None:
                    self.pairs = before
                    return False
                work.extend((first, second, True) for first, second in more)
            else:
                work.append((one, other, True))
        return self._hold(work)

    def _hold(self, work: list[tuple[Traced | None, Traced | None, bool]]) -> bool:
        before = dict(self.pairs)
        while work:
            old, new, is_later = work.pop()
            self._machine.looked()
            if old is new:
                continue
            leaves = _leaves(old, is_later=is_later)
            found = _leaves(new, is_later=True)
            if leaves is None or found is None:
                self.pairs = before
                return False
            for leaf in found:
                more = self._among(leaves, leaf.traced)
                if more is None:
                    self.pairs = before
                    return False
                work.extend((one, other, True) for one, other in more)
        return True

    def _among(
        self, leaves: list[_Leaf], new: Traced | None
    ) -> list[tuple[Traced | None, Traced | None]] | None:
        """What is to hold for a value to be among others; None where it isn't in any case."""
        if new is None:
            return [] if any(leaf.traced is None for leaf in leaves) else None
        value = new.value
        present = [leaf for leaf in leaves if leaf.traced is not None]
        for leaf in present:
            assert leaf.traced is not None
            old = leaf.traced.value
            if old is value or same_known(leaf.traced, new):
                return []
            if isinstance(value, RegExp) and old == value:
                return []
        if isinstance(value, JSObject) and self.is_new(value):
            partner = self.pairs.get(value)
            for leaf in present:
                assert leaf.traced is not None
                other = leaf.traced.value
                if not isinstance(other, JSObject) or (
                    partner is not None and other is not partner
                ):
                    continue
                if partner is not None:
                    return []
                more = self._pair(other, value)
                if more is not None:
                    return more
        for leaf in present:
            assert leaf.traced is not None
            if leaf.is_later and self._is_any(leaf.traced, new):
                return []
        return None

    def _is_any(self, old: Traced, new: Traced) -> bool:
        """Whether an unknown value may be another one, and lead to all that it leads to."""
        unknown, value = old.value, new.value
        if not isinstance(unknown, Unknown) or unknown.method or unknown.accessor:
            return False
        if isinstance(value, Unknown):
            if isinstance(value, Fetched) or isinstance(unknown, Fetched):
                return False
            alike = unknown.kind in {"", value.kind} and unknown.path in {"", value.path}
            worse = (
                value.accessor
                or (value.foreign and not unknown.foreign)
                or (unknown.is_platform and not value.is_platform)
                or (value.is_prototype and not unknown.is_prototype)
            )
            if not alike or worse:
                return False
        elif unknown.kind or unknown.path or unknown.is_platform:
            return False
        wanted = self._reached(new, new_only=True)
        if not wanted:
            return True
        found = self._reach.get(old)
        if found is None:
            found = self._reach[old] = self._reached(old, new_only=False)
        return wanted <= found

    def _reached(self, start: Traced, *, new_only: bool) -> set[Owner]:
        """The owners that a value leads to, not those of the call's own."""
        found: set[Owner] = set()
        seen: set[object] = set()
        work: list[Traced] = [start]
        while work:
            traced = work.pop()
            self._machine.looked()
            value = traced.value
            if isinstance(value, Unknown):
                if value not in seen:
                    seen.add(value)
                    work.extend(behind(traced))
                continue
            if not isinstance(value, JSObject) or value in seen:
                continue
            seen.add(value)
            if not self.is_new(value):
                found.add(value)
                if new_only:
                    continue
            elif value in self.pairs:
                found.add(self.pairs[value])
            work.extend(self._held(value))
            if isinstance(value, JSFunction):
                scope = value.scope
                while isinstance(scope, Scope) and scope not in seen:
                    seen.add(scope)
                    work.append(scope.context.this)
                    if not self.is_new(scope):
                        found.add(scope)
                        if new_only:
                            break
                    elif scope in self.pairs:
                        found.add(self.pairs[scope])
                    slots = self._state(scope).slots
                    work.extend(slot.traced for slot in slots.values())
                    scope = scope.parent
        return found

    def leads_to_new(self, start: Traced) -> bool:
        """Whether a value is, or leads to, something that the call made."""
        seen: set[object] = set()
        work: list[Traced] = [start]
        while work:
            traced = work.pop()
            self._machine.looked()
            value = traced.value
            if isinstance(value, JSObject):
                if self.is_new(value):
                    return True
            elif isinstance(value, Unknown) and value not in seen:
                seen.add(value)
                work.extend(behind(traced))
        return False

    def _state(self, owner: Owner) -> Owner | State:
        return self._states.get(owner, owner) if self.is_new(owner) else owner

    def _held(self, owner: JSObject) -> list[Traced]:
        state = self._state(owner)
        found = list(contents(owner))
        found.extend(slot.traced for slot in state.slots.values())
        elements = getattr(state, "elements", None) or ()
        found.extend(slot.traced for slot in elements if slot is not None)
        return found

    def _pair(
        self, old: JSObject, new: JSObject
    ) -> list[tuple[Traced | None, Traced | None]] | None:
        """Take a new object for one that stands already; gives what is to hold of their parts."""
        if type(old) is not type(new) or not self._is_made(old):
            return None
        state = self._state(new)
        unknown = getattr(state, "unknown", None)
        if (unknown is None) is not (old.unknown is None) or list(state.slots) != list(old.slots):
            return None
        if any(one is not None and one.candidates for one in (unknown, old.unknown)):
            return None
        if getattr(state, "frozen", False) is not old.frozen:
            return None
        more = [(old.slots[key].traced, slot.traced) for key, slot in state.slots.items()]
        found: list[tuple[Traced | None, Traced | None]] = list(more)
        inner = _pairs_of_traits(old.traits, getattr(state, "traits", None))
        if inner is None:
            return None
        found.extend(inner)
        if isinstance(old, JSArray):
            elements = getattr(state, "elements", None) or []
            if len(elements) != len(old.elements):
                return None
            pairs = zip(old.elements, elements, strict=True)
            found.extend((_value(one), _value(other)) for one, other in pairs)
        elif isinstance(old, JSFunction):
            assert isinstance(new, JSFunction)
            scopes = self._pair_functions(old, new)
            if scopes is None:
                return None
            found.extend(scopes)
        elif isinstance(old, JSCollection):
            assert isinstance(new, JSCollection)
            if old.is_map is not new.is_map:
                return None
            stores = self._pair(old.store, new.store)
            if stores is None:
                return None
            found.extend(stores)
        elif type(old) is not JSObject:
            return None
        self.pairs[new] = old
        return found

    def _pair_functions(
        self, old: JSFunction, new: JSFunction
    ) -> list[tuple[Traced | None, Traced | None]] | None:
        if old.node is not new.node or old.home is not new.home or old.parts is not new.parts:
            return None
        found: list[tuple[Traced | None, Traced | None]] = []
        if new.prototype is not None and old.prototype is not None:
            found.append(_prototypes(old, new))
        elif new.prototype is not None:
            return None
        mine, other = old.scope, new.scope
        while other is not mine:
            if not isinstance(mine, Scope) or not isinstance(other, Scope):
                return None
            partner = self.pairs.get(other)
            if partner is not None:
                return found if partner is mine else None
            if not self.is_new(other) or not self._is_made(mine):
                return None
            slots = self._state(other).slots
            if list(slots) != list(mine.slots) or mine.constants != other.constants:
                return None
            if any((slot is TDZ) is not (mine.slots[key] is TDZ) for key, slot in slots.items()):
                return None
            self.pairs[other] = mine
            found.extend((mine.slots[key].traced, slot.traced) for key, slot in slots.items())
            found.append((mine.context.this, other.context.this))
            mine, other = mine.parent, other.parent
        return found


def _value(slot: Slot | None) -> Traced | None:
    return slot.traced if slot is not None else None


def _prototypes(old: JSFunction, new: JSFunction) -> tuple[Traced | None, Traced | None]:
    return (
        Traced(old.prototype, old.written, old.source) if old.prototype else None,
        Traced(new.prototype, new.written, new.source) if new.prototype else None,
    )


def _pairs_of_traits(
    old: Traits | None, new: Traits | None
) -> list[tuple[Traced | None, Traced | None]] | None:
    """What is to hold of two objects' traits; None where they differ."""
    if old is new:
        return []
    old, new = old or Traits(), new or Traits()
    if (old.closed, old.sealed, old.tagged, old.locked) != (
        new.closed, new.sealed, new.tagged, new.locked,
    ):  # fmt: skip
        return None
    if list(old.hidden) != list(new.hidden) or (new.unordered and not old.unordered):
        return None
    found: list[tuple[Traced | None, Traced | None]] = [(old.proto, new.proto)]
    found.extend((old.hidden[key].traced, slot.traced) for key, slot in new.hidden.items())
    return found


def same_traits(old: Traits | None, new: Traits | None) -> bool:
    """Whether objects of these traits differ in nothing but the order of their keys."""
    pairs = _pairs_of_traits(old, new)
    if pairs is None:
        # The order alone may differ, of objects that are alike in the rest.
        copy = (old or Traits()).copy()
        copy.unordered = True
        pairs = _pairs_of_traits(copy, new)
    return pairs is not None and all(one is other for one, other in pairs)


def _leaves(traced: Traced | None, *, is_later: bool) -> list[_Leaf] | None:
    """The values that one may be, without conditions; None where there are too many."""
    found: list[_Leaf] = []
    work: list[tuple[Traced | None, bool]] = [(traced, is_later)]
    while work:
        item, later = work.pop()
        value = item.value if item is not None else None
        if isinstance(value, Unknown) and value.candidates:
            ways = value.candidates
            by_event = isinstance(ways[0].condition, Event)
            last = len(ways) - 1
            work.extend(
                (way.traced, later or (by_event and index < last)) for index, way in enumerate(ways)
            )
        else:
            found.append(_Leaf(item, later))
        if len(found) + len(work) > _MAX_LEAVES:
            return None
    return found
