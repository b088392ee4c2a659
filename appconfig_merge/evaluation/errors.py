"""Errors as objects: those that a script makes, and those that the engine throws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.globals import ERRORS
from appconfig_merge.javascript.internal_slots import JSError
from appconfig_merge.javascript.values import Slot, Traced, Traits, Unknown

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.javascript.conversion import Throws

OF_BROWSERS: Final = frozenset({
    "column", "columnNumber", "description", "fileName", "line", "lineNumber", "number",
    "sourceURL", "stack",
})  # fmt: skip
"""Properties that some browsers give to errors, each its own."""


def new_error(
    machine: Machine, kind: str, message: Traced | None, cause: Traced | None = None
) -> JSError:
    """A new error; without a message of its own it inherits the empty one."""
    made = JSError(kind, is_error=True)
    made.traits = Traits()
    for key, value in (("message", message), ("cause", cause)):
        if value is not None:
            made.traits.hidden[key] = Slot(value)
    machine.journal.made(made)
    machine.journal.unusual[made] = None
    return made


def of_engine(machine: Machine, thrown: Throws, at: Traced) -> Traced:
    """The error that the engine throws: of which kind it is is certain, not how it is worded."""
    if thrown.name not in ERRORS - {"Error"}:
        unknown = Unknown(f"it is an error that the page throws: {thrown.name}", kind="object")
        return Traced(unknown, at.node, at.source)
    message = Unknown("every browser words it in its own way", kind="string")
    made = new_error(machine, thrown.name, Traced(message, at.node, at.source))
    return Traced(made, at.node, at.source)
