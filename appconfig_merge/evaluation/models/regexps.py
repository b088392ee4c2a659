"""Asking a regular expression about a text: what it says isn't known, but nothing is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects.reachable import runs_code
from appconfig_merge.javascript.string_methods import REGEXP_REASON
from appconfig_merge.javascript.values import Traced, Unknown
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine

_KINDS: Final = {"exec": "", "test": "boolean"}
"""What RegExp.prototype's methods give (ECMA-262 22.2.6): exec an array or null."""


def ask(
    machine: Machine, node: estree.CallExpression, at: Traced, given: list[Traced]
) -> Traced | None:
    """The result of ``/.../.test(text)`` or ``exec``; None for any other call.

    Nobody but the call has such a literal, so that its methods are the built-in ones unless the
    script changes those of all.
    """
    callee = node.callee
    if not isinstance(callee, estree.MemberExpression) or callee.computed:
        return None
    name = getattr(callee.property, "name", "")
    if not isinstance(callee.object, estree.RegExpLiteral) or name not in _KINDS:
        return None
    is_changed = machine.polluted is not None or any(
        key in machine.planted or machine.is_overwritten(f"RegExp.prototype.{key}")
        for key in _KINDS
    )
    if is_changed or runs_code(machine, given):
        return None
    return Traced(Unknown(REGEXP_REASON, kind=_KINDS[name]), at.node, at.source)
