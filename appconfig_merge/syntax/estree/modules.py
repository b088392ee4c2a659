"""ESTree's program and module declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.syntax.estree.base import Expression, Node, Statement

if TYPE_CHECKING:
    from appconfig_merge.syntax.estree.primary import Identifier, Literal


class Program(Node):
    """A whole file; ``source_type`` is script or module."""

    __slots__ = ("body", "source_type")
    type = "Program"

    def __init__(self, start: int, end: int, body: list[Statement], source_type: str) -> None:
        self.start = start
        self.end = end
        self.body = body
        self.source_type = source_type


class ImportDeclaration(Statement):
    """``import ... from source``"""

    __slots__ = ("specifiers", "source")
    type = "ImportDeclaration"

    def __init__(
        self,
        start: int,
        end: int,
        specifiers: list[ImportSpecifier | ImportDefaultSpecifier | ImportNamespaceSpecifier],
        source: Literal,
    ) -> None:
        self.start = start
        self.end = end
        self.specifiers = specifiers
        self.source = source


class ImportSpecifier(Node):
    """``{imported as local}``"""

    __slots__ = ("imported", "local")
    type = "ImportSpecifier"

    def __init__(
        self, start: int, end: int, imported: Identifier | Literal, local: Identifier
    ) -> None:
        self.start = start
        self.end = end
        self.imported = imported
        self.local = local


class ImportDefaultSpecifier(Node):
    """``import local``"""

    __slots__ = ("local",)
    type = "ImportDefaultSpecifier"

    def __init__(self, start: int, end: int, local: Identifier) -> None:
        self.start = start
        self.end = end
        self.local = local


class ImportNamespaceSpecifier(Node):
    """``* as local``"""

    __slots__ = ("local",)
    type = "ImportNamespaceSpecifier"

    def __init__(self, start: int, end: int, local: Identifier) -> None:
        self.start = start
        self.end = end
        self.local = local


class ExportNamedDeclaration(Statement):
    """``export`` of a declaration or of a list of names."""

    __slots__ = ("declaration", "specifiers", "source")
    type = "ExportNamedDeclaration"

    def __init__(
        self,
        start: int,
        end: int,
        declaration: Statement | None,
        specifiers: list[ExportSpecifier],
        source: Literal | None,
    ) -> None:
        self.start = start
        self.end = end
        self.declaration = declaration
        self.specifiers = specifiers
        self.source = source


class ExportSpecifier(Node):
    """``{local as exported}``"""

    __slots__ = ("local", "exported")
    type = "ExportSpecifier"

    def __init__(
        self, start: int, end: int, local: Identifier | Literal, exported: Identifier | Literal
    ) -> None:
        self.start = start
        self.end = end
        self.local = local
        self.exported = exported


class ExportDefaultDeclaration(Statement):
    """``export default``"""

    __slots__ = ("declaration",)
    type = "ExportDefaultDeclaration"

    def __init__(self, start: int, end: int, declaration: Expression | Statement) -> None:
        self.start = start
        self.end = end
        self.declaration = declaration


class ExportAllDeclaration(Statement):
    """``export * from source``"""

    __slots__ = ("exported", "source")
    type = "ExportAllDeclaration"

    def __init__(
        self, start: int, end: int, exported: Identifier | Literal | None, source: Literal
    ) -> None:
        self.start = start
        self.end = end
        self.exported = exported
        self.source = source
