"""Reading, writing and deleting properties, as far as their effect is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects import (
    escape,
    havoc,
    mark_changed,
    may_be_prototype,
    pollute,
    runs_code,
    taint,
)
from appconfig_merge.evaluation.scopes import untraced
from appconfig_merge.evaluation.world import ALIASES, OBJECT_MEMBERS, GlobalObject
from appconfig_merge.javascript import strings
from appconfig_merge.javascript.conversion import Throws, to_string
from appconfig_merge.javascript.values import (
    UNDEFINED,
    BigInt,
    Candidate,
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Unknown,
    is_index,
)
from appconfig_merge.limits import MAX_ARRAY_GROWTH

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.syntax.estree import Node

_FUNCTION_METHODS: Final = frozenset({"apply", "bind", "call"})
_FUNCTION_PROPERTIES: Final = frozenset({"arguments", "caller", "length", "name", "prototype"})

_ARRAY_METHODS: Final = frozenset({
    "at", "concat", "copyWithin", "entries", "every", "fill", "filter", "find", "findIndex",
    "findLast", "findLastIndex", "flat", "flatMap", "forEach", "includes", "indexOf", "join",
    "keys", "lastIndexOf", "map", "pop", "push", "reduce", "reduceRight", "reverse", "shift",
    "slice", "some", "sort", "splice", "toReversed", "toSorted", "toSpliced", "unshift",
    "values", "with",
})  # fmt: skip
"""The methods of Array.prototype (ECMA-262 23.1.3)."""

_STRING_METHODS: Final = frozenset({
    "anchor", "at", "big", "blink", "bold", "charAt", "charCodeAt", "codePointAt", "concat",
    "endsWith", "fixed", "fontcolor", "fontsize", "includes", "indexOf", "isWellFormed",
    "italics", "lastIndexOf", "link", "localeCompare", "match", "matchAll", "normalize",
    "padEnd", "padStart", "repeat", "replace", "replaceAll", "search", "slice", "small",
    "split", "startsWith", "strike", "sub", "substr", "substring", "sup", "toLocaleLowerCase",
    "toLocaleUpperCase", "toLowerCase", "toUpperCase", "toWellFormed", "trim", "trimEnd",
    "trimLeft", "trimRight", "trimStart",
})  # fmt: skip
_NUMBER_METHODS: Final = frozenset({"toExponential", "toFixed", "toPrecision"})
_METHODS: Final = {
    "array": _ARRAY_METHODS,
    "function": _FUNCTION_METHODS,
    "number": _NUMBER_METHODS,
    "string": _STRING_METHODS,
}
_RECENT: Final = frozenset({
    "at", "findLast", "findLastIndex", "isWellFormed", "toReversed", "toSorted", "toSpliced",
    "toWellFormed", "with",
})  # fmt: skip
"""Methods that not every browser in use has."""
_CONSTRUCTORS: Final = {
    "array": "Array", "function": "Function", "number": "Number", "object": "Object",
    "string": "String",
}  # fmt: skip


def get(machine: Machine, target: Traced, key: str) -> Traced:
    """The value of a property, traced to the slot that holds it.

    Raises Throws for a property of undefined or null.
    """
    value = target.value
    if value is None or value is UNDEFINED:
        what = "null" if value is None else "undefined"
        raise Throws("TypeError", f"Cannot read properties of {what} (reading '{key}')")
    if isinstance(value, Unknown):
        run_hooks(machine, target)
        return _get_of_unknown(machine, value, key)
    if isinstance(value, JSObject):
        return _get_of_object(machine, target, value, key)
    if isinstance(value, str):
        if key == "length":
            return untraced(float(strings.length(value)))
        if is_index(key):
            unit = strings.unit_at(value, int(key))
            if unit is not None:
                return untraced(unit)
    kind = "string" if isinstance(value, str) else "number" if isinstance(value, float) else ""
    return _inherited(machine, key, kind)


def run_hooks(machine: Machine, target: Traced) -> None:
    """What reading or writing something unknown may run: a getter or setter of the script."""
    if machine.hooks and runs_code(machine, [target]):
        havoc(machine, [target, *machine.escaped.values()], target)


def _get_of_unknown(machine: Machine, value: Unknown, key: str) -> Traced:
    if not value.path:
        return untraced(Unknown(value.reason, origin=value.origin))
    path = f"{value.path}.{key}"
    if machine.is_overwritten(path):
        return untraced(Unknown(f"the script assigns to {path}, which the browser may change"))
    return machine.world.member(path)


def _get_of_object(machine: Machine, target: Traced, value: JSObject, key: str) -> Traced:
    if value.unknown is not None:
        run_hooks(machine, target)
        return untraced(Unknown(value.unknown.reason, origin=value.unknown.origin))
    if isinstance(value, JSArray):
        if key == "length":
            return untraced(float(len(value.elements)))
        if is_index(key):
            index = int(key)
            element = value.elements[index] if index < len(value.elements) else None
            return read(machine, target, element) if element else _inherited(machine, key, "array")
    slot = value.slots.get(key)
    if slot is not None:
        return read(machine, target, slot)
    if isinstance(value, GlobalObject):
        if key in ALIASES:
            return untraced(value)
        found = machine.world.get(key)
        if found is not None:
            return found
        if machine.open_world is not None:
            return untraced(machine.open_world)
    if isinstance(value, JSArray):
        return _inherited(machine, key, "array")
    return _inherited(machine, key, "function" if isinstance(value, JSFunction) else "object")


def read(machine: Machine, target: Traced, slot: Slot) -> Traced:
    """What reading a property gives: of an accessor some value, of an absent one undefined."""
    traced = slot.traced
    unknown = traced.value
    if not isinstance(unknown, Unknown) or not (unknown.accessor or unknown.may_be_absent):
        return traced
    if unknown.accessor:
        havoc(machine, [target, traced, *machine.escaped.values()], traced)
    candidates = tuple(
        one if one.traced else Candidate(untraced(UNDEFINED), one.condition, one.holds)
        for one in unknown.candidates
    )
    value = Unknown(
        unknown.reason,
        origin=unknown.origin,
        candidates=() if unknown.accessor else candidates,
        reaches=(*unknown.reaches, target) if unknown.accessor else unknown.reaches,
    )
    value.may_be_absent = False
    return Traced(value, traced.node, traced.source, traced.inputs)


def _inherited(machine: Machine, key: str, kind: str) -> Traced:
    """A property that a value hasn't of its own; ``kind`` is empty for one of a rarer type."""
    if machine.polluted is not None:
        return untraced(machine.polluted)
    if key in machine.planted:
        return untraced(machine.planted[key])
    if key == "constructor" and kind in _CONSTRUCTORS:
        path = _CONSTRUCTORS[kind]
        return untraced(Unknown(f"the built-in {path} is not evaluated here", path=path))
    if key == "__proto__":
        return untraced(Unknown("prototypes are not evaluated here", path="Object.prototype"))
    if key in OBJECT_MEMBERS or key in _METHODS.get(kind, ()):
        reason = f"the built-in {key} of every {kind or 'value'} is not evaluated here"
        sure = "" if key in _RECENT else "function"
        return untraced(Unknown(reason, kind=sure, method=key))
    if not kind:
        return untraced(Unknown(f"the property {key} of this value is not evaluated here"))
    if kind == "function" and key in _FUNCTION_PROPERTIES:
        reason = f"the {key} of functions is not evaluated here"
        return untraced(Unknown(reason, method=key))
    return untraced(UNDEFINED)


def has(machine: Machine, target: Traced, key: str) -> bool | Unknown:
    """Whether an object has a property, its own or inherited (ECMA-262 7.3.12)."""
    owner = target.value
    assert isinstance(owner, JSObject)
    if owner.unknown is not None:
        return owner.unknown
    slot = owner.slots.get(key)
    if slot is not None:
        unknown = slot.traced.value
        return unknown if isinstance(unknown, Unknown) and unknown.may_be_absent else True
    if isinstance(owner, JSArray) and is_index(key) and int(key) < len(owner.elements):
        element = owner.elements[int(key)]
        if element is not None:
            unknown = element.traced.value
            return unknown if isinstance(unknown, Unknown) and unknown.may_be_absent else True
    if isinstance(owner, GlobalObject) and key in {"undefined", "NaN", "Infinity"}:
        return True
    found = get(machine, target, key).value
    if not isinstance(found, Unknown):
        return found is not UNDEFINED
    return True if found.method and found.kind else found


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
        path = f"{owner.path}.{key}" if owner.path else ""
        write_to_unknown(machine, target, value, path, key)
    elif isinstance(owner, GlobalObject) and key != "__proto__":
        put_global(machine, owner, key, value, at, strict)
    elif isinstance(owner, JSObject):
        _put_on_object(machine, owner, target, key, value, at, strict)
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
    if owner.unknown is not None:
        escape(machine, value)
        run_hooks(machine, target)
        return
    old = owner.slots.get(key)
    if old is not None and isinstance(old.traced.value, Unknown) and old.traced.value.accessor:
        escape(machine, value)
        havoc(machine, [target, old.traced, value, *machine.escaped.values()], old.traced)
        taint(machine, owner, Unknown("a setter may have kept it from changing", origin=value))
        return
    read_only = isinstance(owner, JSFunction) and key in {"name", "length"} and old is None
    if owner.frozen or read_only:
        if strict:
            raise Throws("TypeError", f"Cannot assign to read only property '{key}' of object")
        return
    inherits_setter = machine.polluted is not None and old is None
    if key == "__proto__" or (isinstance(owner, JSFunction) and key in {"arguments", "caller"}):
        taint(machine, owner, Unknown("its prototype is replaced", origin=value))
        escape(machine, value)
    elif inherits_setter:
        assert machine.polluted is not None
        taint(machine, owner, machine.polluted)
        escape(machine, value)
    elif isinstance(owner, JSArray) and (is_index(key) or key == "length"):
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
        escape(machine, value)
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
    if group == "s" and isinstance(value.value, str | float | bool | None):
        text = to_string(value.value)
        if text != value.value:
            value = Traced(text, value.node, value.source, (value,))
    elif group in {"s", "h"}:
        reason = f"the browser decides what an assignment to window.{key} stores"
        escape(machine, value)
        value = Traced(Unknown(reason), value.node, value.source, (value,))
    old = window.slots.get(key) or _buried(window, key)
    machine.journal.set_slot(window, key, Slot(value, at, old))


def write_to_unknown(
    machine: Machine, target: Traced, value: Traced, path: str, key: str = ""
) -> None:
    """A write through something unknown: it may be any object that it was made from."""
    machine.may_throw(target)
    mark_changed(machine, [target])
    if path:
        machine.overwritten.add(path)
    if may_be_prototype(target):
        pollute(machine, Unknown("the script changes a prototype", origin=target), key)
    escape(machine, value)
    havoc(machine, [target, *machine.escaped.values()], target)


def delete(machine: Machine, target: Traced, key: str, at: Traced, strict: bool) -> bool | Unknown:
    """The delete operator on a property: its result, after its effect. ``at`` is the operator."""
    owner = target.value
    if owner is None or owner is UNDEFINED:
        raise Throws("TypeError", "Cannot convert undefined or null to object")
    if isinstance(owner, Unknown):
        path = f"{owner.path}.{key}" if owner.path else ""
        write_to_unknown(machine, target, target, path)
        return Unknown(owner.reason, origin=owner.origin)
    if not isinstance(owner, JSObject):
        fixed = isinstance(owner, str) and (key == "length" or is_index(key))
        return Unknown("this delete is not evaluated") if fixed else True
    if owner.unknown is not None:
        return Unknown(owner.unknown.reason, origin=owner.unknown.origin)
    slot = owner.slots.get(key)
    index = int(key) if isinstance(owner, JSArray) and is_index(key) else None
    if index is not None:
        assert isinstance(owner, JSArray)
        slot = owner.elements[index] if index < len(owner.elements) else None
    fixed = isinstance(owner, JSArray) and key == "length"
    if isinstance(owner, GlobalObject) and slot is None and machine.world.get(key) is not None:
        machine.overwritten.add(key)
        return Unknown("whether the browser lets go of this is not known")
    fixed = fixed or (isinstance(owner, GlobalObject) and key in owner.permanent)
    if isinstance(owner, JSFunction) and key == "prototype" and slot is None:
        return Unknown("the prototype of functions is not evaluated here")
    if slot is None and not fixed:
        return True
    if owner.frozen or fixed:
        if strict:
            raise Throws("TypeError", f"Cannot delete property '{key}' of object")
        return False
    assert slot is not None
    machine.journal.before_change(owner)
    if index is not None:
        assert isinstance(owner, JSArray)
        owner.elements[index] = None
    else:
        del owner.slots[key]
        owner.graves = {**(owner.graves or {}), key: (slot, at)}
    return True
