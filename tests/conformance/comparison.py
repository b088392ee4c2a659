"""A real configuration and ours, value by value and key by key, in order."""

from __future__ import annotations

import json
from itertools import zip_longest
from typing import Any, NamedTuple

_NOTHING = object()


class Outcome(NamedTuple):
    """What a comparison found: the first difference (empty: none), and how many values."""

    difference: str
    compared: int
    unresolved: int


def compare(real: Any, ours: Any) -> Outcome:
    """Compare two values encoded as docs/output.md says.

    What we call unresolved is counted; it agrees with anything, but where we name candidates with
    one of them only. The order of an object's keys
    counts; so does every difference that JavaScript makes between values.
    """
    compared = unresolved = 0
    work: list[tuple[str, Any, Any]] = [("", real, ours)]
    while work:
        path, left, right = work.pop()
        if _tag(right) == "unresolved":
            unresolved += 1
            if not _is_candidate(left, right):
                said = f"{path}: it is {_text(left)}, which is none of our candidates"
                return Outcome(said, compared, unresolved)
        elif _is_object(left) and _is_object(right):
            one, other = _members(left), _members(right)
            if list(one) != list(other):
                said = f"{path or '.'}: its keys are {list(one)}, ours {list(other)}"
                return Outcome(said, compared, unresolved)
            work.extend((f"{path}.{key}", one[key], other[key]) for key in reversed(one))
        elif isinstance(left, list) and isinstance(right, list):
            pairs = enumerate(zip_longest(left, right, fillvalue=_NOTHING))
            work.extend((f"{path}[{index}]", *pair) for index, pair in pairs)
        elif _same(left, right):
            compared += 1
        else:
            said = f"{path or '.'}: it is {_text(left)}, ours {_text(right)}"
            return Outcome(said, compared, unresolved)
    return Outcome("", compared, unresolved)


def _is_candidate(real: Any, unresolved: dict[str, Any]) -> bool:
    candidates = unresolved.get("candidates", [])
    return not candidates or any(
        "value" in one and not compare(real, one["value"]).difference for one in candidates
    )


def _tag(value: Any) -> str:
    return value.get("$js", "") if isinstance(value, dict) and _is_tag(value) else ""


def _is_tag(value: dict[str, Any]) -> bool:
    return isinstance(value.get("$js"), str)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict) and _tag(value) in {"", "object"}


def _members(value: dict[str, Any]) -> dict[str, Any]:
    if _tag(value) == "object":
        members: dict[str, Any] = value["value"]
        return members
    return value


def _same(left: Any, right: Any) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, int | float) and isinstance(right, int | float):
        return left == right
    return type(left) is type(right) and bool(left == right)


def _text(value: Any) -> str:
    return "missing" if value is _NOTHING else json.dumps(value)[:300]
