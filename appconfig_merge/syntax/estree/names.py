"""ESTree's names."""

from __future__ import annotations

from appconfig_merge.syntax.estree.base import Expression, Node, Pattern


class Identifier(Expression, Pattern):
    """A name: ``name`` has its escapes decoded."""

    __slots__ = ("name",)
    type = "Identifier"

    def __init__(self, start: int, end: int, name: str) -> None:
        self.start = start
        self.end = end
        self.name = name


class PrivateIdentifier(Node):
    """``#name`` in a class."""

    __slots__ = ("name",)
    type = "PrivateIdentifier"

    def __init__(self, start: int, end: int, name: str) -> None:
        self.start = start
        self.end = end
        self.name = name
