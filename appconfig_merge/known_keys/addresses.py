"""Which known keys take an address, whole or relative to the page."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from appconfig_merge.known_keys.schema import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.known_keys.schema import Schema
    from appconfig_merge.paths import Path


@cache
def address_paths(version: str) -> tuple[Path, ...]:
    """The keys of a release that take an address, in the schema's order.

    Raises InputError for what is no version.
    """
    return tuple(_addresses(schema_of(version), ()))


def _addresses(schema: Schema, path: Path) -> Iterator[Path]:
    for key, inner in schema.get("properties", {}).items():
        if inner.get("format") == "uri-reference":
            yield (*path, key)
        yield from _addresses(inner, (*path, key))
