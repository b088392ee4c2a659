"""The ``arguments`` object of a call (ECMA-262 10.4.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript.internal_slots import JSArguments
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSFunction, Slot, Traced, Traits, Unknown
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.evaluation.scopes import Scope


def can_be_followed(machine: Machine, node: estree.Node) -> bool:
    """Whether assigning to an element is the only way in which a parameter changes."""
    params = getattr(node, "params", [])
    names = [param.name for param in params if isinstance(param, estree.Identifier)]
    return len(set(names)) == len(names) and not machine.mentions(node).assigned_own & set(names)


def make_arguments(
    machine: Machine, function: JSFunction, scope: Scope, given: list[Traced], *, is_mapped: bool
) -> JSArguments | None:
    """The object; None where its elements change with the parameters in ways not followed.

    ``is_mapped`` tells that assigning to an element assigns to the parameter.
    """
    node = function.node
    assert not isinstance(node, estree.ClassDeclaration | estree.ClassExpression)
    if is_mapped and not can_be_followed(machine, node):
        return None
    names = [param.name for param in node.params if isinstance(param, estree.Identifier)]
    made = machine.journal.made(JSArguments())
    # New: no mark since.
    made.slots = {str(index): Slot(item) for index, item in enumerate(given)}
    if is_mapped:
        made.mapping = {
            str(index): (scope, name)
            for index, (name, _) in enumerate(zip(names, given, strict=False))
        }
    traits = Traits()
    traits.hidden["length"] = Slot(untraced(float(len(given))))
    callee = untraced(Unknown("`arguments.callee` is refused in strict code", accessor=True))
    if is_mapped:
        callee = Traced(function, node, function.source)
    traits.hidden["callee"] = Slot(callee)
    machine.journal.set_traits(made, traits)
    return made
