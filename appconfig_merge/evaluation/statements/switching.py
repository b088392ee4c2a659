"""Handler of ``switch``: the case that is known, or all that the page may choose."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.completions import Jump
from appconfig_merge.evaluation.expressions.operators import operate
from appconfig_merge.evaluation.hoisting import hoist_lexical
from appconfig_merge.evaluation.region import bounded, fork
from appconfig_merge.evaluation.scopes import Scope
from appconfig_merge.javascript.values import Traced
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.completions import Completion
    from appconfig_merge.evaluation.machine import Execution, Machine, StatementTable
    from appconfig_merge.evaluation.region import Left


class _Comparison(Traced):
    """What decides on a case: whether the value of the switch is that of the case."""

    __slots__ = ("switched",)

    def __init__(self, switched: Traced, compared: Traced) -> None:
        super().__init__(compared.value, compared.node, compared.source, compared.inputs)
        self.switched = switched

    @property
    def text(self) -> str:
        """The comparison as it would be written in an ``if``."""
        own = super().text
        return f"{self.switched.text} === {own}" if own else ""


def switch_statement(machine: Machine, node: estree.SwitchStatement, scope: Scope) -> Execution:
    """``switch`` (ECMA-262 14.12)."""

    def ends(left: Left) -> bool:
        return isinstance(left, Jump) and left.label is None and not left.goes_on

    value = yield machine.expression(node.discriminant, scope)
    inner = machine.journal.made(Scope(scope, scope.context))
    hoist_lexical(machine, [one for case in node.cases for one in case.consequent], inner)
    return (yield bounded(machine, lambda _: _choose(machine, node, value, inner, 0), ends))


def _choose(
    machine: Machine, node: estree.SwitchStatement, value: Traced, scope: Scope, start: int
) -> Execution:
    """Find the case to run, from ``start`` on; the default comes when no test holds."""
    for index in range(start, len(node.cases)):
        test = node.cases[index].test
        if test is None:
            continue
        traced = yield machine.expression(test, scope)
        compared = yield operate(machine, "===", value, traced, test, scope)
        holds = machine.decides(compared)
        if holds is None:
            yield fork(
                machine,
                _Comparison(value, compared),
                (
                    (True, partial(_run, machine, node, scope, index)),
                    (False, partial(_choose, machine, node, value, scope, index + 1)),
                ),
            )
            return None
        if holds:
            return (yield _run(machine, node, scope, index))
    for index, case in enumerate(node.cases):
        if case.test is None:
            return (yield _run(machine, node, scope, index))
    return None


def _run(machine: Machine, node: estree.SwitchStatement, scope: Scope, start: int) -> Execution:
    """Run the statements from a case on, through those after it, until one leaves."""
    for case in node.cases[start:]:
        for statement in case.consequent:
            completion: Completion | None = yield machine.statement(statement, scope)
            if completion is not None:
                return completion
    return None


HANDLERS: Final[StatementTable] = {
    estree.SwitchStatement: switch_statement,
}
