"""Handlers of calls: the script's own functions are run, the rest is modelled or unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.access import read_member
from appconfig_merge.evaluation.builtins import (
    HARMLESS,
    HARMLESS_METHODS,
    MODELLED,
    STORAGE_METHODS,
)
from appconfig_merge.evaluation.effects import (
    escape,
    forget_scopes,
    havoc,
    is_foreign,
    may_be_prototype,
    pollute,
    roots,
    runs_code,
)
from appconfig_merge.evaluation.expressions import unresolved
from appconfig_merge.evaluation.functions import call_function
from appconfig_merge.evaluation.literals import array_expression
from appconfig_merge.evaluation.scopes import untraced
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.values import (
    UNDEFINED,
    JSArray,
    JSFunction,
    Traced,
    Unknown,
)
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any

    from appconfig_merge.evaluation.machine import Evaluation, ExpressionTable, Machine
    from appconfig_merge.evaluation.scopes import Scope
    from appconfig_merge.source import Source


def call_expression(machine: Machine, node: estree.CallExpression, scope: Scope) -> Evaluation:
    """A call: the callee and its ``this``, the arguments, then what the function does."""
    callee_node = node.callee
    if isinstance(callee_node, estree.Super):
        return unresolved(machine, node, scope, "super is not evaluated")
    this: Traced | None = None
    if isinstance(callee_node, estree.MemberExpression):
        if isinstance(callee_node.object, estree.Super) or isinstance(
            callee_node.property, estree.PrivateIdentifier
        ):
            return unresolved(machine, node, scope, "properties of classes are not evaluated")
        this = yield machine.expression(callee_node.object, scope)
        assert this is not None
        callee = yield read_member(machine, callee_node, this, scope)
    elif isinstance(callee_node, estree.ChainExpression):
        from appconfig_merge.evaluation.chains import follow_chain

        found = yield follow_chain(machine, callee_node, scope)
        callee, this = found.value, found.this
    else:
        callee = yield machine.expression(callee_node, scope)
    arguments = yield evaluate_arguments(machine, node, scope)
    return (yield call(machine, node, callee, this, arguments, scope))


def evaluate_arguments(
    machine: Machine, node: estree.CallExpression | estree.NewExpression, scope: Scope
) -> Evaluation:
    """The arguments of a call as one array."""
    array = estree.ArrayExpression(node.start, node.end, list(node.arguments))
    return (yield array_expression(machine, array, scope))


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
    array = arguments.value
    assert isinstance(array, JSArray)
    if isinstance(function, JSFunction):
        given, more = _items(array), None
        if array.unknown is not None:
            given, more = [], _any_of(array, array.unknown, arguments)
        result = yield call_function(machine, function, this, given, at, more)
        return Traced(result.value, node, source, (result,))
    if not isinstance(function, Unknown):
        raise Throws("TypeError", f"{_callee_text(node, source)} is not a function", at)
    borrowed = yield _call_or_apply(machine, node, callee, this, array, scope)
    if borrowed is not None:
        return borrowed
    model = MODELLED.get(function.path)
    if model is not None and array.unknown is None:
        given = _items(array)
        return machine.compute(model, (machine, given, at), node, scope, (*given,), converts=False)
    if function.path == "eval" and isinstance(node.callee, estree.Identifier):
        forget_scopes(machine, scope, at)
    name = _callee_text(node, source)
    return _unknown_call(machine, at, callee, this, array, f"the result of {name}() is not known")


def _items(array: JSArray) -> list[Traced]:
    return [slot.traced if slot else untraced(UNDEFINED) for slot in array.elements]


def _any_of(array: JSArray, unknown: Unknown, at: Traced) -> Traced:
    """What each argument may be, when how many there are isn't known."""
    value = Unknown(unknown.reason, origin=unknown.origin, reaches=tuple(_items(array)))
    return Traced(value, at.node, at.source)


def _callee_text(node: estree.CallExpression, source: Source) -> str:
    return Traced(None, node.callee, source).text or "the call"


def _call_or_apply(
    machine: Machine,
    node: estree.CallExpression,
    callee: Traced,
    this: Traced | None,
    array: JSArray,
    scope: Scope,
) -> Generator[Any, Any, Traced | None]:
    """``f.call(this, ...)`` and ``f.apply(this, [...])`` on a function of the script's own."""
    assert isinstance(callee.value, Unknown)
    method = callee.value.method
    if not (
        this is not None
        and isinstance(this.value, JSFunction)
        and method in {"call", "apply"}
        and array.unknown is None
    ):
        return None
    given = _items(array)
    receiver = given[0] if given else None
    rest = given[1:]
    if method == "apply":
        packed = rest[0] if rest else untraced(UNDEFINED)
        if packed.value is None or packed.value is UNDEFINED:
            rest = []
        elif isinstance(packed.value, JSArray) and packed.value.unknown is None:
            rest = _items(packed.value)
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
    array: JSArray,
    reason: str,
) -> Traced:
    """A call whose effect isn't modelled: what it can reach may change."""
    function = callee.value
    given = [slot.traced for slot in array.elements if slot is not None]
    handed = [callee, *given]
    if this is not None and not isinstance(this.value, GlobalObject):
        handed.append(this)
    result = Traced(Unknown(reason), at.node, at.source, tuple(handed))
    if isinstance(function, Unknown):
        if function.path in STORAGE_METHODS:
            machine.overwritten.add(function.path.rpartition(".")[0])
        if function.path.startswith("console."):
            return Traced(UNDEFINED, at.node, at.source)
        if _is_harmless(machine, function):
            _call_back(machine, function, given, handed, at)
            return result
    if any(map(may_be_prototype, handed[1:])):
        pollute(machine, Unknown(f"`{at.text}` may change it", origin=at))
    escape(machine, *handed)
    foreign = is_foreign(machine, callee)
    if foreign:
        handed.append(untraced(machine.world_object))
    havoc(machine, [*handed, *machine.escaped.values()], at, foreign=foreign)
    return result


def _is_harmless(machine: Machine, function: Unknown) -> bool:
    """Whether a function is a built-in that changes nothing by itself."""
    if function.path in HARMLESS or function.method in HARMLESS_METHODS:
        return True
    root, _, rest = function.path.partition(".")
    method = rest.rpartition(".")[2]
    return machine.world.browser_group(root) != "" and method in HARMLESS_METHODS


def _call_back(
    machine: Machine, function: Unknown, given: list[Traced], handed: list[Traced], at: Traced
) -> None:
    """What a harmless built-in may run: functions it is handed, methods of what it converts."""
    takes_functions = bool(function.method) or function.path.startswith("JSON.")
    if takes_functions and any(is_foreign(machine, item) for item in given):
        havoc(
            machine,
            [*handed, untraced(machine.world_object), *machine.escaped.values()],
            at,
            foreign=True,
        )
    elif (takes_functions and any(map(_may_be_function, given))) or runs_code(machine, handed[1:]):
        havoc(machine, [*handed, *machine.escaped.values()], at)


def _may_be_function(item: Traced) -> bool:
    return isinstance(item.value, JSFunction) or (
        isinstance(item.value, Unknown) and bool(roots([item]))
    )


def new_expression(machine: Machine, node: estree.NewExpression, scope: Scope) -> Evaluation:
    """``new``: never modelled; a constructor of the script's own may change anything it sees."""
    callee = yield machine.expression(node.callee, scope)
    arguments = yield evaluate_arguments(machine, node, scope)
    at = Traced(UNDEFINED, node, scope.context.source, (callee,))
    text = callee.text or "the class"
    if not isinstance(callee.value, JSFunction | Unknown):
        raise Throws("TypeError", f"{text} is not a constructor", at)
    assert isinstance(arguments.value, JSArray)
    reason = f"an object made by new {text}() is not evaluated"
    return _unknown_call(machine, at, callee, None, arguments.value, reason)


HANDLERS: Final[ExpressionTable] = {
    estree.CallExpression: call_expression,
    estree.NewExpression: new_expression,
}
