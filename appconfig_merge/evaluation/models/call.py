"""One call of a built-in function, as its model sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.keys import is_index
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSArray, JSObject, Slot, Traced, Unknown, Value
from appconfig_merge.limits import MAX_ARRAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.evaluation.scopes import Scope

_MOVED: Final = 16
"""Elements that are moved in about the time of a step of the evaluation."""
_MADE: Final = 4
"""Elements that are made in that time."""
_LOOKED_UP: Final = frozenset({
    "configurable", "constructor", "enumerable", "get", "length", "set", "value", "writable",
})  # fmt: skip
"""Properties that built-ins look for in what they are handed."""


class Call:
    """A call: its receiver and arguments, and where it is. ``at`` carries the callee.

    ``path`` is that of the built-in function, once it is run.
    """

    __slots__ = ("arguments", "at", "machine", "path", "scope", "this")

    def __init__(
        self, machine: Machine, this: Traced, arguments: list[Traced], at: Traced, scope: Scope
    ) -> None:
        self.machine = machine
        self.this = this
        self.arguments = arguments
        self.at = at
        self.scope = scope
        self.path = ""

    def given(self, this: Traced, arguments: list[Traced]) -> Call:
        """The same call on another receiver, with other arguments."""
        return Call(self.machine, this, arguments, self.at, self.scope)

    def argument(self, index: int) -> Traced:
        """An argument, undefined where none is given."""
        return self.arguments[index] if index < len(self.arguments) else untraced(UNDEFINED)

    def value(self, index: int) -> Value:
        """An argument's value."""
        return self.argument(index).value

    def known(self, index: int) -> Value:
        """An argument's value; raises NotKnown for an unknown one."""
        value = self.value(index)
        if isinstance(value, Unknown):
            raise NotKnown(value)
        return value

    def via(self, copied: Traced) -> Traced:
        """What a slot notes that this call copied."""
        return Traced(copied.value, self.at.node, self.at.source, (copied,))

    def traced(self, value: Value, *inputs: Traced) -> Traced:
        """A value that this call makes of others."""
        return Traced(value, self.at.node, self.at.source, inputs)

    def array(self, elements: Sequence[Slot | None]) -> JSArray:
        """A new array; raises NotKnown for one that is too long."""
        bound(len(elements))
        self.work(len(elements))
        return self.machine.journal.made(JSArray(list(elements)))

    def object(self, slots: dict[str, Slot]) -> JSObject:
        """A new object."""
        self.work(len(slots))
        made = self.machine.journal.made(JSObject())
        made.slots = slots  # new: no mark since
        return made

    def refuse_filled(self, value: JSObject) -> None:
        """Refuse, as not known, an object that Flex UI may have given more properties."""
        page = self.machine.page
        if page is not None and page.is_filled(value):
            raise NotKnown(page.filling())

    def work(self, size: int) -> None:
        """Count the steps of making so many elements."""
        self.machine.steps_left -= size // _MADE

    def moved(self, size: int) -> None:
        """Count the steps of moving so many elements."""
        self.machine.steps_left -= size // _MOVED

    def throw(self, message: str, name: str = "TypeError") -> Throws:
        """The error to raise where JavaScript throws."""
        return Throws(name, message, self.at)


def bound(length: float) -> None:
    """Refuse, as not known, an array of more elements than the limit."""
    if length > MAX_ARRAY:
        raise NotKnown(Unknown(f"the array is longer than {MAX_ARRAY:,} elements"))


def check_prototypes(machine: Machine) -> None:
    """Refuse, as not known, whatever a changed built-in prototype may make different."""
    if machine.polluted is not None:
        raise NotKnown(machine.polluted)
    for key, unknown in machine.planted.items():
        if key in _LOOKED_UP or is_index(key):
            raise NotKnown(unknown)
