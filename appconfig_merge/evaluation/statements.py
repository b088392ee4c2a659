"""Handlers of statements, and the hoisting that comes before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.assignment import assign_name, bind, declare
from appconfig_merge.evaluation.effects import havoc_code
from appconfig_merge.evaluation.machine import Completion, Remark, fork
from appconfig_merge.evaluation.scopes import TDZ, Scope
from appconfig_merge.javascript.conversion import NotKnown, Throws, to_boolean
from appconfig_merge.javascript.values import (
    UNDEFINED,
    JSFunction,
    Slot,
    Traced,
    Unknown,
)
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Execution, Machine, StatementTable


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
    if node.id is None or scope.holds_vars or scope.is_script or scope.context.strict:
        return
    slot = scope.slots[node.id.name]
    outer = scope.parent
    while outer is not None and not (outer.holds_vars or outer.is_script):
        if node.id.name in outer.slots:  # a let in between: no variable is made
            return
        outer = outer.parent
    if outer is not None:
        assign_name(machine, node.id.name, slot.traced, node.id, outer)


def class_declaration(machine: Machine, node: estree.ClassDeclaration, scope: Scope) -> None:
    """A class, as an opaque function; defining it may run code."""
    source = scope.context.source
    at = Traced(UNDEFINED, node, source)
    havoc_code(machine, node, scope, at)
    if node.id is not None:
        function = JSFunction(node, node, source, scope, machine.journal.epoch)
        declare(machine, node.id.name, Traced(function, node, source), node.id, scope)


def block_statement(machine: Machine, node: estree.BlockStatement, scope: Scope) -> Execution:
    """A block, with a scope of its own where it declares something."""
    inner = scope
    if any(isinstance(statement, _LEXICAL) for statement in node.body):
        inner = Scope(scope, scope.context, machine.journal.epoch)
        hoist_lexical(machine, node.body, inner)
    return (yield run_statements(machine, node.body, inner))


def run_statements(machine: Machine, statements: list[estree.Statement], scope: Scope) -> Execution:
    """Run statements in order until one doesn't complete normally."""
    for statement in statements:
        completion = yield machine.statement(statement, scope)
        if completion is not None:
            return completion
    return None


def if_statement(machine: Machine, node: estree.IfStatement, scope: Scope) -> Execution:
    """``if``: both branches when only the page can decide."""
    test = yield machine.expression(node.test, scope)
    alternate = node.alternate
    try:
        chosen = node.consequent if to_boolean(test.value) else alternate
    except NotKnown:
        yield fork(
            machine,
            test,
            (
                (True, lambda: machine.statement(node.consequent, scope)),
                (False, lambda: machine.statement(alternate, scope) if alternate else None),
            ),
        )
        return None
    return (yield machine.statement(chosen, scope)) if chosen else None


def return_statement(machine: Machine, node: estree.ReturnStatement, scope: Scope) -> Execution:
    """``return``"""
    if node.argument is None:
        return Completion(Traced(UNDEFINED, node, scope.context.source))
    return Completion((yield machine.expression(node.argument, scope)))


def throw_statement(machine: Machine, node: estree.ThrowStatement, scope: Scope) -> Execution:
    """``throw``"""
    value = yield machine.expression(node.argument, scope)
    raise Throws("Error", f"throw {value.text}" if value.text else "throw", value)


def export_named(machine: Machine, node: estree.ExportNamedDeclaration, scope: Scope) -> Execution:
    """``export`` before a declaration runs the declaration."""
    if node.declaration is not None:
        return (yield machine.statement(node.declaration, scope))
    return None


def export_default(
    machine: Machine, node: estree.ExportDefaultDeclaration, scope: Scope
) -> Execution:
    """``export default``: its value is kept under a name that no script can write."""
    declaration = node.declaration
    if isinstance(declaration, estree.FunctionDeclaration | estree.ClassDeclaration):
        function = JSFunction(declaration, declaration, scope.context.source, scope)
        value = Traced(function, declaration, scope.context.source)
    else:
        value = yield machine.expression(declaration, scope)
    declare(machine, DEFAULT_EXPORT, value, node, scope)
    return None


DEFAULT_EXPORT: Final = "*default*"


def not_evaluated(machine: Machine, node: estree.Statement, scope: Scope) -> None:
    """A statement that isn't run: whatever it could change is unknown from here on."""
    name = _STATEMENT_NAMES.get(node.type, "statement")
    traced = Traced(Unknown(f"a {name} is not evaluated"), node, scope.context.source)
    if leaves(node):
        raise Abandoned(traced)
    havoc_code(machine, node, scope, traced)
    machine.remark(
        Remark(
            "not-evaluated",
            "warning",
            f"this {name} is not evaluated: what it may change is unresolved",
            traced,
        )
    )


class Abandoned(Exception):  # noqa: N818 - a signal
    """A statement that isn't evaluated may return: nothing is known of the whole call."""

    def __init__(self, at: Traced) -> None:
        super().__init__()
        self.at = at


def leaves(node: estree.Node) -> bool:
    """Whether a statement may leave the function that it stands in."""
    work: list[object] = [node]
    while work:
        item = work.pop()
        if isinstance(item, list):
            work.extend(item)
        elif isinstance(item, estree.ReturnStatement | estree.ThrowStatement):
            return True
        elif isinstance(item, _WITH_STATEMENTS):
            work.extend(getattr(item, field) for field in estree.field_names(item))
    return False


_STATEMENT_NAMES: Final = {
    "ForStatement": "for loop",
    "ForInStatement": "for loop",
    "ForOfStatement": "for loop",
    "WhileStatement": "while loop",
    "DoWhileStatement": "do loop",
    "SwitchStatement": "switch",
    "TryStatement": "try statement",
}

_LEXICAL = (estree.VariableDeclaration, estree.FunctionDeclaration, estree.ClassDeclaration)


def hoist_lexical(machine: Machine, statements: list[estree.Statement], scope: Scope) -> None:
    """Make the let, const, class, function and import bindings of a block (14.2.3)."""
    for statement in statements:
        node: estree.Node | None = statement
        if isinstance(statement, estree.ExportNamedDeclaration):
            node = statement.declaration
        elif isinstance(statement, estree.ExportDefaultDeclaration):
            node = statement.declaration
        if isinstance(node, estree.VariableDeclaration) and node.kind != "var":
            for declarator in node.declarations:
                for name in bound_names(declarator.id):
                    scope.slots[name.name] = TDZ
                    if node.kind == "const":
                        scope.constants.add(name.name)
        elif isinstance(node, estree.ClassDeclaration) and node.id is not None:
            scope.slots[node.id.name] = TDZ
        elif isinstance(node, estree.FunctionDeclaration) and node.id is not None:
            scope.slots[node.id.name] = Slot(function_at(machine, node, scope), node.id)
        elif isinstance(node, estree.ImportDeclaration):
            for specifier in node.specifiers:
                reason = f"it is imported from {node.source.value!r}"
                value = Traced(Unknown(reason), specifier, scope.context.source)
                scope.slots[specifier.local.name] = Slot(value, specifier.local)


def function_at(machine: Machine, node: estree.FunctionDeclaration, scope: Scope) -> Traced:
    """The function that a declaration makes."""
    source = scope.context.source
    return Traced(JSFunction(node, node, source, scope, machine.journal.epoch), node, source)


def bound_names(pattern: estree.Node) -> list[estree.Identifier]:
    """The identifiers that a pattern binds, in order (ECMA-262 8.2.1)."""
    names: list[estree.Identifier] = []
    work: list[estree.Node | None] = [pattern]
    while work:
        node = work.pop()
        if isinstance(node, estree.Identifier):
            names.append(node)
        elif isinstance(node, estree.ObjectPattern):
            work.extend(reversed(node.properties))
        elif isinstance(node, estree.Property):
            work.append(node.value)
        elif isinstance(node, estree.ArrayPattern):
            work.extend(reversed(node.elements))
        elif isinstance(node, estree.RestElement):
            work.append(node.argument)
        elif isinstance(node, estree.AssignmentPattern):
            work.append(node.left)
    return names


def var_names(statements: list[estree.Statement], *, strict: bool) -> list[estree.Identifier]:
    """The ``var`` names of a script or function body, at any depth (ECMA-262 8.2.6).

    In sloppy code a function in a block is one too (B.3.2.1).
    """
    names: list[estree.Identifier] = []
    work: list[object] = list(reversed(statements))
    top = {id(statement) for statement in statements}
    while work:
        node = work.pop()
        if isinstance(node, list):
            work.extend(reversed(node))
        elif isinstance(node, estree.VariableDeclaration):
            if node.kind == "var":
                for declarator in node.declarations:
                    names.extend(bound_names(declarator.id))
        elif isinstance(node, estree.FunctionDeclaration):
            if not strict and id(node) not in top and node.id is not None:
                names.append(node.id)
        elif isinstance(node, _WITH_STATEMENTS):
            work.extend(getattr(node, field) for field in reversed(estree.field_names(node)))
    return names


_WITH_STATEMENTS = (
    estree.BlockStatement,
    estree.IfStatement,
    estree.ForStatement,
    estree.ForInStatement,
    estree.ForOfStatement,
    estree.WhileStatement,
    estree.DoWhileStatement,
    estree.SwitchStatement,
    estree.SwitchCase,
    estree.TryStatement,
    estree.CatchClause,
    estree.LabeledStatement,
    estree.WithStatement,
    estree.ExportNamedDeclaration,
)

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
    estree.ForStatement: not_evaluated,
    estree.ForInStatement: not_evaluated,
    estree.ForOfStatement: not_evaluated,
    estree.WhileStatement: not_evaluated,
    estree.DoWhileStatement: not_evaluated,
    estree.SwitchStatement: not_evaluated,
    estree.TryStatement: not_evaluated,
    estree.LabeledStatement: not_evaluated,
    estree.WithStatement: not_evaluated,
}
