"""What a script leaves for later: functions that the browser is to call, and with what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects.havoc import escape, havoc
from appconfig_merge.evaluation.effects.reachable import OF_THE_PAGE, roots
from appconfig_merge.evaluation.pending import Arguments, Later
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Bound, JSFunction, JSObject, Traced, Unknown
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.evaluation.machine import Evaluation, Machine
    from appconfig_merge.javascript.values import Value

RUNNABLE: Final = frozenset(
    {
        estree.FunctionDeclaration,
        estree.FunctionExpression,
        estree.ArrowFunctionExpression,
        estree.ClassDeclaration,
        estree.ClassExpression,
    }
)
"""What a function's node is, where it is one: others stand for all functions in them."""


def begin(machine: Machine, later: Later) -> Evaluation:
    """Begin to make a call that was left for later."""
    if later.resume is not None:
        return later.resume(machine)
    function = later.function.value
    what = later.arguments
    if isinstance(function, Unknown):
        assert machine.page is not None
        return machine.begin_flex_ui(later)
    assert isinstance(function, JSFunction)
    if type(function.node) not in RUNNABLE:
        return _may_run(machine, later)
    return machine.call(function, what.this, what.given, later.at, what.more)


def _may_run(machine: Machine, later: Later) -> Evaluation:
    """Run one of the functions in code that isn't evaluated."""
    yield from ()
    values = [later.function, *later.arguments.all(), *machine.escaped.values()]
    havoc(machine, values, later.at)
    return from_page()


FETCHED: Final = "it is fetched from "
"""How the reason begins of what a server answers with, where that isn't read."""


def fetched(value: Value) -> str:
    """The reason why it isn't known what a server answers with, if a value is such an answer's."""
    is_answer = isinstance(value, Unknown) and value.reason.startswith(FETCHED)
    return value.reason if isinstance(value, Unknown) and is_answer else ""


def from_page(kind: str = "", *reaches: Traced, reason: str = "") -> Traced:
    """A value that the browser gives a function of the script's own.

    ``reaches`` are values of the script that it may be, or lead to.
    """
    unknown = Unknown(reason or OF_THE_PAGE, kind=kind, reaches=reaches)
    unknown.is_platform = True
    return untraced(unknown)


def is_flex_uis(value: Value) -> bool:
    """Whether a value is Flex UI's own, on a page."""
    from appconfig_merge.evaluation import handing

    return handing.is_flex_uis(value)


def call_later(
    machine: Machine,
    what: Traced,
    arguments: Arguments,
    event: str,
    at: Traced,
    *,
    listens: bool = False,
) -> None:
    """Note that the browser may call a value after the script, if it can be called.

    What isn't known to run nothing may run it before that.
    """
    for function, given in callables(machine, what, arguments):
        escape(machine, function)
        machine.postpone(Later(function, given, event, at, listens=listens))


def call_then(machine: Machine, result: Traced) -> None:
    """Note the ``then`` of what a promise is resolved with: a job calls it (ECMA-262 27.2.2.2)."""
    value = result.value
    if isinstance(value, Unknown):
        for way in value.candidates:
            if way.traced is not None and not isinstance(way.traced.value, Unknown):
                call_then(machine, way.traced)
        return
    where: object = value
    while isinstance(where, JSObject):
        machine.looked()
        traits = where.traits
        slot = where.slots.get("then") or (traits.hidden.get("then") if traits else None)
        if slot is not None:
            arguments = Arguments(result, [from_page(), from_page()], from_page())
            call_later(machine, slot.traced, arguments, "a promise is resolved with it", result)
            return
        where = traits.proto.value if traits is not None and traits.proto is not None else None


def callables(
    machine: Machine, what: Traced, arguments: Arguments
) -> Iterator[tuple[Traced, Arguments]]:
    """The functions that calling a value may run."""
    work = [what]
    seen: set[int] = set()
    while work:
        traced = work.pop()
        value = traced.value
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, JSFunction):
            yield traced, arguments
        elif isinstance(value, Bound):
            given = [*value.arguments, *arguments.given]
            yield value.function, Arguments(value.this, given, arguments.more)
        elif isinstance(value, Unknown):
            ways = [one.traced for one in value.candidates]
            if machine.page is not None and is_flex_uis(value):
                yield traced, arguments
            elif ways:
                work.extend(one for one in ways if one is not None)
            else:
                more = Arguments(from_page(), [], from_page("", *arguments.all()))
                found = roots(machine, [traced])
                yield from ((one, more) for one in found if isinstance(one.value, JSFunction))
        elif isinstance(value, JSObject):
            # An object that listens (DOM 2.7): its handleEvent is looked up when it is called.
            method = value.slots.get("handleEvent")
            if method is not None and isinstance(method.traced.value, JSFunction):
                yield method.traced, Arguments(traced, arguments.given, arguments.more)
