"""Jobs: what is called right after a script, in the order in which it was asked for (9.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.pending import Arguments, Later
from appconfig_merge.javascript.values import JSFunction, JSObject, Promised, Traced, Unknown

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine


def add_job(
    machine: Machine,
    what: Traced,
    arguments: Arguments,
    event: str,
    at: Traced,
    after: Promised | None = None,
) -> Promised | None:
    """Note a function to be called right after the script; gives the promise of its result.

    None where it isn't one function of the script's own, or not every way leads here.
    """
    if not isinstance(what.value, JSFunction) or not machine.is_certain():
        return None
    later = Later(what, arguments, event, at)
    later.is_job = later.soon = True
    later.after = after if after is not None and after.value is None else None
    later.gives = Promised(may_fail=after is not None and after.may_fail)
    machine.postpone(later)
    return later.gives


def is_plain(result: Traced) -> bool:
    """Whether a promise is fulfilled with a value as it is: it has no ``then`` (27.2.1.3.2)."""
    value = result.value
    if isinstance(value, Unknown):
        return False
    if isinstance(value, JSObject):
        return value.unknown is None and value.traits is None and "then" not in value.slots
    return True
