"""Applying operations to values: where one isn't known, to each that it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects.havoc import havoc
from appconfig_merge.evaluation.effects.reachable import runs_code
from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.lifting import lift_operation
from appconfig_merge.javascript.values import JSObject, Traced, Unknown
from appconfig_merge.limits import MAX_TEXT, STEP_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.evaluation.scopes import Scope
    from appconfig_merge.javascript.values import Value
    from appconfig_merge.syntax.estree import Node

_TOO_MUCH_TEXT: Final = f"the script makes more than {MAX_TEXT:,} characters of text"


def compute(
    machine: Machine,
    function: Callable[..., Value],
    arguments: tuple[object, ...],
    node: Node,
    scope: Scope,
    inputs: tuple[Traced, ...],
    *,
    kind: str = "",
    converts: bool = True,
) -> Traced:
    """Apply an operation to values: unknown where it says so, located where it throws.

    ``kind`` is what typeof gives for any result. ``converts`` tells that the operation
    may call methods of the objects among its ``inputs``.
    """
    traced = Traced(None, node, scope.context.source, inputs)
    try:
        if converts:
            _check_prototypes(machine, inputs)
        _weigh(machine, arguments)
        traced.value = _made(machine, function(*arguments))
    except NotKnown as signal:
        if converts and runs_code(machine, inputs):
            havoc(machine, inputs, traced)
        traced.value = lift_operation(function, arguments, traced, signal.unknown, kind)
    except Throws as error:
        error.at = error.at or traced
        raise
    return traced


def _weigh(machine: Machine, arguments: tuple[object, ...]) -> None:
    """Count the text that an operation goes through; raises NotKnown if there was too much."""
    size = 0
    for item in arguments:
        if type(item) is str:
            size += len(item)
    if size >= STEP_TEXT:
        if machine.text_left < 0:
            raise NotKnown(Unknown(_TOO_MUCH_TEXT))
        machine.steps_left -= size // STEP_TEXT


def _made(machine: Machine, result: Value) -> Value:
    """Count the text that an operation has made; raises NotKnown if that is too much."""
    if type(result) is str:
        machine.text_left -= len(result)
        if machine.text_left < 0:
            raise NotKnown(Unknown(_TOO_MUCH_TEXT))
    return result


def _check_prototypes(machine: Machine, inputs: tuple[Traced, ...]) -> None:
    if machine.polluted and any(isinstance(item.value, JSObject) for item in inputs):
        raise NotKnown(machine.polluted)
