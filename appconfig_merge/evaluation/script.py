"""Running scripts in a fresh world, in the order in which a page loads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from appconfig_merge.evaluation import assignment, calls, expressions, literals, statements
from appconfig_merge.evaluation.calls import hoist_function_body, is_strict
from appconfig_merge.evaluation.journal import Outcome
from appconfig_merge.evaluation.machine import (
    BRANCH_REASON,
    Boundary,
    Diverged,
    Machine,
    Remark,
    TooManySteps,
)
from appconfig_merge.evaluation.scopes import NOWHERE, TDZ, Context, Scope, untraced
from appconfig_merge.evaluation.statements import (
    Abandoned,
    bound_names,
    function_at,
    run_statements,
    var_names,
)
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.values import UNDEFINED, Slot, Traced
from appconfig_merge.limits import MAX_STEPS
from appconfig_merge.syntax import estree

from appconfig_merge.evaluation.world import RESTRICTED

if TYPE_CHECKING:
    from appconfig_merge.evaluation.world import World
    from appconfig_merge.source import Source


class Page(NamedTuple):
    """A machine with the scope that all scripts share."""

    machine: Machine
    lexical: Scope


def new_page(world: World) -> Page:
    """A page before its first script."""
    tables = (
        {**expressions.HANDLERS, **literals.HANDLERS, **assignment.HANDLERS, **calls.HANDLERS},
        statements.HANDLERS,
    )
    machine = Machine(world, *tables)
    context = Context(NOWHERE, strict=False, this=untraced(machine.world_object))
    return Page(machine, Scope(None, context, 0))


def run_script(page: Page, program: estree.Program, source: Source) -> tuple[Scope, Throws | None]:
    """Run one script to its end; gives its scope, and what it threw if it did.

    Raises TooManySteps. A throw that only some branches reach is joined with the rest: what it
    would leave different is unknown afterwards, and a remark says so.
    """
    machine = page.machine
    machine.steps_left = MAX_STEPS + len(source.data)
    is_module = program.source_type == "module"
    strict = is_module or is_strict(program.body)
    this = untraced(UNDEFINED if is_module else machine.world_object)
    context = Context(source, strict, this)
    scope = Scope(
        page.lexical, context, machine.journal.epoch, holds_vars=is_module, is_script=not is_module
    )
    boundary = Boundary(machine.journal)
    machine.boundaries.append(boundary)
    thrown: Throws | None = None
    diverged = False
    try:
        if is_module:
            hoist_function_body(machine, program.body, scope)
        else:
            _declare_globals(page, program, scope)
        machine.run(run_statements(machine, program.body, scope))
    except Throws as error:
        thrown = error
    except Diverged:
        diverged = True
    except Abandoned:
        pass
    finally:
        machine.boundaries.pop()
    if boundary.exits:
        thrown = _join_exits(machine, boundary, thrown, diverged=diverged)
    return scope, thrown


def _join_exits(
    machine: Machine, boundary: Boundary, thrown: Throws | None, *, diverged: bool
) -> Throws | None:
    journal = machine.journal
    outcomes = [leave.outcome for leave in boundary.exits]
    for leave in boundary.exits:
        assert isinstance(leave.how, Throws)
        at = leave.how.at or leave.outcome.condition
        machine.remark(
            Remark(
                "may-throw",
                "warning",
                f"the script may stop here ({leave.how}): only the page can decide",
                at,
                "what the rest of the file sets is unresolved because of it",
            )
        )
    if not diverged:
        last = outcomes[-1]
        snapshot = journal.capture(boundary.mark)
        outcomes.append(Outcome(snapshot, last.condition, not last.holds))
    journal.rollback(boundary.mark)
    journal.mark()
    journal.join(outcomes, BRANCH_REASON, boundary.epoch)
    how = boundary.exits[-1].how
    return how if diverged and isinstance(how, Throws) else thrown


def _declare_globals(page: Page, program: estree.Program, scope: Scope) -> None:
    """GlobalDeclarationInstantiation (ECMA-262 16.1.7)."""
    machine, lexical = page
    window = machine.world_object
    names = var_names(program.body, strict=scope.context.strict)
    functions: list[estree.FunctionDeclaration] = []
    for statement in program.body:
        if isinstance(statement, estree.VariableDeclaration) and statement.kind != "var":
            for declarator in statement.declarations:
                for name in bound_names(declarator.id):
                    _declare_lexical(page, name, scope)
                    if statement.kind == "const":
                        lexical.constants.add(name.name)
        elif isinstance(statement, estree.ClassDeclaration) and statement.id is not None:
            _declare_lexical(page, statement.id, scope)
        elif isinstance(statement, estree.FunctionDeclaration) and statement.id is not None:
            functions.append(statement)
    for name in names:
        _refuse_clash(name, name.name in lexical.slots, scope)
        if name.name not in window.slots and machine.world.get(name.name) is None:
            value = Traced(UNDEFINED, name, scope.context.source)
            machine.journal.set_slot(window, name.name, Slot(value, name))
            window.permanent.add(name.name)
    for function in functions:
        assert function.id is not None
        _refuse_clash(function.id, function.id.name in lexical.slots, scope)
        old = window.slots.get(function.id.name)
        slot = Slot(function_at(machine, function, scope), function.id, old)
        machine.journal.set_slot(window, function.id.name, slot)
        window.permanent.add(function.id.name)


def _declare_lexical(page: Page, name: estree.Identifier, scope: Scope) -> None:
    machine, lexical = page
    clash = (
        name.name in lexical.slots
        or name.name in machine.world_object.permanent
        or name.name in RESTRICTED
    )
    _refuse_clash(name, clash, scope)
    machine.journal.set_slot(lexical, name.name, TDZ)


def _refuse_clash(name: estree.Identifier, clash: bool, scope: Scope) -> None:
    if clash:
        at = Traced(UNDEFINED, name, scope.context.source)
        message = f"Identifier '{name.name}' has already been declared"
        raise Throws("SyntaxError", message, at)


__all__ = ["Page", "TooManySteps", "new_page", "run_script"]
