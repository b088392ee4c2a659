"""Why what a built-in function gives depends on more than the script."""

from __future__ import annotations

from typing import Final

from appconfig_merge.evaluation.intrinsics.table import method, row

_REASONS: Final = {
    "clock": "it depends on the clock",
    "code": "code in a string is not evaluated",
    "language": "it depends on the browser's language",
    "random": "it is random",
    "symbols": "symbols are not evaluated",
}


def reason_for(path: str, key: str, inherited: str = "") -> str:
    """Why the result of a built-in function depends on more than the script; empty where not.

    ``key`` is the property that the function was read from, ``inherited`` why the function itself
    isn't known.
    """
    for found in (row(path), row(path.partition(".")[0]), method(key)):
        if found is not None and found.reason:
            return _REASONS[found.reason]
    return inherited if inherited in _REASONS.values() else ""
