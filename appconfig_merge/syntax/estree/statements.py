"""ESTree's statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.syntax.estree.base import Expression, Node, Pattern, Statement

if TYPE_CHECKING:
    from appconfig_merge.syntax.estree.primary import Identifier


class ExpressionStatement(Statement):
    """An expression as a statement; ``directive`` is the raw text of a directive, else None."""

    __slots__ = ("expression", "directive")
    type = "ExpressionStatement"

    def __init__(self, start: int, end: int, expression: Expression, directive: str | None) -> None:
        self.start = start
        self.end = end
        self.expression = expression
        self.directive = directive


class BlockStatement(Statement):
    """``{ ... }``"""

    __slots__ = ("body",)
    type = "BlockStatement"

    def __init__(self, start: int, end: int, body: list[Statement]) -> None:
        self.start = start
        self.end = end
        self.body = body


class EmptyStatement(Statement):
    """A lone ``;``"""

    __slots__ = ()
    type = "EmptyStatement"


class DebuggerStatement(Statement):
    """``debugger;``"""

    __slots__ = ()
    type = "DebuggerStatement"


class WithStatement(Statement):
    """``with (object) body``"""

    __slots__ = ("object", "body")
    type = "WithStatement"

    def __init__(self, start: int, end: int, object: Expression, body: Statement) -> None:
        self.start = start
        self.end = end
        self.object = object
        self.body = body


class ReturnStatement(Statement):
    """``return`` with an optional argument."""

    __slots__ = ("argument",)
    type = "ReturnStatement"

    def __init__(self, start: int, end: int, argument: Expression | None) -> None:
        self.start = start
        self.end = end
        self.argument = argument


class LabeledStatement(Statement):
    """``label: body``"""

    __slots__ = ("label", "body")
    type = "LabeledStatement"

    def __init__(self, start: int, end: int, label: Identifier, body: Statement) -> None:
        self.start = start
        self.end = end
        self.label = label
        self.body = body


class BreakStatement(Statement):
    """``break`` with an optional label."""

    __slots__ = ("label",)
    type = "BreakStatement"

    def __init__(self, start: int, end: int, label: Identifier | None) -> None:
        self.start = start
        self.end = end
        self.label = label


class ContinueStatement(Statement):
    """``continue`` with an optional label."""

    __slots__ = ("label",)
    type = "ContinueStatement"

    def __init__(self, start: int, end: int, label: Identifier | None) -> None:
        self.start = start
        self.end = end
        self.label = label


class IfStatement(Statement):
    """``if (test) consequent else alternate``"""

    __slots__ = ("test", "consequent", "alternate")
    type = "IfStatement"

    def __init__(
        self,
        start: int,
        end: int,
        test: Expression,
        consequent: Statement,
        alternate: Statement | None,
    ) -> None:
        self.start = start
        self.end = end
        self.test = test
        self.consequent = consequent
        self.alternate = alternate


class SwitchStatement(Statement):
    """``switch (discriminant) { ... }``"""

    __slots__ = ("discriminant", "cases")
    type = "SwitchStatement"

    def __init__(
        self, start: int, end: int, discriminant: Expression, cases: list[SwitchCase]
    ) -> None:
        self.start = start
        self.end = end
        self.discriminant = discriminant
        self.cases = cases


class SwitchCase(Node):
    """One ``case`` of a switch; ``test`` is None for ``default``."""

    __slots__ = ("test", "consequent")
    type = "SwitchCase"

    def __init__(
        self, start: int, end: int, test: Expression | None, consequent: list[Statement]
    ) -> None:
        self.start = start
        self.end = end
        self.test = test
        self.consequent = consequent


class ThrowStatement(Statement):
    """``throw argument``"""

    __slots__ = ("argument",)
    type = "ThrowStatement"

    def __init__(self, start: int, end: int, argument: Expression) -> None:
        self.start = start
        self.end = end
        self.argument = argument


class TryStatement(Statement):
    """``try`` with a handler, a finalizer or both."""

    __slots__ = ("block", "handler", "finalizer")
    type = "TryStatement"

    def __init__(
        self,
        start: int,
        end: int,
        block: BlockStatement,
        handler: CatchClause | None,
        finalizer: BlockStatement | None,
    ) -> None:
        self.start = start
        self.end = end
        self.block = block
        self.handler = handler
        self.finalizer = finalizer


class CatchClause(Node):
    """``catch (param) body``; the parameter may be absent."""

    __slots__ = ("param", "body")
    type = "CatchClause"

    def __init__(self, start: int, end: int, param: Pattern | None, body: BlockStatement) -> None:
        self.start = start
        self.end = end
        self.param = param
        self.body = body


class WhileStatement(Statement):
    """``while (test) body``"""

    __slots__ = ("test", "body")
    type = "WhileStatement"

    def __init__(self, start: int, end: int, test: Expression, body: Statement) -> None:
        self.start = start
        self.end = end
        self.test = test
        self.body = body


class DoWhileStatement(Statement):
    """``do body while (test)``"""

    __slots__ = ("body", "test")
    type = "DoWhileStatement"

    def __init__(self, start: int, end: int, body: Statement, test: Expression) -> None:
        self.start = start
        self.end = end
        self.body = body
        self.test = test


class ForStatement(Statement):
    """``for (init; test; update) body``"""

    __slots__ = ("init", "test", "update", "body")
    type = "ForStatement"

    def __init__(
        self,
        start: int,
        end: int,
        init: VariableDeclaration | Expression | None,
        test: Expression | None,
        update: Expression | None,
        body: Statement,
    ) -> None:
        self.start = start
        self.end = end
        self.init = init
        self.test = test
        self.update = update
        self.body = body


class ForInStatement(Statement):
    """``for (left in right) body``"""

    __slots__ = ("left", "right", "body")
    type = "ForInStatement"

    def __init__(
        self,
        start: int,
        end: int,
        left: VariableDeclaration | Pattern | Expression,
        right: Expression,
        body: Statement,
    ) -> None:
        self.start = start
        self.end = end
        self.left = left
        self.right = right
        self.body = body


class ForOfStatement(Statement):
    """``for (left of right) body``; ``is_await`` for ``for await``."""

    __slots__ = ("left", "right", "body", "is_await")
    type = "ForOfStatement"

    def __init__(
        self,
        start: int,
        end: int,
        left: VariableDeclaration | Pattern | Expression,
        right: Expression,
        body: Statement,
        is_await: bool,
    ) -> None:
        self.start = start
        self.end = end
        self.left = left
        self.right = right
        self.body = body
        self.is_await = is_await


class VariableDeclaration(Statement):
    """``var``, ``let`` or ``const`` (``kind``)."""

    __slots__ = ("declarations", "kind")
    type = "VariableDeclaration"

    def __init__(
        self, start: int, end: int, declarations: list[VariableDeclarator], kind: str
    ) -> None:
        self.start = start
        self.end = end
        self.declarations = declarations
        self.kind = kind


class VariableDeclarator(Node):
    """One name or pattern of a declaration, with its initialiser."""

    __slots__ = ("id", "init")
    type = "VariableDeclarator"

    def __init__(self, start: int, end: int, id: Pattern, init: Expression | None) -> None:
        self.start = start
        self.end = end
        self.id = id
        self.init = init
