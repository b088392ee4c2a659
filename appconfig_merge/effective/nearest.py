"""The paths that a person may have meant who asks for one that isn't there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.limits import MAX_COMPARED_NAMES
from appconfig_merge.paths import format_path
from appconfig_merge.suggestions import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.paths import Path


def nearest_paths(wanted: Path, paths: Iterable[Path]) -> tuple[Path, ...]:
    """Of existing paths those that are like one, beside it, or of its name."""
    last = str(wanted[-1]).lower()
    same_name: list[Path] = []
    beside: dict[str, Path] = {}
    known: dict[str, Path] = {}
    parent = wanted[:-1]
    for path in paths:
        key = str(path[-1])
        if key.lower() == last and len(same_name) < 3:
            same_name.append(path)
        if len(known) <= MAX_COMPARED_NAMES:
            known[format_path(path)] = path
        if path[:-1] == parent and len(beside) <= MAX_COMPARED_NAMES:
            beside[key] = path
    near = [beside[key] for key in suggest(last, beside, 3)]
    near.extend(known[name] for name in suggest(format_path(wanted), known, 3))
    return tuple(dict.fromkeys((*near, *same_name)))
