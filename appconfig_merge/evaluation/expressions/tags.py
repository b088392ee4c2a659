"""Tagged templates (ECMA-262 13.3.11): calls of a function with the texts of a template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.expressions.calls import call
from appconfig_merge.evaluation.expressions.members import read_member
from appconfig_merge.evaluation.expressions.unevaluated import unresolved
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import JSArray, Slot, Traced, Traits
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation, ExpressionTable, Machine
    from appconfig_merge.evaluation.scopes import Scope


def tagged_template(
    machine: Machine, node: estree.TaggedTemplateExpression, scope: Scope
) -> Evaluation:
    """A tagged template: the function, the texts, then the substitutions."""
    tag = node.tag
    source = scope.context.source
    this: Traced | None = None
    if not isinstance(tag, estree.MemberExpression):
        callee = yield machine.expression(tag, scope)
    elif isinstance(tag.object, estree.Super):
        return unresolved(machine, node, scope, "such a tagged template is not evaluated")
    else:
        this = yield machine.expression(tag.object, scope)
        assert this is not None
        callee = yield read_member(machine, tag, this, scope)
    array = machine.journal.made(JSArray([]))
    array.elements.append(Slot(Traced(_texts(machine, node, scope), node.quasi, source)))
    for expression in node.quasi.expressions:
        value = yield machine.expression(expression, scope)
        array.elements.append(Slot(value))
    as_call = estree.CallExpression(node.start, node.end, tag, [], optional=False)
    arguments = Traced(array, node.quasi, source)
    result = yield call(machine, as_call, callee, this, arguments, scope)
    return Traced(result.value, node, source, (result,))


def _texts(machine: Machine, node: estree.TaggedTemplateExpression, scope: Scope) -> JSArray:
    """GetTemplateObject: one for each place in the script; nobody can change it."""
    found = machine.shapes.get(node)
    if found is None:
        source = scope.context.source
        quasis = node.quasi.quasis
        raw = JSArray([Slot(Traced(one.raw, one, source)) for one in quasis])
        found = machine.shapes[node] = JSArray(
            [Slot(Traced(UNDEFINED if one.cooked is None else one.cooked, one, source))
             for one in quasis]
        )  # fmt: skip
        found.traits = Traits()
        found.traits.hidden["raw"] = Slot(Traced(raw, node.quasi, source))
        raw.frozen = found.frozen = True
    assert isinstance(found, JSArray)
    return found


HANDLERS: Final[ExpressionTable] = {estree.TaggedTemplateExpression: tagged_template}
