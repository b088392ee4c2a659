"""The paths that a person may have meant who asks for one that isn't there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.limits import MAX_NEAREST_PATHS
from appconfig_merge.paths import format_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.paths import Path


def nearest_paths(wanted: Path, paths: Iterable[Path]) -> tuple[Path, ...]:
    """Of existing paths those that are like one, beside it, or of its name."""
    import difflib

    last = str(wanted[-1]).lower()
    same_name: list[Path] = []
    beside: dict[str, Path] = {}
    known: dict[str, Path] = {}
    parent = wanted[:-1]
    for path in paths:
        key = str(path[-1])
        if key.lower() == last and len(same_name) < 3:
            same_name.append(path)
        if len(known) < MAX_NEAREST_PATHS:
            known[format_path(path)] = path
        if path[:-1] == parent and len(beside) < MAX_NEAREST_PATHS:
            beside[key] = path
    alike = difflib.get_close_matches(str(wanted[-1])[:100], beside, n=3, cutoff=0.6)
    near = [beside[key] for key in alike]
    if len(known) < MAX_NEAREST_PATHS:
        text = format_path(wanted)[:200]
        near.extend(known[name] for name in difflib.get_close_matches(text, known, n=3))
    return tuple(dict.fromkeys((*near, *same_name)))
