"""Copying the properties of one object to another (CopyDataProperties, ECMA-262 7.3.25)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.candidates import change_each
from appconfig_merge.evaluation.effects.havoc import escape, havoc, taint
from appconfig_merge.evaluation.objects import is_unordered
from appconfig_merge.evaluation.properties.accessors import reader
from appconfig_merge.evaluation.properties.get import run_hooks
from appconfig_merge.evaluation.properties.inheritance import set_again, unorder
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript.enumeration import enumerable
from appconfig_merge.javascript.lifting import filled
from appconfig_merge.javascript.values import Accessor, JSObject, Open, Slot, Traced, Unknown
from appconfig_merge.javascript.ways import Condition
from appconfig_merge.syntax import estree

_WITHOUT_KEYS: Final = frozenset({"bigint", "boolean", "number", "symbol"})
"""What typeof gives for values that have no properties of their own."""

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation, Machine
    from appconfig_merge.javascript.values import Candidate


def copy_properties(
    machine: Machine,
    target: JSObject,
    argument: Traced,
    via: Traced,
    leave_out: frozenset[str] = frozenset(),
) -> None:
    """CopyDataProperties (ECMA-262 7.3.25) into a target whose keys may already exist.

    ``via`` is the spread or call that copies; the slots keep the place where they were written.
    """

    def copy(one: Traced, way: Candidate) -> None:
        if not _copies_nothing(one, way):
            copy_properties(machine, target, one, _through(via, one), leave_out)

    value = argument.value
    if isinstance(value, Unknown) and change_each(machine, argument, copy):
        return
    if isinstance(value, Unknown) and value.kind in _WITHOUT_KEYS:
        return
    is_open = isinstance(value, JSObject) and isinstance(value.unknown, Open)
    is_open = is_open or _is_filled(machine, value)
    if not openly(machine, target, argument, via) and not is_open:
        return
    if isinstance(argument.value, JSObject) and is_unordered(argument.value):
        unorder(machine, target)
    for key, slot in enumerable(argument.value, argument):
        if key in leave_out:
            continue
        machine.steps_left -= 1
        old = target.slots.get(key)
        copied = machine.narrow(slot.traced)
        if machine.page is not None and isinstance(value, JSObject):
            copied = machine.page.read_filled(value, copied)
        unknown = copied.value
        traced: Traced | None = copied
        sets_prototype = key == "__proto__" and isinstance(via.node, estree.CallExpression)
        if isinstance(unknown, Unknown) and unknown.may_be_absent and old is not None:
            traced = filled(copied, old.traced)
        set_again(machine, target, key, old)
        if sets_prototype or traced is None:
            taint(machine, target, Unknown("not all that is copied to it is known", origin=via))
            escape(machine, argument)
            return
        machine.journal.set_slot(target, key, Slot(traced, slot.key, old, via))


def _copies_nothing(one: Traced, way: Candidate) -> bool:
    """Whether a value has nothing to copy, such as what is left of ``flag && {...}``."""
    if isinstance(one.value, Unknown) and (one.value.is_bare or one.value.is_truthy is False):
        return True  # what every object inherits has nothing enumerable
    is_plain = not isinstance(way.condition, Condition)
    return is_plain and not way.holds and one.value is way.condition.value


def _through(via: Traced, copied: Traced) -> Traced:
    return Traced(copied.value, via.node, via.source, (copied,))


def openly(machine: Machine, target: JSObject, argument: Traced, via: Traced | None = None) -> bool:
    """Whether all properties of a value are known, to be copied.

    Else ``target`` is opened, or if it can't be or nothing copies (``via``), tainted.
    """
    value = argument.value
    is_filled = _is_filled(machine, value)
    is_read = is_filled or not isinstance(value, JSObject) or value.unknown is not None
    if isinstance(value, JSObject) and value.unknown is None and _has_getter(value):
        havoc(machine, [argument, *machine.escaped.values()], argument)
        reason, origin = "a getter computes it when it is copied", argument
    elif isinstance(value, Unknown):
        reason, origin = value.reason, argument
    elif isinstance(value, GlobalObject):
        reason, origin = "not all properties of the window are known", argument
    elif isinstance(value, JSObject) and value.unknown is not None:
        reason, origin = value.unknown.reason, value.unknown.origin or argument
    elif is_filled:
        assert machine.page is not None
        reason, origin = machine.page.filling().reason, argument
    else:
        return True
    if not is_filled:
        run_hooks(machine, argument)
        escape(machine, argument)
    unknown = Unknown(reason, origin=origin, reaches=(argument,))
    from appconfig_merge.evaluation.properties.opening import can_be_opened, copy_unknown

    if via is None or not is_read or not can_be_opened(machine, target):
        taint(machine, target, unknown)
    else:
        is_known = target.unknown is None
        copy_unknown(machine, target, argument, via, unknown)
        if is_known and machine.page is not None and isinstance(target.unknown, Open):
            _mirror(target.unknown, argument, via)
    return False


def _mirror(unknown: Open, argument: Traced, via: Traced) -> None:
    """Note that all else that a copy of Flex UI has is what Flex UI has."""
    value = argument.value
    if isinstance(value, Unknown) and value.path == "Twilio.Flex":
        unknown.mirrors = Traced(value, via.node, via.source)


def _is_filled(machine: Machine, value: object) -> bool:
    """Whether Flex UI may have given an object more properties than it is known to have."""
    if machine.page is None or type(value) is not JSObject or value.unknown is not None:
        return False
    return machine.page.is_filled(value)


def _has_getter(value: JSObject) -> bool:
    return any(
        isinstance(slot.traced.value, Unknown) and slot.traced.value.accessor
        for slot in value.slots.values()
    )


def plain_copy(
    machine: Machine, argument: Traced, at: Traced, leave_out: frozenset[str] = frozenset()
) -> Evaluation:
    """An object's own enumerable properties as reading them one by one gives them.

    The argument itself where no getter has to be called, or not all is known.
    """
    owner = argument.value
    if (
        not machine.hooks
        or not isinstance(owner, JSObject)
        or owner.unknown is not None
        or not any(isinstance(slot.traced.value, Accessor) for slot in owner.slots.values())
    ):
        return argument
    copy = machine.journal.made(JSObject())  # new: nobody else has it until it is whole
    if is_unordered(owner):
        unorder(machine, copy)
    for key in JSObject.keys(owner):
        if key in leave_out:
            continue
        slot = owner.slots.get(key)
        copy.unknown = owner.unknown
        if slot is None:
            continue
        reading = reader(machine, argument, key, at)
        if reading is not None:
            found = yield reading
            slot = Slot(found, slot.key)
        copy.slots[key] = slot
    return Traced(copy, argument.node, argument.source, (argument,))
