"""What a browser calls its global object, and some of what it has there."""

from __future__ import annotations

from typing import Final

ALIASES: Final = frozenset({"window", "self", "globalThis", "frames"})
"""The global object's names for itself (HTML 7.2.2). ``top`` and ``parent`` are not among
them: a page in a frame has others."""

STORAGES: Final = frozenset({"localStorage", "sessionStorage"})
"""The objects that keep texts for an origin (HTML 12.2.2, 12.2.3)."""

ERRORS: Final = frozenset({
    "Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError",
})  # fmt: skip
"""The constructors of errors that every browser in use has (ECMA-262 20.5)."""


def is_handler(key: str) -> bool:
    """Whether a property of the browser's own is one that holds an event's handler."""
    return key.startswith("on") and len(key) > 2
