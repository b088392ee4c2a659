"""What calling a value does: the script's own functions are run, others modelled or unknown."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from appconfig_merge.evaluation.candidates import can_be_split, run_each
from appconfig_merge.evaluation.effects import browser as later
from appconfig_merge.evaluation.effects.havoc import (
    escape,
    forget_scopes,
    havoc,
    mark_changed,
    pollute,
)
from appconfig_merge.evaluation.effects.postponing import fetched
from appconfig_merge.evaluation.effects.reachable import (
    is_foreign,
    is_of_module,
    may_be_prototype,
    roots,
)
from appconfig_merge.evaluation.expressions.built_in_calls import (
    call_built_in,
    fire_events,
    run_model,
)
from appconfig_merge.evaluation.expressions.literals import argument_list
from appconfig_merge.evaluation.intrinsics import reason_for, row
from appconfig_merge.evaluation.lists import lists_of, run_on_each
from appconfig_merge.evaluation.models import Call, call_own, find, is_called_own, unevaluated
from appconfig_merge.evaluation.properties.get import get
from appconfig_merge.evaluation.properties.iteration import elements_of
from appconfig_merge.evaluation.region import join_results, leave_out, may_stop
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.internal_slots import JSArguments
from appconfig_merge.javascript.lifting import has_candidates, leaves_of
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Bound, JSArray, JSFunction, JSObject, Traced, Unknown
from appconfig_merge.javascript.ways import given
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from typing import Any

    from appconfig_merge.evaluation.machine import Evaluation, Machine
    from appconfig_merge.evaluation.scopes import Scope
    from appconfig_merge.javascript.ways import Way
    from appconfig_merge.source import Source


def evaluate_arguments(
    machine: Machine, node: estree.CallExpression | estree.NewExpression, scope: Scope
) -> Evaluation:
    """Begin to evaluate the arguments of a call as one array."""
    array = estree.ArrayExpression(node.start, node.end, list(node.arguments))
    return argument_list(machine, array, scope)


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
    lists = lists_of(machine, array) if array.unknown is not None else None
    if lists is not None:
        begin = partial(call, machine, node, callee, this, arguments, scope)
        joined = join_results((yield run_on_each(machine, array, lists, begin)))
        return Traced(joined.value, node, source, (joined,))
    if isinstance(function, JSFunction):
        given, more = items_of(array), None
        if array.unknown is not None:
            given, more = [], _any_of(array, array.unknown, arguments)
        result = yield machine.call(function, this, given, at, more)
        return Traced(result.value, node, source, (result,))
    if isinstance(function, Bound) and array.unknown is None:
        return (yield _call_bound(machine, node, function, array, at, scope))
    if not isinstance(function, Unknown):
        raise Throws("TypeError", f"{_callee_text(node, source)} is not a function", at)
    chosen = yield _call_each(machine, node, callee, this, arguments, scope)
    if chosen is not None:
        return Traced(chosen.value, node, source, (chosen,))
    borrowed = yield _call_or_apply(machine, node, callee, this, array, scope)
    if borrowed is not None:
        return borrowed
    if function.path == "require" and machine.modules is not None and array.unknown is None:
        return (yield machine.require(at, items_of(array)))
    name = _callee_text(node, source)
    reason = reason_for(function.path, _key(node.callee), function.reason)
    if machine.page is not None:
        reason = reason or fetched(function)
    unknown = Unknown(reason or f"the result of {name}() is not known")
    found = find(machine, callee, this, _key(node.callee))
    if found is not None and found.changes != "anything":
        if array.unknown is not None:
            given = [_any_of(array, array.unknown, arguments)]
            yield fire_events(machine, found, given, at)
            return unevaluated(machine, found, at, this, given, unknown)
        return (yield call_built_in(machine, found, at, this, items_of(array), unknown, scope))
    if found is not None and found.model and array.unknown is None:
        modelled = Call(machine, this or untraced(UNDEFINED), items_of(array), at, scope)
        with suppress(NotKnown):
            return (yield run_model(machine, found, modelled))
    if function.path == "eval" and isinstance(node.callee, estree.Identifier):
        forget_scopes(machine, scope, at)
    if not function.path and function.is_platform and function.kind == "function":
        # It settles a promise: who waits for that comes later.
        escape(machine, *items_of(array))
        return Traced(UNDEFINED, node, source)
    return unknown_call(machine, at, callee, this, array, unknown)


def _call_each(
    machine: Machine,
    node: estree.CallExpression,
    callee: Traced,
    this: Traced | None,
    arguments: Traced,
    scope: Scope,
) -> Generator[Any, Any, Traced | None]:
    """The call of each function that the callee may be, on each object; None for one of one."""
    key = _key(node.callee)
    on_each = this is not None and bool(key) and _is_one_of_objects(this)
    whole = this if on_each and this is not None else callee
    first = machine.narrow(whole)
    if first is not whole and isinstance(first.value, JSObject):
        one = _method_of(machine, node, first, key) if on_each else first
        if one is not None:
            this = first if on_each else this
            return (yield call(machine, node, one, this, arguments, scope))
    if not can_be_split(first):
        return None
    assert isinstance(first.value, Unknown)
    ways = first.value.candidates
    calls: list[tuple[Way, Callable[[], Evaluation]]] = []
    for index, way in enumerate(ways):
        on = given(this, ways, index) if this is not None else None
        one = given(callee, ways, index)
        if on is not None and on_each:
            one = _method_of(machine, node, on, key)
        if one is not None and isinstance(one.value, JSFunction | Unknown):
            calls.append((way, partial(call, machine, node, one, on, arguments, scope)))
    if len(calls) < len(ways):
        at = Traced(UNDEFINED, node, scope.context.source, (callee,))
        error = Throws("TypeError", f"{_callee_text(node, at.source)} is not a function", at)
        if not calls:
            raise error
        leave_out(machine, callee, error)
    return (yield run_each(machine, calls))


def _is_one_of_objects(this: Traced) -> bool:
    """Whether a receiver is one of several values that are not all primitive.

    What methods of primitive values give of each is found by the operation itself.
    """
    leaves = leaves_of(this) if has_candidates(this) else None
    return leaves is not None and not all(
        one is not None and isinstance(one.value, str | float | bool) for one in leaves
    )


def _method_of(
    machine: Machine, node: estree.CallExpression, owner: Traced, key: str
) -> Traced | None:
    """A method of one of several objects; None where reading it throws."""
    try:
        found = get(machine, owner, key)
    except Throws:
        return None
    return Traced(found.value, node.callee, owner.source, (found,))


def _call_bound(
    machine: Machine,
    node: estree.CallExpression,
    bound: Bound,
    array: JSArray,
    at: Traced,
    scope: Scope,
) -> Evaluation:
    given = [*bound.arguments, *items_of(array)]
    result = yield call_own(machine, bound.function, bound.this, given, at)
    return Traced(result.value, node, scope.context.source, (result,))


def _key(callee: estree.Node) -> str:
    """The property that a callee was read from; empty where it isn't spelt out."""
    if not isinstance(callee, estree.MemberExpression):
        return ""
    if isinstance(callee.property, estree.PrivateIdentifier):
        return ""
    found = getattr(callee.property, "value" if callee.computed else "name", "")
    return found if isinstance(found, str) else ""


def items_of(array: JSArray) -> list[Traced]:
    """The elements of an array of arguments; of a hole undefined."""
    return [slot.traced if slot else untraced(UNDEFINED) for slot in array.elements]


def _any_of(array: JSArray, unknown: Unknown, at: Traced) -> Traced:
    """What each argument may be, when how many there are isn't known."""
    value = Unknown(unknown.reason, origin=unknown.origin, reaches=tuple(items_of(array)))
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
    """``f.call(this, ...)`` and ``f.apply(this, [...])`` on a function that can be run."""
    assert isinstance(callee.value, Unknown)
    if this is None or array.unknown is not None:
        return None
    method = callee.value.path.removeprefix("Function.prototype.")
    given = items_of(array)
    if find(machine, callee) is None:
        return None
    found = find(machine, this)
    is_own = is_called_own(machine, this)
    if method == "bind" and is_own and not _is_changed(this):
        bound = _bind(this, given)
        return Traced(bound, node, scope.context.source, (this, *given))
    if method == "bind" and found is not None and len(given) < 2:
        # console.log.bind(console) does what console.log does, which takes no notice of its this.
        is_same = found.is_inert and not found.is_method
        return Traced(this.value, node, scope.context.source, (this,)) if is_same else None
    if method not in {"call", "apply"} or not (found or is_own):
        return None
    receiver = given[0] if given else None
    rest = given[1:]
    if method == "apply":
        packed = rest[0] if rest else untraced(UNDEFINED)
        if packed.value is None or packed.value is UNDEFINED:
            rest = []
        elif isinstance(packed.value, JSArray) and packed.value.unknown is None:
            rest = items_of(packed.value)
        elif isinstance(packed.value, JSArguments):
            elements = elements_of(packed.value)
            if isinstance(elements, Unknown):
                return None
            rest = [slot.traced for slot in elements]
        else:
            return None
    at = Traced(UNDEFINED, node, scope.context.source, (callee,))
    if found is not None:
        if found.changes == "anything":
            return None
        unknown = Unknown(reason_for(found.path, "") or f"the result of {at.text} is not known")
        return (yield call_built_in(machine, found, at, receiver, rest, unknown, scope))
    result = yield call_own(machine, this, receiver, rest, at)
    return Traced(result.value, node, scope.context.source, (result,))


def _bind(function: Traced, given: list[Traced]) -> Bound:
    """What ``function.bind(this, ...)`` gives (ECMA-262 20.2.3.2)."""
    bound = function.value
    if isinstance(bound, Bound):
        return Bound(bound.function, bound.this, [*bound.arguments, *given[1:]])
    return Bound(function, given[0] if given else untraced(UNDEFINED), given[1:])


def _is_changed(function: Traced) -> bool:
    return isinstance(function.value, JSFunction) and function.value.unknown is not None


def unknown_call(
    machine: Machine,
    at: Traced,
    callee: Traced,
    this: Traced | None,
    array: JSArray,
    unknown: Unknown,
) -> Traced:
    """A call whose effect isn't modelled: what it can reach may change."""
    from appconfig_merge.evaluation.code.abrupt import always_throws

    if machine.page is not None:
        from appconfig_merge.evaluation.effects.flex_ui import call_flex_ui
        from appconfig_merge.evaluation.effects.handing_over import may_hand_over
        from appconfig_merge.evaluation.handing import is_flex_uis

        if is_flex_uis(callee.value):
            return call_flex_ui(machine, at, callee, this, array)
        given = [slot.traced for slot in array.elements if slot is not None]
        may_hand_over(machine, [callee, *given, *([this] if this is not None else [])], at)
    given = [slot.traced for slot in array.elements if slot is not None]
    handed = [callee, *given]
    if this is not None and not isinstance(this.value, GlobalObject):
        handed.append(this)
    value = Unknown(unknown.reason, origin=unknown.origin)
    result = Traced(value, at.node, at.source, tuple(handed))
    function = callee.value
    if isinstance(function, Unknown):
        value.is_platform = later.is_browsers(machine, function)
        is_new = isinstance(at.node, estree.NewExpression)
        if value.is_platform and is_new and later.make(machine, function.path, given, at):
            return result
    if machine.page is not None and getattr(function, "path", "") == "React.createElement":
        # It makes a record of what it is given, and calls nothing of that.
        escape(machine, *given)
        later.keep(machine, callee, given, at, by_module=False)
        return result
    mark_changed(machine, given)
    if any(may_be_prototype(machine, item) for item in handed[1:]):
        pollute(machine, Unknown(f"`{at.text}` may change it", origin=at))
    escape(machine, *handed)
    kept = machine.escaped
    by_module = is_of_module(callee)
    if by_module:
        kept = machine.handed_to_modules
        found = roots(machine, handed, for_module=True)
        kept.update((id(one.value), one) for one in found)
    foreign = is_foreign(machine, callee)
    if foreign:
        handed.append(untraced(machine.world_object))
    havoc(machine, [*handed, *kept.values()], at, foreign=foreign, by_module=by_module)
    later.keep(machine, callee, given, at, by_module=by_module)
    if any(always_throws(item.value) for item in handed) or _may_throw(machine, at, given):
        may_stop(machine, at)
    return result


def _may_throw(machine: Machine, at: Traced, given: list[Traced]) -> bool:
    if not _calls_back(at.node):
        return False
    from appconfig_merge.evaluation.effects.throwing import may_throw

    return may_throw(machine, given)


def _calls_back(node: estree.Node) -> bool:
    """Whether a call is one of a method that calls a function for each element, by its name."""
    key = _key(node.callee) if isinstance(node, estree.CallExpression) else ""
    found = row(f"Array.prototype.{key}")
    return found is not None and found.calls == "now"
