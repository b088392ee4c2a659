"""What code that isn't evaluated may have changed: the sound side of not knowing.

A call to a function that isn't modelled, or a statement that isn't run, may change every
object and binding it can reach. Those become unknown, with the code that may have done it as
the reason. Two things are taken for granted: what isn't evaluated completes without an error
of its own accord, and reading or converting a value of the page changes nothing of the script.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects.reachable import (
    CONVERSIONS,
    PROTOTYPES,
    changeable,
    is_foreign,
    is_of_page,
    may_be_prototype,
    reachable,
    roots,
    runs_code,
)
from appconfig_merge.evaluation.intrinsics import row
from appconfig_merge.evaluation.objects import contents, private_stores, prototype_slot
from appconfig_merge.evaluation.scopes import TDZ, Scope
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript.globals import ALIASES
from appconfig_merge.javascript.internal_slots import JSArguments, JSRegExp
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import (
    JSArray,
    JSFunction,
    JSObject,
    Open,
    Slot,
    Traced,
    Unknown,
)
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.javascript.values import Value


_FIRING: Final = frozenset({"blur", "click", "dispatchEvent", "focus", "reset", "send", "submit"})
"""Methods of the browser's own that call who listens."""
_OF_ERRORS: Final = frozenset({"message", "name"})
"""Properties that the conversion of an error looks for."""


def taint(machine: Machine, owner: JSObject, unknown: Unknown) -> None:
    """Make an object's contents unknown, if something is known of them."""
    if owner.unknown is None or isinstance(owner.unknown, Open) or owner.unknown.candidates:
        machine.journal.before_change(owner)
        owner.unknown = unknown
        if isinstance(owner, JSArray):  # what can be reached from it is all that it tells now
            owner.elements = [slot for slot in owner.elements if slot and _leads_on(slot)]


def _leads_on(slot: Slot) -> bool:
    return isinstance(slot.traced.value, JSObject | Unknown)


def mark_changed(machine: Machine, values: Iterable[Traced]) -> None:
    """Take it that what holds built-in functions, such as Math, is changed if it is among these.

    Its functions are then no longer known.
    """
    for traced in reachable(machine, values, _behind_unnamed):
        _overwrite(machine, traced.value)


def _behind_unnamed(traced: Traced) -> Iterable[Traced]:
    value = traced.value
    return () if isinstance(value, Unknown) and value.path else changeable(traced)


def _overwrite(machine: Machine, value: Value) -> None:
    """Take it that a value has other properties, if it is ECMAScript's own and holds any."""
    if not isinstance(value, Unknown) or machine.world.browser_group(value.path) != "e":
        return
    found = row(value.path)
    if found is not None and found.kind in {"constructor", "object"}:
        machine.overwritten.add(value.path)


def havoc(
    machine: Machine,
    values: Iterable[Traced],
    at: Traced,
    *,
    foreign: bool = False,
    by_module: bool = False,
) -> None:
    """Take it that code at ``at`` changed whatever can be reached from these values.

    ``by_module`` tells that it is a function of a module that isn't read.
    """
    unknown = changed_by(at)
    unknown.foreign = foreign
    for traced in reachable(machine, values, partial(_lead_on, machine, unknown, by_module)):
        _overwrite(machine, traced.value)


def _lead_on(
    machine: Machine, unknown: Unknown, by_module: bool, traced: Traced
) -> Iterable[Traced]:
    """Make unknown what code that gets hold of a value may change; give what it gets to then."""
    value = traced.value
    if by_module and is_of_page(value):
        return ()
    if isinstance(value, GlobalObject):
        return _forget_globals(machine, unknown)
    if isinstance(value, JSRegExp):
        taint(machine, value.state, unknown)
    if not isinstance(value, JSObject):
        return changeable(traced)
    inner = list(contents(value))
    if isinstance(value, JSFunction):
        scope = value.scope
        assert isinstance(scope, Scope)
        inner.extend(
            _reached(machine, value.node, scope, unknown, called=True, by_module=by_module)
        )
    if isinstance(value, JSArguments):
        for scope, name in value.mapping.values():
            assert isinstance(scope, Scope)
            group = _group(machine, [_current(machine, name, scope)])
            _forget(machine, scope, name, unknown, group)
    if not value.frozen:
        taint(machine, value, unknown)
    elif isinstance(value, JSFunction):
        first = prototype_slot(value)
        inner.extend([first.traced] if first is not None else [])
    return inner


def havoc_code(machine: Machine, node: estree.Node, scope: Scope, at: Traced) -> Traced:
    """Take it that ``node`` ran here, with whatever effect it can have.

    Gives what its own value may be or lead to.
    """
    unknown = changed_by(at)
    if machine.page is not None:
        from appconfig_merge.evaluation.effects.handing_over import code_may_hand_over
        from appconfig_merge.evaluation.effects.storing import code_may_store

        code_may_hand_over(machine, node, at)
        code_may_store(machine, node, at)
    havoc(machine, list(_reached(machine, node, scope, unknown, called=False)), at)
    if machine.mentions(node).has_functions:
        escape(machine, _opaque(node, scope))
    return led_to(machine, node, scope)


def led_to(machine: Machine, node: estree.Node, scope: Scope) -> Traced:
    """What code that isn't run may give, or lead to."""
    found = mentioned(machine, node, scope)
    if machine.mentions(node).has_functions:
        found.append(_opaque(node, scope))
    return _group(machine, found)


def escape(machine: Machine, *values: Traced) -> None:
    """Remember the objects that code that isn't known may keep, and change later on."""
    for held in roots(machine, values):
        machine.escaped[id(held.value)] = held


def _group(machine: Machine, values: list[Traced]) -> Traced:
    """Something unknown that may be any of these values, or have to do with them."""
    unknown = Unknown("it may be one of several values", reaches=tuple(roots(machine, values)))
    unknown.foreign = any(is_foreign(machine, value) for value in values)
    unknown.is_prototype = any(may_be_prototype(machine, value) for value in values)
    unknown.is_platform = True  # nothing else is behind it
    return untraced(unknown)


def forget_places(machine: Machine, values: Iterable[Traced], at: Traced) -> None:
    """Take it that regular expressions among these were used: where they go on isn't known."""
    for traced in roots(machine, values):
        regexp = traced.value
        if isinstance(regexp, JSRegExp) and regexp.keeps_place:
            old = regexp.state.slots.get("lastIndex")
            value = Traced(changed_by(at), at.node, at.source)
            machine.journal.set_slot(regexp.state, "lastIndex", Slot(value, None, old))


def pollute(machine: Machine, unknown: Unknown, key: str = "") -> None:
    """Take it that a built-in prototype is changed: one property, or anything."""
    if key and key not in CONVERSIONS | _OF_ERRORS:
        machine.planted.setdefault(key, unknown)
    else:
        machine.polluted = machine.polluted or unknown


def forget_scopes(machine: Machine, scope: Scope, at: Traced) -> None:
    """Take it that code at ``at`` assigned to every binding in sight: a direct eval."""
    held = _forget_chain(machine, scope, changed_by(at))
    world = untraced(machine.world_object)
    havoc(machine, [*held, world, *machine.escaped.values()], at, foreign=True)


def changed_by(at: Traced) -> Unknown:
    """What code at a place has made of a value, for all that is known."""
    text = " ".join(at.text.split())
    short = text if len(text) <= 40 else text[:39] + "…"
    return Unknown(f"`{short}` may change it", origin=at)


def _opaque(node: estree.Node, scope: Scope) -> Traced:
    """The functions in code that isn't evaluated, as one that may be any of them."""
    source = scope.context.source
    function = JSFunction(node, node, source, scope)  # type: ignore[arg-type]
    return Traced(function, node, source)


def _reached(
    machine: Machine,
    node: estree.Node,
    scope: Scope,
    unknown: Unknown,
    *,
    called: bool,
    by_module: bool = False,
) -> Iterator[Traced]:
    """Make what the code assigns unknown; give the values that it may change in place.

    ``called`` tells that something unknown calls it and gets what it returns: ``by_module`` a
    module that isn't read.
    """
    mentions = machine.mentions(node)
    found = mentioned(machine, node, scope)
    own_this = mentions.uses_this and not isinstance(node, estree.ArrowFunctionExpression)
    if called and own_this and mentions.mutates and not scope.context.strict:
        found.append(untraced(machine.world_object))
    if mentions.has_functions and not called:
        found.append(_opaque(node, scope))
    if mentions.assigned:
        group = _group(machine, found)
        for name in mentions.assigned:
            _forget(machine, _owner(machine, name, scope), name, unknown, group)
    mutates = mentions.mutates or runs_code(machine, found)
    if mentions.logs and not mutates:
        console = _current(machine, "console", scope)
        is_browsers = isinstance(console.value, Unknown) and console.value.path == "console"
        if not is_browsers or any(path.startswith("console.") for path in machine.overwritten):
            mutates = True
            found.append(console)
    if mutates:
        others = by_module and not mentions.members & _FIRING
        yield from (machine.handed_to_modules if others else machine.escaped).values()
        if mentions.evaluates or any(is_foreign(machine, item) for item in found):
            unknown.foreign = True
            yield untraced(machine.world_object)
        if mentions.evaluates:
            yield from _forget_chain(machine, scope, unknown)
        if mentions.members & PROTOTYPES or "getPrototypeOf" in mentions.members:
            pollute(machine, unknown)
    if mutates or called:
        yield from found


def mentioned(machine: Machine, node: estree.Node, scope: Scope) -> list[Traced]:
    """The values that a piece of code mentions by name, ``this`` among them.

    Names that have none so far, as that of a class while it is defined, stand for nothing.
    """
    mentions = machine.mentions(node)
    named = [_current(machine, name, scope) for name in sorted(mentions.names)]
    found = [one for one in named if one is not TDZ.traced]
    found.extend(private_stores(scope))
    if mentions.uses_this:
        found.append(scope.context.this)
        if scope.context.home is not None:
            found.append(untraced(scope.context.home))
    return found


def _owner(machine: Machine, name: str, scope: Scope) -> Scope | JSObject:
    """Where a name is bound."""
    where: Scope | None = scope
    while where is not None:
        if name in where.slots:
            return where
        where = where.parent
    return machine.world_object


def _forget(
    machine: Machine, owner: Scope | JSObject, name: str, unknown: Unknown, group: Traced
) -> None:
    """Make a binding's value unknown; what it held is in the group of what it may be."""
    old = owner.slots.get(name)
    value = Unknown(unknown.reason, origin=unknown.origin, reaches=(group,))
    value.foreign = unknown.foreign
    if old is None:
        slot = Slot(untraced(value))
    else:
        slot = Slot(Traced(value, old.traced.node, old.traced.source), old.key, old)
    machine.journal.set_slot(owner, name, slot)


def _forget_chain(machine: Machine, scope: Scope, unknown: Unknown) -> list[Traced]:
    """Make unknown what every name in sight stands for; give what they held."""
    scopes: list[Scope | JSObject] = []
    where: Scope | None = scope
    while where is not None:
        scopes.append(where)
        where = where.parent
    return _forget_all(machine, scopes, unknown)


def _forget_globals(machine: Machine, unknown: Unknown) -> list[Traced]:
    """Make every global's value unknown; give what they held."""
    unknown.foreign = True
    machine.open_world = machine.open_world or unknown
    assert machine.lexical is not None
    return _forget_all(machine, [machine.world_object, machine.lexical], unknown)


def _forget_all(machine: Machine, owners: list[Scope | JSObject], unknown: Unknown) -> list[Traced]:
    held = [slot.traced for owner in owners for slot in owner.slots.values()]
    group = _group(machine, held)
    for owner in owners:
        for name, slot in list(owner.slots.items()):
            if slot is not TDZ and not (isinstance(owner, Scope) and name in owner.constants):
                _forget(machine, owner, name, unknown, group)
    return held


def _current(machine: Machine, name: str, scope: Scope) -> Traced:
    slot = _owner(machine, name, scope).slots.get(name)
    if slot is not None:
        return slot.traced
    if name in ALIASES:
        return untraced(machine.world_object)
    return machine.world.get(name) or untraced(None)
