"""ESTree's expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from appconfig_merge.syntax.estree.base import Node
from appconfig_merge.syntax.estree.literals import Literal

if TYPE_CHECKING:
    from appconfig_merge.syntax.estree.types import Expression, Pattern

PlainValue: TypeAlias = "str | float | bool | ObjectExpression | ArrayExpression | None"
"""A plain literal: what it denotes, or its node."""
PlainElement: TypeAlias = "tuple[PlainValue, int, int]"
"""A plain literal with its span."""
PlainMember: TypeAlias = "tuple[int, int, PlainValue, int, int]"
"""The span of a key, then its plain literal with its span."""


class Identifier(Node):
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


class ThisExpression(Node):
    """``this``"""

    __slots__ = ()
    type = "ThisExpression"


class Super(Node):
    """``super``, as the object of a member expression or the callee of a call."""

    __slots__ = ()
    type = "Super"


class Container(Node):
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
            made = []
            for key, (start, end, value, value_start, value_end) in self.plain.items():
                # Only a key without quotes is as long as its name.
                kind = Identifier if end - start == len(key) else Literal
                value = _plain_node(value, value_start, value_end)  # noqa: PLW2901
                key_node = kind(start, end, key)
                made.append(
                    Property(start, value_end, key_node, value, "init", False, False, False)
                )
            self.properties = made
            return made


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


class UnaryExpression(Node):
    """A prefix operator: ``- + ! ~ typeof void delete``."""

    __slots__ = ("operator", "argument")
    type = "UnaryExpression"

    def __init__(self, start: int, end: int, operator: str, argument: Expression) -> None:
        self.start = start
        self.end = end
        self.operator = operator
        self.argument = argument


class UpdateExpression(Node):
    """``++`` or ``--``."""

    __slots__ = ("operator", "prefix", "argument")
    type = "UpdateExpression"

    def __init__(
        self, start: int, end: int, operator: str, prefix: bool, argument: Expression
    ) -> None:
        self.start = start
        self.end = end
        self.operator = operator
        self.prefix = prefix
        self.argument = argument


class BinaryExpression(Node):
    """An arithmetic, relational, equality or bitwise operator, ``in`` or ``instanceof``."""

    __slots__ = ("operator", "left", "right")
    type = "BinaryExpression"

    def __init__(
        self,
        start: int,
        end: int,
        operator: str,
        left: Expression | PrivateIdentifier,
        right: Expression,
    ) -> None:
        self.start = start
        self.end = end
        self.operator = operator
        self.left = left
        self.right = right


class LogicalExpression(Node):
    """``&&``, ``||`` or ``??``."""

    __slots__ = ("operator", "left", "right")
    type = "LogicalExpression"

    def __init__(
        self, start: int, end: int, operator: str, left: Expression, right: Expression
    ) -> None:
        self.start = start
        self.end = end
        self.operator = operator
        self.left = left
        self.right = right


class AssignmentExpression(Node):
    """``=`` or a compound assignment."""

    __slots__ = ("operator", "left", "right")
    type = "AssignmentExpression"

    def __init__(
        self, start: int, end: int, operator: str, left: Pattern | Expression, right: Expression
    ) -> None:
        self.start = start
        self.end = end
        self.operator = operator
        self.left = left
        self.right = right


class ConditionalExpression(Node):
    """``test ? consequent : alternate``"""

    __slots__ = ("test", "consequent", "alternate")
    type = "ConditionalExpression"

    def __init__(
        self, start: int, end: int, test: Expression, consequent: Expression, alternate: Expression
    ) -> None:
        self.start = start
        self.end = end
        self.test = test
        self.consequent = consequent
        self.alternate = alternate


class MemberExpression(Node):
    """``object.property`` or, when computed, ``object[property]``."""

    __slots__ = ("object", "property", "computed", "optional")
    type = "MemberExpression"

    def __init__(
        self,
        start: int,
        end: int,
        object: Expression | Super,
        property: Expression | PrivateIdentifier,
        computed: bool,
        optional: bool,
    ) -> None:
        self.start = start
        self.end = end
        self.object = object
        self.property = property
        self.computed = computed
        self.optional = optional


class CallExpression(Node):
    """A call."""

    __slots__ = ("callee", "arguments", "optional")
    type = "CallExpression"

    def __init__(
        self,
        start: int,
        end: int,
        callee: Expression | Super,
        arguments: list[Expression | SpreadElement],
        optional: bool,
    ) -> None:
        self.start = start
        self.end = end
        self.callee = callee
        self.arguments = arguments
        self.optional = optional


class NewExpression(Node):
    """``new callee(...)``"""

    __slots__ = ("callee", "arguments")
    type = "NewExpression"

    def __init__(
        self, start: int, end: int, callee: Expression, arguments: list[Expression | SpreadElement]
    ) -> None:
        self.start = start
        self.end = end
        self.callee = callee
        self.arguments = arguments


class ChainExpression(Node):
    """The whole of an optional chain: where its short circuit ends."""

    __slots__ = ("expression",)
    type = "ChainExpression"

    def __init__(self, start: int, end: int, expression: Expression) -> None:
        self.start = start
        self.end = end
        self.expression = expression


class SequenceExpression(Node):
    """The comma operator."""

    __slots__ = ("expressions",)
    type = "SequenceExpression"

    def __init__(self, start: int, end: int, expressions: list[Expression]) -> None:
        self.start = start
        self.end = end
        self.expressions = expressions


class YieldExpression(Node):
    """``yield`` or ``yield*``"""

    __slots__ = ("argument", "delegate")
    type = "YieldExpression"

    def __init__(self, start: int, end: int, argument: Expression | None, delegate: bool) -> None:
        self.start = start
        self.end = end
        self.argument = argument
        self.delegate = delegate


class AwaitExpression(Node):
    """``await argument``"""

    __slots__ = ("argument",)
    type = "AwaitExpression"

    def __init__(self, start: int, end: int, argument: Expression) -> None:
        self.start = start
        self.end = end
        self.argument = argument


class ImportExpression(Node):
    """``import(source)``"""

    __slots__ = ("source", "options")
    type = "ImportExpression"

    def __init__(
        self, start: int, end: int, source: Expression, options: Expression | None
    ) -> None:
        self.start = start
        self.end = end
        self.source = source
        self.options = options


class MetaProperty(Node):
    """``new.target`` or ``import.meta``."""

    __slots__ = ("meta", "property")
    type = "MetaProperty"

    def __init__(self, start: int, end: int, meta: Identifier, property: Identifier) -> None:
        self.start = start
        self.end = end
        self.meta = meta
        self.property = property
