"""Handlers of expressions: names, operators, members, conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation import members
from appconfig_merge.evaluation.effects import havoc_code
from appconfig_merge.evaluation.machine import BRANCH_REASON, fork
from appconfig_merge.evaluation.scopes import TDZ
from appconfig_merge.evaluation.world import ALIASES
from appconfig_merge.evaluation.journal import join_values
from appconfig_merge.javascript import operators, strings
from appconfig_merge.javascript.conversion import (
    NotKnown,
    Throws,
    to_boolean,
    to_primitive,
    to_string,
    typeof,
)
from appconfig_merge.javascript.values import (
    UNDEFINED,
    BigInt,
    JSArray,
    JSFunction,
    JSObject,
    RegExp,
    Traced,
    Unknown,
    Value,
    derived,
    is_index,
)
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation, ExpressionTable, Machine
    from appconfig_merge.evaluation.scopes import Scope


class ShortCircuit(Exception):  # noqa: N818 - a signal
    """An optional chain met undefined or null."""


def literal(_machine: Machine, node: estree.Literal, scope: Scope) -> Traced:
    """A string, number, boolean or null."""
    return Traced(node.value, node, scope.context.source)


def bigint_literal(_machine: Machine, node: estree.BigIntLiteral, scope: Scope) -> Traced:
    """A BigInt."""
    return Traced(BigInt(node.value), node, scope.context.source)


def regexp_literal(_machine: Machine, node: estree.RegExpLiteral, scope: Scope) -> Traced:
    """A regular expression: a new object each time."""
    return Traced(RegExp(node.pattern, node.flags), node, scope.context.source)


def identifier(machine: Machine, node: estree.Identifier, scope: Scope) -> Traced:
    """A name; raises Throws when nothing has it (ECMA-262 6.2.5.5)."""
    found = find(machine, node.name, scope)
    if found is None:
        at = Traced(UNDEFINED, node, scope.context.source)
        raise Throws("ReferenceError", f"{node.name} is not defined", at)
    if found is TDZ.traced:
        at = Traced(UNDEFINED, node, scope.context.source)
        message = f"Cannot access '{node.name}' before initialization"
        raise Throws("ReferenceError", message, at)
    return Traced(found.value, node, scope.context.source, (found,))


def find(machine: Machine, name: str, scope: Scope) -> Traced | None:
    """What a name stands for, None where it stands for nothing."""
    where: Scope | None = scope
    while where is not None:
        slot = where.slots.get(name)
        if slot is not None:
            return slot.traced
        where = where.parent
    window = machine.world_object
    if window.unknown is not None and (name in window.slots or not machine.world.get(name)):
        return Traced(window.unknown, estree.Node(-1, -1), scope.context.source)
    slot = window.slots.get(name)
    if slot is not None:
        return slot.traced
    if name in ALIASES:
        return Traced(window, estree.Node(-1, -1), scope.context.source)
    return machine.world.get(name)


def this_expression(_machine: Machine, node: estree.ThisExpression, scope: Scope) -> Traced:
    """The value of ``this``."""
    this = scope.context.this
    return Traced(this.value, node, scope.context.source, this.inputs)


def template_literal(machine: Machine, node: estree.TemplateLiteral, scope: Scope) -> Evaluation:
    """A template: its texts and the string forms of its substitutions (13.2.8)."""
    inputs = []
    for expression in node.expressions:
        inputs.append((yield machine.expression(expression, scope)))
    texts = [quasi.cooked or "" for quasi in node.quasis]
    return machine.compute(_interpolate, (texts, inputs), node, scope, tuple(inputs))


def _interpolate(texts: list[str], inputs: list[Traced]) -> Value:
    result = texts[0]
    for text, item in zip(texts[1:], inputs, strict=True):
        joined = operators.binary("+", result, to_string(item.value))
        assert isinstance(joined, str)
        result = strings.concat(joined, text)
    return result


def unary_expression(machine: Machine, node: estree.UnaryExpression, scope: Scope) -> Evaluation:
    """A prefix operator (ECMA-262 13.5)."""
    if node.operator == "typeof":
        if isinstance(node.argument, estree.Identifier):
            found = find(machine, node.argument.name, scope)
            if found is None:
                return Traced("undefined", node, scope.context.source)
        traced = yield machine.expression(node.argument, scope)
        return machine.compute(typeof, (traced.value,), node, scope, (traced,))
    if node.operator == "delete":
        return (yield _delete(machine, node, scope))
    traced = yield machine.expression(node.argument, scope)
    if node.operator == "void":
        return Traced(UNDEFINED, node, scope.context.source, ())
    if node.operator == "!":
        return machine.compute(_not, (traced.value,), node, scope, (traced,))
    arguments = (node.operator, traced.value)
    return machine.compute(operators.unary, arguments, node, scope, (traced,))


def _not(value: Value) -> bool:
    return not to_boolean(value)


def _delete(machine: Machine, node: estree.UnaryExpression, scope: Scope) -> Evaluation:
    """``delete``: of a property; of anything else it does nothing that lasts."""
    argument: estree.Node = node.argument
    if isinstance(argument, estree.ChainExpression):
        argument = argument.expression
    at = Traced(True, node, scope.context.source)
    if isinstance(argument, estree.Identifier):
        window = machine.world_object
        target = Traced(window, node, scope.context.source)
        local = scope
        while local.parent is not None and argument.name not in local.slots:
            local = local.parent
        at.value = argument.name not in local.slots and members.delete(
            machine, target, argument.name, at, strict=False
        )
        return at
    if not isinstance(argument, estree.MemberExpression):
        yield machine.expression(argument, scope)
        return at
    target = yield machine.expression(argument.object, scope)
    if argument.optional and (target.value is None or target.value is UNDEFINED):
        return at
    key = yield property_key(machine, argument, scope)
    if isinstance(key.value, str):
        try:
            at.value = members.delete(machine, target, key.value, at, scope.context.strict)
        except Throws as error:
            error.at = at
            raise
    else:
        members.write_to_unknown(machine, target, key, "")
        at.value = key.value
    return at


def binary_expression(machine: Machine, node: estree.BinaryExpression, scope: Scope) -> Evaluation:
    """A binary operator. A chain of them to the left is walked, not nested."""
    if isinstance(node.left, estree.PrivateIdentifier):
        return unresolved(machine, node, scope, "private names are not evaluated")
    left = yield machine.expression(node.left, scope)
    right = yield machine.expression(node.right, scope)
    inputs = (left, right)
    if node.operator == "in":
        return machine.compute(_has, (machine, left, right), node, scope, inputs)
    if node.operator == "instanceof":
        unknown = Unknown("instanceof is not evaluated")
        return Traced(unknown, node, scope.context.source, inputs)
    arguments = (node.operator, left.value, right.value)
    return machine.compute(operators.binary, arguments, node, scope, inputs)


def _has(machine: Machine, left: Traced, right: Traced) -> Value:
    """The ``in`` operator (ECMA-262 13.10.1)."""
    if isinstance(right.value, Unknown):
        raise NotKnown(right.value)
    if not isinstance(right.value, JSObject | RegExp):
        raise Throws("TypeError", "Cannot use 'in' operator to search in a primitive value")
    key = to_string(left.value)
    if isinstance(right.value, RegExp):
        raise NotKnown(Unknown("properties of regular expressions are not evaluated"))
    slot = right.value.slots.get(key)
    if right.value.unknown is None and slot is not None:
        if isinstance(slot.traced.value, Unknown) and slot.traced.value.may_be_absent:
            raise NotKnown(slot.traced.value)
        return True
    if isinstance(right.value, JSArray) and is_index(key) and right.value.unknown is None:
        index = int(key)
        elements = right.value.elements
        return index < len(elements) and elements[index] is not None
    found = members.get(machine, right, key)
    if isinstance(found.value, Unknown):
        if found.value.kind and not found.value.path:
            return True
        raise NotKnown(found.value)
    return found.value is not UNDEFINED


def logical_expression(
    machine: Machine, node: estree.LogicalExpression, scope: Scope
) -> Evaluation:
    """``&&``, ``||`` and ``??`` (ECMA-262 13.13)."""
    left = yield machine.expression(node.left, scope)
    source = scope.context.source
    try:
        takes_right = decides(node.operator, left.value)
    except NotKnown:
        outcomes = yield fork(
            machine,
            left,
            ((True, lambda: left), (False, lambda: machine.expression(node.right, scope))),
        )
        joined = join_values(
            [result for _, result in outcomes], [outcome for outcome, _ in outcomes], BRANCH_REASON
        )
        if isinstance(left.value, Unknown) and isinstance(joined.value, Unknown):
            joined.value.reason = left.value.reason
        return Traced(joined.value, node, source, (joined,))
    if not takes_right:
        return Traced(left.value, node, source, (left,))
    right = yield machine.expression(node.right, scope)
    return Traced(right.value, node, source, (right,))


def decides(operator: str, left: Value) -> bool:
    """Whether a logical operator goes on to its right side; raises NotKnown."""
    if operator == "??":
        if isinstance(left, Unknown):
            if left.kind in {"object", "function"}:
                return False
            raise NotKnown(left)
        return left is None or left is UNDEFINED
    return to_boolean(left) is (operator == "&&")


def conditional_expression(
    machine: Machine, node: estree.ConditionalExpression, scope: Scope
) -> Evaluation:
    """``? :``; both sides when only the page can decide."""
    test = yield machine.expression(node.test, scope)
    source = scope.context.source
    try:
        chosen = node.consequent if to_boolean(test.value) else node.alternate
    except NotKnown:
        outcomes = yield fork(
            machine,
            test,
            (
                (True, lambda: machine.expression(node.consequent, scope)),
                (False, lambda: machine.expression(node.alternate, scope)),
            ),
        )
        joined = join_values(
            [result for _, result in outcomes], [outcome for outcome, _ in outcomes], BRANCH_REASON
        )
        return Traced(joined.value, node, source, (joined,))
    result = yield machine.expression(chosen, scope)
    return Traced(result.value, node, source, (result,))


def sequence_expression(
    machine: Machine, node: estree.SequenceExpression, scope: Scope
) -> Evaluation:
    """The comma operator: the last value."""
    for expression in node.expressions:
        result = yield machine.expression(expression, scope)
    return Traced(result.value, node, scope.context.source, (result,))


def chain_expression(machine: Machine, node: estree.ChainExpression, scope: Scope) -> Evaluation:
    """An optional chain (ECMA-262 13.3.9)."""
    try:
        result = yield machine.expression(node.expression, scope)
    except ShortCircuit:
        return Traced(UNDEFINED, node, scope.context.source)
    return Traced(result.value, node, scope.context.source, (result,))


def member_expression(machine: Machine, node: estree.MemberExpression, scope: Scope) -> Evaluation:
    """Reading a property."""
    if isinstance(node.object, estree.Super) or isinstance(node.property, estree.PrivateIdentifier):
        return unresolved(machine, node, scope, "properties of classes are not evaluated")
    target = yield machine.expression(node.object, scope)
    return (yield read_member(machine, node, target, scope))


def read_member(
    machine: Machine, node: estree.MemberExpression, target: Traced, scope: Scope
) -> Evaluation:
    """The rest of reading a property, once its object is known."""
    source = scope.context.source
    if node.optional and (target.value is None or target.value is UNDEFINED):
        raise ShortCircuit
    if target.value is None or target.value is UNDEFINED:
        _read_of_nullish(node, target, scope)
    key = yield property_key(machine, node, scope)
    if isinstance(key.value, Unknown):
        return Traced(derived(key.value), node, source, (target, key))
    assert isinstance(key.value, str)
    try:
        found = members.get(machine, target, key.value)
    except Throws as error:
        error.at = Traced(UNDEFINED, node, source)
        raise
    if isinstance(found.value, Unknown):
        inputs = (found, target) if found.node.start >= 0 or found.inputs else (target,)
        return Traced(found.value, node, source, inputs)
    return Traced(found.value, node, source, (found, key) if node.computed else (found,))


def _read_of_nullish(node: estree.MemberExpression, target: Traced, scope: Scope) -> None:
    what = "null" if target.value is None else "undefined"
    name = (
        f" (reading '{node.property.name}')"
        if isinstance(node.property, estree.Identifier) and not node.computed
        else ""
    )
    at = Traced(UNDEFINED, node, scope.context.source)
    raise Throws("TypeError", f"Cannot read properties of {what}{name}", at)


def property_key(machine: Machine, node: estree.MemberExpression, scope: Scope) -> Evaluation:
    """The key that a member expression names: a str, or an Unknown."""
    if not node.computed:
        assert isinstance(node.property, estree.Identifier)
        return Traced(node.property.name, node.property, scope.context.source)
    traced = yield machine.expression(node.property, scope)
    return to_key(machine, traced, node.property, scope)


def to_key(machine: Machine, traced: Traced, node: estree.Node, scope: Scope) -> Traced:
    """ToPropertyKey (ECMA-262 7.1.19), symbols left unknown."""
    return machine.compute(_key, (traced.value,), node, scope, (traced,))


def _key(value: Value) -> Value:
    return to_string(to_primitive(value))


def function_value(
    machine: Machine,
    node: estree.FunctionExpression | estree.ArrowFunctionExpression | estree.ClassExpression,
    scope: Scope,
) -> Traced:
    """A function or class as a value: its text and its closure."""
    source = scope.context.source
    if isinstance(node, estree.ClassExpression):
        at = Traced(UNDEFINED, node, source)
        havoc_code(machine, node, scope, at)
    function = JSFunction(node, node, source, scope, machine.journal.epoch)
    return Traced(function, node, source)


def unresolved(machine: Machine, node: estree.Node, scope: Scope, reason: str) -> Traced:
    """An expression that isn't evaluated: unknown, and whatever it may change."""
    traced = Traced(Unknown(reason), node, scope.context.source)
    havoc_code(machine, node, scope, traced)
    return traced


def _not_evaluated(machine: Machine, node: estree.Node, scope: Scope) -> Traced:
    return unresolved(machine, node, scope, f"{_DESCRIPTIONS[node.type]} is not evaluated")


_DESCRIPTIONS: Final = {
    "TaggedTemplateExpression": "a tagged template",
    "YieldExpression": "yield",
    "AwaitExpression": "await",
    "ImportExpression": "import()",
    "MetaProperty": "a meta property",
    "Super": "super",
}

HANDLERS: Final[ExpressionTable] = {
    estree.Literal: literal,
    estree.BigIntLiteral: bigint_literal,
    estree.RegExpLiteral: regexp_literal,
    estree.Identifier: identifier,
    estree.ThisExpression: this_expression,
    estree.TemplateLiteral: template_literal,
    estree.UnaryExpression: unary_expression,
    estree.BinaryExpression: binary_expression,
    estree.LogicalExpression: logical_expression,
    estree.ConditionalExpression: conditional_expression,
    estree.SequenceExpression: sequence_expression,
    estree.ChainExpression: chain_expression,
    estree.MemberExpression: member_expression,
    estree.FunctionExpression: function_value,
    estree.ArrowFunctionExpression: function_value,
    estree.ClassExpression: function_value,
    estree.TaggedTemplateExpression: _not_evaluated,
    estree.YieldExpression: _not_evaluated,
    estree.AwaitExpression: _not_evaluated,
    estree.ImportExpression: _not_evaluated,
    estree.MetaProperty: _not_evaluated,
    estree.Super: _not_evaluated,
}
