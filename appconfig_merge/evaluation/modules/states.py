"""How far the modules of a page have come: a part of the state, as its bindings are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects.havoc import havoc_code
from appconfig_merge.evaluation.pending import Arguments, Later
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSFunction, Slot, Traced
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.evaluation.modules.records import Module

EVALUATED: Final = "evaluated"
FAILED: Final = "failed"
WAITING: Final = "waiting"


def mark(machine: Machine, module: Module, how: str = WAITING) -> None:
    """Note how far a module has come."""
    state = machine.modules.evaluated
    old = state.slots.get(module.number)
    machine.journal.set_slot(state, module.number, Slot(untraced(how), None, old))


def not_run(machine: Machine, module: Module) -> None:
    """Take it that a module was run, or wasn't: whatever it may change is unknown."""
    code = _code(module)
    havoc_code(machine, code, module.scope, Traced(UNDEFINED, code, module.source))


def run_later(machine: Machine, modules: Sequence[Module], event: str, at: Traced) -> None:
    """Take it that modules run later, in an order that isn't known."""
    parts = []
    for module in modules:
        code = _code(module)
        function = JSFunction(code, code, module.source, module.scope)  # type: ignore[arg-type]
        parts.append(Traced(machine.journal.made(function), code, module.source))
    machine.postpone(Later(parts[0], Arguments(None, parts), event, at))


def _code(module: Module) -> estree.BlockStatement:
    return estree.BlockStatement(0, len(module.source.data), module.body)
