"""Configurations as trees of Python's dicts, and as the JavaScript of a file that sets them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

Path = tuple[str, ...]
Tree = dict[str, Any]

_NAME: Final = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_MISSING: Final = object()


class Raw(NamedTuple):
    """A value as JavaScript writes it: a function, undefined, what an expression gives."""

    text: str


def put(tree: Tree, path: Path, value: Any) -> None:
    """Set what stands at a path, with the objects that lead to it."""
    for key in path[:-1]:
        tree = tree.setdefault(key, {})
    tree[path[-1]] = value


def drop(tree: Tree, path: Path) -> None:
    """Remove what stands at a path, and the objects that have nothing else."""
    if len(path) == 1:
        tree.pop(path[0], None)
    elif path[0] in tree:
        drop(tree[path[0]], path[1:])
        if not tree[path[0]]:
            del tree[path[0]]


def at(tree: Mapping[str, Any], path: Path) -> Any:
    """What stands at a path; None where nothing does."""
    for key in path:
        tree = tree.get(key, _MISSING)
        if tree is _MISSING:
            return None
    return tree


def leaves(tree: Mapping[str, Any], path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Each value that is no object with keys, with its path."""
    for key, value in tree.items():
        if isinstance(value, dict) and value:
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key), value


class Hand(NamedTuple):
    """How somebody writes: the quotes, the last comma, the width of a step."""

    quote: str = '"'
    last_comma: bool = True
    quotes_keys: bool = False
    step: str = "  "

    @classmethod
    def of(cls, random: Random) -> Hand:
        """Somebody's."""
        return cls(
            random.choice("\"'"),
            random.random() < 0.6,
            random.random() < 0.3,
            random.choice(("  ", "    ", "\t")),
        )


def javascript(value: Any, hand: Hand, indent: str = "") -> str:
    """A value as an expression of JavaScript."""
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, dict) and value:
        inner = indent + hand.step
        members = [
            f"{inner}{_key(key, hand)}: {javascript(one, hand, inner)}"
            for key, one in value.items()
        ]
        return "{\n" + ",\n".join(members) + ("," if hand.last_comma else "") + f"\n{indent}}}"
    if isinstance(value, list) and value:
        return "[" + ", ".join(javascript(one, hand, indent) for one in value) + "]"
    if isinstance(value, str) and hand.quote == "'":
        return "'" + json.dumps(value)[1:-1].replace('\\"', '"').replace("'", "\\'") + "'"
    return json.dumps(value)


def _key(key: str, hand: Hand) -> str:
    if _NAME.fullmatch(key) and not hand.quotes_keys:
        return key
    return javascript(key, hand)
