"""Running scripts in a fresh world, in the order in which a page loads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.completions import TooManySteps
from appconfig_merge.evaluation.driving import Page, run_code
from appconfig_merge.evaluation.handlers import EXPRESSIONS, FUNCTIONS, STATEMENTS
from appconfig_merge.evaluation.hoisting import function_at, hoist_body, hoist_lexical
from appconfig_merge.evaluation.machine import Machine
from appconfig_merge.evaluation.scopes import Context, Scope
from appconfig_merge.evaluation.statements.blocks import run_statements
from appconfig_merge.evaluation.world import RESTRICTED
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import NOWHERE, untraced
from appconfig_merge.javascript.values import Slot, Traced
from appconfig_merge.syntax.declarations import (
    block_functions,
    functions,
    lexical_names,
    use_strict,
    var_names,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.evaluation.machine import Execution
    from appconfig_merge.evaluation.world import World
    from appconfig_merge.source import Source
    from appconfig_merge.syntax import estree


def new_page(world: World) -> Page:
    """A page before its first script."""
    machine = Machine(world, EXPRESSIONS, STATEMENTS, FUNCTIONS)
    context = Context(NOWHERE, strict=False, this=untraced(machine.world_object))
    machine.lexical = Scope(None, context)
    return Page(machine, machine.lexical)


def run_script(page: Page, program: estree.Program, source: Source) -> tuple[Scope, Throws | None]:
    """Run one script to its end; gives its scope, and what it threw if it did.

    Of a module what it imports isn't known: ``modules.run_module`` runs one with that. For what
    is raised and joined see :func:`run_code`.
    """
    scope, begin = script_body(page, program, source)
    return scope, run_code(page, (source,), begin)


def script_body(
    page: Page, program: estree.Program, source: Source
) -> tuple[Scope, Callable[[], Execution]]:
    """The scope of a script, and what begins to run it. What is begun may raise Throws at once."""
    machine = page.machine
    is_module = program.source_type == "module"
    strict = is_module or use_strict(program.body) is not None
    this = untraced(UNDEFINED if is_module else machine.world_object)
    context = Context(source, strict, this)
    scope = Scope(page.lexical, context, holds_vars=is_module, is_script=not is_module)

    def begin() -> Execution:
        if is_module:
            hoist_body(machine, program.body, scope)
        else:
            _declare_globals(page, program, scope)
        return run_statements(machine, program.body, scope)

    return scope, begin


def _declare_globals(page: Page, program: estree.Program, scope: Scope) -> None:
    """GlobalDeclarationInstantiation (ECMA-262 16.1.7)."""
    machine, lexical = page.machine, page.lexical
    window = machine.world_object
    lexicals = lexical_names(program.body)
    for name in lexicals:
        clash = (
            name.name in lexical.slots or name.name in window.permanent or name.name in RESTRICTED
        )
        _refuse_clash(name, clash, scope)
    names = var_names(program.body)
    declared = functions(program.body)
    for name in (*names, *(function.id for function in declared if function.id is not None)):
        _refuse_clash(name, name.name in lexical.slots, scope)
    if not scope.context.strict:
        forbidden = frozenset({*lexical.slots, *(name.name for name in lexicals)})
        inner = block_functions(program.body, forbidden)
        scope.block_functions = frozenset(inner)
        names.extend(function.id for function in inner if function.id is not None)
    for name in names:
        if name.name not in window.slots and machine.world.get(name.name) is None:
            value = Traced(UNDEFINED, name, scope.context.source)
            machine.journal.set_slot(window, name.name, Slot(value, name))
            window.permanent.add(name.name)
    for function in declared:
        assert function.id is not None
        if function.id.name in RESTRICTED:
            at = Traced(UNDEFINED, function.id, scope.context.source)
            raise Throws("TypeError", f"Cannot redefine property: {function.id.name}", at)
        old = window.slots.get(function.id.name)
        slot = Slot(function_at(machine, function, scope), function.id, old)
        machine.journal.set_slot(window, function.id.name, slot)
        window.permanent.add(function.id.name)
    hoist_lexical(machine, program.body, lexical, with_functions=False)


def _refuse_clash(name: estree.Identifier, clash: bool, scope: Scope) -> None:
    if clash:
        at = Traced(UNDEFINED, name, scope.context.source)
        message = f"Identifier '{name.name}' has already been declared"
        raise Throws("SyntaxError", message, at)


__all__ = ["Page", "TooManySteps", "new_page", "run_script"]
