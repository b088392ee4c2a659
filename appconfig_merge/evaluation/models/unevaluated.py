"""Calls of built-in functions whose result isn't evaluated: what they change all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.effects import browser as later
from appconfig_merge.evaluation.effects.havoc import (
    changed_by,
    escape,
    forget_places,
    havoc,
    mark_changed,
    pollute,
    taint,
)
from appconfig_merge.evaluation.effects.postponing import is_flex_uis
from appconfig_merge.evaluation.effects.reachable import (
    is_foreign,
    may_be_prototype,
    roots,
    runs_code,
)
from appconfig_merge.evaluation.intrinsics import row
from appconfig_merge.evaluation.region import may_throw
from appconfig_merge.evaluation.world import GlobalObject, changed_with
from appconfig_merge.javascript.globals import STORAGES
from appconfig_merge.javascript.internal_slots import JSArguments, Promised, ScriptElement
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSFunction, JSObject, Traced, Unknown

if TYPE_CHECKING:
    from appconfig_merge.evaluation.intrinsics import Row
    from appconfig_merge.evaluation.machine import Machine


def unevaluated(
    machine: Machine,
    found: Row,
    at: Traced,
    this: Traced | None,
    given: list[Traced],
    unknown: Unknown,
    *,
    new: bool = False,
) -> Traced:
    """What a built-in function gives that isn't evaluated, after all the effect that it may have.

    That is what its row says, what functions do that it calls back, and what converting runs.
    ``unknown`` says why its result isn't known, ``new`` that it was called with ``new``.
    """
    handed = [*given]
    if this is not None and _matters(found, this):
        handed.append(this)
    inputs = (*at.inputs, *handed)
    targets = {"this": handed[len(given) :], "first": given[:1], "arguments": handed}
    for target in targets.get(found.changes, ()):
        _change(machine, target, at, deep=found.changes == "arguments")
    if found.keeps:
        escape(machine, *given)
    forget_places(machine, handed, at)
    if machine.page is not None and (found.keeps or found.calls == "now"):
        from appconfig_merge.evaluation.effects.handing_over import may_hand_over

        may_hand_over(machine, given, at)
    if found.changes == "page":
        _change_page(machine, found.path)
        if machine.page is not None:
            from appconfig_merge.evaluation.effects.storing import call_storage

            call_storage(machine, found.path, this, given, at)
    promise: Promised | None = None
    if found.path.endswith(".setAttribute"):
        later.set_attribute(machine, given, at)
    element: ScriptElement | None = None
    if machine.page is not None:
        from appconfig_merge.evaluation.effects import elements

        element = elements.called(machine, found.path.rpartition(".")[2], this, given, at)
    if machine.page is not None and found.path.endswith("removeEventListener"):
        from appconfig_merge.evaluation.effects.loading import stop_listening

        stop_listening(machine, this, given)
    if found.calls == "later":
        name = found.path.rpartition(".")[2]
        if new:
            later.make(machine, name, given, at)
        else:
            promise = later.register(machine, name, this, given, at)
            is_own = machine.page is not None and is_flex_uis(given[0].value)
            if len(given) > 2 and not is_own and _may_be_others(machine, given[0]):
                havoc(machine, given[2:], at)  # a timer hands them over
    # Array.of and its like call a constructor that is their receiver.
    called = given if this is None or not isinstance(this.value, JSFunction) else handed
    if found.calls == "now" and any(is_foreign(machine, item) for item in called):
        everything = [*handed, untraced(machine.world_object), *machine.escaped.values()]
        havoc(machine, everything, at, foreign=True)
    elif (found.calls == "now" and any(_may_be_function(machine, item) for item in called)) or (
        not found.unread and runs_code(machine, handed)
    ):
        havoc(machine, [*handed, *machine.escaped.values()], at)
    kind = found.makes.removeprefix("any") if new else found.gives
    if kind == "undefined":
        if not found.unread:
            may_throw(machine, at)
        return Traced(UNDEFINED, at.node, at.source)
    value = promise or element or Unknown(unknown.reason, origin=unknown.origin, kind=kind)
    function = at.inputs[0].value
    value.is_platform = isinstance(function, Unknown) and later.is_browsers(machine, function)
    return Traced(value, at.node, at.source, inputs)


def _change_page(machine: Machine, path: str) -> None:
    """Take it that a method changed what the browser keeps: a storage, the address."""
    root = path.partition(".")[0]
    if not root:
        for name in ("history", "location", *STORAGES):
            machine.overwrite(name)
    elif root in STORAGES:
        machine.overwrite(root)
    else:
        machine.overwritten.update(changed_with(path) - {path})  # the method stays what it is


def _matters(found: Row, this: Traced) -> bool:
    """Whether a function does something with its receiver."""
    if isinstance(this.value, GlobalObject):
        return found.changes == "this"
    return found.is_method or isinstance(this.value, JSObject)


def _change(machine: Machine, target: Traced, at: Traced, *, deep: bool) -> None:
    """Take it that a call changed a value, or if ``deep`` whatever can be reached from it."""
    value = target.value
    mark_changed(machine, [target])
    if may_be_prototype(machine, target):
        pollute(machine, Unknown(f"`{at.text}` may change it", origin=at))
    if deep or not isinstance(value, JSObject) or isinstance(value, GlobalObject | JSArguments):
        havoc(machine, [target], at)
    elif not value.frozen:
        taint(machine, value, changed_by(at))


def _may_be_others(machine: Machine, callback: Traced) -> bool:
    """Whether a callback isn't the script's own, and may change what it is handed."""
    return isinstance(callback.value, Unknown) and _may_be_function(machine, callback)


def _may_be_function(machine: Machine, item: Traced) -> bool:
    """Whether calling a value may change something."""
    value = item.value
    if not isinstance(value, Unknown):
        return isinstance(value, JSFunction)
    found = row(value.path)
    if found is not None and not machine.is_overwritten(value.path):
        return found.is_function and not found.is_inert
    return bool(value.path) or bool(roots(machine, [item]))
