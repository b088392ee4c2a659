"""All rules of nodes: which module has them, imported when a tree first has such a node."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from appconfig_merge.syntax.early.walk import Rule

HOMES: Final[dict[str, tuple[str, ...]]] = {
    "classes": ("ClassDeclaration", "ClassExpression"),
    "expressions": (
        "ArrayExpression", "AssignmentExpression", "AwaitExpression", "BinaryExpression",
        "CallExpression", "ChainExpression", "ConditionalExpression", "Identifier",
        "ImportExpression", "JSXElement", "LogicalExpression", "MemberExpression", "MetaProperty",
        "NewExpression", "ObjectExpression", "SequenceExpression", "SpreadElement", "Super",
        "TaggedTemplateExpression", "TemplateLiteral", "UnaryExpression", "UpdateExpression",
        "YieldExpression",
    ),
    "functions": ("ArrowFunctionExpression", "FunctionDeclaration", "FunctionExpression"),
    "labels": ("BreakStatement", "ContinueStatement", "LabeledStatement"),
    "modules": (
        "ExportAllDeclaration", "ExportDefaultDeclaration", "ExportNamedDeclaration",
        "ImportDeclaration",
    ),
    "statements": (
        "BlockStatement", "CatchClause", "DoWhileStatement", "ExpressionStatement",
        "ForInStatement", "ForOfStatement", "ForStatement", "IfStatement", "ReturnStatement",
        "SwitchStatement", "ThrowStatement", "TryStatement", "VariableDeclaration",
        "WhileStatement", "WithStatement",
    ),
}  # fmt: skip
"""The modules that have the rules, by the names of the nodes' types."""


class Rules(dict[type, "Rule | None"]):
    """The rule of each type of node; None for what has none."""

    def __init__(self) -> None:
        super().__init__()
        self._homes = {name: module for module, names in HOMES.items() for name in names}

    def __missing__(self, kind: type) -> Rule | None:
        home = self._homes.get(kind.__name__)
        rule = None
        if home is not None:
            rule = import_module(f"appconfig_merge.syntax.early.{home}").RULES[kind]
        self[kind] = rule
        return rule


RULES: Final = Rules()
