"""Promises of which it is known what they are fulfilled with, and what their executors do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.completions import Diverged
from appconfig_merge.evaluation.effects.jobs import is_plain
from appconfig_merge.evaluation.effects.postponing import call_then, from_page
from appconfig_merge.evaluation.region import enclosed, join_exits
from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.values import JSFunction, Promised, Unknown

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation
    from appconfig_merge.evaluation.models.call import Call

_REASON = "what a promise comes to is not evaluated"


def promise(call: Call) -> Evaluation:
    """``new Promise``: the executor is called at once (27.2.3.1); a throw rejects it."""
    executor = call.argument(0)
    function = executor.value
    if not isinstance(function, JSFunction):
        raise NotKnown(Unknown(_REASON))
    machine = call.machine
    given = [from_page("function"), from_page("function")]
    boundary, result = yield enclosed(
        machine, lambda _: machine.call(function, None, given, call.at)
    )
    if boundary.exits:
        ended = result if isinstance(result, Throws | Diverged) else None
        join_exits(machine, boundary, ended, lambda _: True)
    unknown = Unknown(_REASON, kind="object", reaches=(executor,))
    unknown.is_platform = True
    return call.traced(unknown, executor)


def resolve(call: Call) -> Promised:
    """``Promise.resolve`` (27.2.4.7) of what has no ``then``."""
    value = call.argument(0)
    if not is_plain(value):
        call_then(call.machine, value)
        raise NotKnown(Unknown(_REASON))
    return Promised(value)
