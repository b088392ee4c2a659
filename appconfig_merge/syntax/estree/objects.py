"""ESTree's object and array literals. A plain one has no nodes inside until someone asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from appconfig_merge.syntax.estree.base import Expression, Node, Pattern
from appconfig_merge.syntax.estree.primary import Identifier, Literal, PrivateIdentifier

PlainValue: TypeAlias = "str | float | bool | ObjectExpression | ArrayExpression | None"
"""A plain literal: what it denotes, or its node."""
PlainElement: TypeAlias = "tuple[PlainValue, int, int]"
"""A plain literal with its span."""
PlainMember: TypeAlias = "tuple[int, int, PlainValue, int, int]"
"""The span of a key, then its plain literal with its span."""


class Container(Expression):
    """What object and array literals have in common.

    ``plain`` holds the parts of one whose parts are all literals, at any depth, where its reader
    found that out: the nodes are made when someone asks for them. None otherwise. ``size``
    then counts its values, itself included, and ``height`` how deep they nest.
    """

    __slots__ = ("height", "plain", "size")
    plain: object
    size: int
    height: int


class ArrayExpression(Container):
    """An array literal; a hole is None."""

    __slots__ = ("elements",)
    type = "ArrayExpression"
    plain: list[PlainElement] | None
    elements: list[Expression | SpreadElement | None]

    def __init__(
        self, start: int, end: int, elements: list[Expression | SpreadElement | None]
    ) -> None:
        self.start = start
        self.end = end
        self.elements = elements
        self.plain = None

    @classmethod
    def of_plain(
        cls, start: int, end: int, plain: list[PlainElement], size: int, height: int
    ) -> ArrayExpression:
        """An array whose elements are literals, at any depth."""
        node = cls.__new__(cls)
        node.start = start
        node.end = end
        node.plain = plain
        node.size = size
        node.height = height
        return node

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> list[Expression]:
            """Make the elements of a plain array, at their first use."""
            if name != "elements":
                raise AttributeError(name)
            self.elements = [_plain_node(*element) for element in self.plain]
            return self.elements


class ObjectExpression(Container):
    """An object literal, members in source order."""

    __slots__ = ("properties",)
    type = "ObjectExpression"
    plain: dict[str, PlainMember] | None
    properties: list[Property | SpreadElement]

    def __init__(self, start: int, end: int, properties: list[Property | SpreadElement]) -> None:
        self.start = start
        self.end = end
        self.properties = properties
        self.plain = None

    @classmethod
    def of_plain(
        cls, start: int, end: int, plain: dict[str, PlainMember], size: int, height: int
    ) -> ObjectExpression:
        """An object whose members are literals, at any depth; no key is an array index."""
        node = cls.__new__(cls)
        node.start = start
        node.end = end
        node.plain = plain
        node.size = size
        node.height = height
        return node

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> list[Property]:
            """Make the members of a plain object, at their first use."""
            if name != "properties":
                raise AttributeError(name)
            self.properties = [self.member(key) for key in self.plain]
            return self.properties

    def member(self, key: str) -> Property:
        """The node of one member of a plain object, for who wants no other."""
        name, value = self.parts(key)
        return Property(name.start, value.end, name, value, "init", False, False, False)

    def parts(self, key: str) -> tuple[Identifier | Literal, Literal | Container]:
        """The nodes of a member's key and value, for who wants nothing else of it."""
        assert self.plain is not None
        start, end, value, value_start, value_end = self.plain[key]
        # Only a key without quotes is as long as its name.
        kind = Identifier if end - start == len(key) else Literal
        return kind(start, end, key), _plain_node(value, value_start, value_end)


def _plain_node(
    value: PlainValue, start: int, end: int
) -> Literal | ObjectExpression | ArrayExpression:
    return value if isinstance(value, Container) else Literal(start, end, value)


class Property(Node):
    """A member of an object literal or pattern; ``kind`` is init, get or set."""

    __slots__ = ("key", "value", "kind", "method", "shorthand", "computed")
    type = "Property"

    def __init__(
        self,
        start: int,
        end: int,
        key: Expression | PrivateIdentifier,
        value: Expression | Pattern,
        kind: str,
        method: bool,
        shorthand: bool,
        computed: bool,
    ) -> None:
        self.start = start
        self.end = end
        self.key = key
        self.value = value
        self.kind = kind
        self.method = method
        self.shorthand = shorthand
        self.computed = computed


class SpreadElement(Node):
    """``...argument`` in an array, object or argument list."""

    __slots__ = ("argument",)
    type = "SpreadElement"

    def __init__(self, start: int, end: int, argument: Expression) -> None:
        self.start = start
        self.end = end
        self.argument = argument
