"""All handlers of the parser's nodes: which module has them, imported when a text first needs one.

A usual file has no loop, no class and no ``try``: what such things take costs it no start.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from appconfig_merge.syntax.tree_sitter.binding import language

if TYPE_CHECKING:
    from appconfig_merge.syntax.tree_sitter.reading import Handler

HOMES: Final[dict[str, tuple[str, ...]]] = {
    "classes": ("class", "class_declaration"),
    "control": (
        "break_statement", "continue_statement", "labeled_statement", "switch_statement",
        "throw_statement", "try_statement", "with_statement",
    ),
    "declarations": ("lexical_declaration", "using_declaration", "variable_declaration"),
    "expressions": (
        "assignment_expression", "augmented_assignment_expression", "await_expression",
        "binary_expression", "call_expression", "member_expression", "new_expression",
        "sequence_expression", "subscript_expression", "ternary_expression", "unary_expression",
        "update_expression", "yield_expression",
    ),
    "functions": (
        "arrow_function", "function_declaration", "function_expression", "generator_function",
        "generator_function_declaration",
    ),
    "jsx": ("jsx_element", "jsx_self_closing_element"),
    "loops": ("do_statement", "for_in_statement", "for_statement", "while_statement"),
    "modules": ("export_statement", "import_statement"),
    "objects": ("array", "object", "spread_element"),
    "patterns": ("array_pattern", "assignment_pattern", "object_pattern", "rest_pattern"),
    "program": ("program",),
    "statements": (
        "expression_statement", "if_statement", "return_statement", "statement_block",
    ),
    "templates": ("template_string",),
}  # fmt: skip
"""The modules that have the handlers, by what the grammar calls the nodes."""


class Handlers(dict[int, "Handler | None"]):
    """The handler of each kind of node, by its number; None for what can't stand for itself."""

    def __init__(self) -> None:
        super().__init__()
        self._homes = {name: module for module, names in HOMES.items() for name in names}

    def __missing__(self, kind: int) -> Handler | None:
        grammar = language()
        name = grammar.node_kind_for_id(kind)
        # A keyword can be called what a node is.
        home = self._homes.get(name or "") if grammar.node_kind_is_named(kind) else None
        handler = None
        if home is not None:
            handler = import_module(f"appconfig_merge.syntax.tree_sitter.{home}").HANDLERS[name]
        self[kind] = handler
        return handler


HANDLERS: Final = Handlers()
