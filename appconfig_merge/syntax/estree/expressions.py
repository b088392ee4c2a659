"""ESTree's expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.syntax.estree.base import Expression, Node, Pattern

if TYPE_CHECKING:
    from appconfig_merge.syntax.estree.objects import SpreadElement
    from appconfig_merge.syntax.estree.primary import Identifier, PrivateIdentifier


class ThisExpression(Expression):
    """``this``"""

    __slots__ = ()
    type = "ThisExpression"


class Super(Node):
    """``super``, as the object of a member expression or the callee of a call."""

    __slots__ = ()
    type = "Super"


class UnaryExpression(Expression):
    """A prefix operator: ``- + ! ~ typeof void delete``."""

    __slots__ = ("operator", "argument")
    type = "UnaryExpression"

    def __init__(self, start: int, end: int, operator: str, argument: Expression) -> None:
        self.start = start
        self.end = end
        self.operator = operator
        self.argument = argument


class UpdateExpression(Expression):
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


class BinaryExpression(Expression):
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


class LogicalExpression(Expression):
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


class AssignmentExpression(Expression):
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


class ConditionalExpression(Expression):
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


class MemberExpression(Expression, Pattern):
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


class CallExpression(Expression):
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


class NewExpression(Expression):
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


class ChainExpression(Expression):
    """The whole of an optional chain: where its short circuit ends."""

    __slots__ = ("expression",)
    type = "ChainExpression"

    def __init__(self, start: int, end: int, expression: Expression) -> None:
        self.start = start
        self.end = end
        self.expression = expression


class SequenceExpression(Expression):
    """The comma operator."""

    __slots__ = ("expressions",)
    type = "SequenceExpression"

    def __init__(self, start: int, end: int, expressions: list[Expression]) -> None:
        self.start = start
        self.end = end
        self.expressions = expressions


class YieldExpression(Expression):
    """``yield`` or ``yield*``"""

    __slots__ = ("argument", "delegate")
    type = "YieldExpression"

    def __init__(self, start: int, end: int, argument: Expression | None, delegate: bool) -> None:
        self.start = start
        self.end = end
        self.argument = argument
        self.delegate = delegate


class AwaitExpression(Expression):
    """``await argument``"""

    __slots__ = ("argument",)
    type = "AwaitExpression"

    def __init__(self, start: int, end: int, argument: Expression) -> None:
        self.start = start
        self.end = end
        self.argument = argument


class ImportExpression(Expression):
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


class JSXElement(Expression):
    """An element or fragment of JSX (its specification, JSX Elements).

    ``parts`` are the expressions in it, in the order in which they are evaluated: what its name
    stands for, attributes, children. What they are parts of is not kept.
    """

    __slots__ = ("parts",)
    type = "JSXElement"

    def __init__(self, start: int, end: int, parts: list[Expression]) -> None:
        self.start = start
        self.end = end
        self.parts = parts


class MetaProperty(Expression):
    """``new.target`` or ``import.meta``."""

    __slots__ = ("meta", "property")
    type = "MetaProperty"

    def __init__(self, start: int, end: int, meta: Identifier, property: Identifier) -> None:
        self.start = start
        self.end = end
        self.meta = meta
        self.property = property
