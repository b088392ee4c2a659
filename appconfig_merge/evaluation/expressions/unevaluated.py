"""Expressions that aren't evaluated: unknown, and so is whatever they may change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects.havoc import escape, havoc_code
from appconfig_merge.javascript.values import Traced, Unknown
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation, ExpressionTable, Machine
    from appconfig_merge.evaluation.scopes import Scope


def unresolved(machine: Machine, node: estree.Node, scope: Scope, reason: str) -> Traced:
    """An expression that isn't evaluated: unknown, and whatever it may change."""
    unknown = Unknown(reason)
    traced = Traced(unknown, node, scope.context.source)
    unknown.reaches = (havoc_code(machine, node, scope, traced),)
    return traced


def jsx(machine: Machine, node: estree.JSXElement, scope: Scope) -> Evaluation:
    """An element of JSX: its parts are evaluated, what a build makes of them isn't known."""
    parts = []
    for part in node.parts:
        parts.append((yield machine.expression(part, scope)))  # noqa: PERF401
    escape(machine, *parts)
    value = Unknown("JSX is not evaluated")
    return Traced(value, node, scope.context.source, tuple(parts))


def _not_evaluated(machine: Machine, node: estree.Node, scope: Scope) -> Traced:
    return unresolved(machine, node, scope, f"{_DESCRIPTIONS[node.type]} is not evaluated")


_DESCRIPTIONS: Final = {
    "YieldExpression": "yield",
    "AwaitExpression": "await",
    "ImportExpression": "import()",
    "MetaProperty": "a meta property",
    "Super": "super",
}


HANDLERS: Final[ExpressionTable] = {
    estree.YieldExpression: _not_evaluated,
    estree.AwaitExpression: _not_evaluated,
    estree.ImportExpression: _not_evaluated,
    estree.JSXElement: jsx,
    estree.MetaProperty: _not_evaluated,
    estree.Super: _not_evaluated,
}
