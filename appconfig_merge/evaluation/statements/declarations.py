"""Handlers of declarations and exports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.expressions.references import assign_name, declare
from appconfig_merge.evaluation.objects import name_function
from appconfig_merge.evaluation.properties.set import put_global
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import JSFunction, Slot, Traced
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Execution, Machine, StatementTable
    from appconfig_merge.evaluation.scopes import Scope


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
            if isinstance(declarator.id, estree.Identifier):
                name_function(value, declarator.init, declarator.id.name)
        store = assign_name if node.kind == "var" else declare
        if isinstance(declarator.id, estree.Identifier):
            store(machine, declarator.id.name, value, declarator.id, scope)
        else:
            from appconfig_merge.evaluation.expressions.patterns import bind

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
        put_global(machine, machine.world_object, node.id.name, value, node.id, strict=False)
    else:
        old = outer.slots.get(node.id.name)
        machine.journal.set_slot(outer, node.id.name, Slot(value, node.id, old))


def class_declaration(machine: Machine, node: estree.ClassDeclaration, scope: Scope) -> Execution:
    """A class; defining it may run code."""
    traced = yield machine.expression(node, scope)
    if node.id is not None:
        declare(machine, node.id.name, traced, node.id, scope)
    return None


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
        elif DEFAULT_EXPORT in scope.slots:
            return None  # where modules are linked a function is there from the start
        else:
            function = JSFunction(exported, exported, scope.context.source, scope)
            function.name = "default"
            value = Traced(machine.journal.made(function), exported, scope.context.source)
    else:
        value = yield machine.expression(exported, scope)
    name_function(value, exported, "default")
    declare(machine, DEFAULT_EXPORT, value, node, scope)
    return None


DEFAULT_EXPORT: Final = "*default*"


HANDLERS: Final[StatementTable] = {
    estree.VariableDeclaration: variable_declaration,
    estree.FunctionDeclaration: function_declaration,
    estree.ClassDeclaration: class_declaration,
    estree.ExportNamedDeclaration: export_named,
    estree.ExportDefaultDeclaration: export_default,
}
