"""Modules run: each once, in the order of the graph, the entry last (ECMA-262 16.2.1.6.1.3)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from appconfig_merge.evaluation.driving import run_code
from appconfig_merge.evaluation.functions.awaits import waits
from appconfig_merge.evaluation.modules.linking import in_order, link
from appconfig_merge.evaluation.modules.loading import module_of
from appconfig_merge.evaluation.modules.states import EVALUATED, FAILED, mark
from appconfig_merge.evaluation.statements.blocks import run_statements
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.limits import MAX_LOOKS

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from appconfig_merge.evaluation.driving import Page
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.evaluation.modules.records import Module
    from appconfig_merge.source import Source
    from appconfig_merge.syntax import estree


def run_module(page: Page, source: Source, program: estree.Program) -> Throws | None:
    """Evaluate a module of a page with all that it imports; gives what it threw if it did.

    What the page's site has is read (``page.machine.world.site``). A module runs once a page. Where
    one can't be linked, nothing is run. Raises TooManySteps, MissingExtraError.
    """
    machine = page.machine
    machine.looks_left = MAX_LOOKS + len(source.data)
    entry = module_of(page, source, program)
    fault = link(page, entry)
    if fault is not None:
        return fault
    order = in_order(machine, entry)
    state = machine.modules.evaluated.slots
    fresh = [module.source for module in order if module.number not in state]
    return run_code(page, fresh, partial(evaluate, machine, order))


def evaluate_module(
    page: Page, source: Source, program: estree.Program
) -> Generator[Any, Any, None]:
    """As :func:`run_module`, in the midst of other code; raises Throws, where that does."""
    machine = page.machine
    entry = module_of(page, source, program)
    fault = link(page, entry)
    if fault is not None:
        raise fault
    yield evaluate(machine, in_order(machine, entry))


def evaluate(machine: Machine, order: Sequence[Module]) -> Generator[Any, Any, None]:
    """Run what wasn't run before, up to the first that throws."""
    state = machine.modules.evaluated.slots
    before = {number: slot.traced.value for number, slot in state.items()}
    for index, module in enumerate(order):
        how = before.get(module.number)
        if how == FAILED and module.failed is not None:
            raise module.failed
        if how == EVALUATED:
            continue
        if how is not None:  # whether it has run isn't known, or it hasn't yet
            from appconfig_merge.evaluation.modules.waiting import give_up

            left = [one for one in order[index + 1 :] if one.number not in state]
            give_up(machine, [module, *left])
            return
        if module.number in state:
            continue  # one before it waits, and has it run later
        if any(waits(machine, statement) for statement in module.body):
            from appconfig_merge.evaluation.modules.waiting import run_waiting

            yield run_waiting(machine, module, order[index + 1 :])
        else:
            yield _run(machine, module)


def _run(machine: Machine, module: Module) -> Generator[Any, Any, None]:
    mark(machine, module, EVALUATED)
    try:
        yield run_statements(machine, module.body, module.scope)
    except Throws as error:
        module.failed = error
        mark(machine, module, FAILED)
        raise
