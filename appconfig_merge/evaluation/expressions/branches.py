"""Handlers of expressions that choose what is evaluated: conditions, logical operators, commas."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.conditions import Present
from appconfig_merge.evaluation.region import BRANCH_REASON, fork, fork_values, join_results
from appconfig_merge.javascript.conversion import NotKnown, to_boolean
from appconfig_merge.javascript.joining import join_values
from appconfig_merge.javascript.lifting import NotLifted, has_candidates, lift
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Traced, Unknown, Value
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from typing import Any

    from appconfig_merge.evaluation.machine import Evaluation, ExpressionTable, Machine
    from appconfig_merge.evaluation.scopes import Scope
    from appconfig_merge.evaluation.states import Outcome


def logical_expression(
    machine: Machine, node: estree.LogicalExpression, scope: Scope
) -> Evaluation:
    """``&&``, ``||`` and ``??`` (ECMA-262 13.13)."""
    left = machine.expression(node.left, scope)
    if type(left) is not Traced or machine.trying:
        left = yield left
    source = scope.context.source
    try:
        takes_right = decides(node.operator, left.value)
    except NotKnown:
        joined = yield _either_side(machine, node, left, scope)
        if isinstance(left.value, Unknown) and isinstance(joined.value, Unknown):
            joined.value.reason = left.value.reason
        return Traced(joined.value, node, source, (joined,))
    if not takes_right:
        return Traced(left.value, node, source, (left,))
    right = machine.expression(node.right, scope)
    if type(right) is not Traced or machine.trying:
        right = yield right
    return Traced(right.value, node, source, (right,))


def _either_side(
    machine: Machine, node: estree.LogicalExpression, left: Traced, scope: Scope
) -> Evaluation:
    """Both sides of a logical operator whose left side only the page knows."""

    def right() -> Any:
        return machine.expression(node.right, scope)

    goes_on = node.operator == "&&"
    short = left if node.operator == "??" else _tested(left, not goes_on)
    condition = Present(left) if node.operator == "??" else left
    branches = ((goes_on, right), (not goes_on, lambda: short))
    outcomes = yield fork(machine, condition, branches if goes_on else branches[::-1])
    if len(outcomes) == 2 and has_candidates(left):
        return _by_candidates(node.operator, left, outcomes, goes_on=goes_on)
    return join_results(outcomes)


def _by_candidates(
    operator: str, left: Traced, outcomes: list[tuple[Outcome, Traced]], *, goes_on: bool
) -> Traced:
    """What a logical operator gives for each value that its left side may have."""
    right = outcomes[0 if goes_on else 1][1]
    ways = [outcome for outcome, _ in outcomes]

    def of(one: Traced | None) -> Traced:
        value = one or untraced(UNDEFINED)
        try:
            return right if decides(operator, value.value) else value
        except NotKnown:
            if operator != "??":
                value = _tested(value, not goes_on)
            sides = [right, value] if goes_on else [value, right]
            return join_values(sides, ways, BRANCH_REASON)

    try:
        found = lift(of, left)
    except NotLifted:
        return join_results(outcomes)
    assert found is not None
    return found


def _tested(value: Traced, holds: bool) -> Traced:
    """A value of which it is known whether it is truthy: just one for some types."""
    kind = value.value.kind if isinstance(value.value, Unknown) else ""
    if kind == "boolean":
        return Traced(holds, value.node, value.source, (value,))
    if kind == "string" and not holds:
        return Traced("", value.node, value.source, (value,))
    if isinstance(value.value, Unknown) and not value.value.candidates:
        return Traced(_known_to_hold(value.value, holds), value.node, value.source, (value,))
    return value


def _known_to_hold(unknown: Unknown, holds: bool) -> Unknown:
    """Something unknown of which it is known whether it is truthy: the right side of a test."""
    made = copy(unknown)
    made.is_truthy = holds
    return made


def decides(operator: str, left: Value) -> bool:
    """Whether a logical operator goes on to its right side; raises NotKnown."""
    if operator == "??":
        if isinstance(left, Unknown):
            if left.kind:
                return False
            raise NotKnown(left)
        return left is None or left is UNDEFINED
    return to_boolean(left) is (operator == "&&")


def conditional_expression(
    machine: Machine, node: estree.ConditionalExpression, scope: Scope
) -> Evaluation:
    """``? :``; both sides when only the page can decide."""
    test = machine.expression(node.test, scope)
    if type(test) is not Traced or machine.trying:
        test = yield test
    source = scope.context.source
    holds = machine.decides(test)
    if holds is None:
        joined = yield fork_values(
            machine,
            test,
            (
                (True, lambda: machine.expression(node.consequent, scope)),
                (False, lambda: machine.expression(node.alternate, scope)),
            ),
        )
        return Traced(joined.value, node, source, (joined,))
    result = machine.expression(node.consequent if holds else node.alternate, scope)
    if type(result) is not Traced or machine.trying:
        result = yield result
    return Traced(result.value, node, source, (result,))


def sequence_expression(
    machine: Machine, node: estree.SequenceExpression, scope: Scope
) -> Evaluation:
    """The comma operator: the last value."""
    for expression in node.expressions:
        result = yield machine.expression(expression, scope)
    return Traced(result.value, node, scope.context.source, (result,))


HANDLERS: Final[ExpressionTable] = {
    estree.LogicalExpression: logical_expression,
    estree.ConditionalExpression: conditional_expression,
    estree.SequenceExpression: sequence_expression,
}
