"""Making the bindings of what code declares, before it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.scopes import TDZ
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import JSFunction, Slot, Traced, Unknown
from appconfig_merge.syntax import estree
from appconfig_merge.syntax.declarations import (
    block_functions,
    bound_names,
    declaration,
    functions,
    lexical_names,
    var_names,
)

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.evaluation.scopes import Scope


def hoist_lexical(
    machine: Machine,
    statements: list[estree.Statement],
    scope: Scope,
    *,
    with_functions: bool = True,
) -> None:
    """Make the let, const, class, function and import bindings of a block (14.2.3).

    A scope that takes functions or imports is new, and no mark is open when a script's is filled:
    just the names of a script, which has its scope in common with others, need the journal.
    """
    for name in lexical_names(statements):
        machine.journal.set_slot(scope, name.name, TDZ)
    for statement in statements:
        node = declaration(statement)
        if isinstance(node, estree.VariableDeclaration) and node.kind == "const":
            for declarator in node.declarations:
                scope.constants.update(name.name for name in bound_names(declarator.id))
        elif isinstance(node, estree.ImportDeclaration):
            for specifier in node.specifiers:
                reason = f"it is imported from {node.source.value!r}"
                value = Traced(Unknown(reason), specifier, scope.context.source)
                scope.slots[specifier.local.name] = Slot(value, specifier.local)
                scope.constants.add(specifier.local.name)
    for function in functions(statements) if with_functions else ():
        assert function.id is not None
        scope.slots[function.id.name] = Slot(function_at(machine, function, scope), function.id)


def _variables(
    statements: list[estree.Statement], parameters: frozenset[str] | None
) -> tuple[list[estree.Identifier], frozenset[estree.FunctionDeclaration]]:
    """The variables of a body, and the functions in its blocks that are among them.

    ``parameters`` is None in strict code, which has no such functions.
    """
    names = var_names(statements)
    if parameters is None:
        return names, frozenset()
    forbidden = parameters | {name.name for name in lexical_names(statements)}
    inner = block_functions(statements, forbidden)
    names.extend(function.id for function in inner if function.id is not None)
    return names, frozenset(inner)


def hoist_body(
    machine: Machine,
    statements: list[estree.Statement],
    scope: Scope,
    parameters: Scope | None = None,
) -> None:
    """Make the bindings of a function body or module before it runs (ECMA-262 10.2.11).

    ``parameters`` is the scope of the parameters where that isn't the body's. The scope is new.
    """
    strict = scope.context.strict
    taken = () if strict else frozenset((parameters or scope).slots.keys() - {"arguments"})
    key = (id(statements), strict, taken)
    found = machine.hoisted.get(key)
    if found is None:
        found = machine.hoisted[key] = _variables(statements, None if strict else frozenset(taken))
    names, scope.block_functions = found
    for name in names:
        if name.name not in scope.slots:
            outer = parameters.slots.get(name.name) if parameters is not None else None
            undefined = Traced(UNDEFINED, name, scope.context.source)
            scope.slots[name.name] = outer or Slot(undefined, name)
    hoist_lexical(machine, statements, scope)


def function_at(machine: Machine, node: estree.FunctionDeclaration, scope: Scope) -> Traced:
    """The function that a declaration makes."""
    source = scope.context.source
    function = machine.journal.made(JSFunction(node, node, source, scope))
    function.name = node.id.name if node.id is not None else None
    return Traced(function, node, source)
