"""The names of a release's known keys: those at a place, and those that tell where they belong."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from appconfig_merge.known_keys.near_names import NearNames
from appconfig_merge.known_keys.schema import all_releases, holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from appconfig_merge.known_keys.schema import ReleaseNumber, Schema
    from appconfig_merge.paths import Path

_MOST_NAMES: Final = 40
"""Objects with more known names have those of components or features: anybody's words."""
_SEVERAL_WORDS: Final = r"[a-z]+[A-Z]\w*"


@cache
def near_names(release: ReleaseNumber | None, keys: tuple[str, ...]) -> NearNames:
    """The names that may be suggested within the object at some keys, or each one of a list there.

    None are where the keys lead to no known key. ``release`` is what
    :func:`~appconfig_merge.known_keys.schema.release_number` gives; None for those of all releases.
    """
    schema = schema_at(keys)
    return NearNames(
        name
        for name, inner in (schema or {}).get("properties", {}).items()
        if _is_of(inner, release)
    )


def schema_at(keys: tuple[str, ...]) -> Schema | None:
    """What is known, of all releases, of the key at some keys, or of each one of a list there."""
    schema: Schema = all_releases()
    for key in keys:
        inner = schema.get("properties", {}).get(key)
        if inner is None:
            return None
        schema = inner.get("items", inner)
    return schema


@cache
def telling_names(release: ReleaseNumber | None) -> Mapping[str, Path]:
    """The names that tell where they belong (``x-distinctive`` in the data), with that place."""
    places = _places(all_releases(), release, ())
    return MappingProxyType(
        {path[-1]: path for path, schema in places if schema.get("x-distinctive")}
    )


@cache
def sole_names(release: ReleaseNumber | None) -> Mapping[str, Path]:
    """The names of several words that exactly one place has, with that place.

    Of those that no object of Flex UI's own has at another place: among custom keys they are as
    good as any.
    """
    found: dict[str, list[Path]] = {}
    for path, _ in _places(all_releases(), release, ()):
        found.setdefault(path[-1], []).append(path)
    return MappingProxyType(
        {
            name: paths[0]
            for name, paths in found.items()
            if len(paths) == 1 and re.fullmatch(_SEVERAL_WORDS, name)
        }
    )


@cache
def object_names(release: ReleaseNumber | None) -> Mapping[str, frozenset[str]]:
    """The names of the texts, numbers and the like within each known object of the root.

    Not those of components' props or of an account's features, which may be any words.
    """
    return MappingProxyType(
        {
            owner: frozenset(
                name
                for name, inner in names.items()
                if _is_of(inner, release) and inner.get("type", "object") != "object"
            )
            for owner, schema in all_releases()["properties"].items()
            if _is_of(schema, release)
            and 1 < len(names := schema.get("properties", {})) < _MOST_NAMES
        }
    )


def _places(
    schema: Schema, release: ReleaseNumber | None, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Schema]]:
    """Every key that may be suggested, but those of the items of lists."""
    for name, inner in schema.get("properties", {}).items():
        if _is_of(inner, release):
            yield (*path, name), inner
            yield from _places(inner, release, (*path, name))


def _is_of(schema: Schema, release: ReleaseNumber | None) -> bool:
    """Whether a key may be suggested for a release, or for any."""
    return "x-private" not in schema and (release is None or holds(schema, release))
