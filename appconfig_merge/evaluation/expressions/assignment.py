"""Handlers of assignments and updates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.computing import compute
from appconfig_merge.evaluation.expressions.operators import operate
from appconfig_merge.evaluation.expressions.references import (
    assign_name,
    key_of_target,
    load,
    name_after,
    store_value,
)
from appconfig_merge.evaluation.expressions.unevaluated import unresolved
from appconfig_merge.evaluation.properties.converting import converting
from appconfig_merge.evaluation.region import fork_values
from appconfig_merge.javascript import operators
from appconfig_merge.javascript.conversion import NotKnown, to_numeric
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt
from appconfig_merge.javascript.values import (
    Traced,
    Value,
)
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation, ExpressionTable, Machine
    from appconfig_merge.evaluation.scopes import Scope


def assignment_expression(
    machine: Machine, node: estree.AssignmentExpression, scope: Scope
) -> Evaluation:
    """``=`` and its compounds (ECMA-262 13.15)."""
    source = scope.context.source
    target = node.left
    if isinstance(target, estree.ObjectPattern | estree.ArrayPattern):
        from appconfig_merge.evaluation.expressions.patterns import bind

        value = yield machine.expression(node.right, scope)
        yield bind(machine, target, value, scope, assign_name)
        return Traced(value.value, node, source, (value,))
    reference: tuple[Traced, Traced] | None = None
    if isinstance(target, estree.MemberExpression):
        if isinstance(target.object, estree.Super):
            reason = "an assignment through super is not evaluated"
            return unresolved(machine, node, scope, reason)
        owner = yield machine.expression(target.object, scope)
        reference = (owner, (yield key_of_target(machine, target, owner, scope)))
    elif not isinstance(target, estree.Identifier):
        return unresolved(machine, node, scope, "this assignment is not evaluated")
    if node.operator == "=":
        value = yield machine.expression(node.right, scope)
        name_after(value, node.right, target)
        storing = store_value(machine, target, reference, value, scope)
        if storing is not None:
            yield storing
        return Traced(value.value, node, source, (value,))
    old = yield load(machine, target, reference, scope)
    operator = node.operator[:-1]
    if operator in {"&&", "||", "??"}:
        return (yield _assign_logical(machine, node, operator, old, reference, scope))
    right = yield machine.expression(node.right, scope)
    result = operate(machine, operator, old, right, node, scope)
    if type(result) is not Traced:
        result = yield result
    storing = store_value(machine, target, reference, result, scope)
    if storing is not None:
        yield storing
    return result


def _assign_logical(
    machine: Machine,
    node: estree.AssignmentExpression,
    operator: str,
    old: Traced,
    reference: tuple[Traced, Traced] | None,
    scope: Scope,
) -> Evaluation:
    from appconfig_merge.evaluation.conditions import Present
    from appconfig_merge.evaluation.expressions.branches import decides

    source = scope.context.source

    def assign() -> Evaluation:
        right = yield machine.expression(node.right, scope)
        name_after(right, node.right, node.left)
        storing = store_value(machine, node.left, reference, right, scope)
        if storing is not None:
            yield storing
        return right

    try:
        takes_right = decides(operator, old.value)
    except NotKnown:
        condition = Present(old) if operator == "??" else old
        takes = operator == "&&"
        branches = ((takes, assign), (not takes, lambda: old))
        joined = yield fork_values(machine, condition, branches if takes else branches[::-1])
        return Traced(joined.value, node, source, (joined,))
    result = (yield assign()) if takes_right else old
    return Traced(result.value, node, source, (result,))


def update_expression(machine: Machine, node: estree.UpdateExpression, scope: Scope) -> Evaluation:
    """``++`` and ``--`` (ECMA-262 13.4)."""
    target = node.argument
    reference: tuple[Traced, Traced] | None = None
    if isinstance(target, estree.MemberExpression) and not isinstance(target.object, estree.Super):
        owner = yield machine.expression(target.object, scope)
        reference = (owner, (yield key_of_target(machine, target, owner, scope)))
    elif not isinstance(target, estree.Identifier):
        return unresolved(machine, node, scope, "this update is not evaluated")
    old = yield load(machine, target, reference, scope)
    by = 1.0 if node.operator == "++" else -1.0
    if type(old.value) is float:  # nothing to convert
        before = Traced(old.value, node, scope.context.source, (old,))
        after = Traced(old.value + by, node, scope.context.source, (old,))
    else:
        begun = converting(machine, old, "number", Traced(UNDEFINED, node, scope.context.source))
        if begun is not None:
            old = yield begun
        before = compute(machine, to_numeric, (old.value,), node, scope, (old,))
        after = compute(machine, _increment, (before.value, by), node, scope, (old,))
    storing = store_value(machine, target, reference, after, scope)
    if storing is not None:
        yield storing
    return after if node.prefix else before


def _increment(value: Value, by: float) -> Value:
    if isinstance(value, BigInt):
        return BigInt(value.value + int(by))
    return operators.binary("+", value, by)


HANDLERS: Final[ExpressionTable] = {
    estree.AssignmentExpression: assignment_expression,
    estree.UpdateExpression: update_expression,
}
