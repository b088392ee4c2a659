"""ESTree's names, literals and templates (ECMA-262 13.2)."""

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


class Literal(Expression):
    """A string, number (a float), boolean or null literal; ``value`` is what it denotes."""

    __slots__ = ("value",)
    type = "Literal"

    def __init__(self, start: int, end: int, value: str | float | bool | None) -> None:
        self.start = start
        self.end = end
        self.value = value


class BigIntLiteral(Expression):
    """``10n``: ESTree's Literal with a ``bigint``."""

    __slots__ = ("value",)
    type = "Literal"

    def __init__(self, start: int, end: int, value: int) -> None:
        self.start = start
        self.end = end
        self.value = value


class RegExpLiteral(Expression):
    """``/ab+/g``: ESTree's Literal with a ``regex``."""

    __slots__ = ("pattern", "flags")
    type = "Literal"

    def __init__(self, start: int, end: int, pattern: str, flags: str) -> None:
        self.start = start
        self.end = end
        self.pattern = pattern
        self.flags = flags


class TemplateElement(Node):
    """Text in a template; ``cooked`` is None where a tagged template has an invalid escape."""

    __slots__ = ("cooked", "raw", "tail")
    type = "TemplateElement"

    def __init__(self, start: int, end: int, cooked: str | None, raw: str, tail: bool) -> None:
        self.start = start
        self.end = end
        self.cooked = cooked
        self.raw = raw
        self.tail = tail


class TemplateLiteral(Expression):
    """A template: one more quasi than expressions."""

    __slots__ = ("quasis", "expressions")
    type = "TemplateLiteral"

    def __init__(
        self, start: int, end: int, quasis: list[TemplateElement], expressions: list[Expression]
    ) -> None:
        self.start = start
        self.end = end
        self.quasis = quasis
        self.expressions = expressions


class TaggedTemplateExpression(Expression):
    """A tag function applied to a template."""

    __slots__ = ("tag", "quasi")
    type = "TaggedTemplateExpression"

    def __init__(self, start: int, end: int, tag: Expression, quasi: TemplateLiteral) -> None:
        self.start = start
        self.end = end
        self.tag = tag
        self.quasi = quasi
