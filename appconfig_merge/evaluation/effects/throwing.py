"""Whether functions of the script that something calls back may end it with a throw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.code.abrupt import abrupt_completions
from appconfig_merge.evaluation.effects.havoc import mentioned
from appconfig_merge.evaluation.scopes import Scope
from appconfig_merge.javascript.values import Bound, JSFunction, Traced, Unknown
from appconfig_merge.syntax.declarations import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.evaluation.machine import Machine


def may_throw(machine: Machine, values: Iterable[Traced]) -> bool:
    """Whether whoever calls one of these values may come to a throw statement.

    That may stand in a function that is called by its name, too; methods are taken to complete.
    """
    work = list(values)
    seen: set[object] = set()
    while work:
        value = work.pop().value
        machine.looked()
        if not isinstance(value, JSFunction | Unknown) or value in seen:
            continue
        seen.add(value)
        if isinstance(value, Bound):
            work.append(value.function)
        elif isinstance(value, Unknown):
            work.extend(way.traced for way in value.candidates if way.traced is not None)
        elif _runs(value):
            if abrupt_completions(value.node.body).throws:
                return True
            assert isinstance(value.scope, Scope)
            work.extend(mentioned(machine, value.node, value.scope))
    return False


def _runs(function: JSFunction) -> bool:
    """Whether calling a function runs its body at once, and a throw in that reaches the caller."""
    node = function.node
    return isinstance(node, FUNCTIONS) and not (node.is_async or getattr(node, "generator", False))
