"""Random values, as JSON data and as JavaScript: of the right types and of all others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

LEVELS = ("trace", "debug", "info", "warn", "error", "silent", "ERROR", "Debug")
SDKS = ("chat", "worker", "flex", "voice", "insights", "video")
ODD_KEYS = (
    "0", "1", "12", "01", "-1", "4294967295", "", " ", "a b", "a.b", "$js", "length", "name",
    "constructor", "toString", "größe", "日本", "😀", "undefined", "custom_data", "UPPER",
)  # fmt: skip
_STRINGS = (
    "", "a", "Dark", "0", "true", "null", "https://example.com/x?y=1#z", "größe", "😀", "\u2028",
    'quo"te', "back\\slash", "</script>", "line\nbreak", "FlexDark", "en-US", "debug",
)  # fmt: skip
_NUMBERS = (0, -0.0, 1, -1, 2, 42, 1.5, 1e21, 1e-7, 10485760, 4294967296, 0.1)
_CODE = (
    "undefined", "void 0", "NaN", "-0", "Infinity", "-Infinity", "0x1F", "10n", "1_000", ".5",
    "/ab+c/gi", "/[/]\\//u", "(a, b) => a + b", "x => ({ y: x })", "function () { return 1; }",
    "function named(a) { return `${a}!`; }", "async () => {}", "function* () { yield 1; }",
    "class Thing { constructor() { this.x = 1; } }", "[, 1, , 2]", "new Date(0)",
    "new (class Box { constructor() { this.level = 1; } })()", "Object.create(null)",
    "new Map([[1, 2]])", "!0", "!1", "`text ${1 + 1}`", "'a' + 'b'", "1 / 3", "[].concat([1], 2)",
    "null || 'fallback'", "0 ?? 1", "Object.freeze({ frozen: true })", "new String('boxed')",
    "JSON.parse('{\"parsed\": {\"deep\": [1]}}')", "Object.assign({}, { a: 1 }, { b: 2 })",
    "{ ...{ spread: { x: 1 } }, own: 2 }", "[...'ab']", "'abc'.split('')", "[1, 2].map(x => x * 2)",
    "location.hostname", "location.hash ? { a: 1 } : 'b'", "screen.width && ['c']",
    "{ method() { return 1; } }", "{ get got() { return 1; } }", "{ ['computed' + 1]: 1 }",
)  # fmt: skip


class Code(NamedTuple):
    """A JavaScript expression."""

    text: str


def scalar(rng: Random) -> Any:
    """A string, number, boolean or null."""
    return rng.choice((rng.choice(_STRINGS), rng.choice(_NUMBERS), True, False, None))


def any_data(rng: Random, depth: int = 0) -> Any:
    """Any JSON value."""
    kind = rng.random()
    if depth > 2 or kind < 0.5:
        return scalar(rng)
    if kind < 0.65:
        return [any_data(rng, depth + 1) for _ in range(rng.randrange(4))]
    return {key(rng): any_data(rng, depth + 1) for _ in range(rng.randrange(4))}


def any_value(rng: Random, depth: int = 0) -> Any:
    """Any JavaScript value: data, code, or data with code in it."""
    kind = rng.random()
    if kind < 0.3:
        return Code("undefined" if kind < 0.06 else rng.choice(_CODE))
    if depth > 2 or kind < 0.6:
        return scalar(rng)
    if kind < 0.7:
        return [any_value(rng, depth + 1) for _ in range(rng.randrange(4))]
    return {key(rng): any_value(rng, depth + 1) for _ in range(rng.randrange(4))}


def key(rng: Random) -> str:
    """A key: a short one that others have too, or an odd one."""
    return rng.choice("abcd") if rng.random() < 0.6 else rng.choice(ODD_KEYS)


def log_level(rng: Random) -> Any:
    """Mostly a level that Flex UI takes."""
    kind = rng.random()
    if kind < 0.85:
        return rng.choice(LEVELS)
    if kind < 0.97:
        return rng.choice(("", None, 0, False, 2, 5))
    return rng.choice(({"a": 1}, [], "loud", 9, True))


def sdk_options(rng: Random, other: Callable[[Random], Any]) -> Any:
    """An sdkOptions of any shape: what the log-level step reads, at every depth right and wrong."""
    if rng.random() < 0.1:
        return other(rng)
    return {name: _sdk(rng, name, other) for name in rng.sample(SDKS, rng.randrange(len(SDKS) + 1))}


def _sdk(rng: Random, name: str, other: Callable[[Random], Any]) -> Any:
    if rng.random() < 0.2:
        return other(rng)
    level = rng.choice((*LEVELS, "", None, 0, False, "loud", other(rng)))
    result: dict[str, Any] = {rng.choice(("region", "options", "0")): other(rng)}
    if name == "flex":
        result["logger"] = other(rng) if rng.random() < 0.3 else {"level": level}
    elif name == "voice" and rng.random() < 0.5:
        result["debug"] = rng.choice((True, False, None, 0, "", "yes", other(rng)))
    if rng.random() < 0.7:
        result["logLevel"] = level
    if rng.random() < 0.5:
        result = dict(reversed(result.items()))
    return result


def to_javascript(rng: Random, value: Any) -> str:
    """A value as an expression, written in one of several ways."""
    if isinstance(value, Code):
        return value.text
    if isinstance(value, list):
        return "[" + ", ".join(to_javascript(rng, item) for item in value) + "]"
    if isinstance(value, dict):
        members = (f"{_key(rng, key)}: {to_javascript(rng, item)}" for key, item in value.items())
        return "{ " + ", ".join(members) + " }" if value else "{}"
    return _string(rng, value) if isinstance(value, str) else json.dumps(value)


def _key(rng: Random, key: str) -> str:
    if key.isidentifier() and key.isascii() and rng.random() < 0.8:
        return key
    return _string(rng, key)


def _string(rng: Random, text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=rng.random() < 0.5)
    if rng.random() < 0.4 and "'" not in text and '"' not in text:
        return f"'{quoted[1:-1]}'"
    return quoted
