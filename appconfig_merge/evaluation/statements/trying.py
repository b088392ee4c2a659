"""Handler of ``try``: what isn't known may throw, and then goes on in the catch clause."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.completions import Diverged, Exit, Suspend
from appconfig_merge.evaluation.conditions import after, any_of
from appconfig_merge.evaluation.errors import of_engine
from appconfig_merge.evaluation.expressions.patterns import bind
from appconfig_merge.evaluation.expressions.references import declare
from appconfig_merge.evaluation.region import (
    BRANCH_REASON,
    all_exits,
    attempt,
    come_to,
    enclosed,
    part,
)
from appconfig_merge.evaluation.scopes import TDZ, Scope
from appconfig_merge.evaluation.statements.skipping import not_evaluated
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.joining import join_values
from appconfig_merge.javascript.values import Traced
from appconfig_merge.syntax import estree
from appconfig_merge.syntax.declarations import bound_names

if TYPE_CHECKING:
    from typing import Any

    from appconfig_merge.evaluation.completions import Boundary, Completion
    from appconfig_merge.evaluation.machine import Execution, Machine, StatementTable
    from appconfig_merge.evaluation.states import Outcome


def try_statement(machine: Machine, node: estree.TryStatement, scope: Scope) -> Execution:
    """``try`` (ECMA-262 14.15)."""
    done = yield attempt(machine, run_try(machine, node, scope))
    if done is None:
        return (yield not_evaluated(machine, node, scope))
    return done[0]


def run_try(machine: Machine, node: estree.TryStatement, scope: Scope) -> Execution:
    """Run a ``try``; raises GiveUp where it leads to too much."""
    run = _try_catch if node.finalizer is None else _try_finally
    return run(machine, node, scope)


def _try_finally(machine: Machine, node: estree.TryStatement, scope: Scope) -> Execution:
    """``finally`` follows every way."""
    inner = _try_catch if node.handler is not None else _block
    boundary, result = yield enclosed(machine, lambda _: inner(machine, node, scope))
    if not boundary.exits:
        assert not isinstance(result, Diverged)
        return (yield _finally(machine, node, result, scope))
    yield part(
        machine,
        tuple(
            (
                leave.outcome.condition,
                leave.outcome.holds,
                partial(_finally_after, machine, node, boundary, leave, scope),
            )
            for leave in all_exits(machine, boundary, result)
        ),
    )
    return None


def _finally_after(
    machine: Machine, node: estree.TryStatement, boundary: Boundary, leave: Exit, scope: Scope
) -> Execution:
    come_to(machine, boundary, [leave])
    return (yield _finally(machine, node, leave.how, scope))


def _finally(
    machine: Machine, node: estree.TryStatement, how: Completion | Throws | None, scope: Scope
) -> Execution:
    """Run ``finally``: how it ends counts, or if it ends normally, what was before it."""
    assert node.finalizer is not None
    if isinstance(how, Suspend):
        return how  # the rest of the block comes first
    completion = yield machine.statement(node.finalizer, scope)
    if completion is not None:
        return completion
    if isinstance(how, Throws):
        raise how
    return how


def _block(machine: Machine, node: estree.TryStatement, scope: Scope) -> Execution:
    return (yield machine.statement(node.block, scope))


def _guarded(machine: Machine, node: estree.TryStatement, scope: Scope) -> Execution:
    """The block, in which what isn't known may throw."""
    machine.trying += 1
    try:
        return (yield machine.statement(node.block, scope))
    finally:
        machine.trying -= 1


def _try_catch(machine: Machine, node: estree.TryStatement, scope: Scope) -> Execution:
    """Go on after the block, in the catch clause where it throws or may throw."""
    handler = node.handler
    assert handler is not None
    boundary, result = yield enclosed(machine, lambda _: _guarded(machine, node, scope))
    if not boundary.exits:
        if isinstance(result, Throws):
            return (yield _handle(machine, handler, _value(machine, result, node, scope), scope))
        assert not isinstance(result, Diverged)
        return result
    exits = all_exits(machine, boundary, result)
    thrown: list[Exit] = []
    others: list[Outcome] = []
    for leave in exits:
        if isinstance(leave.how, Throws):
            thrown.append(Exit(leave.how, after(others, leave.outcome)))
        else:
            others.append(leave.outcome)
    ways: list[tuple[Traced, bool, Any]] = [
        (leave.outcome.condition, leave.outcome.holds, partial(_go_on, machine, boundary, leave))
        for leave in exits
        if not isinstance(leave.how, Throws)
    ]
    if thrown:
        condition, holds = any_of([leave.outcome for leave in thrown])
        catch = partial(_catch, machine, node, boundary, thrown, scope)
        ways.insert(0, (condition, holds, catch))
    yield part(machine, tuple(ways))
    return None


def _go_on(machine: Machine, boundary: Boundary, leave: Exit) -> Completion | None:
    """The state in which the block was left otherwise."""
    come_to(machine, boundary, [leave])
    assert not isinstance(leave.how, Throws)
    return leave.how


def _catch(
    machine: Machine,
    node: estree.TryStatement,
    boundary: Boundary,
    thrown: list[Exit],
    scope: Scope,
) -> Execution:
    """The catch clause, in a state that holds wherever the block threw."""
    assert node.handler is not None
    outcomes = [leave.outcome for leave in thrown]
    values = [
        _value(machine, leave.how, node, scope) for leave in thrown if isinstance(leave.how, Throws)
    ]
    come_to(machine, boundary, thrown)
    value = values[0] if len(values) == 1 else join_values(values, outcomes, BRANCH_REASON)
    return (yield _handle(machine, node.handler, value, scope))


def _value(machine: Machine, thrown: Throws, node: estree.TryStatement, scope: Scope) -> Traced:
    """What a catch clause gets."""
    if thrown.value is not None:
        return thrown.value
    at = thrown.at or Traced(None, node, scope.context.source)
    return of_engine(machine, thrown, at)


def _handle(
    machine: Machine, handler: estree.CatchClause, value: Traced, scope: Scope
) -> Execution:
    """The catch clause (ECMA-262 14.15.2), with what was thrown."""
    inner = scope
    if handler.param is not None:
        inner = machine.journal.made(Scope(scope, scope.context))
        for name in bound_names(handler.param):
            inner.slots[name.name] = TDZ  # new: no mark since
        yield bind(machine, handler.param, value, inner, declare)
    return (yield machine.statement(handler.body, inner))


HANDLERS: Final[StatementTable] = {
    estree.TryStatement: try_statement,
}
