"""The built-in functions that are modelled, and those known to change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from appconfig_merge.evaluation.effects import taint
from appconfig_merge.evaluation.literals import copy_properties
from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.values import (
    UNDEFINED,
    JSArray,
    JSFunction,
    JSObject,
    RegExp,
    Traced,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.evaluation.scopes import Scope

    Model: TypeAlias = Callable[[Machine, list[Traced], Traced, Scope], Value]


def object_assign(machine: Machine, arguments: list[Traced], at: Traced, scope: Scope) -> Value:
    """Object.assign (ECMA-262 20.1.2.1)."""
    target = arguments[0].value if arguments else UNDEFINED
    if target is None or target is UNDEFINED:
        raise Throws("TypeError", "Cannot convert undefined or null to object", at)
    if isinstance(target, Unknown):
        raise NotKnown(Unknown(target.reason, origin=arguments[0]))
    if type(target) not in {JSObject, JSFunction} or not isinstance(target, JSObject):
        if isinstance(target, JSObject):
            taint(machine, target, Unknown("Object.assign on it is not evaluated", origin=at))
            return target
        raise NotKnown(Unknown("Object.assign on this value is not evaluated"))
    if target.unknown is not None:
        return target
    for argument in arguments[1:]:
        if target.frozen:
            if _has_properties(argument):
                raise Throws("TypeError", "Cannot assign to read only property of object", at)
            continue
        if any(
            isinstance(slot.traced.value, Unknown) and slot.traced.value.accessor
            for slot in target.slots.values()
        ):
            taint(machine, target, Unknown("Object.assign may call its setters", origin=at))
            return target
        copy_properties(machine, target, argument, Traced(argument.value, at.node, at.source, (argument,)))
    return target


def _has_properties(argument: Traced) -> bool:
    value = argument.value
    if isinstance(value, Unknown):
        raise NotKnown(value)
    if isinstance(value, JSArray):
        return bool(value.elements or value.slots)
    return bool(value.slots) if isinstance(value, JSObject) else bool(value)


def object_freeze(machine: Machine, arguments: list[Traced], _at: Traced, _scope: Scope) -> Value:
    """Object.freeze (ECMA-262 20.1.2.6): gives its argument back."""
    value = arguments[0].value if arguments else UNDEFINED
    if isinstance(value, JSObject):
        machine.journal.before_change(value)
        value.frozen = True
    return value


MODELLED: Final[dict[str, Model]] = {
    "Object.assign": object_assign,
    "Object.freeze": object_freeze,
}
"""Built-in functions by the name under which the global object has them."""

HARMLESS: Final = frozenset({
    "Array.isArray", "Array.of", "BigInt", "Boolean", "Date.now", "Date.parse", "Date.UTC",
    "JSON.parse", "JSON.stringify", "Number", "Object.entries", "Object.fromEntries",
    "Object.getOwnPropertyNames", "Object.getPrototypeOf", "Object.is", "Object.isFrozen",
    "Object.keys", "Object.values", "String", "Symbol", "Symbol.for", "atob", "btoa",
    "decodeURI", "decodeURIComponent", "document.getElementById", "document.querySelector",
    "encodeURI", "encodeURIComponent", "isFinite", "isNaN", "localStorage.getItem",
    "localStorage.setItem", "parseFloat", "parseInt", "sessionStorage.getItem",
    "sessionStorage.setItem", "structuredClone",
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
