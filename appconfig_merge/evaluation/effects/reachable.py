"""What values lead to, and what may be among it.

A value that isn't known may be what it was made from, and an object holds others: whoever has
the one can get at the other. All that is asked of it goes through :func:`reachable`, which is
linear in what there is and counts it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.intrinsics import row
from appconfig_merge.evaluation.objects import contents
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript.internal_slots import JSRegExp, Promised
from appconfig_merge.javascript.values import JSFunction, JSObject, Traced, Unknown
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.javascript.values import Slot, Value

OF_THE_PAGE: Final = "only the page knows it"
_REACTIONS: Final = frozenset({"catch", "finally", "then"})
"""Methods of a promise that give another one."""
PRIMITIVE_KINDS: Final = frozenset({"string", "boolean", "number", "bigint", "symbol"})
"""What typeof gives for values that lead nowhere."""
CONVERSIONS: Final = frozenset({"toString", "valueOf", "toJSON", "join", "then"})
"""Methods that built-ins call on their own account."""
PROTOTYPES: Final = frozenset({"prototype", "__proto__", "constructor"})
"""Properties that lead to what other objects inherit from."""


def reachable(
    machine: Machine,
    values: Iterable[Traced],
    follow: Callable[[Traced], Iterable[Traced]],
) -> Iterator[Traced]:
    """Each value that can be come to from some others, once, in no order that matters.

    ``follow`` gives what a value leads to, after the value was given. Raises TooManySteps where
    more was looked at than a script of this length may ask for.
    """
    work = list(values)
    seen: set[JSObject | Traced] = set()
    while work:
        traced = work.pop()
        machine.looked()
        value = traced.value
        marked = value if isinstance(value, JSObject) else traced
        if marked in seen:
            continue
        seen.add(marked)
        yield traced
        work.extend(follow(traced))


def behind(traced: Traced) -> list[Traced]:
    """What something unknown may be, or lead to; of anything else nothing."""
    unknown = traced.value
    if not isinstance(unknown, Unknown) or unknown.kind in PRIMITIVE_KINDS:
        return []
    found = [*traced.inputs, *unknown.reaches]
    found.extend(item.traced for item in unknown.candidates if item.traced is not None)
    return found


def changeable(traced: Traced) -> list[Traced]:
    """As :func:`behind`, without what can't be changed through the value.

    What a built-in function gives is neither it nor what holds it, and neither leads to anything
    of the script's.
    """
    found = behind(traced)
    unknown, node = traced.value, traced.node
    if found and isinstance(unknown, Unknown) and row(unknown.path) is not None:
        return found[len(traced.inputs) :]
    if isinstance(node, estree.CallExpression | estree.NewExpression):
        return [item for item in found if item.node is not node.callee or not _is_built_in(item)]
    return found


def _is_built_in(item: Traced) -> bool:
    """Whether it is a function that every page has from the start."""
    found = row(item.value.path) if isinstance(item.value, Unknown) else None
    return found is not None and found.is_function


def is_of_page(value: Value) -> bool:
    """Whether a value is one that the browser, or Flex UI, gave a function of the script's own.

    Functions of modules that aren't read get through it to nothing that the script gave those.
    """
    return isinstance(value, Unknown) and value.is_platform and value.reason == OF_THE_PAGE


def _behind_for_module(traced: Traced) -> list[Traced]:
    return [] if is_of_page(traced.value) else behind(traced)


def roots(machine: Machine, values: Iterable[Traced], *, for_module: bool = False) -> list[Traced]:
    """The objects that values are, or may be; ``for_module`` for one that isn't read."""
    return [
        traced
        for traced in reachable(machine, values, _behind_for_module if for_module else behind)
        if isinstance(traced.value, JSObject | JSRegExp)
    ]


def behind_and_inside(traced: Traced) -> Iterable[Traced]:
    """What an object holds; as :func:`behind` of something unknown."""
    value = traced.value
    return contents(value) if isinstance(value, JSObject) else behind(traced)


def runs_code(machine: Machine, values: Iterable[Traced]) -> bool:
    """Whether converting, reading or iterating one of these may run code of the script."""
    for traced in reachable(machine, values, behind_and_inside):
        value = traced.value
        if isinstance(value, Unknown):
            if value.accessor:
                return True
            # Of what isn't known a function may be the getter, or the conversion.
            if machine.hooks and any(isinstance(one.value, JSFunction) for one in behind(traced)):
                return True
        elif isinstance(value, JSRegExp):
            if machine.hooks and value.state.unknown is not None:
                return True
        elif isinstance(value, JSObject):
            if machine.hooks and value.unknown is not None:
                return True
            hidden = value.traits.hidden if value.traits is not None else {}
            for slots in (value.slots, hidden):
                if any(_may_be_function(slots[key]) for key in slots.keys() & CONVERSIONS):
                    return True
    return False


def _may_be_function(slot: Slot) -> bool:
    return isinstance(slot.traced.value, JSFunction | Unknown)


def is_promise(target: Traced) -> bool:
    """Whether a value is a promise of the browser's making: reading its methods runs nothing."""
    value, node = target.value, target.node
    if isinstance(value, Promised):
        return True
    return (
        isinstance(value, Unknown)
        and value.is_platform
        and isinstance(node, estree.CallExpression)
        and isinstance(node.callee, estree.MemberExpression)
        and not node.callee.computed
        and getattr(node.callee.property, "name", "") in _REACTIONS
    )


def is_foreign(machine: Machine, callee: Traced) -> bool:
    """Whether calling a value may run code of other scripts, which see all the globals."""

    def follow(traced: Traced) -> Iterable[Traced]:
        value = traced.value
        if isinstance(value, Unknown):
            return () if value.method or value.path else behind(traced)
        if not isinstance(value, JSObject) or isinstance(value, GlobalObject):
            return ()
        inner = list(contents(value))
        if value.unknown is not None and not isinstance(value, JSFunction):
            inner.extend(value.unknown.reaches)
        return inner

    for traced in reachable(machine, [callee], follow):
        value = traced.value
        if isinstance(value, GlobalObject):
            if machine.world.assumed:
                return True
        elif isinstance(value, JSObject):
            unknown = value.unknown
            if unknown is not None and unknown.foreign and not isinstance(value, JSFunction):
                return True
        elif isinstance(value, Unknown) and not value.method and _is_of_others(machine, traced):
            return True
    return False


def _is_of_others(machine: Machine, traced: Traced) -> bool:
    """Whether nothing but code of other scripts can be behind something unknown."""
    unknown = traced.value
    assert isinstance(unknown, Unknown)
    if unknown.foreign:
        return True
    if unknown.is_imported:
        return False  # taken on trust: docs/reading.md
    if unknown.path:
        found = row(unknown.path)
        evaluates = found is not None and found.changes == "anything"
        return evaluates or unknown.path.partition(".")[0] in machine.world.assumed
    if unknown.is_platform or unknown.kind in PRIMITIVE_KINDS:
        return False
    return not behind(traced)


def is_of_module(callee: Traced) -> bool:
    """Whether a function is one of a module that isn't read, or one that such a function gave."""
    while isinstance(callee.value, Unknown) and not callee.value.path:
        if callee.value.is_imported:
            return True
        if not callee.inputs:
            return False
        callee = callee.inputs[0]  # the owner of a member, the callee of a call
    return False


def may_be_prototype(machine: Machine, target: Traced) -> bool:
    """Whether a value that isn't known may be a prototype that other objects share."""
    for traced in reachable(machine, [target], changeable):
        value = traced.value
        if not isinstance(value, Unknown):
            continue
        if value.is_prototype or "getPrototypeOf" in value.path:
            return True
        if ".prototype" in value.path and not _is_built_in(traced):
            return True
        node = traced.node
        if isinstance(node, estree.MemberExpression):
            key = node.property
            name = getattr(key, "value" if node.computed else "name", None)
            if name in PROTOTYPES and value.method != "prototype":
                return True
            if node.computed and not isinstance(name, str):
                return True
    return False
