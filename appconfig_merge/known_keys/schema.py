"""The JSON Schema of the known keys: of all releases, and of one."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from appconfig_merge.errors import InputError
from appconfig_merge.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

    Schema: TypeAlias = "Mapping[str, Any]"
    """A JSON Schema; it is read, never changed."""

ReleaseNumber: TypeAlias = tuple[int, int]
"""Major and minor: keys come and go with minor releases."""

_NEWEST = 10**9
_VERSION = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,9})(?:\.[0-9]+)?)?(?:[-+].*)?", re.DOTALL)


@cache
def all_releases() -> Schema:
    """The schema that is shipped: the keys of every release, each with where it exists."""
    schema: Schema = json.loads(shipped("known-keys.schema.json"))
    return schema


def schema_of(version: str) -> Schema:
    """The schema of one release, ``2.17.1``, ``1.34`` or ``2`` (the newest 2.x).

    It has the keys that exist there and no others; objects are open, so that custom keys pass.
    Raises InputError for what is no version.
    """
    return _derived(release_number(version))


@cache
def _derived(release: ReleaseNumber) -> Schema:
    return _only(all_releases(), release)


def _only(schema: Schema, release: ReleaseNumber) -> Schema:
    """A schema without the parts that don't hold in a release."""
    derived = dict(schema)
    if "properties" in schema:
        derived["properties"] = {
            key: _only(inner, release)
            for key, inner in schema["properties"].items()
            if holds(inner, release)
        }
    if "allOf" in schema:
        derived["allOf"] = [
            _only(inner, release) for inner in schema["allOf"] if holds(inner, release)
        ]
    if "items" in schema:
        derived["items"] = _only(schema["items"], release)
    return derived


def release_number(version: str) -> ReleaseNumber:
    """Major and minor of a version; a major alone stands for its newest release.

    Raises InputError for what is no version.
    """
    match = _VERSION.fullmatch(version)
    if match is None:
        raise InputError(
            f"{version[:40]!r} is no version of Flex UI", help="give one such as 2.17.1, 2.17 or 2"
        )
    return int(match[1]), _NEWEST if match[2] is None else int(match[2])


def holds(schema: Schema, release: ReleaseNumber) -> bool:
    """Whether what a schema describes exists in a release."""
    ranges = schema.get("x-flex-ui")
    return ranges is None or any(_within(release, limits) for limits in ranges)


def comes_later(schema: Schema, release: ReleaseNumber) -> str | None:
    """The first release after this one in which it exists, None where there is none."""
    later = [
        limits["since"]
        for limits in schema.get("x-flex-ui", ())
        if "since" in limits and release_number(limits["since"]) > release
    ]
    return min(later, key=release_number, default=None)


def was_last_in(schema: Schema, release: ReleaseNumber) -> str | None:
    """The last release before this one in which it existed, None where there is none."""
    earlier = [
        limits["until"]
        for limits in schema.get("x-flex-ui", ())
        if "until" in limits and release_number(limits["until"]) < release
    ]
    return max(earlier, key=release_number, default=None)


def _within(release: ReleaseNumber, limits: Mapping[str, str]) -> bool:
    return not (
        ("since" in limits and release < release_number(limits["since"]))
        or ("until" in limits and release > release_number(limits["until"]))
    )


def types_of(schema: Schema) -> list[str]:
    """The types that a schema has, by JSON Schema's names."""
    types: str | list[str] = schema["type"]
    return [types] if isinstance(types, str) else types
