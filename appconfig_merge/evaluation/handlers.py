"""All handlers of syntax nodes, and what they ask the machine for: which module has them.

It is imported when a script first needs one.

A usual file has no loop, no class and no ``try``: what such things take costs it no start.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, TypeAlias

from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import Any

    Handler: TypeAlias = Callable[..., Any]

_EXPRESSIONS: Final[dict[str, tuple[str, ...]]] = {
    "expressions.assignment": ("AssignmentExpression", "UpdateExpression"),
    "expressions.branches": ("LogicalExpression", "ConditionalExpression", "SequenceExpression"),
    "expressions.call_expressions": ("CallExpression", "NewExpression"),
    "expressions.chains": ("ChainExpression",),
    "expressions.literals": (
        "Literal", "BigIntLiteral", "RegExpLiteral", "TemplateLiteral", "FunctionExpression",
        "ArrowFunctionExpression", "ObjectExpression", "ArrayExpression",
    ),
    "expressions.members": ("MemberExpression",),
    "expressions.names": ("Identifier", "ThisExpression"),
    "expressions.operators": ("UnaryExpression", "BinaryExpression"),
    "expressions.tags": ("TaggedTemplateExpression",),
    "expressions.unevaluated": (
        "YieldExpression", "AwaitExpression", "ImportExpression", "JSXElement", "MetaProperty",
        "Super",
    ),
    "functions.classes": ("ClassDeclaration", "ClassExpression"),
    "functions.splitting": ("Evaluated",),
}  # fmt: skip
_STATEMENTS: Final[dict[str, tuple[str, ...]]] = {
    "functions.suspending": ("Awaiting", "Resumed"),
    "statements.blocks": (
        "ExpressionStatement", "EmptyStatement", "ImportDeclaration", "ExportAllDeclaration",
        "DebuggerStatement", "BlockStatement", "IfStatement", "ReturnStatement", "ThrowStatement",
        "BreakStatement", "ContinueStatement", "LabeledStatement",
    ),
    "statements.declarations": (
        "VariableDeclaration", "FunctionDeclaration", "ClassDeclaration", "ExportNamedDeclaration",
        "ExportDefaultDeclaration",
    ),
    "statements.loops": (
        "ForStatement", "ForInStatement", "ForOfStatement", "WhileStatement", "DoWhileStatement",
    ),
    "statements.skipping": ("WithStatement",),
    "statements.switching": ("SwitchStatement",),
    "statements.trying": ("TryStatement",),
}  # fmt: skip


_FUNCTIONS: Final[dict[str, tuple[str, ...]]] = {
    "effects.flex_ui": ("begin_flex_ui",),
    "functions.calling": ("call_function",),
    "functions.construction": ("construct", "call_super"),
    "modules.commonjs": ("require",),
    "modules.importing": ("import_module",),
}
"""What handlers ask the machine for, by the names that the functions have."""


def _homes(names_in: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """The modules that have things, by their names."""
    return {name: module for module, names in names_in.items() for name in names}


def _module(name: str) -> ModuleType:
    return import_module(f"appconfig_merge.evaluation.{name}")


class Handlers(dict[type[estree.Node], "Handler"]):
    """Handlers by the type of the node; ``homes`` are the modules that have them, by its name."""

    def __init__(self, homes: dict[str, str]) -> None:
        super().__init__()
        self._homes = homes

    def __missing__(self, kind: type[estree.Node]) -> Handler:
        self.update(_module(self._homes[kind.__name__]).HANDLERS)
        return self[kind]


class Functions(dict[str, "Handler"]):
    """Functions by their names; ``homes`` are the modules that have them."""

    def __init__(self, homes: dict[str, str]) -> None:
        super().__init__()
        self._homes = homes

    def __missing__(self, name: str) -> Handler:
        self[name] = getattr(_module(self._homes[name]), name)
        return self[name]


EXPRESSIONS: Final = Handlers(_homes(_EXPRESSIONS))
STATEMENTS: Final = Handlers(_homes(_STATEMENTS))
FUNCTIONS: Final = Functions(_homes(_FUNCTIONS))
