"""Handlers of statements, and the hoisting that comes before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.completions import Jump, Return
from appconfig_merge.evaluation.expressions.assignment import assign_name, bind, declare
from appconfig_merge.evaluation.hoisting import hoist_lexical
from appconfig_merge.evaluation.properties import set as writing
from appconfig_merge.evaluation.region import bounded, fork
from appconfig_merge.evaluation.scopes import Scope
from appconfig_merge.evaluation.statements import loops
from appconfig_merge.evaluation.statements.skipping import not_evaluated
from appconfig_merge.evaluation.statements.switching import switch_statement
from appconfig_merge.evaluation.statements.trying import try_statement
from appconfig_merge.javascript.conversion import NotKnown, Throws, to_boolean
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import JSFunction, Slot, Traced
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


def variable_declaration(
    machine: Machine, node: estree.VariableDeclaration, scope: Scope
) -> Execution:
    """``var``, ``let`` and ``const`` (ECMA-262 14.3)."""
    for declarator in node.declarations:
        if declarator.init is None:
            if node.kind == "var":
                continue
            assert isinstance(declarator.id, estree.Identifier)
            value = Traced(UNDEFINED, declarator.id, scope.context.source)
        else:
            value = yield machine.expression(declarator.init, scope)
        store = assign_name if node.kind == "var" else declare
        if isinstance(declarator.id, estree.Identifier):
            store(machine, declarator.id.name, value, declarator.id, scope)
        else:
            yield bind(machine, declarator.id, value, scope, store)
    return None


def function_declaration(machine: Machine, node: estree.FunctionDeclaration, scope: Scope) -> None:
    """A declaration in a block also sets the function's variable (ECMA-262 B.3.2.1)."""
    if node.id is None:
        return
    outer: Scope | None = scope.parent
    while outer is not None and node not in outer.block_functions:
        outer = outer.parent
    if outer is None:
        return
    value = scope.slots[node.id.name].traced
    if outer.is_script:
        writing.put_global(
            machine, machine.world_object, node.id.name, value, node.id, strict=False
        )
    else:
        old = outer.slots.get(node.id.name)
        machine.journal.set_slot(outer, node.id.name, Slot(value, node.id, old))


def class_declaration(machine: Machine, node: estree.ClassDeclaration, scope: Scope) -> Execution:
    """A class; defining it may run code."""
    traced = yield machine.expression(node, scope)
    if node.id is not None:
        declare(machine, node.id.name, traced, node.id, scope)
    return None


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
    try:
        chosen = node.consequent if to_boolean(test.value) else node.alternate
    except NotKnown:
        yield fork(
            machine,
            test,
            (
                (True, lambda: _branch(machine, node.consequent, scope)),
                (False, lambda: _branch(machine, node.alternate, scope)),
            ),
        )
        return None
    return (yield _branch(machine, chosen, scope))


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


def export_named(machine: Machine, node: estree.ExportNamedDeclaration, scope: Scope) -> Execution:
    """``export`` before a declaration runs the declaration."""
    if node.declaration is not None:
        return (yield machine.statement(node.declaration, scope))
    return None


def export_default(
    machine: Machine, node: estree.ExportDefaultDeclaration, scope: Scope
) -> Execution:
    """``export default``: its value is kept under a name that no script can write."""
    exported = node.declaration
    if isinstance(exported, estree.FunctionDeclaration | estree.ClassDeclaration):
        if exported.id is not None:
            yield machine.statement(exported, scope)
            value = scope.slots[exported.id.name].traced
        elif isinstance(exported, estree.ClassDeclaration):
            value = yield machine.expression(exported, scope)
        else:
            function = JSFunction(exported, exported, scope.context.source, scope)
            value = Traced(machine.journal.made(function), exported, scope.context.source)
    else:
        value = yield machine.expression(exported, scope)
    declare(machine, DEFAULT_EXPORT, value, node, scope)
    return None


DEFAULT_EXPORT: Final = "*default*"


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
    estree.DebuggerStatement: empty_statement,
    estree.VariableDeclaration: variable_declaration,
    estree.FunctionDeclaration: function_declaration,
    estree.ClassDeclaration: class_declaration,
    estree.BlockStatement: block_statement,
    estree.IfStatement: if_statement,
    estree.ReturnStatement: return_statement,
    estree.ThrowStatement: throw_statement,
    estree.ImportDeclaration: empty_statement,
    estree.ExportNamedDeclaration: export_named,
    estree.ExportDefaultDeclaration: export_default,
    estree.ExportAllDeclaration: empty_statement,
    **loops.HANDLERS,
    estree.BreakStatement: break_statement,
    estree.ContinueStatement: continue_statement,
    estree.SwitchStatement: switch_statement,
    estree.TryStatement: try_statement,
    estree.LabeledStatement: labeled_statement,
    estree.WithStatement: not_evaluated,
}
