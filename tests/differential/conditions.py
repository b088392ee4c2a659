"""What is told of an unresolved value: conditions that lead to it, an expression that gives it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from appconfig_merge import Unresolved
from tests.differential.comparison import fits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PLACE = r"(?:page\.(?:flag|n|s|other)|location\.(?:hostname|search)|navigator\.language)"
_LITERAL = r"(?:'\w*'|\"\w*\"|-?\d+|true|false|null)"
CLOSED = re.compile(rf"!?{_PLACE}(?: [=!]==? {_LITERAL})?|typeof {_PLACE} [=!]==? '\w+'")
"""Texts that mean the same wherever they stand, in a script that sets nothing of the page."""


def conditions(value: Any) -> Iterator[str]:
    """The texts of conditions in a value, of those that can be tried."""
    if isinstance(value, Unresolved):
        for one in value.candidates:
            if CLOSED.fullmatch(one.condition):
                yield one.condition
            yield from conditions(one.value)
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from conditions(item)


def portables(value: Any, node: list[Any] | None) -> Iterator[tuple[str, list[Any]]]:
    """The expressions that are told to give a value on the page, and what they have to give."""
    if node is None:
        return
    if isinstance(value, Unresolved):
        if value.portable:
            yield value.portable, node
    elif isinstance(value, dict) and node[0] == "object":
        theirs = dict(node[1])
        for key, item in value.items():
            yield from portables(item, theirs.get(key))
    elif isinstance(value, list) and node[0] == "array":
        for item, other in zip(value, node[1], strict=False):
            yield from portables(item, other)


def script_of(texts: list[str], expressions: list[str]) -> str:
    """A script that tells which conditions hold, and what expressions give."""
    held = ", ".join(f"{json.dumps(text)}: !!({text})" for text in texts)
    given = ", ".join(
        f"(() => {{ try {{ return [{one}]; }} catch {{}} }})()" for one in expressions
    )
    return f"var appConfig = {{held: {{{held}}}, given: [{given}]}};"


def misled(
    ours: Any, node: list[Any] | None, holds: Callable[[str], bool | None], path: str = "appConfig"
) -> str:
    """Where a condition leads to another candidate than the value; empty where none does.

    ``node`` is None where nothing is; ``holds`` gives None for a condition that wasn't tried.
    """
    if isinstance(ours, Unresolved):
        for one in ours.candidates:
            held = holds(one.condition)
            if held is None:
                return ""  # it may be this one
            if held == one.holds:
                is_there = one.present and not isinstance(one.value, Unresolved)
                if is_there if node is None else not fits(one, node):
                    return f"{path}: {one!r} is chosen, and it is {node!r}"
                return misled(one.value, node, holds, path)
        return ""
    pairs: list[tuple[Any, list[Any] | None, object]] = []
    if isinstance(ours, dict) and node is not None and node[0] == "object":
        theirs = dict(node[1])
        pairs = [(value, theirs.get(key), key) for key, value in ours.items()]
    elif isinstance(ours, list) and node is not None and node[0] == "array":
        pairs = [(*pair, at) for at, pair in enumerate(zip(ours, node[1], strict=False))]
    found = (misled(one, other, holds, f"{path}.{key}") for one, other, key in pairs)
    return next(filter(None, found), "")
