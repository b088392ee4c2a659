"""Keys that an object literal has again: JavaScript, and JSON.parse, take the last of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript.numbers import number_to_string
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.paths import Path


class DuplicateKey(NamedTuple):
    """A key that an object literal has again later on: the spans of the two keys."""

    path: Path
    span: tuple[int, int]
    again: tuple[int, int]


def written_key(member: estree.Node) -> str | None:
    """The key of an object's member, None where it is computed or spread."""
    if not isinstance(member, estree.Property) or member.computed:
        return None
    if isinstance(member.key, estree.Identifier):
        return member.key.name
    if isinstance(member.key, estree.Literal):
        value = member.key.value
        if isinstance(value, float):
            return number_to_string(value)
        return value if isinstance(value, str) else None
    return None


def duplicate_keys(node: estree.ObjectExpression, path: Path = ()) -> Iterator[DuplicateKey]:
    """The duplicate keys of one object literal, which lies at a path; not those further in."""
    last: dict[str, estree.Property] = {}
    for member in node.properties:
        key = written_key(member)
        if key is None or not isinstance(member, estree.Property):
            continue
        before = last.get(key)
        if before is not None and {before.kind, member.kind} != {"get", "set"}:
            first, again = [(one.key.start, one.key.end) for one in (before, member)]
            yield DuplicateKey((*path, key), first, again)
        last[key] = member


def duplicate_keys_of_json(root: estree.Node) -> list[DuplicateKey]:
    """The duplicate keys of a JSON text, in every object, in the order of the text."""
    found: list[DuplicateKey] = []
    work: list[tuple[estree.Node, Path]] = [(root, ())]
    while work:
        node, path = work.pop()
        if isinstance(node, estree.ObjectExpression | estree.ArrayExpression) and node.plain:
            continue  # its reader stops at a duplicate key
        below: list[tuple[estree.Node, Path]] = []
        if isinstance(node, estree.ObjectExpression):
            found.extend(duplicate_keys(node, path))
            below = [
                (member.value, (*path, written_key(member) or ""))
                for member in node.properties
                if isinstance(member, estree.Property)
            ]
        elif isinstance(node, estree.ArrayExpression):
            elements = enumerate(node.elements)
            below = [(one, (*path, index)) for index, one in elements if one is not None]
        work.extend(reversed(below))
    return sorted(found, key=lambda one: one.span)
