"""The functions of Object that change what they are given (ECMA-262 20.1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.effects.havoc import escape, havoc, mark_changed, taint
from appconfig_merge.evaluation.objects import has_usual_traits, is_unordered
from appconfig_merge.evaluation.properties.accessors import reader, writer
from appconfig_merge.evaluation.properties.copying import copy_properties, openly
from appconfig_merge.evaluation.properties.set import put, write_to_unknown
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript.conversion import NotKnown
from appconfig_merge.javascript.enumeration import enumerable
from appconfig_merge.javascript.internal_slots import JSArguments
from appconfig_merge.javascript.primitives import UNDEFINED, RegExp
from appconfig_merge.javascript.values import (
    Accessor,
    JSFunction,
    JSObject,
    Open,
    Slot,
    Traced,
    Traits,
    Unknown,
)

if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any

    from appconfig_merge.evaluation.machine import Evaluation
    from appconfig_merge.evaluation.models.call import Call
    from appconfig_merge.javascript.values import Value


def assign(call: Call) -> Evaluation:
    """Object.assign (ECMA-262 20.1.2.1)."""
    machine, at = call.machine, call.at
    to = call.argument(0)
    target = to.value
    if target is None or target is UNDEFINED:
        raise call.throw("Cannot convert undefined or null to object")
    if isinstance(target, Unknown):
        mark_changed(machine, [to])
        for argument in call.arguments[1:]:
            write_to_unknown(machine, to, argument, "")
        return call.traced(Unknown(target.reason, origin=target.origin), *call.arguments)
    if not isinstance(target, JSObject):
        raise NotKnown(Unknown("Object.assign on this value is not evaluated"))
    for argument in call.arguments[1:]:
        via = call.via(argument)
        if isinstance(argument.value, JSObject):
            call.work(len(argument.value.slots))
        if call.machine.hooks and _has_handlers(target, argument.value):
            yield _assign_one_by_one(call, to, argument)
            continue
        plain = (
            type(target) is JSObject
            and has_usual_traits(target)
            and (target.unknown is None or isinstance(target.unknown, Open))
            and not target.frozen
            and not any(_has_setter(slot) for slot in target.slots.values())
        )
        if plain:
            copy_properties(machine, target, argument, via)
        elif openly(machine, target, argument):
            for key, slot in list(enumerable(argument.value, argument)):
                unknown = slot.traced.value
                if isinstance(unknown, Unknown) and unknown.may_be_absent:
                    escape(machine, argument)
                    taint(machine, target, Unknown("not all that is copied is known", origin=via))
                    break
                put(machine, to, key, slot.traced, slot.key or at.node, strict=True)
    return to


def _has_handlers(target: JSObject, source: Value) -> bool:
    """Whether getters or setters of the script's own take part, all of them known."""
    if target.unknown is not None or type(source) is not JSObject or source.unknown is not None:
        return False
    if target.traits is not None and target.traits.proto is not None:
        return True
    slots = (*target.slots.values(), *source.slots.values())
    return any(isinstance(slot.traced.value, Accessor) for slot in slots)


def _assign_one_by_one(call: Call, to: Traced, argument: Traced) -> Generator[Any, Any, None]:
    machine, at = call.machine, call.at
    source = argument.value
    assert isinstance(source, JSObject)
    for key in JSObject.keys(source):
        slot = source.slots.get(key)
        unknown = slot.traced.value if slot is not None else None
        unsure = isinstance(unknown, Unknown) and unknown.may_be_absent
        if source.unknown is not None or is_unordered(source) or unsure:
            escape(machine, argument)
            assert isinstance(to.value, JSObject)
            taint(machine, to.value, Unknown("not all that is copied is known", origin=at))
            return
        if slot is None:
            continue
        reading = reader(machine, argument, key, at)
        found = slot.traced if reading is None else (yield reading)
        storing = writer(machine, to, key, found, at, strict=True)
        if storing is not None:
            yield storing
        else:
            put(machine, to, key, found, slot.key or at.node, strict=True)


def _has_setter(slot: Slot) -> bool:
    return isinstance(slot.traced.value, Unknown) and slot.traced.value.accessor


def seal(call: Call) -> Traced:
    """Object.seal (ECMA-262 20.1.2.22)."""
    return _close(call, seals=True)


def prevent_extensions(call: Call) -> Traced:
    """Object.preventExtensions (ECMA-262 20.1.2.19)."""
    return _close(call, seals=False)


def _close(call: Call, *, seals: bool) -> Traced:
    argument = call.argument(0)
    value = call.known(0)
    if not isinstance(value, JSObject | RegExp):
        return argument
    if isinstance(value, RegExp) or type(value) not in {JSObject, JSFunction}:
        raise NotKnown(Unknown("closing this object is not evaluated"))
    traits = value.traits.copy() if value.traits is not None else Traits()
    traits.closed = True
    traits.sealed = traits.sealed or seals
    call.machine.journal.set_traits(value, traits)
    return argument


def freeze(call: Call) -> Traced:
    """Object.freeze (ECMA-262 20.1.2.6): gives its argument back."""
    argument = call.argument(0)
    value = argument.value
    if isinstance(value, Unknown | GlobalObject):
        havoc(call.machine, [argument], call.at)
    elif isinstance(value, JSArguments):
        raise NotKnown(Unknown("freezing `arguments` is not evaluated"))
    elif isinstance(value, JSObject):
        call.machine.journal.before_change(value)
        value.frozen = True
    return argument
