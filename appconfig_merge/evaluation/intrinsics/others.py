"""The built-in functions that aren't modelled: which change nothing, and why they aren't known."""

from __future__ import annotations

from typing import Final

_CLOCK: Final = "it depends on the clock"
_LANGUAGE: Final = "it depends on the browser's language"
_REGEXP: Final = "regular expressions are not evaluated"
_CODE: Final = "code in a string is not evaluated"
_SYMBOL: Final = "symbols are not evaluated"
_RANDOM: Final = "it is random"
_REASONS: Final = {
    "Date": _CLOCK,
    "Function": _CODE,
    "eval": _CODE,
    "Intl": _LANGUAGE,
    "Math.random": _RANDOM,
    "RegExp": _REGEXP,
    "Symbol": _SYMBOL,
    "crypto": _RANDOM,
    "exec": _REGEXP,
    "getTimezoneOffset": _CLOCK,
    "localeCompare": _LANGUAGE,
    "match": _REGEXP,
    "matchAll": _REGEXP,
    "performance": _CLOCK,
    "search": _REGEXP,
    "test": _REGEXP,
}


def reason_for(path: str, method: str, inherited: str = "") -> str:
    """Why the result of a built-in function depends on more than the script; empty where not.

    ``inherited`` is why the function itself isn't known.
    """
    if method.startswith("toLocale"):
        return _LANGUAGE
    for name in (path, path.partition(".")[0], method):
        if name in _REASONS:
            return _REASONS[name]
    return inherited if inherited in _REASONS.values() else ""


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
