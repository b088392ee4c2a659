"""Places in a JSON document: which exist, and reading, setting and removing what is there.

A slot is a key of an object or an index of an array, the index after the last being the place where
an element is appended.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.paths import Path
    from appconfig_merge.values import JsonValue


def array_index(step: str | int) -> int | None:
    """The index that a step means in an array (RFC 6901, 4); None if it means none."""
    if isinstance(step, int):
        return step if step >= 0 else None
    return int(step) if re.fullmatch("0|[1-9][0-9]{0,17}", step) else None


def existing_slot(owner: JsonValue, step: str | int) -> str | int | None:
    """The key or index of a step that exists in a value; None if there is no such thing."""
    if isinstance(owner, dict):
        return str(step) if str(step) in owner else None
    if isinstance(owner, list):
        index = array_index(step)
        return index if index is not None and index < len(owner) else None
    return None


def resolved(document: JsonValue, steps: Iterable[str | int]) -> tuple[Path, JsonValue] | None:
    """The path of something that exists, its indices as int, and its value; or None."""
    path: list[str | int] = []
    value = document
    for step in steps:
        slot = existing_slot(value, step)
        if slot is None:
            return None
        path.append(slot)
        value = get_value(value, slot)
    return tuple(path), value


def get_value(owner: JsonValue, slot: str | int) -> JsonValue:
    """What is at a slot; None where an element is yet to be appended, or a key to be added."""
    if isinstance(owner, dict):
        return owner.get(str(slot))
    assert isinstance(owner, list)
    assert isinstance(slot, int)
    return owner[slot] if slot < len(owner) else None


def put_value(
    owner: dict[str, JsonValue] | list[JsonValue], slot: str | int, value: JsonValue
) -> None:
    """Set or add what is at a slot."""
    if isinstance(owner, dict):
        owner[str(slot)] = value
    elif slot == len(owner):
        owner.append(value)
    else:
        assert isinstance(slot, int)
        owner[slot] = value


def delete_value(owner: dict[str, JsonValue] | list[JsonValue], slot: str | int) -> None:
    """Remove what is at a slot that exists."""
    if isinstance(owner, dict):
        del owner[str(slot)]
    else:
        assert isinstance(slot, int)
        del owner[slot]
