"""Handlers of object and array literals, and copying the properties of one object to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects import taint
from appconfig_merge.evaluation.expressions import to_key
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
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.evaluation.machine import Evaluation, ExpressionTable, Machine
    from appconfig_merge.evaluation.scopes import Scope


def object_expression(machine: Machine, node: estree.ObjectExpression, scope: Scope) -> Evaluation:
    """An object literal (ECMA-262 13.2.5.4): of duplicate keys the last wins."""
    source = scope.context.source
    made = JSObject(machine.journal.epoch)
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
                yield _member_value(machine, member, scope)
                taint(machine, made, Unknown("a computed key is not known", origin=named))
                continue
            key = named.value
        elif key == "__proto__" and not member.shorthand and not member.method:
            if member.kind == "init":
                value = yield machine.expression(member.value, scope)
                if value.value is None or isinstance(value.value, JSObject | RegExp | Unknown):
                    taint(machine, made, Unknown("it sets its prototype", origin=value))
                continue
        value_node = member.value
        if type(value_node) is estree.Literal:
            value = Traced(value_node.value, value_node, source)
        else:
            value = yield _member_value(machine, member, scope)
        slots[key] = Slot(value, member.key, slots.get(key))
    return Traced(made, node, source)


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
    function = JSFunction(node, member, source, scope, machine.journal.epoch)
    if member.kind == "init":
        return Traced(function, member, source)
    reason = f"a {member.kind}ter computes it whenever it is read"
    unknown = Unknown(reason.replace("setter computes", "setter handles"), accessor=True)
    return Traced(unknown, member, source, (Traced(function, node, source),))


def copy_properties(machine: Machine, target: JSObject, argument: Traced, via: Traced) -> None:
    """CopyDataProperties (ECMA-262 7.3.25) into a target whose keys may already exist.

    ``via`` is the spread or call that copies; the slots keep the place where they were written.
    """
    value = argument.value
    if isinstance(value, Unknown):
        taint(machine, target, Unknown(value.reason, origin=argument))
        return
    if isinstance(value, JSObject) and value.unknown is not None:
        taint(machine, target, Unknown(value.unknown.reason, origin=value.unknown.origin))
        return
    for key, slot in enumerable(value, argument):
        old = target.slots.get(key)
        found = slot.traced
        if isinstance(found.value, Unknown) and (found.value.accessor or found.value.may_be_absent):
            if found.value.may_be_absent and old is not None:
                taint(machine, target, Unknown(found.value.reason, origin=found))
                return
            if found.value.accessor:
                unknown = Unknown("a getter computes it when it is copied")
                found = Traced(unknown, found.node, found.source, found.inputs)
        machine.journal.set_slot(target, key, Slot(found, slot.key, old, via))


def enumerable(value: object, argument: Traced) -> Iterator[tuple[str, Slot]]:
    """The own enumerable properties of a known value, in order; strings give their characters."""
    if isinstance(value, JSArray):
        for index, slot in enumerate(value.elements):
            if slot is not None:
                yield str(index), slot
    if isinstance(value, JSObject):
        for key in value.keys():
            yield key, value.slots[key]
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
            spread = iterate(argument)
            if isinstance(spread, Unknown):
                unknown = unknown or Unknown(spread.reason, origin=argument)
            else:
                elements.extend(Slot(item.traced, via=argument) for item in spread)
        else:
            elements.append(Slot((yield machine.expression(element, scope))))
    made = JSArray(elements, machine.journal.epoch)
    made.unknown = unknown
    return Traced(made, node, source)


def iterate(argument: Traced) -> list[Slot] | Unknown:
    """The values that spreading or destructuring an iterable gives, or why they aren't known.

    Raises Throws for a value that is not iterable.
    """
    value = argument.value
    if isinstance(value, JSArray):
        if value.unknown is not None:
            return value.unknown
        hole = Slot(Traced(UNDEFINED, argument.node, argument.source, (argument,)))
        return [slot or hole for slot in value.elements]
    if isinstance(value, str):
        return [Slot(Traced(char, argument.node, argument.source, (argument,))) for char in value]
    if isinstance(value, Unknown):
        return value
    raise Throws("TypeError", f"{_describe(value)} is not iterable", argument)


def _describe(value: Value) -> str:
    return "object" if isinstance(value, JSObject | RegExp) else to_string(value)


def evaluate_all(
    machine: Machine, nodes: list[estree.Expression | estree.SpreadElement], scope: Scope
) -> Evaluation:
    """Evaluate arguments into one traced array: unknown when a spread is."""
    array = estree.ArrayExpression(-1, -1, list(nodes))
    return (yield array_expression(machine, array, scope))


HANDLERS: Final[ExpressionTable] = {
    estree.ObjectExpression: object_expression,
    estree.ArrayExpression: array_expression,
}
