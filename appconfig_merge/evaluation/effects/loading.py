"""Who listens to the events that surely come while a page is loaded (DOM 2.7, HTML 13.2.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects.havoc import escape
from appconfig_merge.evaluation.effects.postponing import from_page, is_flex_uis
from appconfig_merge.evaluation.page_state import Listener
from appconfig_merge.evaluation.pending import Arguments, Later
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Bound, JSFunction, JSObject, Traced, Unknown

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.evaluation.page_state import PageState
    from appconfig_merge.javascript.values import Value

_STOPS: Final = frozenset({"cancelBubble", "stopImmediatePropagation", "stopPropagation"})
"""What keeps an event from those that listen to it after the one that says so."""


def listen_once(
    machine: Machine, event: str, target: Traced, given: list[Traced], at: Traced
) -> bool:
    """Note a listener of an event that comes once; False where it may be called otherwise."""
    page = machine.page
    assert page is not None
    if page.ahead is not None:
        return False
    is_windows = isinstance(target.value, GlobalObject)
    if not is_windows and not _is_document(target):
        return False
    if event == "load" and not is_windows:
        return False  # the document hears of what is loaded inside it
    listener = given[1] if len(given) > 1 else untraced(UNDEFINED)
    if event in page.fired:
        return True
    captures = _captures(given[2] if len(given) > 2 else untraced(UNDEFINED))
    if not isinstance(listener.value, JSFunction | Bound) or captures is None:
        page.unsure.add(event)
        return False
    function, arguments = listener, Arguments(target, [_event()])
    if isinstance(listener.value, Bound):
        function = listener.value.function
        bound = listener.value
        arguments = Arguments(bound.this, [*bound.arguments, _event()])
    if not isinstance(function.value, JSFunction) and not is_flex_uis(function.value):
        page.unsure.add(event)
        return False
    is_sure = machine.is_undivided() and event not in page.maybe_fired
    for one in page.listeners:
        if one.is_same(event, listener.value, is_windows=is_windows, captures=captures):
            if one.is_sure:
                return True
            is_sure = False
    escape(machine, listener)
    if _stops(machine, function.value):
        page.unsure.add(event)
    later = Later(function, arguments, f"`{event}` fires", at, listens=True)
    later.assumed = tuple(machine.assumed)
    page.listeners.append(Listener(event, later, is_windows, captures, is_sure, listener.value))
    return True


def stop_listening(machine: Machine, this: Traced | None, given: list[Traced]) -> None:
    """``removeEventListener``, where it may be one of those (DOM 2.7)."""
    page = machine.page
    kind = given[0].value if given else UNDEFINED
    if page is None or (
        isinstance(kind, str) and not any(one.event == kind for one in page.listeners)
    ):
        return
    listener = given[1].value if len(given) > 1 else UNDEFINED
    captures = _captures(given[2] if len(given) > 2 else untraced(UNDEFINED))
    target = this or untraced(machine.world_object)
    is_windows = isinstance(target.value, GlobalObject)
    is_known = isinstance(kind, str) and isinstance(listener, JSObject | Bound)
    is_known = is_known and captures is not None and (is_windows or _is_document(target))
    if not is_known or not machine.is_undivided():
        _all_unsure(page)
        return
    page.listeners = [
        one
        for one in page.listeners
        if not one.is_same(str(kind), listener, is_windows=is_windows, captures=captures)
    ]


def handle_load(machine: Machine, value: Traced) -> None:
    """Note when the window's own handler of ``load`` is called (HTML 8.1.8.1).

    That is when it was first set, since it last was null.
    """
    page = machine.page
    if page is None or page.ahead is not None:
        return
    is_set = any(one.later is None for one in page.listeners)
    is_null = not isinstance(value.value, JSObject | Unknown)
    is_known = not isinstance(value.value, Unknown) or value.value.kind == "function"
    if (is_set is not is_null) and is_known:
        return
    is_sure = machine.is_undivided() and is_known
    if is_set or is_null:
        if is_sure and is_null:
            page.listeners = [one for one in page.listeners if one.later is not None]
        elif not is_sure:
            page.unsure.add("load")
    else:
        page.listeners.append(Listener("load", None, is_windows=True, is_sure=is_sure))


def _all_unsure(page: PageState) -> None:
    page.unsure.update(one.event for one in page.listeners)


def _event() -> Traced:
    return from_page("object")


def _is_document(target: Traced) -> bool:
    return isinstance(target.value, Unknown) and target.value.path == "document"


def _captures(options: Traced) -> bool | None:
    """Whether a listener captures, by its options; None where that isn't known."""
    value = options.value
    if value is UNDEFINED or value is None:
        return False
    if isinstance(value, bool):
        return value
    if type(value) is not JSObject or value.unknown is not None or value.traits is not None:
        return None
    if "signal" in value.slots:
        return None
    slot = value.slots.get("capture")
    held = slot.traced.value if slot is not None else False
    return held if isinstance(held, bool) else None


def _stops(machine: Machine, function: Value) -> bool:
    if not isinstance(function, JSFunction):
        return False
    mentions = machine.mentions(function.node)
    return bool(mentions.members & _STOPS)
