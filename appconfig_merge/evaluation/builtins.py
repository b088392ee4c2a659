"""The built-in functions that are modelled, and those known to change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from appconfig_merge.evaluation.effects import escape, havoc, taint
from appconfig_merge.evaluation.literals import copy_properties, enumerable, openly
from appconfig_merge.evaluation.members import put, write_to_unknown
from appconfig_merge.evaluation.scopes import untraced
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.values import (
    UNDEFINED,
    JSObject,
    Slot,
    Traced,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.evaluation.machine import Machine

    Model: TypeAlias = Callable[[Machine, list[Traced], Traced], Value]


def object_assign(machine: Machine, arguments: list[Traced], at: Traced) -> Value:
    """Object.assign (ECMA-262 20.1.2.1)."""
    to = arguments[0] if arguments else untraced(UNDEFINED)
    target = to.value
    if target is None or target is UNDEFINED:
        raise Throws("TypeError", "Cannot convert undefined or null to object", at)
    if isinstance(target, Unknown):
        for argument in arguments[1:]:
            write_to_unknown(machine, to, argument, "")
        raise NotKnown(target)
    if not isinstance(target, JSObject):
        raise NotKnown(Unknown("Object.assign on this value is not evaluated"))
    for argument in arguments[1:]:
        via = Traced(argument.value, at.node, at.source, (argument,))
        plain = (
            type(target) is JSObject
            and target.unknown is None
            and not target.frozen
            and machine.polluted is None
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
    return target


def _has_setter(slot: Slot) -> bool:
    return isinstance(slot.traced.value, Unknown) and slot.traced.value.accessor


def object_freeze(machine: Machine, arguments: list[Traced], at: Traced) -> Value:
    """Object.freeze (ECMA-262 20.1.2.6): gives its argument back."""
    argument = arguments[0] if arguments else untraced(UNDEFINED)
    value = argument.value
    if isinstance(value, Unknown | GlobalObject):
        havoc(machine, [argument], at)
    elif isinstance(value, JSObject):
        machine.journal.before_change(value)
        value.frozen = True
    return value


MODELLED: Final[dict[str, Model]] = {
    "Object.assign": object_assign,
    "Object.freeze": object_freeze,
}
"""Built-in functions by the name under which the global object has them."""

HARMLESS: Final = frozenset({
    "Array.isArray", "Array.of", "BigInt", "Boolean", "Date", "Date.now", "Date.parse", "Date.UTC",
    "JSON.parse", "JSON.stringify", "Number", "Object.entries", "Object.fromEntries",
    "Object.getOwnPropertyNames", "Object.getPrototypeOf", "Object.is", "Object.isFrozen",
    "Object.keys", "Object.values", "String", "Symbol", "Symbol.for", "atob", "btoa",
    "decodeURI", "decodeURIComponent", "document.getElementById", "document.querySelector",
    "encodeURI", "encodeURIComponent", "isFinite", "isNaN", "localStorage.getItem",
    "localStorage.setItem", "parseFloat", "parseInt", "sessionStorage.getItem",
    "sessionStorage.setItem", "structuredClone", "URL", "URLSearchParams",
    *("Number." + name for name in ("isFinite", "isInteger", "isNaN", "isSafeInteger",
                                    "parseFloat", "parseInt")),
    *("Math." + name for name in ("abs", "ceil", "floor", "max", "min", "random", "round",
                                  "sign", "trunc")),
})  # fmt: skip
"""Functions that change nothing that they are handed, and keep nothing of it."""

HARMLESS_METHODS: Final = frozenset({
    "at", "charAt", "charCodeAt", "codePointAt", "concat", "endsWith", "entries", "filter",
    "find", "findIndex", "flat", "forEach", "hasOwnProperty", "includes", "indexOf", "join",
    "keys", "lastIndexOf", "localeCompare", "map", "match", "padEnd", "padStart", "reduce",
    "repeat", "replace", "replaceAll", "search", "slice", "some", "every", "split",
    "startsWith", "substr", "substring", "test", "toFixed", "toLocaleLowerCase",
    "toLocaleString", "toLocaleUpperCase", "toLowerCase", "toString", "toUpperCase", "trim",
    "trimEnd", "trimStart", "values", "valueOf",
})  # fmt: skip
"""Built-in methods that change neither their receiver nor their arguments; a function among
the arguments still may."""

STORAGE_METHODS: Final = frozenset(
    f"{storage}.{method}"
    for storage in ("localStorage", "sessionStorage")
    for method in ("clear", "removeItem", "setItem")
)
"""Functions that change what the page keeps: what is defined of it holds no longer."""
