"""The loop that drives evaluation.

Handlers of syntax nodes are generators that yield what they need evaluated and are sent the
result. The loop keeps them on a list of its own, so that nesting in the input never reaches
Python's stack, and counts steps, so that nothing runs for ever.
"""

from __future__ import annotations

from types import GeneratorType
from typing import TYPE_CHECKING, Any, TypeVar

from appconfig_merge.evaluation.completions import GiveUp, TooManySteps
from appconfig_merge.evaluation.region import may_throw
from appconfig_merge.javascript.values import Traced, Unknown

if TYPE_CHECKING:
    from collections.abc import Generator

    from appconfig_merge.evaluation.machine import Machine

    _T = TypeVar("_T")


def drive(machine: Machine, step: Generator[Any, Any, _T]) -> _T:
    """Drive a handler to its end."""
    waiting: list[Generator[Any, Any, Any]] = []
    wait, resume = waiting.append, waiting.pop
    current: Generator[Any, Any, Any] = step
    result: Any = None
    error: Exception | None = None
    while True:
        try:
            if error is None:
                item = current.send(result)
            else:
                raised, error = error, None
                item = current.throw(raised)
        except StopIteration as stop:
            result = stop.value
            if not waiting:
                return result
            current = resume()
        except Exception as raised:
            if not waiting:
                raise
            error = raised
            current = resume()
            continue
        else:
            if type(item) is GeneratorType:
                machine.steps_left -= 1
                if machine.steps_left < 0:
                    error = TooManySteps()
                    continue
                wait(current)
                current = item
                result = None
                continue
            result = item
        if machine.trying and type(result) is Traced and isinstance(result.value, Unknown):
            error = _noted(machine, result)


def _noted(machine: Machine, traced: Traced) -> GiveUp | None:
    value = traced.value
    assert isinstance(value, Unknown)
    if value.kind and machine.world.browser_group(value.path.partition(".")[0]) == "e":
        return None  # every browser has this built-in, and lets go of it
    try:
        may_throw(machine, traced)
    except GiveUp as signal:
        return signal
    return None
