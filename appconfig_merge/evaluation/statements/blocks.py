"""Handlers of blocks and of the statements that choose, leave or evaluate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.completions import Jump, Return
from appconfig_merge.evaluation.hoisting import hoist_lexical
from appconfig_merge.evaluation.region import bounded, fork
from appconfig_merge.evaluation.scopes import Scope
from appconfig_merge.evaluation.statements.declarations import (
    function_declaration,
)
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import Traced
from appconfig_merge.syntax import estree
from appconfig_merge.syntax.declarations import declaration

if TYPE_CHECKING:
    from appconfig_merge.evaluation.completions import Completion
    from appconfig_merge.evaluation.machine import Execution, Machine, StatementTable
    from appconfig_merge.evaluation.region import Left


def expression_statement(
    machine: Machine, node: estree.ExpressionStatement, scope: Scope
) -> Execution:
    """An expression for its effect."""
    yield machine.expression(node.expression, scope)
    return None


def empty_statement(_machine: Machine, _node: estree.Node, _scope: Scope) -> None:
    """Nothing to do: empty statements, debugger, declarations that were hoisted."""


def block_statement(machine: Machine, node: estree.BlockStatement, scope: Scope) -> Execution:
    """A block, with a scope of its own where it declares something."""
    return (yield _run_block(machine, node.body, scope))


def _run_block(machine: Machine, body: list[estree.Statement], scope: Scope) -> Execution:
    inner = scope
    if any(isinstance(declaration(statement), _LEXICAL) for statement in body):
        inner = machine.journal.made(Scope(scope, scope.context))
        hoist_lexical(machine, body, inner)
    return (yield run_statements(machine, body, inner))


def run_statements(machine: Machine, statements: list[estree.Statement], scope: Scope) -> Execution:
    """Run statements in order until one doesn't complete normally."""
    for statement in statements:
        machine.begun = statement
        machine.begun_in = scope.context.source
        completion = yield machine.statement(statement, scope)
        if completion is not None:
            return completion
    return None


def if_statement(machine: Machine, node: estree.IfStatement, scope: Scope) -> Execution:
    """``if``: both branches when only the page can decide."""
    test = yield machine.expression(node.test, scope)
    holds = machine.decides(test)
    if holds is None:
        yield fork(
            machine,
            test,
            (
                (True, lambda: _branch(machine, node.consequent, scope)),
                (False, lambda: _branch(machine, node.alternate, scope)),
            ),
        )
        return None
    return (yield _branch(machine, node.consequent if holds else node.alternate, scope))


def _branch(
    machine: Machine, node: estree.Statement | None, scope: Scope
) -> Completion | Execution | None:
    """A branch of an ``if``; a function there has a block of its own (ECMA-262 B.3.3)."""
    if isinstance(node, estree.FunctionDeclaration):
        return _run_block(machine, [node], scope)
    return machine.statement(node, scope) if node is not None else None


def return_statement(machine: Machine, node: estree.ReturnStatement, scope: Scope) -> Execution:
    """``return``"""
    if node.argument is None:
        return Return(Traced(UNDEFINED, node, scope.context.source))
    return Return((yield machine.expression(node.argument, scope)))


def throw_statement(machine: Machine, node: estree.ThrowStatement, scope: Scope) -> Execution:
    """``throw``"""
    value = yield machine.expression(node.argument, scope)
    raise Throws("Error", f"throw {value.text}" if value.text else "throw", value, value)


def labeled_statement(
    machine: Machine, node: estree.LabeledStatement, scope: Scope
) -> Execution | None:
    """Labels (ECMA-262 14.13): of a loop, of a function (B.3.1), or of what ``break`` leaves."""
    labels = {node.label.name}
    body = node.body
    while isinstance(body, estree.LabeledStatement):
        labels.add(body.label.name)
        body = body.body
    if isinstance(body, estree.FunctionDeclaration):
        function_declaration(machine, body, scope)
        return None
    inner = body
    names = frozenset(labels)
    if isinstance(inner, _LOOPS):
        from appconfig_merge.evaluation.statements import loops

        return loops.run_loop(machine, inner, scope, names)

    def ends(left: Left) -> bool:
        return isinstance(left, Jump) and not left.goes_on and left.label in names

    return bounded(machine, lambda _: machine.statement(inner, scope), ends)


def break_statement(_machine: Machine, node: estree.BreakStatement, _scope: Scope) -> Completion:
    """``break``"""
    return Jump(node.label.name if node.label else None, goes_on=False)


def continue_statement(
    _machine: Machine, node: estree.ContinueStatement, _scope: Scope
) -> Completion:
    """``continue``"""
    return Jump(node.label.name if node.label else None, goes_on=True)


_LOOPS = (
    estree.ForStatement,
    estree.ForInStatement,
    estree.ForOfStatement,
    estree.WhileStatement,
    estree.DoWhileStatement,
)
_LEXICAL = (estree.VariableDeclaration, estree.FunctionDeclaration, estree.ClassDeclaration)


HANDLERS: Final[StatementTable] = {
    estree.ExpressionStatement: expression_statement,
    estree.EmptyStatement: empty_statement,
    estree.ImportDeclaration: empty_statement,
    estree.ExportAllDeclaration: empty_statement,
    estree.DebuggerStatement: empty_statement,
    estree.BlockStatement: block_statement,
    estree.IfStatement: if_statement,
    estree.ReturnStatement: return_statement,
    estree.ThrowStatement: throw_statement,
    estree.BreakStatement: break_statement,
    estree.ContinueStatement: continue_statement,
    estree.LabeledStatement: labeled_statement,
}
