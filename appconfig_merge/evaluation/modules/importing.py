"""``import()``: a module that is asked for while others run, and runs later (ECMA-262 13.3.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.driving import Page
from appconfig_merge.evaluation.effects.havoc import escape
from appconfig_merge.evaluation.modules.linking import in_order, link, namespace
from appconfig_merge.evaluation.modules.loading import load
from appconfig_merge.evaluation.modules.records import Module
from appconfig_merge.evaluation.modules.states import EVALUATED, run_later
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Traced, Unknown
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation, Machine
    from appconfig_merge.evaluation.scopes import Scope

_REASON: Final = "what import() comes to is not evaluated"


def import_module(machine: Machine, node: estree.ImportExpression, scope: Scope) -> Evaluation:
    """Begin to evaluate ``import()``: what the module may do, once it is there, is left for later.

    A module that isn't read changes nothing, as one that is imported.
    """
    source = scope.context.source
    specifier = yield machine.expression(node.source, scope)
    given = [specifier]
    if node.options is not None:
        given.append((yield machine.expression(node.options, scope)))
    escape(machine, *given)
    promise = Unknown(_REASON, kind="object")
    promise.is_platform = True
    at = Traced(promise, node, source, tuple(given))
    if not isinstance(specifier.value, str):
        return at
    request = estree.Literal(node.source.start, node.source.end, specifier.value)
    assert machine.lexical is not None
    page = Page(machine, machine.lexical)
    module = load(page, request, source)
    if not isinstance(module, Module) or link(page, module) is not None:
        return at
    whole = untraced(namespace(machine, module))
    promise.reaches = (whole,)
    left = [one for one in in_order(machine, module) if not _is_evaluated(machine, one)]
    if left:
        event = f"the module {specifier.value!r} is there"
        run_later(machine, left, event, Traced(UNDEFINED, node, source))
    return at


def _is_evaluated(machine: Machine, module: Module) -> bool:
    slot = machine.modules.evaluated.slots.get(module.number)
    return slot is not None and slot.traced.value == EVALUATED
