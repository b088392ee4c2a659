"""What is said of a page that gives a configuration, besides the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.evaluation.scopes import TDZ
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import JSObject, Slot, Traced
from appconfig_merge.layers.causes import help_for
from appconfig_merge.values import location_of, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from appconfig_merge.diagnostics import Severity
    from appconfig_merge.errors import InputError, SourceSyntaxError
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.javascript.conversion import Throws
    from appconfig_merge.layers.script import Found
    from appconfig_merge.source import Source


def ignored_binding(machine: Machine, name: str, root: Slot) -> Iterator[Diagnostic]:
    """What is said of a const or let that the page looks for on the window, and doesn't find.

    Nothing where what it holds is handed over all the same, by its name.
    """
    asked = machine.page.hidden.get(name) if machine.page is not None else None
    slot = machine.lexical.slots.get(name) if machine.lexical is not None else None
    if asked is None or slot is None or slot is TDZ:
        return
    assert machine.page is not None
    if _holds(root, slot.traced, machine.page.originals):
        return
    traced = slot.traced
    at = traced if slot.key is None else Traced(UNDEFINED, slot.key, traced.source)
    yield Diagnostic(
        "lexical-binding",
        "error",
        f"{name} is declared with const or let, so window.{name} is undefined: the page reads that "
        f"at {location_of(asked)}, and ignores this object",
        *place_of(at),
        f"write `var {name} = ...` or `window.{name} = ...`; or let the page hand over {name} by "
        "its name",
    )


def ignored_global(
    machine: Machine, found: Found | None, name: str, root: Slot, sources: Sequence[Source]
) -> Iterator[Diagnostic]:
    """What is said of a page that hands over an object without anything, and has a full one.

    It is a slip: another spelling of the name, most likely, with ``|| {}`` after it. Nothing where
    a script of ``sources`` may set the other one by ``updateConfig``.
    """
    if machine.page is None or found is None or not _is_empty(root.traced):
        return
    if any(b"updateConfig" in source.data for source in sources):
        return
    traced = found.slot.traced
    value = traced.value
    if not isinstance(value, JSObject) or not value.slots:
        return
    if _holds(root, traced, machine.page.originals):
        return
    yield Diagnostic(
        "ignored-global",
        "error",
        "the page hands an empty object to Flex UI, and ignores the one that "
        f"{name} holds, at {location_of(traced)}",
        *place_of(_first(root.traced)),
        f"hand over {name}; is its name spelt so?",
    )


def _first(traced: Traced) -> Traced:
    """The expression that a value was first that of, before variables passed it on."""
    while len(traced.inputs) == 1 and traced.inputs[0].value is traced.value:
        (traced,) = traced.inputs
    return traced


def _is_empty(traced: Traced) -> bool:
    """Whether a value is known to be an object without any property."""
    value = traced.value
    return isinstance(value, JSObject) and not value.slots and value.unknown is None


def _holds(root: Slot, wanted: Traced, originals: Mapping[JSObject, JSObject]) -> bool:
    """Whether a configuration is an object of the page's, or has what that holds."""
    value = root.traced.value
    if value is wanted.value:
        return True
    if isinstance(value, JSObject) and originals.get(value) is wanted.value:
        return True
    if not isinstance(value, JSObject) or not isinstance(wanted.value, JSObject):
        return False
    return any(
        one.value is wanted.value
        for slot in value.slots.values()
        if slot.via is not None
        for one in (slot.via, *slot.via.inputs)
    )


def no_call(source: Source, name: str) -> Diagnostic:
    """What is said of a page whose scripts, those that are read, hand nothing over."""
    return Diagnostic(
        "no-hand-over",
        "warning",
        "no script of this page that is read calls Twilio.Flex.runDefault or Manager.create: this "
        f"is the global {name} as the scripts leave it",
        source.location(0, 0),
        source.line(1),
        "what the page hands to Flex UI may be another object",
    )


def stopped(machine: Machine, source: Source, thrown: Throws, root: Slot) -> Diagnostic:
    """What is said of a script that throws: an error where it has to do with ``root``."""
    severity: Severity = "error" if root.traced.source is source else "warning"
    return Diagnostic(
        "script-throws",
        severity,
        f"the script stops here: {thrown}; what it would set below is not set",
        *place_of(thrown.at),
        help_for(thrown, machine.world_object.slots),
    )


def refused(error: SourceSyntaxError) -> Diagnostic:
    """What is said of a script of the page that breaks the grammar."""
    return Diagnostic(
        "syntax-error",
        "error",
        f"{error.message}: a browser runs nothing of this script",
        error.location,
        error.line_text,
        error.help,
    )


def unread(error: InputError) -> Diagnostic:
    """What is said of a script of the page that a browser reads, and this reader can't."""
    return Diagnostic(
        "unread-script",
        "warning",
        f"this script isn't read: {error.message}",
        error.location,
        error.line_text,
        error.help,
    )
