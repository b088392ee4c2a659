"""A journal that proves itself: after each rollback all is as it was at the mark.

It remembers at every mark what each object and scope then holds, and compares when the state is
rolled back to it: a change that was made past the journal, or undone wrongly, is told with its
owner and key. What was made since the mark doesn't count. Slots that a plain literal makes at
their first use are no change, as long as they are just what the literal says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from appconfig_merge.evaluation.journal import Journal
from appconfig_merge.evaluation.scopes import Scope
from appconfig_merge.javascript.values import (
    JSArray,
    JSObject,
    Slot,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.javascript.values import Traits

    Owner: TypeAlias = Scope | JSObject
    _O = TypeVar("_O", bound=Scope | JSObject)

LOOKS: Final = 50_000
"""What is looked at for one script; then the marks that are checked become ever rarer."""


class Mark(int):
    """A position that knows what everything held there; None where that wasn't looked at."""

    before: dict[Owner, dict[str, object]] | None


class CheckedJournal(Journal):
    """A journal that compares the state after a rollback with that at the mark."""

    __slots__ = ("looked", "marks", "owners")

    def __init__(self) -> None:
        super().__init__()
        self.owners: dict[Owner, None] = {}
        self.looked = 0
        self.marks = 0

    def mark(self) -> int:
        """A position with what everything holds there."""
        made = Mark(super().mark())
        self.marks += 1
        made.before = None
        if self.looked < LOOKS or self.marks.bit_count() == 1:
            made.before = {owner: _held(owner) for owner in self._known()}
            self.looked += sum(map(len, made.before.values()))
        return made

    def rollback(self, mark: int) -> None:
        """Undo everything since a mark, and hold that everything is as it was."""
        super().rollback(mark)
        before = mark.before if isinstance(mark, Mark) else None
        for owner, held in (before or {}).items():
            _compare(owner, held)

    def made(self, owner: _O) -> _O:
        """Note a new owner."""
        self.owners[owner] = None
        return super().made(owner)

    def set_slot(self, owner: Owner, key: str, slot: Slot) -> None:
        """Note the owner."""
        self.owners[owner] = None
        super().set_slot(owner, key, slot)

    def set_element(self, array: JSArray, index: int, slot: Slot) -> None:
        """Note the owner."""
        self.owners[array] = None
        super().set_element(array, index, slot)

    def before_change(self, owner: Owner) -> None:
        """Note the owner."""
        self.owners[owner] = None
        super().before_change(owner)

    def _known(self) -> dict[Owner, None]:
        """All that was ever made or changed, and what can be come to from it."""
        found: dict[Owner, None] = {}
        work: list[Owner] = list(self.owners)
        while work:
            owner = work.pop()
            if owner not in found:
                found[owner] = None
                work.extend(_inside(owner))
        return found


def _slots(owner: Owner) -> dict[str, Slot]:
    """The slots that an owner has by now."""
    is_lazy = isinstance(owner, JSObject) and owner.literal is not None
    return {} if is_lazy and not isinstance(owner, JSArray) else owner.slots


def _elements(owner: Owner) -> list[Slot | None]:
    return owner.elements if isinstance(owner, JSArray) and owner.literal is None else []


def _inside(owner: Owner) -> Iterator[Owner]:
    hidden = owner.traits.hidden if isinstance(owner, JSObject) and owner.traits else {}
    for slot in (*_slots(owner).values(), *hidden.values(), *_elements(owner)):
        if slot is not None and isinstance(slot.traced.value, JSObject):
            yield slot.traced.value
    for inner in (getattr(owner, name, None) for name in ("parent", "prototype", "home", "store")):
        if isinstance(inner, Scope | JSObject):
            yield inner


def _held(owner: Owner) -> dict[str, object]:
    """What an owner holds, by the name of the place; slots and values are told by identity."""
    held: dict[str, object] = {f"[{key!r}]": slot for key, slot in _slots(owner).items()}
    held |= {f"[{index}]": slot for index, slot in enumerate(_elements(owner))}
    held["order of keys"] = tuple(_slots(owner))
    if isinstance(owner, JSObject):
        held["literal"] = owner.literal
        held["unknown"] = owner.unknown
        held["frozen"] = owner.frozen
        held["deleted"] = tuple((owner.deleted or {}).items())
        held |= _traits(owner.traits)
    return held


def _traits(traits: Traits | None) -> dict[str, object]:
    if traits is None:
        return {}
    return {f"traits.{name}": getattr(traits, name) for name in traits.__slots__}


def _compare(owner: Owner, held: dict[str, object]) -> None:
    literal: Any = held.get("literal")
    now = _held(owner)
    if literal is not None and now["literal"] is None:
        _compare_with_literal(owner, literal[0])
        now = {key: one for key, one in now.items() if key not in _names_of_parts(owner)}
        now["literal"] = literal
        if not isinstance(owner, JSArray):
            now["order of keys"] = ()
    for place in held.keys() | now.keys():
        one, other = held.get(place), now.get(place)
        assert one is other or one == other, f"{place} of {owner!r} isn't as it was at the mark"


def _names_of_parts(owner: Owner) -> set[str]:
    if isinstance(owner, JSArray):
        return {f"[{index}]" for index in range(len(owner.elements))}
    return {f"[{key!r}]" for key in owner.slots}


def _compare_with_literal(owner: Owner, node: Any) -> None:
    """Hold that what a literal's object came to hold is what the literal says."""
    if isinstance(owner, JSArray):
        assert [one.traced.node for one in owner.elements if one] == list(node.elements)
    else:
        assert list(owner.slots) == list(node.plain), f"the keys of {owner!r}"
        found = [slot.traced.node for slot in owner.slots.values()]
        assert found == [member.value for member in node.properties], f"the values of {owner!r}"
