"""What calls and writes of Flex UI's own do: what is handed over, and who is called back later.

Flex UI is known by a path that begins with :data:`FLEX_UI`; what one of its functions gives has the
path of the call, ``Twilio.Flex.Manager.create()``. It is taken on trust that it changes nothing of
what it is given, but for the gaps of a configuration that is handed over (``Handed.fills_gaps``),
and that it calls the functions it is given later, if at all, with what is its own. Functions in a
configuration are not followed: in an appConfig.js that is read alone they aren't either.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects.browser import functions_in
from appconfig_merge.evaluation.effects.havoc import escape, havoc
from appconfig_merge.evaluation.effects.postponing import begin
from appconfig_merge.evaluation.effects.reachable import roots
from appconfig_merge.evaluation.handing import CREATE, FLEX_UI, RUN, Handed
from appconfig_merge.evaluation.pending import Arguments, Later
from appconfig_merge.javascript.internal_slots import Promised
from appconfig_merge.javascript.lifting import NotLifted, has_candidates, lift
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSArray, JSFunction, JSObject, Slot, Traced, Unknown

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation, Machine

_LOGIN: Final = f"{FLEX_UI}.provideLoginInfo"
_PROGRESS: Final = f"{FLEX_UI}.progress"
_BORROWED: Final = frozenset({"apply", "call"})


_WITHIN: Final = f"{FLEX_UI}."
_GIVEN: Final = f"{FLEX_UI}.()"
"""The path of what Flex UI calls functions with."""


def call_flex_ui(
    machine: Machine, at: Traced, callee: Traced, this: Traced | None, array: JSArray
) -> Traced:
    """The call of a function of Flex UI's own."""
    function = callee.value
    assert isinstance(function, Unknown)
    path = function.path
    given = [slot.traced if slot else untraced(UNDEFINED) for slot in array.elements]
    base, _, method = path.rpartition(".")
    if method in _BORROWED and base not in {FLEX_UI, f"{FLEX_UI}.Actions"}:
        path = base
        given = _borrowed(given, method) or []
    if array.unknown is not None:
        unknown = Unknown(array.unknown.reason, origin=array.unknown.origin, reaches=tuple(given))
        given = [Traced(unknown, at.node, at.source)]
    if path == _PROGRESS:
        return _own(FLEX_UI, "object", at)
    if path == RUN:
        _fill(machine, given)
        _hand_over(machine, "runDefault", _or_empty(machine, given, at), at)
        manager = _own(f"{_WITHIN}Manager.create()", "", at)
        return _promise(machine, at, "Flex UI runs", manager, is_start=True)
    if path in CREATE:
        _hand_over(machine, "Manager.create", _configuration(given), at)
        manager = _own(f"{_WITHIN}Manager.create()", "object", at)
        return _promise(machine, at, "Flex UI's manager is there", manager, is_start=True)
    if path == _LOGIN:
        _fill(machine, given)
        return _promise(machine, at, "Flex UI has the login", _own(f"{_LOGIN}()", "", at))
    called = functions_in(machine, [callee, *([this] if this is not None else [])])
    if called:  # it may be one that Flex UI was given
        havoc(machine, [*called, *given], at)
    return _call_any(machine, at, path, this, given)


def begin_flex_ui(machine: Machine, later: Later) -> Evaluation:
    """Begin a call of Flex UI's own that was left for later."""
    yield from ()
    at = Traced(UNDEFINED, later.at.node, later.at.source, (later.function,))
    given = machine.journal.made(JSArray([Slot(one) for one in later.arguments.given]))
    return call_flex_ui(machine, at, later.function, later.arguments.this, given)


def _borrowed(given: list[Traced], method: str) -> list[Traced] | None:
    """The arguments that ``call`` or ``apply`` passes on."""
    if method == "call":
        return given[1:]
    packed = given[1].value if len(given) > 1 else UNDEFINED
    if isinstance(packed, JSArray) and packed.unknown is None:
        return [slot.traced if slot else untraced(UNDEFINED) for slot in packed.elements]
    return given[1:] if isinstance(packed, JSObject | Unknown) else []


def _own(path: str, kind: str, at: Traced, *reaches: Traced) -> Traced:
    """Something of Flex UI's own that a call gives."""
    unknown = Unknown("Flex UI gives it", path=path, kind=kind, reaches=reaches)
    return Traced(unknown, at.node, at.source, at.inputs)


def _fill(machine: Machine, given: list[Traced]) -> None:
    """Fill the gaps of a configuration by what the browser has stored, in place and at once."""
    assert machine.page is not None
    work = given[:1]
    while work:
        machine.looked()
        value = work.pop().value
        if isinstance(value, JSObject):
            machine.page.provided[value] = None
            machine.page.fill(value)
        elif isinstance(value, Unknown):
            work.extend(one.traced for one in value.candidates if one.traced is not None)


def _or_empty(machine: Machine, given: list[Traced], at: Traced) -> Traced:
    """The first argument; an empty object where there is none, as a default parameter has it."""

    def of(one: Traced | None) -> Traced:
        if one is not None and one.value is not UNDEFINED:
            return one
        return Traced(machine.journal.made(JSObject()), at.node, at.source)

    first = given[0] if given else None
    if first is None or not has_candidates(first):
        return of(first)
    try:
        return lift(of, first) or first
    except NotLifted:
        return first


def _configuration(given: list[Traced]) -> Traced:
    """What ``Manager.create`` takes for the configuration: the first object."""
    first = given[0] if given else untraced(UNDEFINED)
    is_object = not isinstance(first.value, str | float | bool | BigInt | type(None)) and (
        first.value is not UNDEFINED
    )
    if isinstance(first.value, JSFunction) or not is_object:
        return given[1] if len(given) > 1 else first
    return first


def _hand_over(machine: Machine, function: str, argument: Traced, at: Traced) -> None:
    page = machine.page
    if page is None:
        return
    value = argument.value
    is_filled = function == "runDefault" or (isinstance(value, JSObject) and value in page.provided)
    page.handed.append(
        Handed(
            "runDefault" if function == "runDefault" else "Manager.create",
            argument,
            at,
            tuple(machine.assumed),
            page.ahead,
            is_filled,
        )
    )


def _promise(
    machine: Machine, at: Traced, event: str, comes: Traced, *, is_start: bool = False
) -> Traced:
    """A promise that Flex UI fulfils later, if all goes well."""
    promise = Promised(comes=comes, may_fail=True)
    later = Later(comes, Arguments(None, []), event, at, lambda _: _at_once(comes))
    later.gives, later.is_once, later.is_start = promise, True, is_start
    promise.assumed = tuple(machine.assumed)
    machine.postpone(later)
    return Traced(promise, at.node, at.source, at.inputs)


def _at_once(value: Traced) -> Evaluation:
    yield from ()
    return value


def _call_any(
    machine: Machine, at: Traced, path: str, this: Traced | None, given: list[Traced]
) -> Traced:
    """The call of any other function: it may give back what it was given, and call it later."""
    handed = [one for one in (this, *given) if one is not None]
    text = " ".join(at.inputs[0].text.split()) if at.inputs else ""
    _keep(machine, given, f"`{text}` calls it back" if text else "it is called back", at)
    return Traced(_own(f"{path}()", "", at).value, at.node, at.source, (*at.inputs, *handed))


def write_to_flex_ui(machine: Machine, target: Traced, value: Traced, path: str) -> None:
    """Set a property of something of Flex UI's own, such as the default props of a component."""
    if path:
        machine.overwrite(path)
    text = " ".join(target.text.split())
    _keep(machine, [value], f"Flex UI calls what `{text}` holds", value)
    if roots(machine, [target]):
        havoc(machine, [target], target)


def _keep(machine: Machine, given: list[Traced], event: str, at: Traced) -> None:
    """Note what Flex UI is given to keep, and the functions in it that it may call."""
    assert machine.page is not None
    machine.page.held.extend(
        one
        for one in given
        if isinstance(one.value, JSObject | Unknown) and not isinstance(one.value, JSFunction)
    )
    escape(machine, *given)
    for found in functions_in(machine, given, for_module=True):
        run = partial(_call_back, function=found, event=event, at=at)
        machine.postpone(Later(found, Arguments(None, []), event, at, run, listens=True))


def _call_back(machine: Machine, function: Traced, event: str, at: Traced) -> Evaluation:
    """Begin to call a function as Flex UI does: with its own, and with what it has been given."""
    assert machine.page is not None
    unknown = Unknown("Flex UI gives it", path=_GIVEN, reaches=tuple(machine.page.held))
    more = Traced(unknown, at.node, at.source)
    return begin(machine, Later(function, Arguments(None, [], more), event, at))
