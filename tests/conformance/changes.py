"""What differs between two encoded configurations, as steps that lead from one to the other.

Releases differ in little, and in the order of keys, of which JSON Patch (RFC 6902) knows nothing.
A step is a list like a patch's operation; its path is a JSON Pointer:

- ``["-", path]`` takes a key away;
- ``["=", path, value]`` replaces a value where it stands;
- ``["+", path, entries, key]`` puts new entries into an object behind one of its keys, behind null
  in front of all, and without a key at the end;
- ``[">", path, key]`` moves a key behind another one, or null.
"""

from __future__ import annotations

import json
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Step = Sequence[Any]


def changes(before: Any, after: Any, path: str = "") -> Iterator[Step]:
    """The steps from one value to another."""
    if _text(before) == _text(after):
        return
    if not _is_object(before) or not _is_object(after):
        yield "=", path, after
        return
    yield from (("-", _inner(path, key)) for key in before if key not in after)
    kept = [key for key in after if key in before]
    stay = _staying([key for key in before if key in after], kept)
    place = None
    for is_kept, run in groupby(after, before.__contains__):
        keys = list(run)
        if not is_kept:
            at_end = not kept
            yield "+", path, {key: after[key] for key in keys}, *([] if at_end else [place])
            place = keys[-1]
            continue
        for key in keys:
            if key not in stay:
                yield ">", _inner(path, key), place
            yield from changes(before[key], after[key], _inner(path, key))
            place = kept.pop(0)


def changed(value: Any, steps: Iterable[Step]) -> Any:
    """What the steps make of a value, which stays as it is."""
    result: Any = {"": json.loads(_text(value))}
    for kind, path, *more in steps:
        *parents, key = [part.replace("~1", "/").replace("~0", "~") for part in path.split("/")]
        inner = result
        for parent in parents:
            inner = inner[parent]
        if kind == "=":
            inner[key] = more[0]
        elif kind == "+":
            _put(inner[key], *more)
        else:
            removed = inner.pop(key)
            if kind == ">":
                _put(inner, {key: removed}, *more)
    return result[""]


def _put(inner: dict[str, Any], entries: dict[str, Any], *place: str | None) -> None:
    """Put entries behind a key, behind None in front, without one at the end."""
    items = list(inner.items())
    at = len(items)
    if place:
        at = 0 if place[0] is None else list(inner).index(place[0]) + 1
    inner.clear()
    inner.update([*items[:at], *entries.items(), *items[at:]])


def _staying(before: list[str], after: list[str]) -> set[str]:
    """The keys that needn't be moved."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return {key for start, _, size in blocks for key in before[start : start + size]}


def _is_object(value: Any) -> bool:
    """Whether it is written as an object, and isn't a tag of docs/output.md."""
    return isinstance(value, dict) and not isinstance(value.get("$js"), str)


def _inner(path: str, key: str) -> str:
    return f"{path}/{key.replace('~', '~0').replace('/', '~1')}"


def _text(value: Any) -> str:
    """What tells apart all that JSON tells apart: -0.0 and 0, 1 and true, orders of keys."""
    return json.dumps(value)
