"""What calls and writes to things of the browser's own do: what it calls later, what it doesn't."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects.havoc import escape, havoc
from appconfig_merge.evaluation.effects.jobs import add_job
from appconfig_merge.evaluation.effects.postponing import begin, call_later, fetched, from_page
from appconfig_merge.evaluation.effects.reachable import behind, is_of_page
from appconfig_merge.evaluation.intrinsics import row
from appconfig_merge.evaluation.objects import contents
from appconfig_merge.evaluation.pending import Arguments, Later
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript.globals import is_handler
from appconfig_merge.javascript.internal_slots import JSArguments, Promised
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSFunction, JSObject, Traced, Unknown
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.evaluation.machine import Evaluation, Machine

_TIMERS: Final = frozenset({"setInterval", "setTimeout"})
_LISTENING: Final = frozenset({"addEventListener", "addListener"})
_REJECTED: Final = "the promise is rejected"
_PROMISE: Final = {
    "then": ("the promise is fulfilled", _REJECTED),
    "catch": (_REJECTED,),
    "finally": ("the promise is settled",),
}
_WINDOWS: Final = frozenset({
    "contentWindow", "currentTarget", "defaultView", "opener", "parent", "srcElement", "target",
    "top", "view", "window",
})  # fmt: skip
"""Properties of the browser's own objects that may hold the window."""

_PARTS: Final = frozenset({
    "attributes", "body", "childNodes", "children", "classList", "dataset", "documentElement",
    "elements", "firstChild", "firstElementChild", "head", "lastChild", "lastElementChild",
    "location", "nextElementSibling", "nextSibling", "options", "ownerDocument", "parentElement",
    "parentNode", "previousElementSibling", "previousSibling", "style",
})  # fmt: skip
"""Properties of elements and documents that hold nothing of a script's."""

_ONCE: Final = frozenset({"DOMContentLoaded", "load"})
"""The events that surely come while a page is loaded."""
_WRITES_MARKUP: Final = frozenset({"innerHTML", "outerHTML", "srcdoc"})


def is_browsers(machine: Machine, function: Unknown) -> bool:
    """Whether a value is the browser's own, not another script's."""
    root = function.path.partition(".")[0]
    if not root:
        return function.is_platform
    known = machine.world.browser_group(root) not in {"", "e"} or root == "Promise"
    return known and root not in machine.world.assumed


def register(
    machine: Machine, name: str, this: Traced | None, given: list[Traced], at: Traced
) -> Promised | None:
    """Note what the browser is to call because of a call that only has it do so later.

    Gives the promise that the call returns, where it is known what that is fulfilled with.
    """
    if name in _LISTENING:
        listen(machine, this, given, at)
    elif name in _PROMISE:
        return _react(machine, name, this, given, at)
    else:
        _call_once(machine, name, given, at)
    return None


def _react(
    machine: Machine, name: str, this: Traced | None, given: list[Traced], at: Traced
) -> Promised | None:
    """Note what is called when a promise is settled."""
    promise = this.value if this is not None else None
    gives: Promised | None = None
    reaches = () if this is None else (this,)
    events = _PROMISE[name][: len(given)]
    if isinstance(promise, Promised):
        if name == "catch" and promise.value is not None:
            return promise
        if promise.value is not None:
            events = events[:1]
        known = promise.value or promise.comes
        first = [known or from_page("", *reaches)] if name == "then" else []
        if given and name != "catch":
            gives = add_job(machine, given[0], Arguments(None, first), events[0], at, promise)
            if gives is None and machine.page is not None:
                call_later(machine, given[0], Arguments(None, first), events[0], at)
            if gives is not None or machine.page is not None:
                given, events = given[1:], events[1:]
    waits_for = promise if isinstance(promise, Promised) and promise.is_jobs else None
    if isinstance(promise, Promised) and promise.may_fail:
        reaches = ()  # an error of Flex UI's or the browser's
    for index, event in enumerate(events):
        arguments = [] if name == "finally" else [from_page("", *reaches, reason=fetched(promise))]
        before = len(machine.pending)
        call_later(machine, given[index], Arguments(None, arguments), event, at)
        for later in machine.pending[before:]:
            later.is_job = True
            if waits_for is not None and event == _REJECTED:
                later.after, later.rejects = waits_for, True
    if name == "catch" and waits_for is not None:
        return waits_for
    return gives if name == "then" else None


def _call_once(machine: Machine, name: str, given: list[Traced], at: Traced) -> None:
    """Note what a timer, or its kin, calls."""
    if not given:
        return
    if name in _TIMERS and isinstance(given[0].value, str):
        run_code_later(machine, f"{name}'s code runs", at)
        return
    arguments = given[2:] if name in _TIMERS else [from_page("number")]
    if name == "requestIdleCallback":
        arguments = [from_page("object")]
    event = f"{name}'s callback runs"
    if name == "queueMicrotask":
        arguments = []
        if add_job(machine, given[0], Arguments(None, []), event, at) is not None:
            return
    before = len(machine.pending)
    call_later(machine, given[0], Arguments(None, arguments), event, at)
    for later in machine.pending[before:]:
        later.is_job = name == "queueMicrotask"
        later.is_once = name != "setInterval"


def run_code_later(machine: Machine, event: str, at: Traced) -> None:
    """Note that the browser may run code in a text, which sees all the globals."""

    def run(machine: Machine) -> Evaluation:
        yield from ()
        havoc(machine, [untraced(machine.world_object)], at, foreign=True)
        return from_page()

    machine.postpone(Later(at, Arguments(None, []), event, at, run))


def listen(machine: Machine, this: Traced | None, given: list[Traced], at: Traced) -> None:
    """Note a listener: what it listens for comes first, as of addEventListener, or not at all."""
    kind = given[0].value if given else UNDEFINED
    what = given[1:2] if isinstance(kind, str | Unknown) else given[:1]
    event = f"`{kind}` fires" if isinstance(kind, str) else "the event fires"
    target = this or untraced(machine.world_object)
    if machine.page is not None and kind in _ONCE:
        from appconfig_merge.evaluation.effects.loading import listen_once

        if listen_once(machine, str(kind), target, given, at):
            return
    for listener in what:
        arguments = Arguments(target, [from_page("object", *_but_window(target))])
        call_later(machine, listener, arguments, event, at, listens=True)


def _but_window(target: Traced) -> list[Traced]:
    return [] if isinstance(target.value, GlobalObject) else [target]


def make(machine: Machine, name: str, given: list[Traced], at: Traced) -> bool:
    """``new`` of one of the browser's own; False where that may run code of the script now."""
    found = row(name)
    if found is not None and found.calls == "later":
        if given:
            arguments = Arguments(None, [from_page("object"), from_page("object")])
            call_later(machine, given[0], arguments, f"the {name} has something to tell", at)
        return True
    if name == "Promise" or functions_in(machine, given):
        return False
    escape(machine, *given)
    return True


def keep(
    machine: Machine, callee: Traced, given: list[Traced], at: Traced, *, by_module: bool
) -> None:
    """Note the functions that something unknown was handed: it may call them later, too.

    ``by_module`` tells that it is a function of a module that isn't read.
    """
    function = callee.value
    if (
        isinstance(function, Unknown)
        and machine.world.browser_group(function.path.partition(".")[0]) == "e"
    ):
        return  # of ECMAScript's own functions none but a promise's keeps any
    text = " ".join(callee.text.split())
    arguments = Arguments(from_page(), [], from_page("", *given))
    event = f"`{text}` calls it back" if text else "it is called back"
    for found in functions_in(machine, given, for_module=by_module):
        call_later(machine, found, arguments, event, at, listens=True)


def functions_in(
    machine: Machine, values: list[Traced], *, for_module: bool = False
) -> list[Traced]:
    """The functions of the script that can be come to by values; see :func:`roots`."""
    work = list(values)
    seen: set[object] = set()
    found = []
    while work:
        traced = work.pop()
        machine.looked()
        value = traced.value
        if not isinstance(value, JSObject | Unknown) or value in seen:
            continue
        seen.add(value)
        if for_module and is_of_page(value):
            continue
        if isinstance(value, JSFunction):
            found.append(traced)
        if isinstance(value, JSArguments):
            work.extend(slot.traced for slot in value.slots.values())
        elif isinstance(value, JSObject):
            work.extend(contents(value))
        else:
            work.extend(behind(traced))
    return found


def note_request(machine: Machine, given: list[Traced]) -> None:
    """Note whether a request waits in ``send``: if open's third argument is false (XHR 3.5)."""
    if len(given) > 2 and given[2].value is not True:
        machine.waits_for_requests = True


def set_attribute(machine: Machine, given: list[Traced], at: Traced) -> None:
    """Note the code that an attribute may hold for the browser to run (HTML 8.1.8.1)."""
    name = given[0].value if given else UNDEFINED
    if isinstance(name, Unknown) or is_handler(str(name).lower()):
        run_code_later(machine, "code in an attribute runs", at)


def ready(machine: Machine) -> list[Callable[[], Evaluation]]:
    """What ``open`` of an XMLHttpRequest may run: its state is then 1, opened (XHR 3.5.1)."""
    return [
        partial(_when_opened, machine, one)
        for one in machine.pending
        if one.event == "`readystatechange` fires"
    ]


def _when_opened(machine: Machine, later: Later) -> Evaluation:
    before, machine.ready_state = machine.ready_state, 1.0
    try:
        return (yield begin(machine, later))
    finally:
        machine.ready_state = before


def handle(machine: Machine, target: Traced, key: str, value: Traced) -> None:
    """Note the handler of an event that is set as a property (HTML 8.1.8.1)."""
    reaches = _but_window(target)
    arguments = Arguments(target, [from_page("", *reaches)], from_page("", *reaches))
    call_later(machine, value, arguments, f"`{key[2:]}` fires", target, listens=True)


def may_run(key: str) -> bool:
    """Whether setting a property of the browser's own may run code of the script."""
    return key in _WRITES_MARKUP


def may_be_kept(target: Traced) -> bool:
    """Whether something of the browser's own may be what the script once gave it to keep."""
    while isinstance(target.node, estree.Identifier) and len(target.inputs) == 1:
        target = target.inputs[0]
    value = target.value
    if isinstance(value, Unknown) and value.path:
        return False
    if isinstance(target.node, estree.MemberExpression):
        return getattr(target.node.property, "name", "") not in _PARTS
    return not isinstance(target.node, estree.CallExpression | estree.NewExpression)


def may_be_window(target: Traced) -> bool:
    """Whether something of the browser's own may be the window."""
    node = target.node
    return isinstance(node, estree.MemberExpression) and (
        getattr(node.property, "name", "") in _WINDOWS or node.computed
    )
