"""Reading, writing and deleting properties, as far as their effect is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects import havoc, taint
from appconfig_merge.evaluation.scopes import untraced
from appconfig_merge.evaluation.world import ALIASES, OBJECT_MEMBERS, GlobalObject
from appconfig_merge.javascript import strings
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.values import (
    UNDEFINED,
    BigInt,
    Candidate,
    JSArray,
    JSFunction,
    JSObject,
    RegExp,
    Slot,
    Traced,
    Unknown,
    is_index,
)
from appconfig_merge.limits import MAX_ARRAY_GROWTH

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.syntax.estree import Node

_FUNCTION_MEMBERS: Final = frozenset({
    "apply", "arguments", "bind", "call", "caller", "length", "name", "prototype",
})  # fmt: skip

_ARRAY_MEMBERS: Final = frozenset({
    "at", "concat", "copyWithin", "entries", "every", "fill", "filter", "find", "findIndex",
    "findLast", "findLastIndex", "flat", "flatMap", "forEach", "includes", "indexOf", "join",
    "keys", "lastIndexOf", "map", "pop", "push", "reduce", "reduceRight", "reverse", "shift",
    "slice", "some", "sort", "splice", "toReversed", "toSorted", "toSpliced", "unshift",
    "values", "with",
})  # fmt: skip
"""The methods of Array.prototype (ECMA-262 23.1.3)."""


def get(machine: Machine, target: Traced, key: str) -> Traced:
    """The value of a property, traced to the slot that holds it.

    Raises Throws for a property of undefined or null.
    """
    value = target.value
    if value is None or value is UNDEFINED:
        what = "null" if value is None else "undefined"
        raise Throws("TypeError", f"Cannot read properties of {what} (reading '{key}')")
    if isinstance(value, Unknown):
        return _get_of_unknown(machine, value, key)
    if isinstance(value, JSObject):
        return _get_of_object(machine, value, key)
    if isinstance(value, str):
        if key == "length":
            return untraced(float(strings.length(value)))
        if is_index(key):
            unit = strings.unit_at(value, int(key))
            if unit is not None:
                return untraced(unit)
    kind = "string" if isinstance(value, str) else "number" if isinstance(value, float) else ""
    return _inherited(machine, key, _PROTOTYPES.get(kind), kind or "this value")


_STRING_MEMBERS: Final = frozenset({
    "anchor", "at", "big", "blink", "bold", "charAt", "charCodeAt", "codePointAt", "concat",
    "endsWith", "fixed", "fontcolor", "fontsize", "includes", "indexOf", "isWellFormed",
    "italics", "lastIndexOf", "link", "localeCompare", "match", "matchAll", "normalize",
    "padEnd", "padStart", "repeat", "replace", "replaceAll", "search", "slice", "small",
    "split", "startsWith", "strike", "sub", "substr", "substring", "sup", "toLocaleLowerCase",
    "toLocaleUpperCase", "toLowerCase", "toUpperCase", "toWellFormed", "trim", "trimEnd",
    "trimLeft", "trimRight", "trimStart",
})  # fmt: skip
_NUMBER_MEMBERS: Final = frozenset({"toExponential", "toFixed", "toPrecision"})
_PROTOTYPES: Final = {"string": _STRING_MEMBERS, "number": _NUMBER_MEMBERS}


def _get_of_unknown(machine: Machine, value: Unknown, key: str) -> Traced:
    if not value.path:
        return untraced(Unknown(value.reason, origin=value.origin))
    path = f"{value.path}.{key}"
    if machine.is_overwritten(path):
        return untraced(Unknown(f"the script assigns to {path}, which the browser may change"))
    return machine.world.member(path)


def _get_of_object(machine: Machine, value: JSObject, key: str) -> Traced:
    if value.unknown is not None:
        return untraced(value.unknown)
    if isinstance(value, JSArray):
        if key == "length":
            return untraced(float(len(value.elements)))
        if is_index(key):
            index = int(key)
            element = value.elements[index] if index < len(value.elements) else None
            return element.traced if element else _inherited(machine, key, None, "array")
    slot = value.slots.get(key)
    if slot is not None:
        return _read(slot)
    if isinstance(value, GlobalObject):
        if key in ALIASES:
            return untraced(value)
        found = machine.world.get(key)
        if found is not None:
            return found
    if isinstance(value, JSFunction):
        return _inherited(machine, key, _FUNCTION_MEMBERS, "function")
    own = _ARRAY_MEMBERS if isinstance(value, JSArray) else None
    return _inherited(machine, key, own, "array" if own else "object")


def _read(slot: Slot) -> Traced:
    """What reading a property gives: of an accessor some value, of an absent one undefined."""
    traced = slot.traced
    unknown = traced.value
    if not isinstance(unknown, Unknown) or not (unknown.accessor or unknown.may_be_absent):
        return traced
    candidates = tuple(
        one if one.traced else Candidate(untraced(UNDEFINED), one.condition, one.holds)
        for one in unknown.candidates
    )
    read = Unknown(unknown.reason, origin=unknown.origin, candidates=candidates)
    return Traced(read, traced.node, traced.source, traced.inputs)


def _inherited(machine: Machine, key: str, names: frozenset[str] | None, kind: str) -> Traced:
    if machine.polluted is not None:
        return untraced(machine.polluted)
    if key in OBJECT_MEMBERS or (names is not None and key in names):
        reason = f"the built-in {key} of every {kind} is not evaluated here"
        path = "Object.prototype" if key == "__proto__" else ""
        return untraced(Unknown(reason, path=path, kind="" if path else "function"))
    if not names and kind == "this value":
        return untraced(Unknown(f"the property {key} of this value is not evaluated here"))
    return untraced(UNDEFINED)


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
        write_to_unknown(machine, target, value, f"{owner.path}.{key}" if owner.path else "")
    elif isinstance(owner, JSObject):
        _put_on_object(machine, owner, target, key, value, at, strict)
    elif isinstance(owner, str | float | bool | BigInt) and strict:
        raise Throws("TypeError", f"Cannot create property '{key}' on a primitive value")
    elif isinstance(owner, RegExp):
        machine.escaped.append(value)


def _put_on_object(
    machine: Machine,
    owner: JSObject,
    target: Traced,
    key: str,
    value: Traced,
    at: Node,
    strict: bool,
) -> None:
    if owner.unknown is not None:
        machine.escaped.append(value)
        return
    if owner.frozen:
        if strict:
            raise Throws("TypeError", f"Cannot assign to read only property '{key}' of object")
        return
    if key == "__proto__":
        taint(machine, owner, Unknown("its prototype is replaced", origin=value))
        machine.escaped.append(value)
        return
    if isinstance(owner, GlobalObject):
        put_global(machine, owner, key, value, at, strict)
        return
    old = owner.slots.get(key)
    if old is not None and isinstance(old.traced.value, Unknown) and old.traced.value.accessor:
        machine.escaped.append(value)
        havoc(machine, [target, *old.traced.inputs, value], old.traced)
        return
    if isinstance(owner, JSArray) and (is_index(key) or key == "length"):
        _put_element(machine, owner, key, value, at)
    else:
        machine.journal.set_slot(owner, key, Slot(value, at, old or _buried(owner, key)))


def _buried(owner: JSObject, key: str) -> Slot | None:
    """The slot that an earlier delete removed: still part of the property's history."""
    return owner.graves[key][0] if owner.graves and key in owner.graves else None


def _put_element(machine: Machine, array: JSArray, key: str, value: Traced, at: Node) -> None:
    if key == "length":
        taint(machine, array, Unknown("its length is assigned", origin=value))
        return
    index = int(key)
    missing = index - len(array.elements)
    if missing > MAX_ARRAY_GROWTH:
        taint(machine, array, Unknown(f"it grows by over {MAX_ARRAY_GROWTH:,} elements"))
        return
    if missing > 0:
        machine.journal.before_change(array)
        array.elements.extend([None] * missing)
    old = array.elements[index] if missing < 0 else None
    machine.journal.set_element(array, index, Slot(value, at, old))


def put_global(
    machine: Machine, window: GlobalObject, key: str, value: Traced, at: Node, strict: bool
) -> None:
    """Assign to a property of the window: some of the browser's own do as they like."""
    if key in {"undefined", "NaN", "Infinity"}:
        if strict:
            raise Throws("TypeError", f"Cannot assign to read only property '{key}' of object")
        return
    group = "" if key in window.slots else machine.world.browser_group(key)
    if group == "u":
        return
    if group in {"s", "h"}:
        reason = f"the browser decides what an assignment to window.{key} stores"
        machine.escaped.append(value)
        value = Traced(Unknown(reason), value.node, value.source, (value,))
    old = window.slots.get(key) or _buried(window, key)
    machine.journal.set_slot(window, key, Slot(value, at, old))


def write_to_unknown(machine: Machine, target: Traced, value: Traced, path: str) -> None:
    """A write through something unknown: it may be any object that it was made from."""
    if path:
        machine.overwritten.add(path)
    if ".prototype" in path:
        machine.polluted = Unknown(f"the script changes {path.rpartition('.')[0]}", origin=target)
    machine.escaped.append(value)
    havoc(machine, [target, *machine.escaped], target)


def delete(machine: Machine, target: Traced, key: str, at: Traced, strict: bool) -> bool | Unknown:
    """The delete operator on a property: its result, after its effect. ``at`` is the operator."""
    owner = target.value
    if owner is None or owner is UNDEFINED:
        raise Throws("TypeError", "Cannot convert undefined or null to object")
    if isinstance(owner, Unknown):
        write_to_unknown(machine, target, target, f"{owner.path}.{key}" if owner.path else "")
        return Unknown(owner.reason, origin=owner.origin)
    if not isinstance(owner, JSObject):
        return True
    if owner.unknown is not None:
        return owner.unknown
    if isinstance(owner, JSArray) and is_index(key):
        index = int(key)
        if index < len(owner.elements):
            machine.journal.before_change(owner)
            owner.elements[index] = None
        return True
    if isinstance(owner, GlobalObject) and (
        key in owner.permanent or (key not in owner.slots and machine.world.get(key))
    ):
        return False
    slot = owner.slots.get(key)
    if slot is None:
        return True
    if owner.frozen:
        if strict:
            raise Throws("TypeError", f"Cannot delete property '{key}' of object")
        return False
    machine.journal.before_change(owner)
    del owner.slots[key]
    owner.graves = {**(owner.graves or {}), key: (slot, at)}
    return True
