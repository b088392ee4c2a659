"""The names of a release's known keys: those at a place, and those that tell where they belong."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from appconfig_merge.known_keys.near_names import NearNames
from appconfig_merge.known_keys.schema import all_releases, holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from appconfig_merge.known_keys.schema import ReleaseNumber, Schema
    from appconfig_merge.paths import Path


@cache
def near_names(release: ReleaseNumber, keys: tuple[str, ...]) -> NearNames:
    """The names that may be suggested within the object at some keys, or each one of a list there.

    None are where the keys lead to no known key. ``release`` is what
    :func:`~appconfig_merge.known_keys.schema.release_number` gives.
    """
    schema: Schema = all_releases()
    for key in keys:
        inner = schema.get("properties", {}).get(key)
        if inner is None:
            return NearNames(())
        schema = inner.get("items", inner)
    return NearNames(
        name
        for name, inner in schema.get("properties", {}).items()
        if holds(inner, release) and "x-private" not in inner
    )


@cache
def telling_names(release: ReleaseNumber) -> Mapping[str, Path]:
    """The names that tell where they belong (``x-distinctive`` in the data), with that place."""
    return MappingProxyType(dict(_telling(all_releases(), release, ())))


def _telling(schema: Schema, release: ReleaseNumber, path: Path) -> Iterator[tuple[str, Path]]:
    for name, inner in schema.get("properties", {}).items():
        if holds(inner, release):
            if inner.get("x-distinctive"):
                yield name, (*path, name)
            yield from _telling(inner, release, (*path, name))
