"""What every ESTree node has: a type name and a place in its source."""

from __future__ import annotations

from typing import ClassVar

NO_POSITION = -1
"""``start`` and ``end`` of a node whose reader gives no positions (pyjsparser)."""


class Node:
    """A syntax tree node as the ESTree specification names it.

    ``start`` and ``end`` are byte offsets into the UTF-8 form of the source
    (:attr:`appconfig_merge.source.Source.data`), end exclusive; both are
    :data:`NO_POSITION` where the reader gives none. ``type`` is ESTree's name.
    """

    __slots__ = ("end", "start")
    type: ClassVar[str] = "Node"

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"{self.type}[{self.start}:{self.end}]"


class Expression(Node):
    """What gives a value (ECMA-262 13)."""

    __slots__ = ()


class Statement(Node):
    """What is executed: statements, declarations, imports and exports (ECMA-262 14, 15, 16)."""

    __slots__ = ()


class Pattern(Node):
    """What a value is bound or assigned to."""

    __slots__ = ()


def field_names(node: Node) -> tuple[str, ...]:
    """The fields that a node has beside its span, in ESTree's order."""
    return tuple(node.__slots__)


def same_tree(left: object, right: object) -> bool:
    """Whether two trees are equal in everything but their positions.

    Walks with a stack of its own: input depth never reaches Python's.
    """
    todo = [(left, right)]
    while todo:
        a, b = todo.pop()
        if type(a) is not type(b):
            return False
        if isinstance(a, Node) and isinstance(b, Node):
            todo.extend((getattr(a, name), getattr(b, name)) for name in field_names(a))
        elif isinstance(a, list) and isinstance(b, list):
            if len(a) != len(b):
                return False
            todo.extend(zip(a, b, strict=True))
        elif a != b:
            return False
    return True
