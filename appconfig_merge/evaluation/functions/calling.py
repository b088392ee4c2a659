"""Running functions of the script's own: scopes, parameters, and the ways in which a call ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.completions import Diverged, Return, Suspend
from appconfig_merge.evaluation.effects.havoc import escape, havoc
from appconfig_merge.evaluation.expressions.patterns import bind
from appconfig_merge.evaluation.expressions.references import declare
from appconfig_merge.evaluation.hoisting import hoist_body
from appconfig_merge.evaluation.region import BRANCH_REASON, enter, join_exits, leave
from appconfig_merge.evaluation.scopes import TDZ, Building, Context, Scope
from appconfig_merge.evaluation.statements.blocks import run_statements
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.internal_slots import Promised
from appconfig_merge.javascript.joining import join_values
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSArray, JSFunction, JSObject, Slot, Traced, Unknown
from appconfig_merge.limits import MAX_CALL_DEPTH
from appconfig_merge.syntax import estree
from appconfig_merge.syntax.declarations import bound_names, has_expressions, use_strict

if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any, TypeAlias

    from appconfig_merge.evaluation.completions import Boundary, Completion
    from appconfig_merge.evaluation.machine import Evaluation, Execution, Machine

    _Runnable: TypeAlias = (
        estree.FunctionDeclaration | estree.FunctionExpression | estree.ArrowFunctionExpression
    )


def call_function(
    machine: Machine,
    function: JSFunction,
    this: Traced | None,
    given: list[Traced],
    at: Traced,
    more: Traced | None = None,
    building: Building | None = None,
) -> Evaluation:
    """Run a function of the script's own (ECMA-262 10.2.1).

    ``more`` stands for any number of further arguments that aren't known; ``building`` is what
    the constructor of a derived class is called for.
    """
    node = function.node
    closure = function.scope
    assert isinstance(closure, Scope)
    reason = _not_run(machine, function)
    if reason is None and _is_entangled(machine, function, closure, more):
        reason = "a function that assigns to its parameters and to `arguments` is not evaluated"
    if reason is not None:
        if isinstance(node, estree.ClassDeclaration | estree.ClassExpression):
            raise Throws("TypeError", "Class constructor cannot be invoked without 'new'", at)
        called = untraced(function)
        handed = [called, *given, *([this] if this else []), *([more] if more else [])]
        escape(machine, *handed)
        havoc(machine, [*handed, *machine.escaped.values()], at)
        return Traced(Unknown(reason, reaches=tuple(handed)), at.node, at.source, at.inputs)
    assert not isinstance(node, estree.ClassDeclaration | estree.ClassExpression)
    boundary = enter(machine)
    machine.count_copies()
    machine.call_depth += 1
    result: Completion | Throws | Diverged | None
    shape = _shape(machine, function)
    scope = _function_scope(machine, function, closure, this, shape)
    if building is not None:
        scope.context.building = building
    try:
        if shape.gives is None or more is not None:
            result = yield _run_body(machine, function, node, scope, given, at, more)
        else:
            value = _begin(machine, shape, scope, given, at)
            if type(value) is not Traced or machine.trying:
                value = yield value
            result = Return(value)
    except (Throws, Diverged) as signal:
        result = signal
    finally:
        machine.call_depth -= 1
        leave(machine)
    if getattr(node, "is_async", False):
        return _promise(machine, function, boundary, result, at)
    if not boundary.exits:
        if isinstance(result, Throws):
            raise result
        assert isinstance(result, Return | None)
        return result.value if result else Traced(UNDEFINED, at.node, at.source)
    how = Return(Traced(UNDEFINED, at.node, at.source)) if result is None else result
    ended = join_exits(machine, boundary, how, lambda left: isinstance(left, Return))
    returns = [one.how.value for one in ended if isinstance(one.how, Return)]
    if len(returns) == 1:
        return returns[0]
    return join_values(returns, [one.outcome for one in ended], BRANCH_REASON)


def _promise(
    machine: Machine,
    function: JSFunction,
    boundary: Boundary,
    result: Completion | Throws | Diverged | None,
    at: Traced,
) -> Traced:
    """What a call of an async function gives, however that has ended so far."""
    ends = [result, *(one.how for one in boundary.exits)]
    if boundary.exits:
        join_exits(machine, boundary, result, lambda _: True)
    given = [one.value for one in ends if isinstance(one, Return)]
    promise: Unknown = Promised()
    if not boundary.exits and isinstance(result, Suspend):
        # It comes to what the function returns that has stopped in its midst.
        machine.pending[-1].gives = comes = Promised()
        comes.assumed = tuple(machine.assumed)
        promise = comes
    elif not boundary.exits and isinstance(result, Return | None):
        value = given[0] if given else Traced(UNDEFINED, at.node, at.source)
        from appconfig_merge.evaluation.effects.jobs import is_plain

        if is_plain(value):
            promise = Promised(value)
        else:
            from appconfig_merge.evaluation.effects.postponing import call_then

            call_then(machine, value)
    else:
        promise = Unknown(promise.reason, kind="object", reaches=(untraced(function), *given))
        promise.is_platform = True
    return Traced(promise, at.node, at.source, at.inputs)


class _Shape:
    """What the calls of one function have in common.

    ``gives`` is the expression that is all there is to run, None where there is more than
    that: then nothing is to be hoisted. ``statement`` is what stands around it. ``evaluates``
    tells that it calls eval, ``uses_arguments`` that it has ``arguments`` of its own and names
    them.
    """

    __slots__ = ("evaluates", "gives", "is_strict", "names", "statement", "uses_arguments")

    def __init__(self, machine: Machine, function: JSFunction) -> None:
        node = function.node
        assert not isinstance(node, estree.ClassDeclaration | estree.ClassExpression)
        is_arrow = isinstance(node, estree.ArrowFunctionExpression)
        text = function.text
        # Few functions have these words in their text: all others needn't be gone through.
        may_name = not text or any(word in text for word in ("arguments", "eval", "\\"))
        self.evaluates = may_name and machine.mentions(node).evaluates
        self.uses_arguments = may_name and not is_arrow and machine.mentions(node).uses_arguments
        body = node.body
        statements = body.body if isinstance(body, estree.BlockStatement) else []
        self.is_strict = use_strict(statements) is not None
        self.names = [pattern for pattern in node.params if isinstance(pattern, estree.Identifier)]
        self.gives: estree.Expression | None = None
        self.statement: estree.Statement | None = None
        if node.is_async or len(self.names) < len(node.params) or self.uses_arguments:
            return
        if not isinstance(body, estree.BlockStatement):
            self.gives = body
        elif len(statements) == 1 and isinstance(statements[0], estree.ReturnStatement):
            self.statement = statements[0]
            self.gives = statements[0].argument


def _shape(machine: Machine, function: JSFunction) -> _Shape:
    found = machine.shapes.get(function.node)
    if found is None:
        found = machine.shapes[function.node] = _Shape(machine, function)
    return found


def _begin(
    machine: Machine, shape: _Shape, scope: Scope, given: list[Traced], at: Traced
) -> Traced | Evaluation:
    """Begin to run what only gives an expression; as :func:`_run_body`, in fewer turns."""
    assert shape.gives is not None
    machine.steps_left -= _STEPS_OF_BODY
    for index, name in enumerate(shape.names):
        value = given[index] if index < len(given) else Traced(UNDEFINED, at.node, at.source)
        declare(machine, name.name, value, name, scope)
    if shape.statement is not None:
        machine.begun = shape.statement
        machine.begun_in = scope.context.source
    return machine.expression(shape.gives, scope)


_STEPS_OF_BODY = 3


def _not_run(machine: Machine, function: JSFunction) -> str | None:
    """Why a function isn't run, None for one that is."""
    node = function.node
    if isinstance(node, estree.ClassDeclaration | estree.ClassExpression):
        return "a class is not evaluated"
    if machine.call_depth >= MAX_CALL_DEPTH:
        return f"calls nest deeper than {MAX_CALL_DEPTH} levels"
    if getattr(node, "generator", False):
        return "a generator is not evaluated"
    if _shape(machine, function).evaluates:
        return "a function that calls eval is not evaluated"
    return None


def _is_entangled(
    machine: Machine, function: JSFunction, closure: Scope, more: Traced | None
) -> bool:
    """Whether parameters and elements of ``arguments`` change with each other, unfollowed.

    In sloppy code with plain parameters assigning to the one assigns to the other (10.4.4).
    """
    node = function.node
    if isinstance(node, estree.ClassDeclaration | estree.ClassExpression):
        return False
    shape = _shape(machine, function)
    if not shape.uses_arguments or not machine.mentions(node).leaks_arguments:
        return False
    if closure.context.strict or shape.is_strict or len(shape.names) < len(node.params):
        return False
    from appconfig_merge.evaluation.functions.arguments import can_be_followed

    return more is not None or not can_be_followed(machine, node)


def _function_scope(
    machine: Machine, function: JSFunction, closure: Scope, this: Traced | None, shape: _Shape
) -> Scope:
    """The scope of a call: strictness, and ``this`` (ECMA-262 10.2.1.2)."""
    node = function.node
    outer = closure.context
    strict = outer.strict or shape.is_strict
    if isinstance(node, estree.ArrowFunctionExpression):
        receiver = outer.this
    elif strict:
        receiver = this or untraced(UNDEFINED)
    elif this is None or this.value is None or this.value is UNDEFINED:
        receiver = untraced(machine.world_object)
    elif isinstance(this.value, JSObject):
        receiver = this
    elif isinstance(this.value, Unknown):  # undefined and null stand for the window
        unknown = Unknown(
            this.value.reason, path=this.value.path, reaches=(untraced(machine.world_object),)
        )
        receiver = Traced(unknown, this.node, this.source, (this,))
    else:
        receiver = untraced(Unknown("a primitive value as `this` is not evaluated"))
    context = Context(function.source, strict, receiver, function.home)
    if isinstance(node, estree.ArrowFunctionExpression):
        context.home = outer.home
    if isinstance(node, estree.FunctionExpression) and node.id is not None:
        closure = machine.journal.made(Scope(closure, context))
        closure.is_name = True
        closure.slots[node.id.name] = Slot(Traced(function, node, function.source))  # new
    return machine.journal.made(Scope(closure, context, holds_vars=True))


def _run_body(
    machine: Machine,
    function: JSFunction,
    node: _Runnable,
    scope: Scope,
    given: list[Traced],
    at: Traced,
    more: Traced | None,
) -> Generator[Any, Any, Return | None]:
    """Bind the parameters, hoist, and run (ECMA-262 10.2.11), in a new scope."""
    simple = all(isinstance(pattern, estree.Identifier) for pattern in node.params)
    if _shape(machine, function).uses_arguments:
        is_mapped = simple and not scope.context.strict
        made = None
        if more is None:
            from appconfig_merge.evaluation.functions.arguments import make_arguments

            made = make_arguments(machine, function, scope, given, is_mapped=is_mapped)
        if made is not None:
            scope.slots["arguments"] = Slot(Traced(made, at.node, at.source))
        else:
            all_given = (*given, more) if more else tuple(given)
            unknown = Unknown("such `arguments` are not evaluated", reaches=all_given)
            scope.slots["arguments"] = Slot(Traced(unknown, at.node, at.source))
    if not simple:
        for pattern in node.params:
            for name in bound_names(pattern):
                scope.slots[name.name] = TDZ
    source = scope.context.source
    for index, pattern in enumerate(node.params):
        if isinstance(pattern, estree.RestElement):
            elements: list[Slot | None] = [Slot(item) for item in given[index:]]
            rest = machine.journal.made(JSArray(elements))
            if more is not None and isinstance(more.value, Unknown):
                rest.unknown = more.value  # new: no mark since
            value = Traced(rest, pattern, source, tuple(given[index:]))
            yield bind(machine, pattern.argument, value, scope, declare)
            break
        value = _another(more) if more else Traced(UNDEFINED, at.node, at.source)
        if index < len(given):
            value = given[index]
        yield bind(machine, pattern, value, scope, declare)
    body = node.body
    if not isinstance(body, estree.BlockStatement):
        if node.is_async:
            given_back = estree.ReturnStatement(body.start, body.end, body)
            return (yield _run_async(machine, function, [given_back], scope))
        return Return((yield machine.expression(body, scope)))
    if has_expressions(node.params):
        inner = machine.journal.made(Scope(scope, scope.context, holds_vars=True))
        hoist_body(machine, body.body, inner, scope)
    else:
        inner = scope
        hoist_body(machine, body.body, inner)
    if node.is_async:
        return (yield _run_async(machine, function, body.body, inner))
    return (yield run_statements(machine, body.body, inner))


def _another(more: Traced) -> Traced:
    """One of the arguments that ``more`` stands for: what is so of one says nothing of another."""
    unknown = more.value
    assert isinstance(unknown, Unknown)
    value = Unknown(unknown.reason, origin=unknown.origin, path=unknown.path, reaches=(more,))
    value.is_platform = unknown.is_platform
    return Traced(value, more.node, more.source, (more,))


def _run_async(
    machine: Machine, function: JSFunction, statements: list[estree.Statement], scope: Scope
) -> Execution:
    from appconfig_merge.evaluation.functions.suspending import run_async

    return run_async(machine, function, statements, scope)
