"""Handlers of calls: the script's own functions are run, the rest is modelled or unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.assignment import bind, declare
from appconfig_merge.evaluation.builtins import HARMLESS, HARMLESS_METHODS, MODELLED
from appconfig_merge.evaluation.effects import Mentions, havoc
from appconfig_merge.evaluation.expressions import (
    ShortCircuit,
    read_member,
    unresolved,
)
from appconfig_merge.evaluation.journal import Outcome, join_values
from appconfig_merge.evaluation.literals import array_expression
from appconfig_merge.evaluation.machine import (
    BRANCH_REASON,
    Boundary,
    Completion,
    Diverged,
    Exit,
)
from appconfig_merge.evaluation.scopes import Context, Scope, untraced
from appconfig_merge.evaluation.statements import (
    Abandoned,
    hoist_lexical,
    run_statements,
    var_names,
)
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.values import (
    UNDEFINED,
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Unknown,
)
from appconfig_merge.limits import MAX_CALL_DEPTH
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any

    from appconfig_merge.evaluation.machine import Evaluation, ExpressionTable, Machine
    from appconfig_merge.source import Source


def call_expression(machine: Machine, node: estree.CallExpression, scope: Scope) -> Evaluation:
    """A call: the callee and its ``this``, the arguments, then what the function does."""
    callee_node = node.callee
    if isinstance(callee_node, estree.Super):
        return unresolved(machine, node, scope, "super is not evaluated")
    this: Traced | None = None
    if isinstance(callee_node, estree.MemberExpression) and not isinstance(
        callee_node.object, estree.Super
    ):
        this = yield machine.expression(callee_node.object, scope)
        if isinstance(callee_node.property, estree.PrivateIdentifier):
            return unresolved(machine, node, scope, "properties of classes are not evaluated")
        callee = yield read_member(machine, callee_node, this, scope)
    else:
        callee = yield machine.expression(callee_node, scope)
    if node.optional:
        if callee.value is None or callee.value is UNDEFINED:
            raise ShortCircuit
        if isinstance(callee.value, Unknown) and not callee.value.kind:
            return unresolved(machine, node, scope, callee.value.reason)
    array = estree.ArrayExpression(node.start, node.end, list(node.arguments))
    arguments = yield array_expression(machine, array, scope)
    return (yield call(machine, node, callee, this, arguments, scope))


def call(
    machine: Machine,
    node: estree.CallExpression,
    callee: Traced,
    this: Traced | None,
    arguments: Traced,
    scope: Scope,
) -> Evaluation:
    """Call a value with an array of arguments."""
    source = scope.context.source
    at = Traced(UNDEFINED, node, source, (callee,))
    function = callee.value
    assert isinstance(arguments.value, JSArray)
    if isinstance(function, JSFunction):
        if arguments.value.unknown is None:
            given = [
                slot.traced if slot else untraced(UNDEFINED) for slot in arguments.value.elements
            ]
            result = yield call_function(machine, function, this, given, at)
            return Traced(result.value, node, source, (result,))
        return _unknown_call(machine, at, callee, this, arguments, arguments.value.unknown.reason)
    if not isinstance(function, Unknown):
        raise Throws("TypeError", f"{_callee_text(node, source)} is not a function", at)
    borrowed = yield _call_or_apply(machine, node, callee, this, arguments, scope)
    if borrowed is not None:
        return borrowed
    model = MODELLED.get(function.path)
    if model is not None and arguments.value.unknown is None:
        given = [slot.traced for slot in arguments.value.elements if slot is not None]
        return machine.compute(model, (machine, given, at, scope), node, scope, (*given,))
    if function.path.startswith("console."):
        return Traced(UNDEFINED, node, source)
    name = _callee_text(node, source)
    return _unknown_call(
        machine, at, callee, this, arguments, f"the result of {name}() is not known"
    )


def _callee_text(node: estree.CallExpression, source: Source) -> str:
    return Traced(None, node.callee, source).text or "the call"


def _call_or_apply(
    machine: Machine,
    node: estree.CallExpression,
    callee: Traced,
    this: Traced | None,
    arguments: Traced,
    scope: Scope,
) -> Generator[Any, Any, Traced | None]:
    """``f.call(this, ...)`` and ``f.apply(this, [...])`` on a function of the script's own."""
    member = node.callee
    assert isinstance(arguments.value, JSArray)
    if not (
        this is not None
        and isinstance(this.value, JSFunction)
        and isinstance(member, estree.MemberExpression)
        and isinstance(member.property, estree.Identifier)
        and not member.computed
        and member.property.name in {"call", "apply"}
        and member.property.name not in this.value.slots
        and arguments.value.unknown is None
    ):
        return None
    given = [slot.traced if slot else untraced(UNDEFINED) for slot in arguments.value.elements]
    receiver = given[0] if given else None
    rest = given[1:]
    if member.property.name == "apply":
        packed = rest[0] if rest else untraced(UNDEFINED)
        if packed.value is None or packed.value is UNDEFINED:
            rest = []
        elif isinstance(packed.value, JSArray) and packed.value.unknown is None:
            rest = [slot.traced if slot else untraced(UNDEFINED) for slot in packed.value.elements]
        else:
            return None
    at = Traced(UNDEFINED, node, scope.context.source, (callee,))
    result = yield call_function(machine, this.value, receiver, rest, at)
    return Traced(result.value, node, scope.context.source, (result,))


def _unknown_call(
    machine: Machine,
    at: Traced,
    callee: Traced,
    this: Traced | None,
    arguments: Traced,
    reason: str,
) -> Traced:
    """A call whose effect isn't modelled: what it is handed may change."""
    assert isinstance(arguments.value, JSArray)
    function = callee.value
    path = function.path if isinstance(function, Unknown) else ""
    given = [slot.traced for slot in arguments.value.elements if slot is not None]
    handed = list(given)
    if isinstance(function, JSFunction):
        handed.append(callee)
    receiver = this is not None and not isinstance(this.value, GlobalObject | str)
    if receiver and this is not None:
        handed.append(this)
    member = at.node.callee if isinstance(at.node, estree.CallExpression) else None
    method = (
        member.property.name
        if isinstance(member, estree.MemberExpression)
        and isinstance(member.property, estree.Identifier)
        else ""
    )
    own = this is not None and isinstance(this.value, JSObject | str | float)
    harmless = path in HARMLESS or (own and not path and method in HARMLESS_METHODS)
    if not harmless:
        machine.escaped.extend(item for item in given if isinstance(item.value, JSObject))
        handed.extend(machine.escaped)
    if not harmless or any(isinstance(item.value, JSFunction) for item in given):
        for item in handed:
            if isinstance(item.value, Unknown) and ".prototype" in item.value.path:
                machine.polluted = Unknown(f"`{at.text}` may change it", origin=at)
        havoc(machine, handed, at)
    unknown = Unknown(reason)
    return Traced(unknown, at.node, at.source, (callee, *given, *([this] if this else [])))


def new_expression(machine: Machine, node: estree.NewExpression, scope: Scope) -> Evaluation:
    """``new``: never modelled; a constructor of the script's own may change anything it sees."""
    callee = yield machine.expression(node.callee, scope)
    array = estree.ArrayExpression(node.start, node.end, list(node.arguments))
    arguments = yield array_expression(machine, array, scope)
    at = Traced(UNDEFINED, node, scope.context.source, (callee,))
    text = callee.text or "the class"
    if not isinstance(callee.value, JSFunction | Unknown):
        raise Throws("TypeError", f"{text} is not a constructor", at)
    reason = f"an object made by new {text}() is not evaluated"
    return _unknown_call(machine, at, callee, None, arguments, reason)


def call_function(
    machine: Machine,
    function: JSFunction,
    this: Traced | None,
    given: list[Traced],
    at: Traced,
) -> Evaluation:
    """Run a function of the script's own (ECMA-262 10.2.1)."""
    node = function.node
    closure = function.scope
    assert isinstance(closure, Scope)
    reason = _not_run(machine, node)
    if reason is not None:
        handed = [untraced(function), *given, *([this] if this else [])]
        havoc(machine, handed, at)
        if isinstance(node, estree.ClassDeclaration | estree.ClassExpression):
            raise Throws("TypeError", "Class constructor cannot be invoked without 'new'", at)
        return Traced(Unknown(reason), at.node, at.source, (*at.inputs, *given))
    assert not isinstance(node, estree.ClassDeclaration | estree.ClassExpression)
    journal = machine.journal
    boundary = Boundary(journal)
    machine.boundaries.append(boundary)
    machine.call_depth += 1
    result: Completion | Throws | Diverged | None
    scope = _function_scope(machine, function, closure, this)
    try:
        result = yield _run_body(machine, node, scope, given, at)
    except (Throws, Diverged) as signal:
        result = signal
    except Abandoned as signal:
        journal.rollback(boundary.mark)
        boundary.exits.clear()
        journal.mark()
        unknown = signal.at.value
        assert isinstance(unknown, Unknown)
        havoc(machine, [untraced(function), *given, *([this] if this else [])], at)
        result = Completion(Traced(Unknown(unknown.reason, origin=signal.at), at.node, at.source))
    finally:
        machine.call_depth -= 1
        machine.boundaries.pop()
    if not boundary.exits:
        if isinstance(result, Throws):
            raise result
        assert not isinstance(result, Diverged)
        return result.value if result else Traced(UNDEFINED, at.node, at.source)
    return settle(machine, boundary, result, at)


def _not_run(machine: Machine, node: estree.Node) -> str | None:
    """Why a function isn't run, None for one that is."""
    if isinstance(node, estree.ClassDeclaration | estree.ClassExpression):
        return "a class is not evaluated"
    if machine.call_depth >= MAX_CALL_DEPTH:
        return f"calls nest deeper than {MAX_CALL_DEPTH} levels"
    if getattr(node, "is_async", False):
        return "an async function is not evaluated"
    if getattr(node, "generator", False):
        return "a generator is not evaluated"
    return None


def _function_scope(
    machine: Machine, function: JSFunction, closure: Scope, this: Traced | None
) -> Scope:
    """The scope of a call: strictness, and ``this`` (ECMA-262 10.2.1.2)."""
    node = function.node
    outer = closure.context
    body = node.body
    strict = outer.strict or (isinstance(body, estree.BlockStatement) and is_strict(body.body))
    if isinstance(node, estree.ArrowFunctionExpression):
        receiver = outer.this
    elif strict:
        receiver = this or untraced(UNDEFINED)
    elif this is None or this.value is None or this.value is UNDEFINED:
        receiver = untraced(machine.world_object)
    elif isinstance(this.value, JSObject | Unknown):
        receiver = this
    else:
        receiver = untraced(Unknown("a primitive value as `this` is not evaluated"))
    context = Context(function.source, strict, receiver)
    return Scope(closure, context, machine.journal.epoch, holds_vars=True)


def is_strict(statements: list[estree.Statement]) -> bool:
    """Whether a body begins with a "use strict" directive (ECMA-262 11.2.2)."""
    for statement in statements:
        if not isinstance(statement, estree.ExpressionStatement) or statement.directive is None:
            return False
        if statement.directive == "use strict":
            return True
    return False


def _run_body(
    machine: Machine,
    node: estree.FunctionDeclaration | estree.FunctionExpression | estree.ArrowFunctionExpression,
    scope: Scope,
    given: list[Traced],
    at: Traced,
) -> Generator[Any, Any, Completion | None]:
    """Bind the parameters, hoist, and run (ECMA-262 10.2.11)."""
    is_arrow = isinstance(node, estree.ArrowFunctionExpression)
    if not is_arrow and Mentions(node.body).uses_arguments:
        value = Traced(Unknown("`arguments` is not evaluated"), at.node, at.source, tuple(given))
        scope.slots["arguments"] = Slot(value)
    if isinstance(node, estree.FunctionExpression) and node.id is not None:
        own = Scope(scope.parent, scope.context, scope.epoch)
        own.slots[node.id.name] = Slot(at.inputs[0] if at.inputs else untraced(UNDEFINED))
        scope.parent = own
    for index, pattern in enumerate(node.params):
        if isinstance(pattern, estree.RestElement):
            rest = JSArray([Slot(item) for item in given[index:]], machine.journal.epoch)
            value = Traced(rest, pattern, scope.context.source, tuple(given[index:]))
            yield bind(machine, pattern.argument, value, scope, declare)
            break
        value = given[index] if index < len(given) else Traced(UNDEFINED, at.node, at.source)
        yield bind(machine, pattern, value, scope, declare)
    body = node.body
    if not isinstance(body, estree.BlockStatement):
        return Completion((yield machine.expression(body, scope)))
    hoist_function_body(machine, body.body, scope)
    return (yield run_statements(machine, body.body, scope))


def hoist_function_body(machine: Machine, statements: list[estree.Statement], scope: Scope) -> None:
    """Make the bindings of a function body or module before it runs."""
    for name in var_names(statements, strict=scope.context.strict):
        if name.name not in scope.slots:
            scope.slots[name.name] = Slot(Traced(UNDEFINED, name, scope.context.source), name)
    hoist_lexical(machine, statements, scope)


def settle(
    machine: Machine,
    boundary: Boundary,
    result: Completion | Throws | Diverged | None,
    at: Traced,
) -> Traced:
    """Join the ways in which a call may have ended. A throw goes on to the boundary outside."""
    journal = machine.journal
    last = boundary.exits[-1].outcome
    exits = list(boundary.exits)
    if not isinstance(result, Diverged):
        how = result or Completion(Traced(UNDEFINED, at.node, at.source))
        snapshot = journal.capture(boundary.mark)
        exits.append(Exit(how, Outcome(snapshot, last.condition, not last.holds)))
    journal.rollback(boundary.mark)
    outer = machine.boundaries[-1]
    for leave in exits:
        if isinstance(leave.how, Throws):
            mark = journal.mark()
            journal.apply(leave.outcome.snapshot)
            snapshot = journal.capture(outer.mark)
            outcome = Outcome(snapshot, leave.outcome.condition, leave.outcome.holds)
            outer.exits.append(Exit(leave.how, outcome))
            journal.rollback(mark)
    returns = [
        (leave.how.value, leave.outcome) for leave in exits if isinstance(leave.how, Completion)
    ]
    journal.mark()
    if not returns:
        raise Diverged
    outcomes = [outcome for _, outcome in returns]
    if len(returns) == 1:
        journal.apply(outcomes[0].snapshot)
        return returns[0][0]
    journal.join(outcomes, BRANCH_REASON, boundary.epoch)
    return join_values([value for value, _ in returns], outcomes, BRANCH_REASON)


HANDLERS: Final[ExpressionTable] = {
    estree.CallExpression: call_expression,
    estree.NewExpression: new_expression,
}
