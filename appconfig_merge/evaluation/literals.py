"""Handlers of object and array literals, and copying the properties of one object to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.access import to_key
from appconfig_merge.evaluation.effects import escape, havoc, taint
from appconfig_merge.evaluation.members import read, run_hooks
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript import strings
from appconfig_merge.javascript.conversion import Throws, to_string
from appconfig_merge.javascript.values import (
    UNDEFINED,
    JSArray,
    JSFunction,
    JSObject,
    RegExp,
    Slot,
    Traced,
    Unknown,
    Value,
)
from appconfig_merge.limits import MAX_ARRAY
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.evaluation.machine import Evaluation, ExpressionTable, Machine
    from appconfig_merge.evaluation.scopes import Scope


def object_expression(machine: Machine, node: estree.ObjectExpression, scope: Scope) -> Evaluation:
    """An object literal (ECMA-262 13.2.5.4): of duplicate keys the last wins."""
    source = scope.context.source
    made = machine.journal.made(JSObject())
    slots = made.slots
    for member in node.properties:
        if isinstance(member, estree.SpreadElement):
            argument = yield machine.expression(member.argument, scope)
            via = Traced(argument.value, member, source, (argument,))
            copy_properties(machine, made, argument, via)
            continue
        key = _plain_key(member)
        if key is None:
            traced = yield machine.expression(member.key, scope)
            named = to_key(machine, traced, member.key, scope)
            if not isinstance(named.value, str):
                value = yield _member_value(machine, member, scope)
                taint(machine, made, Unknown("a computed key is not known", origin=named))
                escape(machine, value)
                continue
            key = named.value
        elif _sets_prototype(member, key):
            value = yield machine.expression(member.value, scope)
            if value.value is None or isinstance(value.value, JSObject | RegExp | Unknown):
                taint(machine, made, Unknown("it sets its prototype", origin=value))
                escape(machine, value)
            continue
        value_node = member.value
        if type(value_node) is estree.Literal:
            value = Traced(value_node.value, value_node, source)
        else:
            value = yield _member_value(machine, member, scope)
        slots[key] = Slot(value, member.key, slots.get(key))
    return Traced(made, node, source)


def _sets_prototype(member: estree.Property, key: str) -> bool:
    """Whether a member is the ``__proto__: value`` of ECMA-262 B.3.1."""
    plain = member.kind == "init" and not member.shorthand and not member.method
    return plain and key == "__proto__"


def _plain_key(member: estree.Property) -> str | None:
    """The key that a property spells out, None for a computed one."""
    if member.computed:
        return None
    key = member.key
    if type(key) is estree.Identifier:
        return key.name
    if isinstance(key, estree.BigIntLiteral):
        return str(key.value)
    assert isinstance(key, estree.Literal)
    if isinstance(key.value, str):
        return key.value
    return to_string(key.value)


def _member_value(machine: Machine, member: estree.Property, scope: Scope) -> Traced | Evaluation:
    """The value of a member: a method's function has the whole member as its text."""
    node = member.value
    if member.kind == "init" and not member.method:
        return machine.expression(node, scope)
    assert isinstance(node, estree.FunctionExpression)
    source = scope.context.source
    function = machine.journal.made(JSFunction(node, member, source, scope))
    if member.kind == "init":
        return Traced(function, member, source)
    reason = f"a {member.kind}ter computes it whenever it is read"
    unknown = Unknown(reason.replace("setter computes", "setter handles"), accessor=True)
    return Traced(unknown, member, source, (Traced(function, node, source),))


def copy_properties(
    machine: Machine,
    target: JSObject,
    argument: Traced,
    via: Traced,
    leave_out: frozenset[str] = frozenset(),
) -> None:
    """CopyDataProperties (ECMA-262 7.3.25) into a target whose keys may already exist.

    ``via`` is the spread or call that copies; the slots keep the place where they were written.
    """
    if not openly(machine, target, argument):
        return
    for key, slot in enumerable(argument.value, argument):
        if key in leave_out:
            continue
        old = target.slots.get(key)
        unknown = slot.traced.value
        sets_prototype = key == "__proto__" and isinstance(via.node, estree.CallExpression)
        may_be_absent = isinstance(unknown, Unknown) and unknown.may_be_absent
        if sets_prototype or (may_be_absent and old is not None):
            taint(machine, target, Unknown("not all that is copied to it is known", origin=via))
            escape(machine, argument)
            return
        machine.journal.set_slot(target, key, Slot(slot.traced, slot.key, old, via))


def openly(machine: Machine, target: JSObject, argument: Traced) -> bool:
    """Whether all properties of a value are known, to be copied; else ``target`` is tainted."""
    value = argument.value
    if isinstance(value, JSObject) and value.unknown is None and _has_getter(value):
        havoc(machine, [argument, *machine.escaped.values()], argument)
        reason, origin = "a getter computes it when it is copied", argument
    elif isinstance(value, Unknown):
        reason, origin = value.reason, argument
    elif isinstance(value, GlobalObject):
        reason, origin = "not all properties of the window are known", argument
    elif isinstance(value, JSObject) and value.unknown is not None:
        reason, origin = value.unknown.reason, value.unknown.origin or argument
    else:
        return True
    run_hooks(machine, argument)
    escape(machine, argument)
    taint(machine, target, Unknown(reason, origin=origin, reaches=(argument,)))
    return False


def _has_getter(value: JSObject) -> bool:
    return any(
        isinstance(slot.traced.value, Unknown) and slot.traced.value.accessor
        for slot in value.slots.values()
    )


def enumerable(value: object, argument: Traced) -> Iterator[tuple[str, Slot]]:
    """The own enumerable properties of a known value, in order; strings give their characters."""
    if isinstance(value, JSArray):
        for index, slot in enumerate(value.elements):
            if slot is not None:
                yield str(index), slot
    if isinstance(value, JSObject):
        # A function's prototype is not enumerable, whoever sets it (ECMA-262 20.2.4.3).
        hidden = "prototype" if isinstance(value, JSFunction) else None
        yield from ((key, value.slots[key]) for key in JSObject.keys(value) if key != hidden)
    elif isinstance(value, str):
        for index, unit in enumerate(strings.units(value)):
            traced = Traced(unit, argument.node, argument.source, (argument,))
            yield str(index), Slot(traced)


def array_expression(machine: Machine, node: estree.ArrayExpression, scope: Scope) -> Evaluation:
    """An array literal (ECMA-262 13.2.4), with holes and spread."""
    source = scope.context.source
    elements: list[Slot | None] = []
    unknown: Unknown | None = None
    for element in node.elements:
        if element is None:
            elements.append(None)
        elif type(element) is estree.Literal:
            elements.append(Slot(Traced(element.value, element, source)))
        elif isinstance(element, estree.SpreadElement):
            argument = yield machine.expression(element.argument, scope)
            spread = iterate(machine, argument)
            if not isinstance(spread, Unknown) and len(elements) + len(spread) > MAX_ARRAY:
                spread = Unknown(f"an array of more than {MAX_ARRAY} elements is not made")
            if isinstance(spread, Unknown):
                unknown = unknown or Unknown(spread.reason, origin=argument)
                elements.append(Slot(argument))
            else:
                elements.extend(Slot(item.traced, via=argument) for item in spread)
        else:
            elements.append(Slot((yield machine.expression(element, scope))))
    made = machine.journal.made(JSArray(elements))
    made.unknown = unknown
    return Traced(made, node, source)


def iterate(machine: Machine, argument: Traced) -> list[Slot] | Unknown:
    """The values that spreading or destructuring an iterable gives, or why they aren't known.

    Raises Throws for a value that is not iterable.
    """
    value = argument.value
    if isinstance(value, JSObject | str) and machine.polluted is not None:
        return machine.polluted
    if isinstance(value, JSObject) and value.unknown is not None:
        run_hooks(machine, argument)
        return value.unknown
    if isinstance(value, JSArray):
        return [at_index(machine, argument, index) for index in range(len(value.elements))]
    if isinstance(value, str):
        return [Slot(Traced(char, argument.node, argument.source, (argument,))) for char in value]
    if isinstance(value, Unknown):
        machine.may_throw(argument)
        run_hooks(machine, argument)
        return value
    raise Throws("TypeError", f"{_describe(value)} is not iterable", argument)


def at_index(machine: Machine, argument: Traced, index: int) -> Slot:
    """An element of an array as iteration gives it: undefined for a hole."""
    array = argument.value
    assert isinstance(array, JSArray)
    slot = array.elements[index]
    if slot is None:
        return Slot(Traced(UNDEFINED, argument.node, argument.source, (argument,)))
    found = read(machine, argument, slot)
    return slot if found is slot.traced else Slot(found, slot.key)


def _describe(value: Value) -> str:
    return "object" if isinstance(value, JSObject | RegExp) else to_string(value)


HANDLERS: Final[ExpressionTable] = {
    estree.ObjectExpression: object_expression,
    estree.ArrayExpression: array_expression,
}
