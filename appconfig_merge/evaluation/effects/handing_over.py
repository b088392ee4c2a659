"""On a page: that code which isn't followed may hand a configuration to Flex UI.

Whoever gets hold of one of the functions that start Flex UI may call it, with anything. Where that
is code that isn't run here, something may be handed over of which nothing is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.conditions import Fires
from appconfig_merge.evaluation.effects.reachable import behind, reachable
from appconfig_merge.evaluation.handing import CREATE, RUN, Handed
from appconfig_merge.evaluation.objects import contents
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript.internal_slots import Promised
from appconfig_merge.javascript.values import JSObject, Traced, Unknown
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.evaluation.machine import Machine

_SHORT: Final = 40


def may_hand_over(machine: Machine, values: Iterable[Traced], at: Traced) -> None:
    """Note what may be handed over by code at ``at`` that isn't known and has these values."""
    given = list(values)
    if _names_start(at.node):
        _note(machine, at)
        return
    for traced in reachable(machine, given, _inside):
        if isinstance(traced.value, Unknown) and traced.value.path in _START:
            _note(machine, at)
            return


def code_may_hand_over(machine: Machine, node: estree.Node, at: Traced) -> None:
    """Note what may be handed over by code that isn't evaluated, by what stands in it."""
    mentions = machine.mentions(node)
    words = mentions.members | mentions.names
    if "runDefault" in words or {"Manager", "create"} <= words:
        _note(machine, at)


_START: Final = frozenset({RUN, *CREATE})


def _note(machine: Machine, at: Traced) -> None:
    assert machine.page is not None
    text = " ".join(at.text.split())
    short = text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"
    unknown = Unknown(f"`{short}` may hand it over: what that does isn't known", origin=at)
    argument = Traced(unknown, at.node, at.source)
    comes = Fires(at, f"`{short}` hands something over")
    conditions = (*machine.assumed, (comes, True))
    page = machine.page
    page.handed.append(Handed("runDefault", argument, at, conditions, page.ahead, fills_gaps=True))


def _names_start(node: estree.Node) -> bool:
    """Whether it is a call that is written as those of Flex UI's functions are."""
    callee = node.callee if isinstance(node, estree.CallExpression) else None
    if not isinstance(callee, estree.MemberExpression):
        return False
    name = _name(callee)
    return name == "runDefault" or (name == "create" and _name(callee.object) == "Manager")


def _name(node: estree.Node) -> str:
    """The last name of an expression, if it is one."""
    if isinstance(node, estree.MemberExpression):
        node = node.property
    if isinstance(node, estree.Literal):
        return node.value if isinstance(node.value, str) else ""
    return node.name if isinstance(node, estree.Identifier) else ""


def _inside(traced: Traced) -> Iterable[Traced]:
    """What code that has a value comes to, but for what all code has: the globals."""
    value = traced.value
    if isinstance(value, GlobalObject | Promised):
        return ()
    if isinstance(value, JSObject):
        return contents(value)
    if isinstance(value, Unknown) and value.path:
        return ()
    node = traced.node
    found = behind(traced)
    if isinstance(node, estree.CallExpression | estree.NewExpression):
        return [one for one in found if one.node is not node.callee]
    return found
