"""ESTree's functions, classes and binding patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.syntax.estree.base import Expression, Node, Pattern, Statement

if TYPE_CHECKING:
    from appconfig_merge.syntax.estree.objects import Property
    from appconfig_merge.syntax.estree.primary import Identifier, PrivateIdentifier
    from appconfig_merge.syntax.estree.statements import BlockStatement


class FunctionExpression(Expression):
    """A function expression, or the function of a method."""

    __slots__ = ("id", "params", "body", "generator", "is_async")
    type = "FunctionExpression"

    def __init__(
        self,
        start: int,
        end: int,
        id: Identifier | None,
        params: list[Pattern],
        body: BlockStatement,
        generator: bool,
        is_async: bool,
    ) -> None:
        self.start = start
        self.end = end
        self.id = id
        self.params = params
        self.body = body
        self.generator = generator
        self.is_async = is_async


class ArrowFunctionExpression(Expression):
    """An arrow function; ``body`` is an expression or a block."""

    __slots__ = ("params", "body", "is_async")
    type = "ArrowFunctionExpression"

    def __init__(
        self,
        start: int,
        end: int,
        params: list[Pattern],
        body: BlockStatement | Expression,
        is_async: bool,
    ) -> None:
        self.start = start
        self.end = end
        self.params = params
        self.body = body
        self.is_async = is_async


class FunctionDeclaration(Statement):
    """A function declaration; ``id`` is None only in ``export default``."""

    __slots__ = ("id", "params", "body", "generator", "is_async")
    type = "FunctionDeclaration"

    def __init__(
        self,
        start: int,
        end: int,
        id: Identifier | None,
        params: list[Pattern],
        body: BlockStatement,
        generator: bool,
        is_async: bool,
    ) -> None:
        self.start = start
        self.end = end
        self.id = id
        self.params = params
        self.body = body
        self.generator = generator
        self.is_async = is_async


class ClassExpression(Expression):
    """A class expression."""

    __slots__ = ("id", "superclass", "body")
    type = "ClassExpression"

    def __init__(
        self,
        start: int,
        end: int,
        id: Identifier | None,
        superclass: Expression | None,
        body: ClassBody,
    ) -> None:
        self.start = start
        self.end = end
        self.id = id
        self.superclass = superclass
        self.body = body


class ClassDeclaration(Statement):
    """A class declaration; ``id`` is None only in ``export default``."""

    __slots__ = ("id", "superclass", "body")
    type = "ClassDeclaration"

    def __init__(
        self,
        start: int,
        end: int,
        id: Identifier | None,
        superclass: Expression | None,
        body: ClassBody,
    ) -> None:
        self.start = start
        self.end = end
        self.id = id
        self.superclass = superclass
        self.body = body


class ClassBody(Node):
    """The members of a class."""

    __slots__ = ("body",)
    type = "ClassBody"

    def __init__(
        self, start: int, end: int, body: list[MethodDefinition | PropertyDefinition | StaticBlock]
    ) -> None:
        self.start = start
        self.end = end
        self.body = body


class MethodDefinition(Node):
    """A method; ``kind`` is constructor, method, get or set."""

    __slots__ = ("key", "value", "kind", "computed", "static")
    type = "MethodDefinition"

    def __init__(
        self,
        start: int,
        end: int,
        key: Expression | PrivateIdentifier,
        value: FunctionExpression,
        kind: str,
        computed: bool,
        static: bool,
    ) -> None:
        self.start = start
        self.end = end
        self.key = key
        self.value = value
        self.kind = kind
        self.computed = computed
        self.static = static


class PropertyDefinition(Node):
    """A field."""

    __slots__ = ("key", "value", "computed", "static")
    type = "PropertyDefinition"

    def __init__(
        self,
        start: int,
        end: int,
        key: Expression | PrivateIdentifier,
        value: Expression | None,
        computed: bool,
        static: bool,
    ) -> None:
        self.start = start
        self.end = end
        self.key = key
        self.value = value
        self.computed = computed
        self.static = static


class StaticBlock(Node):
    """``static { ... }``"""

    __slots__ = ("body",)
    type = "StaticBlock"

    def __init__(self, start: int, end: int, body: list[Statement]) -> None:
        self.start = start
        self.end = end
        self.body = body


class ObjectPattern(Pattern):
    """Object destructuring."""

    __slots__ = ("properties",)
    type = "ObjectPattern"

    def __init__(self, start: int, end: int, properties: list[Property | RestElement]) -> None:
        self.start = start
        self.end = end
        self.properties = properties


class ArrayPattern(Pattern):
    """Array destructuring; a hole is None."""

    __slots__ = ("elements",)
    type = "ArrayPattern"

    def __init__(self, start: int, end: int, elements: list[Pattern | None]) -> None:
        self.start = start
        self.end = end
        self.elements = elements


class RestElement(Pattern):
    """``...argument`` in a pattern or parameter list."""

    __slots__ = ("argument",)
    type = "RestElement"

    def __init__(self, start: int, end: int, argument: Pattern) -> None:
        self.start = start
        self.end = end
        self.argument = argument


class AssignmentPattern(Pattern):
    """A pattern with a default value."""

    __slots__ = ("left", "right")
    type = "AssignmentPattern"

    def __init__(self, start: int, end: int, left: Pattern, right: Expression) -> None:
        self.start = start
        self.end = end
        self.left = left
        self.right = right
