"""Handlers of literals: primitives, templates, functions, objects and arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.computing import compute
from appconfig_merge.evaluation.effects.havoc import escape, taint
from appconfig_merge.evaluation.expressions.members import to_key
from appconfig_merge.evaluation.objects import as_candidates, name_function
from appconfig_merge.evaluation.properties.accessors import accessor_slot, with_accessor
from appconfig_merge.evaluation.properties.converting import converting
from appconfig_merge.evaluation.properties.copying import copy_properties, plain_copy
from appconfig_merge.evaluation.properties.inheritance import may_replace, set_again, set_prototype
from appconfig_merge.javascript import operators, strings
from appconfig_merge.javascript.conversion import NotKnown, to_string
from appconfig_merge.javascript.internal_slots import JSRegExp
from appconfig_merge.javascript.lifting import NotLifted, lift
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt, RegExp
from appconfig_merge.javascript.values import (
    Accessor,
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Unknown,
    Value,
    of_literal,
)
from appconfig_merge.limits import MAX_ARRAY
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any

    from appconfig_merge.evaluation.machine import Evaluation, ExpressionTable, Machine
    from appconfig_merge.evaluation.scopes import Scope
    from appconfig_merge.source import Source


def container(
    machine: Machine, node: estree.ObjectExpression | estree.ArrayExpression, scope: Scope
) -> Traced | Evaluation:
    """A literal that holds others: as it is written if it is plain, else part by part.

    The parts of one taken as it is are made later and without a note in the journal, so no
    state may have gone apart yet: then all states that ever will have those parts.
    """
    if node.plain is not None and machine.is_undivided():
        source = scope.context.source
        return Traced(machine.journal.made(of_literal(node, source)), node, source)
    if type(node) is estree.ObjectExpression:
        return object_expression(machine, node, scope)
    assert type(node) is estree.ArrayExpression
    return array_expression(machine, node, scope)


def object_expression(machine: Machine, node: estree.ObjectExpression, scope: Scope) -> Evaluation:
    """An object literal (ECMA-262 13.2.5.4): of duplicate keys the last wins."""
    source = scope.context.source
    made = machine.journal.made(JSObject())
    # New: nobody has it before it is whole, so its slots don't go through the journal.
    slots = made.slots
    for member in node.properties:
        if isinstance(member, estree.SpreadElement):
            argument = yield machine.expression(member.argument, scope)
            argument = yield plain_copy(machine, argument, Traced(UNDEFINED, member, source))
            via = Traced(argument.value, member, source, (argument,))
            copy_properties(machine, made, argument, via)
            slots = made.slots
            continue
        key = plain_key(member)
        if key is None:
            traced = yield machine.expression(member.key, scope)
            named = to_key(machine, traced, member.key, scope)
            if not isinstance(named.value, str):
                value = yield _member_value(machine, member, scope, made)
                unknown = Unknown("a computed key is not known", origin=named, reaches=(value,))
                escape(machine, value)
                from appconfig_merge.evaluation.properties.opening import (
                    can_be_opened,
                    put_somewhere,
                )

                if can_be_opened(machine, made) and not isinstance(value.value, Accessor):
                    put_somewhere(machine, made, named, value, unknown)
                    slots = made.slots
                else:
                    taint(machine, made, unknown)
                continue
            key = named.value
        elif _sets_prototype(member, key):
            value = yield machine.expression(member.value, scope)
            _set_prototype(machine, made, value)
            continue
        value_node = member.value
        if type(value_node) is estree.Literal:
            value = Traced(value_node.value, value_node, source)
        else:
            value = yield _member_value(machine, member, scope, made)
            name_function(value, value_node, key)
            if isinstance(value.value, Accessor):
                accessor = with_accessor(slots.get(key), value.value)
                slots[key] = accessor_slot(accessor, member.key, value, slots.get(key))
                continue
        old = slots.get(key)
        set_again(machine, made, key, old)
        slots[key] = Slot(value, member.key, old)
    return Traced(made, node, source)


def _set_prototype(machine: Machine, made: JSObject, value: Traced) -> None:
    """``__proto__: value`` in a literal; a primitive value is ignored."""
    proto = value.value
    if isinstance(proto, Unknown) and proto.path == "Object.prototype":
        return
    if proto is None or isinstance(proto, JSObject):
        try:
            may_replace(machine, made, proto)
        except NotKnown as signal:
            taint(machine, made, Unknown(signal.unknown.reason, origin=value))
            escape(machine, value)
            return
        set_prototype(machine, made, value)
    elif isinstance(proto, RegExp | Unknown):
        taint(machine, made, Unknown("it sets its prototype", origin=value))
        escape(machine, value)


def _sets_prototype(member: estree.Property, key: str) -> bool:
    """Whether a member is the ``__proto__: value`` of ECMA-262 B.3.1."""
    plain = member.kind == "init" and not member.shorthand and not member.method
    return plain and key == "__proto__"


def plain_key(
    member: estree.Property | estree.MethodDefinition | estree.PropertyDefinition,
) -> str | None:
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


def _member_value(
    machine: Machine, member: estree.Property, scope: Scope, home: JSObject
) -> Traced | Evaluation:
    """The value of a member: a method's function has the whole member as its text."""
    node = member.value
    if member.kind == "init" and not member.method:
        return machine.expression(node, scope)
    assert isinstance(node, estree.FunctionExpression)
    source = scope.context.source
    function = machine.journal.made(JSFunction(node, member, source, scope))
    function.home = home
    if member.kind == "init":
        return Traced(function, member, source)
    traced = Traced(function, node, source)
    accessor = Accessor(traced, None) if member.kind == "get" else Accessor(None, traced)
    return Traced(accessor, member, source, (traced,))


def array_expression(machine: Machine, node: estree.ArrayExpression, scope: Scope) -> Evaluation:
    """An array literal (ECMA-262 13.2.4), with holes and spread."""
    made: Traced
    made, gaps = yield _array(machine, node, scope)
    found = _with_known_spreads(machine, made, gaps) if gaps else None
    return made if found is None else Traced(found.value, made.node, made.source, (found,))


def argument_list(machine: Machine, node: estree.ArrayExpression, scope: Scope) -> Evaluation:
    """As :func:`array_expression`, but always one array, whose contents may be unknown."""
    made: Traced
    made, gaps = yield _array(machine, node, scope)
    found = _with_known_spreads(machine, made, gaps) if gaps else None
    if found is not None and isinstance(found.value, Unknown):
        assert isinstance(made.value, JSArray)
        made.value.unknown = found.value
    return made if found is None or isinstance(found.value, Unknown) else found


def _with_known_spreads(machine: Machine, made: Traced, gaps: dict[int, Traced]) -> Traced | None:
    """An array for each of the values that what is spread in it may be; None if not known."""
    elements = made.value.elements if isinstance(made.value, JSArray) else []

    def filled_with(*known: Traced | None) -> Traced | None:
        spreads = dict(zip(gaps, known, strict=True))
        return _with_spreads(machine, made.node, made.source, elements, spreads)

    try:
        return lift(filled_with, *map(as_candidates, gaps.values()))
    except NotLifted:
        return None


def _array(
    machine: Machine, node: estree.ArrayExpression, scope: Scope
) -> Generator[Any, Any, tuple[Traced, dict[int, Traced]]]:
    """An array, and what is spread in it without being known, by the place where it stands."""
    source = scope.context.source
    elements: list[Slot | None] = []
    unknown: Unknown | None = None
    gaps: dict[int, Traced] = {}
    for element in node.elements:
        if element is None:
            elements.append(None)
        elif type(element) is estree.Literal:
            elements.append(Slot(Traced(element.value, element, source)))
        elif isinstance(element, estree.SpreadElement):
            from appconfig_merge.evaluation.properties.iteration import iterate

            argument = yield machine.expression(element.argument, scope)
            spread = iterate(machine, argument)
            if not isinstance(spread, Unknown) and len(elements) + len(spread) > MAX_ARRAY:
                spread = Unknown(f"an array of more than {MAX_ARRAY} elements is not made")
            if isinstance(spread, Unknown):
                unknown = unknown or Unknown(spread.reason, origin=argument)
                gaps[len(elements)] = argument
                elements.append(Slot(argument))
            else:
                elements.extend(Slot(item.traced, via=argument) for item in spread)
        else:
            elements.append(Slot((yield machine.expression(element, scope))))
    made = machine.journal.made(JSArray(elements))
    made.unknown = unknown  # new: no mark since
    return Traced(made, node, source), gaps


def _with_spreads(
    machine: Machine,
    node: estree.Node,
    source: Source,
    elements: list[Slot | None],
    spreads: dict[int, Traced | None],
) -> Traced:
    """The array with known values spread in their places.

    Raises NotLifted if one isn't known after all.
    """
    from appconfig_merge.evaluation.properties.iteration import iterate

    whole: list[Slot | None] = []
    for index, slot in enumerate(elements):
        if index not in spreads:
            whole.append(slot)
            continue
        spread = spreads[index]
        if spread is None or not isinstance(spread.value, JSArray | str):
            raise NotLifted
        inner = iterate(machine, spread)
        if isinstance(inner, Unknown) or len(whole) + len(inner) > MAX_ARRAY:
            raise NotLifted
        whole.extend(Slot(item.traced, via=spread) for item in inner)
    machine.steps_left -= len(whole)
    return Traced(machine.journal.made(JSArray(whole)), node, source)


def literal(_machine: Machine, node: estree.Literal, scope: Scope) -> Traced:
    """A string, number, boolean or null."""
    return Traced(node.value, node, scope.context.source)


def bigint_literal(_machine: Machine, node: estree.BigIntLiteral, scope: Scope) -> Traced:
    """A BigInt."""
    return Traced(BigInt(node.value), node, scope.context.source)


def regexp_literal(machine: Machine, node: estree.RegExpLiteral, scope: Scope) -> Traced:
    """A regular expression: a new object each time."""
    source = scope.context.source
    state = machine.journal.made(JSObject())
    state.slots["lastIndex"] = Slot(Traced(0.0, node, source))
    return Traced(JSRegExp(node.pattern, node.flags, state), node, source)


def template_literal(machine: Machine, node: estree.TemplateLiteral, scope: Scope) -> Evaluation:
    """A template: its texts and the string forms of its substitutions (13.2.8)."""
    inputs: list[Traced] = []
    parts: list[Value] = []
    for expression in node.expressions:
        value = machine.expression(expression, scope)
        if type(value) is not Traced or machine.trying:
            value = yield value
        at = Traced(UNDEFINED, expression, scope.context.source)
        begun = converting(machine, value, "string", at)
        if begun is not None:
            value = yield begun
        text = compute(machine, to_string, (value.value,), expression, scope, (value,))
        inputs.append(value)
        parts.append(text.value)
    texts = [quasi.cooked or "" for quasi in node.quasis]
    return compute(
        machine,
        _interpolate,
        (texts, *parts),
        node,
        scope,
        tuple(inputs),
        kind="string",
        converts=False,
    )


def _interpolate(texts: list[str], *parts: Value) -> Value:
    result: Value = texts[0]
    for text, part in zip(texts[1:], parts, strict=True):
        joined = operators.binary("+", result, part)
        assert isinstance(joined, str)
        result = strings.concat(joined, text)
    return result


def function_value(
    machine: Machine,
    node: estree.FunctionExpression | estree.ArrowFunctionExpression,
    scope: Scope,
) -> Traced:
    """A function as a value: its text and its closure."""
    source = scope.context.source
    function = machine.journal.made(JSFunction(node, node, source, scope))
    own = node.id if isinstance(node, estree.FunctionExpression) else None
    function.name = own.name if own is not None else ""
    return Traced(function, node, source)


HANDLERS: Final[ExpressionTable] = {
    estree.Literal: literal,
    estree.BigIntLiteral: bigint_literal,
    estree.RegExpLiteral: regexp_literal,
    estree.TemplateLiteral: template_literal,
    estree.FunctionExpression: function_value,
    estree.ArrowFunctionExpression: function_value,
    estree.ObjectExpression: container,
    estree.ArrayExpression: container,
}
