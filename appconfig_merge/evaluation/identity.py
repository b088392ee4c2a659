"""When a built-in object or function is the same as another value, though neither is run here."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    """Whether it is one of some global constructors, or the prototype of one: all differ."""
    root, _, rest = value.path.partition(".")
    return (
        rest in {"", "prototype"}
        and root in {"Array", "Boolean", "Function", "Map", "Number", "Object", "Set", "String"}
        and not machine.is_overwritten(value.path)
    )
