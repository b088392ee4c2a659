"""The built-in functions that aren't modelled: those that change nothing."""

from __future__ import annotations

from typing import Final

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
