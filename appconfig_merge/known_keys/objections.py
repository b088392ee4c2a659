"""What ``check`` has against a key, whatever its value: for whoever is about to advise it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.known_keys.meant import Meaning
from appconfig_merge.known_keys.schema import all_releases, holds, release_number, types_of
from appconfig_merge.layers.properties import RESOURCE_ONLY
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.known_keys.schema import Schema
    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue

_ANY_VALUE = Unresolved("", "")
"""Of this nothing is known, so that nothing can be wrong with it."""


def known_instead(path: Path, version: str) -> Path | None:
    """The known key of a release that was probably meant by one that Flex UI doesn't know."""
    found: Path | None = None
    for _ in path:  # each key of it may be another one
        walk = _Walk(path if found is None else found, version)
        if walk.meant is None or walk.meant.path is None:
            break
        found = (*walk.meant.path, *(path if found is None else found)[walk.length + 1 :])
    return found


def is_objected(path: Path, version: str, columns: Mapping[str, Path], *, is_script: bool) -> bool:
    """Whether ``check`` has something against a key at a path, in the script or ui_attributes.

    ``columns`` are the properties of the resource that Flex UI puts in the place of a key, with
    that key's path.
    """
    found = _Walk(path, version, columns)
    if not is_script and any(path[:1] == place[:1] for place in columns.values()):
        return True
    if is_script and path[:1] and path[0] in RESOURCE_ONLY:
        return True
    return found.meant is not None or found.is_refused


def is_never_read(path: Path, version: str) -> bool:
    """Whether a release has no such key, but one that was probably meant, or none here."""
    return _Walk(path, version).meant is not None


class _Walk:
    """A path followed to the first key of it that a release doesn't know, after ``length`` keys."""

    def __init__(self, path: Path, version: str, columns: Mapping[str, Path] | None = None) -> None:
        release = release_number(version)
        values: ConfigValue = _ANY_VALUE
        for key in reversed(path):
            values = [values] if isinstance(key, int) else {key: values}
        root = values if isinstance(values, dict) else {}
        schema = all_releases()
        self.length = 0
        self.meant = None
        self.is_refused = False
        for self.length, key in enumerate(path):
            if isinstance(key, int):
                schema, values = schema.get("items", {}), _ANY_VALUE
                continue
            known = schema.get("properties")
            if known is None or not isinstance(values, dict):
                return
            if key not in known:
                meaning = Meaning(release, columns or {})
                found = meaning.of(root, values, known, path[: self.length])
                self.meant = next((meant for _, meant in found), None)
                return
            if not holds(known[key], release):
                self.is_refused = True
                return
            schema, values = known[key], values[key]
            if self.length + 1 < len(path) and not _holds(schema, path[self.length + 1]):
                self.is_refused = True
                return


def _holds(schema: Schema, key: str | int) -> bool:
    """Whether a key takes an object, or at an index a list, as far as is known."""
    holders = {"object", "array"} if isinstance(key, int) else {"object"}
    return "type" not in schema or not holders.isdisjoint(types_of(schema))
