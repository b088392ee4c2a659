"""All handlers of syntax nodes: which module has them, imported when a script first needs one.

A usual file has no loop, no class and no ``try``: what such things take costs it no start.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, TypeAlias

from appconfig_merge.evaluation.functions.calling import call_function
from appconfig_merge.evaluation.machine import Functions
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from appconfig_merge.evaluation.machine import Evaluation

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


class Handlers(dict[type[estree.Node], "Handler"]):
    """Handlers by the type of the node; ``homes`` are the modules that have them, by its name."""

    def __init__(self, homes: dict[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._homes = {name: module for module, names in homes.items() for name in names}

    def __missing__(self, kind: type[estree.Node]) -> Handler:
        module = import_module(f"appconfig_merge.evaluation.{self._homes[kind.__name__]}")
        self.update(module.HANDLERS)
        return self[kind]


EXPRESSIONS: Final = Handlers(_EXPRESSIONS)
STATEMENTS: Final = Handlers(_STATEMENTS)


def _construct(*arguments: Any) -> Evaluation:
    from appconfig_merge.evaluation.functions.construction import construct

    return construct(*arguments)


def _call_super(*arguments: Any) -> Evaluation:
    from appconfig_merge.evaluation.functions.construction import call_super

    return call_super(*arguments)


def _import_module(*arguments: Any) -> Evaluation:
    from appconfig_merge.evaluation.modules.importing import import_module

    return import_module(*arguments)


def _call_flex_ui(*arguments: Any) -> Evaluation:
    from appconfig_merge.evaluation.effects.flex_ui import begin_flex_ui

    return begin_flex_ui(*arguments)


def _require(*arguments: Any) -> Evaluation:
    from appconfig_merge.evaluation.modules.commonjs import require

    return require(*arguments)


FUNCTIONS: Final = Functions(
    call_function, _construct, _call_super, _import_module, _require, _call_flex_ui
)
