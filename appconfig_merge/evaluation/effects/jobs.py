"""Jobs: what is called right after a script, in the order in which it was asked for (9.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.effects.postponing import is_flex_uis
from appconfig_merge.evaluation.pending import Arguments, Later
from appconfig_merge.javascript.internal_slots import Promised
from appconfig_merge.javascript.values import Bound, JSFunction, JSObject, Traced, Unknown

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
    if isinstance(what.value, Bound) and arguments.given:
        bound = what.value
        given = [*bound.arguments, *arguments.given]
        what, arguments = bound.function, Arguments(bound.this, given, arguments.more)
    is_own = machine.page is not None and is_flex_uis(what.value)
    if not isinstance(what.value, JSFunction) and not is_own:
        return None
    if not machine.is_certain() and not (after is not None and comes_with(machine, after)):
        return None
    later = Later(what, arguments, event, at)
    later.is_job = later.soon = True
    later.after = after if after is not None and after.value is None else None
    later.is_once = True
    later.gives = Promised(may_fail=after is not None and after.may_fail)
    later.gives.assumed = tuple(machine.assumed)
    machine.postpone(later)
    return later.gives


def comes_with(machine: Machine, promise: Promised) -> bool:
    """Whether what is run now is run wherever a promise is made of which is known what comes."""
    if machine.page is None or promise.value is not None or not promise.assumed:
        return False
    if machine.trying or any(one.exits for one in machine.boundaries):
        return False
    return all(one in promise.assumed for one in machine.assumed)


def is_plain(result: Traced) -> bool:
    """Whether a promise is fulfilled with a value as it is: it has no ``then`` (27.2.1.3.2)."""
    value = result.value
    if isinstance(value, Unknown):
        return False
    if isinstance(value, JSObject):
        return value.unknown is None and value.traits is None and "then" not in value.slots
    return True
