"""When a built-in object or function is the same as another value, though neither is run here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.intrinsics import row
from appconfig_merge.javascript.values import Unknown

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.javascript.values import Value


def same_built_in(machine: Machine, left: Value, right: Value) -> bool | None:
    """Whether two values are the same, of which one is a built-in; None where that isn't known."""
    if not isinstance(left, Unknown):
        left, right = right, left
    if not isinstance(left, Unknown) or not _is_built_in(machine, left):
        return None
    if not isinstance(right, Unknown):
        return False
    return right.path == left.path if _is_built_in(machine, right) else None


def _is_built_in(machine: Machine, value: Unknown) -> bool:
    """Whether it is one of ECMAScript's constructors, the prototype of one, or Math or the like.

    All of them differ.
    """
    found = row(value.path)
    return (
        found is not None
        and found.kind in {"constructor", "object"}
        and machine.world.browser_group(value.path.partition(".")[0]) == "e"
        and not machine.is_overwritten(value.path)
    )
