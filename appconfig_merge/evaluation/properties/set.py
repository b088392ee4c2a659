"""Assigning to properties, as far as the effect is known ([[Set]], ECMA-262 10.1.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.candidates import change_each
from appconfig_merge.evaluation.effects.havoc import escape, havoc, mark_changed, pollute, taint
from appconfig_merge.evaluation.effects.reachable import may_be_prototype, roots
from appconfig_merge.evaluation.properties.get import run_hooks
from appconfig_merge.evaluation.properties.inheritance import set_again
from appconfig_merge.evaluation.region import may_throw
from appconfig_merge.evaluation.world import GlobalObject, member_path
from appconfig_merge.javascript.conversion import Throws, to_number, to_string
from appconfig_merge.javascript.globals import is_handler
from appconfig_merge.javascript.internal_slots import (
    JSAddress,
    JSArguments,
    JSError,
    JSInternal,
    JSRegExp,
    ScriptElement,
)
from appconfig_merge.javascript.keys import is_index
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt, RegExp
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import (
    READ_ONLY,
    JSArray,
    JSFunction,
    JSObject,
    Open,
    Slot,
    Traced,
    Unknown,
)
from appconfig_merge.limits import MAX_ARRAY_GROWTH, STEP_COPIED, STEP_HOLES

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.syntax.estree import Node


_MAX_LENGTH: Final = 2**32
"""What the length of every array is below (ECMA-262 10.4.2)."""


def put(machine: Machine, target: Traced, key: str, value: Traced, at: Node, strict: bool) -> None:
    """Assign to a property; ``at`` is the node that names the key.

    Raises Throws where JavaScript does: a property of undefined or null, a frozen object in
    strict code.
    """
    owner = target.value
    if owner is None or owner is UNDEFINED:
        what = "null" if owner is None else "undefined"
        raise Throws("TypeError", f"Cannot set properties of {what} (setting '{key}')")
    if isinstance(owner, Unknown):
        if change_each(machine, target, lambda one, _: put(machine, one, key, value, at, strict)):
            return
        path = member_path(owner.path, key) if owner.path else ""
        write_to_unknown(machine, target, value, path, key)
    elif isinstance(owner, GlobalObject) and key != "__proto__":
        put_global(machine, owner, key, value, at, strict)
    elif isinstance(owner, JSObject):
        _put_on_object(machine, owner, target, key, value, at, strict)
    elif isinstance(owner, JSRegExp):
        _put_on_regexp(machine, owner, target, key, value, at)
    elif isinstance(owner, str | float | bool | BigInt):
        if machine.polluted is not None:
            escape(machine, value)
        elif strict:
            raise Throws("TypeError", f"Cannot create property '{key}' on a primitive value")
    else:
        escape(machine, value)


def _put_on_object(
    machine: Machine,
    owner: JSObject,
    target: Traced,
    key: str,
    value: Traced,
    at: Node,
    strict: bool,
) -> None:
    if isinstance(owner, JSArray) and owner.unknown is not None:
        from appconfig_merge.evaluation.lists import change_on_each

        if change_on_each(
            machine, owner, lambda: _put_on_object(machine, owner, target, key, value, at, strict)
        ):
            return
    if isinstance(owner.unknown, Open) and (
        key == "__proto__" or (machine.hooks and key not in owner.slots)
    ):
        taint(machine, owner, Unknown("a setter may have kept it from changing", origin=value))
    if owner.unknown is not None and not isinstance(owner.unknown, Open):
        # It may be frozen, or have a setter that throws.
        may_throw(machine, target)
        escape(machine, value)
        run_hooks(machine, target)
        taint(machine, owner, Unknown(owner.unknown.reason, origin=owner.unknown.origin))
        return
    if isinstance(owner, JSInternal):
        if isinstance(owner, JSAddress):
            from appconfig_merge.evaluation import addresses

            is_usual = machine.polluted is None and key not in machine.planted
            if is_usual and addresses.set_part(machine, owner, key, value, at):
                return
            taint(machine, owner.store, Unknown("a part of the address is set", origin=value))
        taint(machine, owner, Unknown("a property of such an object is set", origin=value))
        escape(machine, value)
        return
    if isinstance(owner, JSError):
        from appconfig_merge.evaluation.errors import OF_BROWSERS

        if key in OF_BROWSERS:
            escape(machine, value)
            return
    old = owner.slots.get(key)
    if key == "__proto__" and old is None:
        from appconfig_merge.evaluation.properties.restrictions import put_prototype

        if put_prototype(machine, owner, value):
            return
    if owner.traits is not None:
        if old is None:
            old = owner.traits.hidden.get(key)
        from appconfig_merge.evaluation.properties.restrictions import takes

        if not takes(machine, owner, target, key, value, old, strict):
            return
    if old is not None and isinstance(old.traced.value, Unknown) and old.traced.value.accessor:
        may_throw(machine, target)
        escape(machine, value)
        havoc(machine, [target, old.traced, value, *machine.escaped.values()], old.traced)
        taint(machine, owner, Unknown("a setter may have kept it from changing", origin=value))
        return
    read_only = isinstance(owner, JSFunction) and (
        (key in {"name", "length"} and old is None)
        or (key == "prototype" and owner.parts is not None)
    )
    if owner.frozen or read_only:
        if strict:
            raise Throws("TypeError", f"Cannot assign to read only property '{key}' of object")
        return
    inherits_setter = machine.polluted is not None and old is None
    if isinstance(owner, JSArguments) and key in owner.mapping:
        from appconfig_merge.evaluation.properties.restrictions import put_parameter

        put_parameter(machine, owner, key, value, at)
    if owner.traits is not None and key in owner.traits.hidden:
        traits = owner.traits.copy()
        traits.hidden[key] = Slot(value, at, old)
        machine.journal.set_traits(owner, traits)
    elif key == "__proto__" or (isinstance(owner, JSFunction) and key in {"arguments", "caller"}):
        taint(machine, owner, Unknown("its prototype is replaced", origin=value))
        escape(machine, value)
    elif inherits_setter:
        assert machine.polluted is not None
        may_throw(machine, target)
        taint(machine, owner, machine.polluted)
        escape(machine, value)
    elif isinstance(owner, JSArray) and (is_index(key) or key == "length"):
        _put_element(machine, owner, key, value, at)
    else:
        set_again(machine, owner, key, old)
        machine.journal.set_slot(owner, key, Slot(value, at, old or _deleted_slot(owner, key)))


def _put_on_regexp(
    machine: Machine, owner: JSRegExp, target: Traced, key: str, value: Traced, at: Node
) -> None:
    state = owner.state
    if state.unknown is None and key == "lastIndex" and type(value.value) is float:
        old = state.slots[key]
        machine.journal.set_slot(state, key, Slot(value, at, old))
        return
    may_throw(machine, target)
    escape(machine, value)
    run_hooks(machine, target)
    taint(machine, state, Unknown("a property of a regular expression is set", origin=value))


def _deleted_slot(owner: JSObject, key: str) -> Slot | None:
    """The slot that an earlier delete removed: still part of the property's history."""
    return owner.deleted[key][0] if owner.deleted and key in owner.deleted else None


def _put_element(machine: Machine, array: JSArray, key: str, value: Traced, at: Node) -> None:
    if key == "length":
        _put_length(machine, array, value)
        return
    index = int(key)
    missing = index - len(array.elements)
    if missing > MAX_ARRAY_GROWTH:
        taint(machine, array, Unknown(f"it grows by over {MAX_ARRAY_GROWTH:,} elements"))
        escape(machine, value)
        return
    if missing > 0:
        _resize(machine, array, index)
    old = array.elements[index] if missing < 0 else None
    machine.journal.set_element(array, index, Slot(value, at, old))


def _put_length(machine: Machine, array: JSArray, value: Traced) -> None:
    """ArraySetLength (ECMA-262 10.4.2.4): elements past the new end go, or holes come."""
    given = value.value
    if isinstance(given, JSObject | RegExp | Unknown) or array.traits is not None:
        taint(machine, array, Unknown("its length is assigned", origin=value))
        return
    length = to_number(given)
    if not (0 <= length < _MAX_LENGTH and length.is_integer()):
        raise Throws("RangeError", "Invalid array length")
    if length - len(array.elements) > MAX_ARRAY_GROWTH:
        taint(machine, array, Unknown(f"it grows by over {MAX_ARRAY_GROWTH:,} elements"))
        return
    _resize(machine, array, int(length))


def _resize(machine: Machine, array: JSArray, length: int) -> None:
    """Take elements off the end, or make holes there; what is kept is copied for the journal."""
    machine.journal.before_change(array)
    machine.steps_left -= max(length - len(array.elements), 0) // STEP_HOLES
    machine.steps_left -= len(array.elements) // STEP_COPIED
    del array.elements[length:]
    array.elements.extend([None] * (length - len(array.elements)))


def put_global(
    machine: Machine, window: GlobalObject, key: str, value: Traced, at: Node, strict: bool
) -> None:
    """Assign to a property of the window: some of the browser's own do as they like."""
    if key in {"undefined", "NaN", "Infinity"}:
        if strict:
            raise Throws("TypeError", f"Cannot assign to read only property '{key}' of object")
        return
    if window.traits is not None and window.traits.locked.get(key, 0) & READ_ONLY:
        from appconfig_merge.evaluation.properties.restrictions import refuse

        refuse(key, strict)
        return
    group = machine.world.browser_group(key)
    if key in window.slots and group != "h":
        group = ""
    if group == "u":
        if key == "location":
            machine.overwrite(key)
        return
    if group == "s" and isinstance(value.value, str | float | bool | None):
        text = to_string(value.value)
        if text != value.value:
            value = Traced(text, value.node, value.source, (value,))
    elif group == "h" and (not isinstance(value.value, Unknown) or value.value.kind == "function"):
        # What it is called for is found when the script has ended. What is no object is ignored.
        if not isinstance(value.value, JSObject | Unknown):
            value = Traced(None, value.node, value.source, (value,))
        escape(machine, value)
    elif group in {"s", "h"}:
        reason = f"the browser decides what an assignment to window.{key} stores"
        escape(machine, value)
        value = Traced(Unknown(reason), value.node, value.source, (value,))
    if key == "onload" and machine.page is not None:
        from appconfig_merge.evaluation.effects.loading import handle_load

        handle_load(machine, value)
    old = window.slots.get(key) or _deleted_slot(window, key)
    machine.journal.set_slot(window, key, Slot(value, at, old))


def _is_itself(machine: Machine, value: Traced, path: str) -> bool:
    """Whether a built-in is set to what it is, as in ``Object.assign = Object.assign || ...``."""
    unknown = value.value
    if not isinstance(unknown, Unknown) or unknown.path != path:
        return False
    is_built_in = machine.world.browser_group(path.partition(".")[0]) == "e"
    return is_built_in and not machine.is_overwritten(path)


def write_to_unknown(
    machine: Machine, target: Traced, value: Traced, path: str, key: str = ""
) -> None:
    """A write through something unknown: it may be any object that it was made from."""
    if path and _is_itself(machine, value, path):
        return
    if machine.page is not None:
        from appconfig_merge.evaluation.effects.flex_ui import write_to_flex_ui
        from appconfig_merge.evaluation.handing import is_flex_uis

        if is_flex_uis(target.value):
            write_to_flex_ui(machine, target, value, path)
            return
        from appconfig_merge.evaluation.effects.handing_over import may_hand_over

        if not is_handler(key):
            may_hand_over(machine, [value], target)
    from appconfig_merge.evaluation import addresses
    from appconfig_merge.evaluation.effects import browser

    may_throw(machine, target)
    unknown = target.value
    if (
        isinstance(unknown, Unknown)
        and unknown.path not in addresses.PROTOTYPES
        and browser.is_browsers(machine, unknown)
    ):
        if path:
            machine.overwrite(path)
        if machine.page is not None and path == "localStorage.FLEX_CONFIG":
            from appconfig_merge.evaluation.effects import storing

            if key:
                storing.store(machine, untraced(key), target)
            else:
                storing.remove(machine, target)
        _write_to_browsers(machine, target, value, key)
        return
    mark_changed(machine, [target])
    if path:
        machine.overwrite(path)
    if may_be_prototype(machine, target):
        pollute(machine, Unknown("the script changes a prototype", origin=target), key)
    escape(machine, value)
    havoc(machine, [target, *machine.escaped.values()], target)


def _write_to_browsers(machine: Machine, target: Traced, value: Traced, key: str) -> None:
    """Set a property of something that is the browser's own: what that does is known."""
    from appconfig_merge.evaluation.effects import browser

    if isinstance(target.value, ScriptElement):
        from appconfig_merge.evaluation.effects import elements

        if elements.hold(machine, target.value, key, value):
            return
    if is_handler(key):
        browser.handle(machine, target, key, value)
        return
    escape(machine, value)
    changed = [target]
    if not key or browser.may_run(key) or browser.may_be_kept(target):
        changed.extend(machine.escaped.values())
    if browser.may_be_window(target):
        changed.append(untraced(machine.world_object))
    if roots(machine, changed):
        havoc(machine, changed, target)


def put_keyed(machine: Machine, target: Traced, key: Traced, value: Traced) -> None:
    """Assign to a property by a key that isn't known: to any that there is, or one more."""
    owner = target.value
    unknown = Unknown("a key is not known", origin=key, reaches=(value,))
    if change_each(machine, target, lambda one, _: put_keyed(machine, one, key, value)):
        return
    from appconfig_merge.evaluation.properties.opening import can_be_opened, put_somewhere

    if isinstance(owner, JSObject) and not machine.hooks and can_be_opened(machine, owner):
        escape(machine, value)
        put_somewhere(machine, owner, key, value, unknown)
        return
    if machine.page is not None and isinstance(owner, Unknown) and owner.path == "localStorage":
        from appconfig_merge.evaluation.effects.storing import store

        store(machine, key, target)
    write_to_unknown(machine, target, value, "")
    if isinstance(owner, JSObject):
        taint(machine, owner, unknown)
