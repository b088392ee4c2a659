"""Expressions that aren't evaluated: unknown, and so is whatever they may change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects.havoc import escape, havoc_code
from appconfig_merge.evaluation.effects.reachable import roots
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
    machine.handed_to_modules.update(
        (id(one.value), one) for one in roots(machine, parts, for_module=True)
    )
    source = scope.context.source
    # What stands for an enum once TypeScript is erased; the source is as it was.
    is_enum = source.data[node.start : node.start + 1] != b"<"
    value = Unknown("an enum is not evaluated" if is_enum else "JSX is not evaluated")
    return Traced(value, node, source, tuple(parts))


def _not_evaluated(machine: Machine, node: estree.Node, scope: Scope) -> Traced:
    return unresolved(machine, node, scope, f"{_DESCRIPTIONS[node.type]} is not evaluated")


def meta_property(machine: Machine, node: estree.MetaProperty, scope: Scope) -> Traced:
    """``import.meta`` (ECMA-262 13.3.12.1): its properties are the page's, or a build's."""
    if node.meta.name != "import":
        return _not_evaluated(machine, node, scope)
    return Traced(machine.world.page_value("import.meta", "object"), node, scope.context.source)


def import_expression(
    machine: Machine, node: estree.ImportExpression, scope: Scope
) -> Traced | Evaluation:
    """``import()`` (13.3.10): a promise; on a page the module is one of the page's, run later."""
    if machine.world.site is None:
        return _not_evaluated(machine, node, scope)
    return machine.import_module(node, scope)


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
    estree.ImportExpression: import_expression,
    estree.JSXElement: jsx,
    estree.MetaProperty: meta_property,
    estree.Super: _not_evaluated,
}
