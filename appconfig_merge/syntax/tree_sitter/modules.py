"""What only a module has (ECMA-262 16)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.syntax.estree import (
    ClassDeclaration,
    EmptyStatement,
    ExportAllDeclaration,
    ExportDefaultDeclaration,
    ExportNamedDeclaration,
    ExportSpecifier,
    FunctionDeclaration,
    FunctionExpression,
    Identifier,
    ImportDeclaration,
    ImportDefaultSpecifier,
    ImportNamespaceSpecifier,
    ImportSpecifier,
)
from appconfig_merge.syntax.tree_sitter.classes import class_parts

if TYPE_CHECKING:
    from collections.abc import Generator

    from tree_sitter import Node as Cst

    from appconfig_merge.errors import SourceSyntaxError
    from appconfig_merge.syntax.tree_sitter.reading import Handler, Reading

_DECLARATION = rb"(?:async\s+function|function|class)(?![\w$\\\x80-\xff])"


def split_exports(reading: Reading, body: list[Any], items: list[Cst]) -> list[Any]:
    """Give a ``;`` behind ``export default function () {}`` a statement of its own.

    The grammar reads an expression there, which takes a semicolon; a declaration takes none.
    """
    lasts = {item.start_byte: reading.parts(item)[-1] for item in items}
    statements = []
    for statement in body:
        statements.append(statement)
        if type(statement) is ExportDefaultDeclaration:
            last = lasts[statement.start]
            if last.type == ";" and last.end_byte > statement.end:
                statements.append(EmptyStatement(last.start_byte, last.end_byte))
    return statements


def not_in_script(reading: Reading, node: Cst) -> SourceSyntaxError:
    """An error for an import or export where a browser reads a script."""
    word = node.type.partition("_")[0]
    start = node.start_byte
    message = f"{word} can stand in a module only, and a browser reads this as a script"
    help = 'load it with <script type="module">'
    return reading.fail(message, start, start + len(word), help)


def _check_place(reading: Reading, node: Cst) -> None:
    if node.start_byte not in reading.module_items:
        word = node.type.partition("_")[0]
        raise reading.fail(
            f"{word} can't stand inside a block or a function",
            node.start_byte,
            node.start_byte + len(word),
        )


def import_(reading: Reading, node: Cst) -> Generator[Cst, Any, ImportDeclaration]:
    """``import ... from source``. Import attributes are not kept: ES2022's tree has none."""
    _check_place(reading, node)
    specifiers: list[Any] = []
    for part in reading.parts(node):
        if part.type == "import_clause":
            for item in reading.parts(part):
                specifiers.extend((yield from _import_item(reading, item)))
    source = yield reading.field(node, "source")
    return ImportDeclaration(node.start_byte, reading.parts(node)[-1].end_byte, specifiers, source)


def _import_item(reading: Reading, node: Cst) -> Generator[Cst, Any, list[Any]]:
    start, end = node.start_byte, node.end_byte
    if node.type == "identifier":
        return [ImportDefaultSpecifier(start, end, _name(reading, node))]
    if node.type == "namespace_import":
        local = _name(reading, reading.parts(node)[-1])
        return [ImportNamespaceSpecifier(start, end, local)]
    specifiers: list[Any] = []
    if node.type == "named_imports":
        _check_commas(reading, node)
    for part in reading.parts(node):
        if part.type == "import_specifier":
            imported = yield from _module_name(reading, reading.field(part, "name"))
            alias = part.child_by_field_name("alias")
            local = _name(reading, alias if alias is not None else reading.field(part, "name"))
            specifiers.append(ImportSpecifier(part.start_byte, part.end_byte, imported, local))
    return specifiers


def _check_commas(reading: Reading, node: Cst) -> None:
    """Refuse a comma without a name before it (16.2.2, 16.2.3)."""
    first = reading.parts(node)[1]
    if first.type == ",":
        raise reading.fail(
            "a comma without a name before it",
            first.start_byte,
            first.end_byte,
            "remove this comma",
        )


def _name(reading: Reading, node: Cst) -> Identifier:
    reading.refuse_enclosed(node.start_byte, node.end_byte)
    return Identifier(node.start_byte, node.end_byte, reading.name(node))


def _module_name(reading: Reading, node: Cst) -> Generator[Cst, Any, Any]:
    """A name that crosses modules: an identifier, a string or ``default`` (16.2)."""
    if node.type == "string":
        return (yield node)
    return _name(reading, node)


def export(reading: Reading, node: Cst) -> Generator[Cst, Any, Any]:
    """Every form of ``export``."""
    _check_place(reading, node)
    parts = reading.parts(node)
    if parts[0].type == "decorator":
        raise reading.unexpected(parts[0])
    start, end = node.start_byte, parts[-1].end_byte
    source_node = node.child_by_field_name("source")
    source: Any = (yield source_node) if source_node is not None else None
    what = parts[1]
    if what.type == "*":
        return ExportAllDeclaration(start, end, None, source)
    if what.type == "namespace_export":
        exported = yield from _module_name(reading, reading.parts(what)[-1])
        return ExportAllDeclaration(start, end, exported, source)
    if what.type == "export_clause":
        specifiers = []
        _check_commas(reading, what)
        for part in reading.parts(what):
            if part.type == "export_specifier":
                specifiers.append((yield from _export_specifier(reading, part)))  # noqa: PERF401
        return ExportNamedDeclaration(start, end, None, specifiers, source)
    value_node = node.child_by_field_name("value")
    if value_node is not None:
        return (yield from _export_value(reading, node, value_node))
    declaration = yield reading.field(node, "declaration")
    if what.type == "default":
        return ExportDefaultDeclaration(start, declaration.end, declaration)
    return ExportNamedDeclaration(start, declaration.end, declaration, [], None)


def _export_specifier(reading: Reading, node: Cst) -> Generator[Cst, Any, ExportSpecifier]:
    name = reading.field(node, "name")
    alias = node.child_by_field_name("alias")
    local = yield from _module_name(reading, name)
    exported = yield from _module_name(reading, alias if alias is not None else name)
    return ExportSpecifier(node.start_byte, node.end_byte, local, exported)


def _export_value(
    reading: Reading, node: Cst, value_node: Cst
) -> Generator[Cst, Any, ExportDefaultDeclaration]:
    """``export default`` of an expression, or of a function or class without a name."""
    start = node.start_byte
    value: Any
    if value_node.type == "class":
        name, superclass, body = yield from class_parts(reading, value_node)
        value = ClassDeclaration(value_node.start_byte, body.end, name, superclass, body)
        return ExportDefaultDeclaration(start, value.end, value)
    value = yield value_node
    if value_node.type in {"function_expression", "generator_function"}:
        function: FunctionExpression = value
        value = FunctionDeclaration(
            function.start,
            function.end,
            function.id,
            function.params,
            function.body,
            function.generator,
            function.is_async,
        )
        return ExportDefaultDeclaration(start, value.end, value)
    if re.match(_DECLARATION, reading.data[value_node.start_byte :]):
        raise reading.unsupported("this form of export default can't be read", value_node)
    last = reading.parts(node)[-1]
    end = last.end_byte if last.type == ";" else reading.end(last, value)
    return ExportDefaultDeclaration(start, end, value)


HANDLERS: Final[dict[str, Handler]] = {
    "export_statement": export,
    "import_statement": import_,
}
"""The handlers of this module, by what the grammar calls the nodes."""
