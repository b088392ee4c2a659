"""Handlers of expressions: literals, names, operators, conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.computing import compute
from appconfig_merge.evaluation.conditions import Present
from appconfig_merge.evaluation.effects.havoc import havoc_code
from appconfig_merge.evaluation.identity import same_built_in
from appconfig_merge.evaluation.properties.get import read
from appconfig_merge.evaluation.region import BRANCH_REASON, fork, fork_values, join_results
from appconfig_merge.evaluation.scopes import TDZ, UNINITIALISED
from appconfig_merge.javascript import operators, strings
from appconfig_merge.javascript.conversion import NotKnown, Throws, to_boolean, to_string
from appconfig_merge.javascript.globals import ALIASES
from appconfig_merge.javascript.joining import join_values
from appconfig_merge.javascript.lifting import NotLifted, has_candidates, lift
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt, RegExp
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Candidate, JSFunction, Slot, Traced, Unknown, Value
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from typing import Any

    from appconfig_merge.evaluation.journal import Outcome
    from appconfig_merge.evaluation.machine import Evaluation, ExpressionTable, Machine
    from appconfig_merge.evaluation.scopes import Scope


_OF_NUMBERS: Final = frozenset({"+", "-", "*", "<", ">", "<=", ">=", "===", "!=="})
"""What always has a known result of two numbers, and runs nothing."""
_RUNS_NOTHING: Final = frozenset({"===", "!=="})
_EQUALITIES: Final = frozenset({"===", "!==", "==", "!="})
_COMPARISONS: Final = frozenset({"===", "!==", "==", "!=", "<", ">", "<=", ">="})


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
    name = node.name
    slot: Slot | None
    where: Scope | None = scope
    while where is not None:
        slot = where.slots.get(name)
        if slot is not None:
            found: Traced | None = slot.traced
            break
        where = where.parent
    else:
        found = _global(machine, name, scope)
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
    slot: Slot | None
    where: Scope | None = scope
    while where is not None:
        slot = where.slots.get(name)
        if slot is not None:
            return slot.traced
        where = where.parent
    return _global(machine, name, scope)


def _global(machine: Machine, name: str, scope: Scope) -> Traced | None:
    window = machine.world_object
    slot = window.slots.get(name)
    if slot is not None:
        return read(machine, untraced(window), slot)
    if window.unknown is not None:
        return untraced(window.unknown)
    if name in ALIASES:
        return Traced(window, estree.Node(-1, -1), scope.context.source)
    found = machine.world.get(name)
    if found is None and machine.open_world is not None:
        return untraced(machine.open_world)
    return found


def this_expression(_machine: Machine, node: estree.ThisExpression, scope: Scope) -> Traced:
    """The value of ``this``."""
    this = scope.context.this
    if this.value is UNINITIALISED:
        at = Traced(UNDEFINED, node, scope.context.source)
        raise Throws("ReferenceError", UNINITIALISED.reason, at)
    return Traced(this.value, node, scope.context.source, this.inputs)


def template_literal(machine: Machine, node: estree.TemplateLiteral, scope: Scope) -> Evaluation:
    """A template: its texts and the string forms of its substitutions (13.2.8)."""
    inputs: list[Traced] = []
    parts: list[Value] = []
    for expression in node.expressions:
        value = machine.expression(expression, scope)
        if type(value) is not Traced or machine.trying:
            value = yield value
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


def operate(
    machine: Machine,
    operator: str,
    left: Traced,
    right: Traced,
    node: estree.Node,
    scope: Scope,
) -> Traced:
    """Apply a binary operator to two values."""
    if type(left.value) is float and type(right.value) is float and operator in _OF_NUMBERS:
        result = operators.binary(operator, left.value, right.value)
        return Traced(result, node, scope.context.source, (left, right))
    if operator in _RUNS_NOTHING:
        same = same_built_in(machine, left.value, right.value)
        if same is not None:
            return Traced(same is (operator == "==="), node, scope.context.source, (left, right))
    flag = _is_text(machine, operator, left, right)
    if flag is not None:
        return Traced(flag, node, scope.context.source, (left, right))
    kind = "boolean" if operator in _COMPARISONS else ""
    if operator == "+" and (_is_string(left.value) or _is_string(right.value)):
        kind = "string"
    return compute(
        machine,
        operators.binary,
        (operator, left.value, right.value),
        node,
        scope,
        (left, right),
        kind=kind,
        converts=operator not in _RUNS_NOTHING,
    )


def _is_text(machine: Machine, operator: str, left: Traced, right: Traced) -> Value:
    """Whether something is a certain text, of which just that is known that it is a text."""
    if operator not in _EQUALITIES:
        return None
    subject, text = (right, left) if isinstance(left.value, str) else (left, right)
    value = subject.value
    if not isinstance(text.value, str) or not isinstance(value, Unknown):
        return None
    if value.kind != "string" or value.candidates or value.accessor:
        return None
    test = machine.named(subject, text.value)
    is_same = operator in {"===", "=="}
    ways = (True, is_same), (False, not is_same)
    candidates = tuple(Candidate(untraced(result), test, holds) for holds, result in ways)
    flag = Unknown(value.reason, origin=value.origin, candidates=candidates, kind="boolean")
    return machine.narrow(untraced(flag)).value


def _is_string(value: Value) -> bool:
    return isinstance(value, str) or (isinstance(value, Unknown) and value.kind == "string")


def logical_expression(
    machine: Machine, node: estree.LogicalExpression, scope: Scope
) -> Evaluation:
    """``&&``, ``||`` and ``??`` (ECMA-262 13.13)."""
    left = machine.expression(node.left, scope)
    if type(left) is not Traced or machine.trying:
        left = yield left
    source = scope.context.source
    try:
        takes_right = decides(node.operator, left.value)
    except NotKnown:
        joined = yield _either_side(machine, node, left, scope)
        if isinstance(left.value, Unknown) and isinstance(joined.value, Unknown):
            joined.value.reason = left.value.reason
        return Traced(joined.value, node, source, (joined,))
    if not takes_right:
        return Traced(left.value, node, source, (left,))
    right = machine.expression(node.right, scope)
    if type(right) is not Traced or machine.trying:
        right = yield right
    return Traced(right.value, node, source, (right,))


def _either_side(
    machine: Machine, node: estree.LogicalExpression, left: Traced, scope: Scope
) -> Evaluation:
    """Both sides of a logical operator whose left side only the page knows."""

    def right() -> Any:
        return machine.expression(node.right, scope)

    goes_on = node.operator == "&&"
    short = left if node.operator == "??" else _tested(left, not goes_on)
    condition = Present(left) if node.operator == "??" else left
    branches = ((goes_on, right), (not goes_on, lambda: short))
    outcomes = yield fork(machine, condition, branches if goes_on else branches[::-1])
    if len(outcomes) == 2 and has_candidates(left):
        return _by_candidates(node.operator, left, outcomes, goes_on=goes_on)
    return join_results(outcomes)


def _by_candidates(
    operator: str, left: Traced, outcomes: list[tuple[Outcome, Traced]], *, goes_on: bool
) -> Traced:
    """What a logical operator gives for each value that its left side may have."""
    right = outcomes[0 if goes_on else 1][1]
    ways = [outcome for outcome, _ in outcomes]

    def of(one: Traced | None) -> Traced:
        value = one or untraced(UNDEFINED)
        try:
            return right if decides(operator, value.value) else value
        except NotKnown:
            sides = [right, value] if goes_on else [value, right]
            return join_values(sides, ways, BRANCH_REASON)

    try:
        found = lift(of, left)
    except NotLifted:
        return join_results(outcomes)
    assert found is not None
    return found


def _tested(value: Traced, holds: bool) -> Traced:
    """A value of which it is known whether it is truthy: just one for some types."""
    kind = value.value.kind if isinstance(value.value, Unknown) else ""
    if kind == "boolean":
        return Traced(holds, value.node, value.source, (value,))
    if kind == "string" and not holds:
        return Traced("", value.node, value.source, (value,))
    return value


def decides(operator: str, left: Value) -> bool:
    """Whether a logical operator goes on to its right side; raises NotKnown."""
    if operator == "??":
        if isinstance(left, Unknown):
            if left.kind:
                return False
            raise NotKnown(left)
        return left is None or left is UNDEFINED
    return to_boolean(left) is (operator == "&&")


def conditional_expression(
    machine: Machine, node: estree.ConditionalExpression, scope: Scope
) -> Evaluation:
    """``? :``; both sides when only the page can decide."""
    test = machine.expression(node.test, scope)
    if type(test) is not Traced or machine.trying:
        test = yield test
    source = scope.context.source
    try:
        chosen = node.consequent if to_boolean(test.value) else node.alternate
    except NotKnown:
        joined = yield fork_values(
            machine,
            test,
            (
                (True, lambda: machine.expression(node.consequent, scope)),
                (False, lambda: machine.expression(node.alternate, scope)),
            ),
        )
        return Traced(joined.value, node, source, (joined,))
    result = machine.expression(chosen, scope)
    if type(result) is not Traced or machine.trying:
        result = yield result
    return Traced(result.value, node, source, (result,))


def sequence_expression(
    machine: Machine, node: estree.SequenceExpression, scope: Scope
) -> Evaluation:
    """The comma operator: the last value."""
    for expression in node.expressions:
        result = yield machine.expression(expression, scope)
    return Traced(result.value, node, scope.context.source, (result,))


def function_value(
    machine: Machine,
    node: estree.FunctionExpression | estree.ArrowFunctionExpression,
    scope: Scope,
) -> Traced:
    """A function as a value: its text and its closure."""
    source = scope.context.source
    function = machine.journal.made(JSFunction(node, node, source, scope))
    return Traced(function, node, source)


def unresolved(machine: Machine, node: estree.Node, scope: Scope, reason: str) -> Traced:
    """An expression that isn't evaluated: unknown, and whatever it may change."""
    unknown = Unknown(reason)
    traced = Traced(unknown, node, scope.context.source)
    unknown.reaches = (havoc_code(machine, node, scope, traced),)
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
    estree.LogicalExpression: logical_expression,
    estree.ConditionalExpression: conditional_expression,
    estree.SequenceExpression: sequence_expression,
    estree.FunctionExpression: function_value,
    estree.ArrowFunctionExpression: function_value,
    estree.TaggedTemplateExpression: _not_evaluated,
    estree.YieldExpression: _not_evaluated,
    estree.AwaitExpression: _not_evaluated,
    estree.ImportExpression: _not_evaluated,
    estree.MetaProperty: _not_evaluated,
    estree.Super: _not_evaluated,
}
