"""Why what a built-in function gives depends on more than the script."""

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
