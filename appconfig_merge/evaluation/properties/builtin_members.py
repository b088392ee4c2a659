"""The built-in properties that values inherit, by the kind of the value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.world import OBJECT_MEMBERS
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.strings import STRING_METHODS
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Traced, Unknown

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine

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

_NUMBER_METHODS: Final = frozenset({"toExponential", "toFixed", "toPrecision"})
_COLLECTION_METHODS: Final = frozenset({
    "clear", "delete", "entries", "forEach", "has", "keys", "values",
})  # fmt: skip
_METHODS: Final = {
    "map": _COLLECTION_METHODS | {"get", "set"},
    "set": _COLLECTION_METHODS | {"add"},
    "array": _ARRAY_METHODS,
    "function": _FUNCTION_METHODS,
    "number": _NUMBER_METHODS,
    "string": STRING_METHODS,
}
_RECENT: Final = frozenset({
    "at", "findLast", "findLastIndex", "isWellFormed", "toReversed", "toSorted", "toSpliced",
    "toWellFormed", "with",
})  # fmt: skip
"""Methods that not every browser in use has."""
_CONSTRUCTORS: Final = {
    "array": "Array", "function": "Function", "map": "Map", "number": "Number",
    "object": "Object", "set": "Set", "string": "String",
}  # fmt: skip


def inherited(machine: Machine, key: str, kind: str) -> Traced:
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
