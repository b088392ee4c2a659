"""Variable declarations (ECMA-262 14.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.syntax.estree import VariableDeclaration, VariableDeclarator
from appconfig_merge.syntax.tree_sitter.patterns import binding

if TYPE_CHECKING:
    from collections.abc import Generator

    from tree_sitter import Node as Cst

    from appconfig_merge.syntax.tree_sitter.reading import Handler, Reading

DECLARATIONS = frozenset({"variable_declaration", "lexical_declaration", "using_declaration"})
"""What the grammar calls declarations of variables."""


def declaration(reading: Reading, node: Cst) -> Generator[Cst, Any, VariableDeclaration]:
    """``var``, ``let``, ``const``; also ``using`` and ``await using`` of ES2026."""
    declarators: list[Any] = []
    parts = reading.parts(node)
    for part in parts:
        if part.type == "variable_declarator":
            declarators.append((yield from _declarator(reading, part)))  # noqa: PERF401
    end = parts[-1].end_byte if parts[-1].type == ";" else declarators[-1].end
    return VariableDeclaration(node.start_byte, end, declarators, kind_of(parts))


def kind_of(parts: list[Cst]) -> str:
    """The kind of a declaration, from its parts."""
    return "await using" if parts[0].type == "await" else parts[0].type


def _declarator(reading: Reading, node: Cst) -> Generator[Cst, Any, VariableDeclarator]:
    name = yield from binding(reading, reading.field(node, "name"))
    value_node = node.child_by_field_name("value")
    if value_node is None:
        return VariableDeclarator(node.start_byte, node.end_byte, name, None)
    value = yield value_node
    return VariableDeclarator(node.start_byte, reading.end(value_node, value), name, value)


HANDLERS: Final[dict[str, Handler]] = dict.fromkeys(DECLARATIONS, declaration)
"""The handlers of this module, by what the grammar calls the nodes."""
