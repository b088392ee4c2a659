"""CommonJS modules among a page's, as a build takes them: ``module.exports``, ``require``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.driving import Page
from appconfig_merge.evaluation.modules.linking import in_order, link, namespace, opaque_value
from appconfig_merge.evaluation.modules.loading import load
from appconfig_merge.evaluation.modules.records import Module, Whole, exports_of
from appconfig_merge.evaluation.modules.running import evaluate
from appconfig_merge.evaluation.statements.declarations import DEFAULT_EXPORT
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Traced, Unknown
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation, Machine

_REASON: Final = "what require() gives is not known here"


def require(machine: Machine, at: Traced, given: list[Traced]) -> Evaluation:
    """Begin to evaluate ``require(...)``: the module runs now, if it hasn't.

    Raises Throws, where that does.
    """
    specifier = given[0].value if given else None
    if not isinstance(specifier, str):
        return Traced(Unknown(_REASON), at.node, at.source, tuple(given))
    assert machine.lexical is not None
    page = Page(machine, machine.lexical)
    request = estree.Literal(at.node.start, at.node.end, specifier)
    module = load(page, request, at.source)
    if not isinstance(module, Module):
        value = opaque_value(machine, Whole(module))
        return Traced(value, at.node, at.source, tuple(given))
    fault = link(page, module)
    if fault is not None:
        raise fault
    order = in_order(machine, module)
    state = machine.modules.evaluated.slots
    fresh = (one for one in order if one.number not in state)
    machine.steps_left += sum(len(one.source.data) // 4 for one in fresh)
    yield evaluate(machine, order)
    if module.commonjs is not None:
        found = exports_of(module.commonjs)
    elif module.is_json:
        found = module.scope.slots[DEFAULT_EXPORT].traced
    else:
        found = untraced(namespace(machine, module))
    return Traced(found.value, at.node, at.source, (found,))
