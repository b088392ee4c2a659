"""Rules of imports and exports (ECMA-262 16.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.syntax.declarations import bound_names
from appconfig_merge.syntax.early import names
from appconfig_merge.syntax.early.context import LEXICAL
from appconfig_merge.syntax.estree import (
    ExportAllDeclaration,
    ExportDefaultDeclaration,
    ExportNamedDeclaration,
    Identifier,
    ImportDeclaration,
    VariableDeclaration,
)

if TYPE_CHECKING:
    from appconfig_merge.syntax.early.context import Block, Body
    from appconfig_merge.syntax.early.walk import Walk


def import_(walk: Walk, node: ImportDeclaration) -> None:
    """``import``: what it binds, it binds as ``const`` does."""
    for specifier in node.specifiers:
        local = specifier.local
        names.check_bound(walk, [local])
        names.declare(walk, walk.context.block, local, LEXICAL)


def export_named(walk: Walk, node: ExportNamedDeclaration) -> None:
    """``export`` of a declaration, or of names."""
    declared: Any = node.declaration
    if declared is not None:
        walk.todo.append(declared)
        if type(declared) is VariableDeclaration:
            for declarator in declared.declarations:
                for name in bound_names(declarator.id):
                    _export(walk, name.name, name)
        else:
            _export(walk, declared.id.name, declared.id)
    for specifier in node.specifiers:
        exported, local = specifier.exported, specifier.local
        _export(walk, _name_of(exported), exported)
        if node.source is not None:
            continue
        if type(local) is Identifier:
            walk.exported.append(local)
            names.check_bound(walk, [local])
        else:
            walk.fail("text can't be the name of what is exported", local.start, local.end)


def export_default(walk: Walk, node: ExportDefaultDeclaration) -> None:
    """``export default``"""
    _export(walk, "default", node)
    walk.todo.append(node.declaration)


def export_all(walk: Walk, node: ExportAllDeclaration) -> None:
    """``export *``"""
    if node.exported is not None:
        _export(walk, _name_of(node.exported), node.exported)


def _name_of(node: Any) -> str:
    name: str = node.name if type(node) is Identifier else node.value
    return name


def _export(walk: Walk, name: str, node: Any) -> None:
    """Note an export: each name once (16.2.1.1)."""
    known = walk.exports.setdefault(name, node)
    if known is not node:
        later = max(known, node, key=lambda each: each.start)
        walk.fail(f"{name} is exported twice", later.start, later.end)


def check_exported(walk: Walk, block: Block, body: Body) -> None:
    """Refuse to export what the module doesn't declare (16.2.1.1)."""
    for local in walk.exported:
        if local.name not in block.names and local.name not in body.variables:
            message = f"{local.name} is exported, but not declared"
            walk.fail(message, local.start, local.end)


RULES = {
    ImportDeclaration: import_,
    ExportNamedDeclaration: export_named,
    ExportDefaultDeclaration: export_default,
    ExportAllDeclaration: export_all,
}
"""The rule of each kind of import and export."""
