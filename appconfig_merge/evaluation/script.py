"""Running scripts in a fresh world, in the order in which a page loads them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from appconfig_merge.evaluation.completions import Boundary, Diverged, TooManySteps
from appconfig_merge.evaluation.driving import drive
from appconfig_merge.evaluation.handlers import EXPRESSIONS, FUNCTIONS, STATEMENTS
from appconfig_merge.evaluation.hoisting import function_at, hoist_body, hoist_lexical
from appconfig_merge.evaluation.machine import Machine, Remark
from appconfig_merge.evaluation.properties.inheritance import unorder
from appconfig_merge.evaluation.region import all_exits, come_to, enter, leave
from appconfig_merge.evaluation.scopes import Context, Scope
from appconfig_merge.evaluation.statements.blocks import run_statements
from appconfig_merge.evaluation.world import RESTRICTED
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.globals import is_handler
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import NOWHERE, untraced
from appconfig_merge.javascript.values import Slot, Traced
from appconfig_merge.limits import MAX_LOOKS, MAX_STEPS
from appconfig_merge.syntax.declarations import (
    block_functions,
    functions,
    lexical_names,
    use_strict,
    var_names,
)

if TYPE_CHECKING:
    from appconfig_merge.evaluation.world import World
    from appconfig_merge.source import Source
    from appconfig_merge.syntax import estree


_HOOKS: Final = re.compile(
    rb"""\b(?:get|set|static|class|yield|eval|Function|Proxy|Symbol|create|toString|valueOf|toJSON)\b
    | define | [Pp]rototype | __proto__ | Iterator | iterator | \\[ux]
    | (?:function|async|[{,])\s*\* """,
    re.VERBOSE,
)
"""What a script has to contain for reading, converting or iterating to run code of its own."""
_HOOK_PARTS: Final = (
    *(b"get", b"set", b"static", b"class", b"yield", b"eval", b"Function", b"Proxy", b"Symbol"),
    *(b"create", b"toString", b"valueOf", b"toJSON", b"define", b"rototype", b"__proto__"),
    *(b"terator", b"\\u", b"\\x", b"*"),
)
"""Parts of all that: a text with none of them is found to be such in a tenth of the time."""


class Page(NamedTuple):
    """A machine with the scope that all scripts share."""

    machine: Machine
    lexical: Scope


def new_page(world: World) -> Page:
    """A page before its first script."""
    machine = Machine(world, EXPRESSIONS, STATEMENTS, FUNCTIONS)
    context = Context(NOWHERE, strict=False, this=untraced(machine.world_object))
    machine.lexical = Scope(None, context)
    return Page(machine, machine.lexical)


def run_script(page: Page, program: estree.Program, source: Source) -> tuple[Scope, Throws | None]:
    """Run one script to its end; gives its scope, and what it threw if it did.

    Raises TooManySteps. A throw that only some branches reach is joined with the rest: what it
    would leave different is unknown afterwards, and a remark says so.
    """
    machine = page.machine
    machine.journal.reveal()
    machine.steps_left = MAX_STEPS + len(source.data) // 4
    machine.looks_left = MAX_LOOKS + len(source.data)
    machine.gave_up = False
    is_module = program.source_type == "module"
    strict = is_module or use_strict(program.body) is not None
    this = untraced(UNDEFINED if is_module else machine.world_object)
    context = Context(source, strict, this)
    scope = Scope(page.lexical, context, holds_vars=is_module, is_script=not is_module)
    for owner in machine.added_later:
        unorder(machine, owner)  # what this script adds may come before or after it
    machine.hooks = machine.hooks or _has_hooks(source.data)
    boundary = enter(machine)
    thrown: Throws | None = None
    diverged = False
    try:
        if is_module:
            hoist_body(machine, program.body, scope)
        else:
            _declare_globals(page, program, scope)
        drive(machine, run_statements(machine, program.body, scope))
    except Throws as error:
        thrown = error
    except Diverged:
        diverged = True
    finally:
        leave(machine)
    if boundary.exits:
        thrown = _join_exits(machine, boundary, thrown, diverged=diverged)
    if machine.pending or machine.escaped or any(map(is_handler, machine.world_object.slots)):
        from appconfig_merge.evaluation.later.settling import settle

        drive(machine, settle(machine))
    machine.journal.conceal()
    return scope, thrown


def _has_hooks(data: bytes) -> bool:
    return any(part in data for part in _HOOK_PARTS) and _HOOKS.search(data) is not None


def _join_exits(
    machine: Machine, boundary: Boundary, thrown: Throws | None, *, diverged: bool
) -> Throws | None:
    for one in boundary.exits:
        assert isinstance(one.how, Throws)
        at = one.how.at or one.outcome.condition
        machine.remark(
            Remark(
                "may-throw",
                "warning",
                f"the script may stop here ({one.how}): only the page can decide",
                at,
                "what the rest of the file sets is unresolved because of it",
            )
        )
    come_to(machine, boundary, all_exits(machine, boundary, Diverged() if diverged else None))
    how = boundary.exits[-1].how
    return how if diverged and isinstance(how, Throws) else thrown


def _declare_globals(page: Page, program: estree.Program, scope: Scope) -> None:
    """GlobalDeclarationInstantiation (ECMA-262 16.1.7)."""
    machine, lexical = page
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
