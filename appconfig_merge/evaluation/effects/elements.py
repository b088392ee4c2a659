"""Script elements that a page's scripts make: what they are given, and when they are inserted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects.havoc import escape
from appconfig_merge.javascript.internal_slots import ScriptElement
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSObject, Slot, Unknown

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.javascript.values import Traced

_INSERTS: Final = frozenset({
    "after", "append", "appendChild", "before", "insertAdjacentElement", "insertBefore", "prepend",
    "replaceChild", "replaceChildren", "replaceWith",
})  # fmt: skip
_HELD: Final = frozenset({
    "async", "charset", "crossOrigin", "crossorigin", "defer", "id", "integrity", "nonce",
    "onerror", "onload", "src", "type",
})  # fmt: skip
"""What is known to matter of a script element, or not to: its text, for one, is code."""


def called(
    machine: Machine, method: str, this: Traced | None, given: list[Traced], at: Traced
) -> ScriptElement | None:
    """What a method of the page's does of script elements; gives the one that it makes."""
    page = machine.page
    assert page is not None
    if method == "createElement" and given:
        name = given[0].value
        if isinstance(name, str) and name.lower() == "script":
            return ScriptElement(untraced(machine.journal.made(JSObject())))
    elif method == "setAttribute" and this is not None and isinstance(this.value, ScriptElement):
        name = given[0].value if given else None
        if isinstance(name, str) and len(given) > 1 and not name.lower().startswith("on"):
            hold(machine, this.value, name.lower(), given[1])
    elif method in _INSERTS:
        for one in given:
            if isinstance(one.value, ScriptElement) and page.insert is not None:
                page.insert(one.value, at)
    return None


def hold(machine: Machine, element: ScriptElement, key: str, value: Traced) -> bool:
    """Note a property of a script element; False where it may do something more."""
    if key not in _HELD:
        return False
    if isinstance(value.value, JSObject | Unknown):
        escape(machine, value)
    old = element.held.slots.get(key)
    machine.journal.set_slot(element.held, key, Slot(value, None, old))
    return True
