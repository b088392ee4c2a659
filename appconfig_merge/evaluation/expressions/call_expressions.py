"""Handlers of calls and of ``new``: what is called, with what, and on what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.expressions.built_in_calls import run_model
from appconfig_merge.evaluation.expressions.calls import (
    call,
    evaluate_arguments,
    items_of,
    unknown_call,
)
from appconfig_merge.evaluation.expressions.members import read_member, super_member
from appconfig_merge.evaluation.expressions.unevaluated import unresolved
from appconfig_merge.evaluation.intrinsics import reason_for
from appconfig_merge.evaluation.models import Call, find, unevaluated
from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Bound, JSArray, JSFunction, Traced, Unknown
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation, ExpressionTable, Machine
    from appconfig_merge.evaluation.scopes import Scope


def call_expression(machine: Machine, node: estree.CallExpression, scope: Scope) -> Evaluation:
    """A call: the callee and its ``this``, the arguments, then what the function does."""
    callee_node = node.callee
    if isinstance(callee_node, estree.Super):
        return (yield machine.call_super(node, scope))
    this: Traced | None = None
    if isinstance(callee_node, estree.MemberExpression):
        if isinstance(callee_node.object, estree.Super):
            if scope.context.home is None:
                return unresolved(machine, node, scope, "super is not evaluated here")
            callee = yield super_member(machine, callee_node, scope)
            this = scope.context.this
        else:
            this = yield machine.expression(callee_node.object, scope)
            assert this is not None
            callee = yield read_member(machine, callee_node, this, scope)
    elif isinstance(callee_node, estree.ChainExpression):
        from appconfig_merge.evaluation.expressions.chains import follow_chain

        found = yield follow_chain(machine, callee_node, scope)
        callee, this = found.value, found.this
    else:
        callee = yield machine.expression(callee_node, scope)
    arguments = yield evaluate_arguments(machine, node, scope)
    function, array = callee.value, arguments.value
    assert isinstance(array, JSArray)
    if not isinstance(function, JSFunction) or array.unknown is not None:
        return (yield call(machine, node, callee, this, arguments, scope))
    # The usual call takes one turn less.
    at = Traced(UNDEFINED, node, scope.context.source, (callee,))
    result = yield machine.call(function, this, items_of(array), at)
    return Traced(result.value, node, scope.context.source, (result,))


def new_expression(machine: Machine, node: estree.NewExpression, scope: Scope) -> Evaluation:
    """``new``: a constructor of the script's own may change anything it sees."""
    callee = yield machine.expression(node.callee, scope)
    arguments = yield evaluate_arguments(machine, node, scope)
    at = Traced(UNDEFINED, node, scope.context.source, (callee,))
    text = callee.text or "the class"
    if not isinstance(callee.value, JSFunction | Unknown):
        raise Throws("TypeError", f"{text} is not a constructor", at)
    assert isinstance(arguments.value, JSArray)
    if isinstance(callee.value, JSFunction | Bound) and arguments.value.unknown is None:
        try:
            return (yield _new(machine, callee, items_of(arguments.value), at))
        except NotKnown as signal:
            unknown = Unknown(signal.unknown.reason, origin=signal.unknown.origin)
            return unknown_call(machine, at, callee, None, arguments.value, unknown)
    path = callee.value.path if isinstance(callee.value, Unknown) else ""
    reason = reason_for(path, "") or f"an object made by new {text}() is not evaluated"
    unknown = Unknown(reason)
    found = find(machine, callee)
    if found is None or found.changes == "anything" or arguments.value.unknown is not None:
        return unknown_call(machine, at, callee, None, arguments.value, unknown)
    given = items_of(arguments.value)
    if found.new:
        try:
            call_of = Call(machine, untraced(UNDEFINED), given, at, scope)
            made = yield run_model(machine, found, call_of, new=True)
        except NotKnown as signal:
            unknown = signal.unknown
        else:
            return made if made.node is at.node else Traced(made.value, node, at.source, (made,))
    return unevaluated(machine, found, at, None, given, unknown, new=True)


def _new(machine: Machine, callee: Traced, given: list[Traced], at: Traced) -> Evaluation:
    function = callee.value
    if isinstance(function, Bound):
        given = [*function.arguments, *given]
        function = function.function.value
    if isinstance(function, Unknown):
        raise NotKnown(function)
    assert isinstance(function, JSFunction)
    made = yield machine.construct(function, given, at)
    return Traced(made.value, at.node, at.source, (made,))


HANDLERS: Final[ExpressionTable] = {
    estree.CallExpression: call_expression,
    estree.NewExpression: new_expression,
}
