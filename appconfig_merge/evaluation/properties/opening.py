"""Objects that may hold more than is known of them, since something unknown was copied to them.

``{ a: 1, ...fromThePage, b: 2 }`` has a ``b`` that is 2 for sure, an ``a`` that is 1 unless the
page's object has one, and whatever else that object has. Such an object is *open*: its ``unknown``
is an :class:`Open`, and its slots hold all the same. Whoever doesn't ask for that sees an object of
which nothing is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.conditions import Holds
from appconfig_merge.evaluation.objects import has_usual_traits
from appconfig_merge.evaluation.properties.get import get
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.joining import join_values
from appconfig_merge.javascript.keys import is_index
from appconfig_merge.javascript.values import Candidate, JSObject, Open, Slot, Traced, Unknown

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine


def can_be_opened(machine: Machine, owner: JSObject) -> bool:
    """Whether an object's own properties stay what they are when others may come to them."""
    return (
        type(owner) is JSObject
        and (owner.unknown is None or isinstance(owner.unknown, Open))
        and has_usual_traits(owner)
        and not owner.frozen
        and machine.polluted is None
        and not any(map(_is_accessor, owner.slots.values()))
    )


def _is_accessor(slot: Slot) -> bool:
    unknown = slot.traced.value
    return isinstance(unknown, Unknown) and unknown.accessor


def copy_unknown(
    machine: Machine, owner: JSObject, argument: Traced, via: Traced, unknown: Unknown
) -> None:
    """Copy something unknown to an object that can be opened; ``unknown`` says why it isn't known.

    ``via`` is the spread or call that copies. A text has nothing but indices to copy.
    """
    value = argument.value
    only_indices = isinstance(value, Unknown) and value.kind == "string"
    is_object = isinstance(value, JSObject) and isinstance(value.unknown, Open | None)
    known = value.slots if isinstance(value, JSObject) and is_object else {}
    for key, old in list(owner.slots.items()):
        if key in known or (only_indices and not is_index(key)):
            continue
        new = _property(machine, argument, key, unknown)
        test = Holds(argument, key)
        ways = (Candidate(None, test, True), Candidate(None, test, False))
        traced = join_values([new, old.traced], ways, unknown.reason)
        _replace(machine, owner, key, traced, via)
    open_up(machine, owner, unknown)


def _property(machine: Machine, argument: Traced, key: str, unknown: Unknown) -> Traced:
    """What something unknown has under a key, if it has it."""
    if isinstance(argument.value, Unknown) and argument.value.path:
        try:
            found = get(machine, argument, key)
        except Throws:
            pass
        else:
            return Traced(found.value, argument.node, argument.source, (argument,))
    value = Unknown(unknown.reason, origin=unknown.origin)
    return Traced(value, argument.node, argument.source, (argument,))


def put_somewhere(
    machine: Machine, owner: JSObject, key: Traced, value: Traced, unknown: Unknown
) -> None:
    """Set a property of an object that can be opened, by a key that isn't known."""
    for name, old in list(owner.slots.items()):
        test = machine.named(key, name)
        ways = (Candidate(None, test, True), Candidate(None, test, False))
        traced = join_values([value, old.traced], ways, unknown.reason)
        _replace(machine, owner, name, traced, value)
    open_up(machine, owner, unknown)


def open_up(machine: Machine, owner: JSObject, unknown: Unknown) -> None:
    """Take it that an object may have more properties than it is known to have."""
    before = owner.unknown.before if isinstance(owner.unknown, Open) else frozenset(owner.slots)
    machine.journal.before_change(owner)
    owner.unknown = Open(unknown, before)


def _replace(machine: Machine, owner: JSObject, key: str, traced: Traced, at: Traced) -> None:
    """Put a value that may be the old one in a slot's place."""
    old = owner.slots[key]
    placed = Traced(traced.value, at.node, at.source, traced.inputs)
    kept = old.key if at.source is old.traced.source else None
    machine.journal.set_slot(owner, key, Slot(placed, kept, old.previous, old.via))
