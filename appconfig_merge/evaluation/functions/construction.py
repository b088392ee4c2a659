"""Making objects with ``new`` of functions and classes of the script's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects.reachable import PRIMITIVE_KINDS
from appconfig_merge.evaluation.expressions.calls import evaluate_arguments, items_of, unknown_call
from appconfig_merge.evaluation.expressions.unevaluated import unresolved
from appconfig_merge.evaluation.functions.calling import call_function
from appconfig_merge.evaluation.functions.classes import ClassParts, run_fields
from appconfig_merge.evaluation.objects import own_slot, prototype_of
from appconfig_merge.evaluation.properties.inheritance import set_prototype
from appconfig_merge.evaluation.scopes import UNINITIALISED, Building
from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.enumeration import is_constructor
from appconfig_merge.javascript.primitives import UNDEFINED, RegExp
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSArray, JSFunction, JSObject, Traced, Unknown
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation, Machine
    from appconfig_merge.evaluation.scopes import Scope

_CLASSES: Final = (estree.ClassDeclaration, estree.ClassExpression)


def construct(
    machine: Machine, function: JSFunction, given: list[Traced], at: Traced
) -> Evaluation:
    """``new`` of a function (ECMA-262 13.3.5.1); raises what :func:`_construct` does."""
    _check_constructible(function)
    return (yield _construct(machine, function, given, at, function))


def _construct(
    machine: Machine, function: JSFunction, given: list[Traced], at: Traced, target: JSFunction
) -> Evaluation:
    """Make an object (ECMA-262 10.2.2). ``target`` is the function that new was applied to.

    Raises Throws for what is no constructor, NotKnown where the object can't be known.
    """
    if not is_constructor(function):
        raise Throws("TypeError", "the function is not a constructor", at)
    parts = function.parts
    if isinstance(parts, ClassParts) and parts.is_derived:
        return (yield _derived(machine, function, parts, given, at, target))
    if isinstance(function.node, _CLASSES) and parts is None:
        raise NotKnown(function.unknown or Unknown("this class is not evaluated"))
    made = _fresh(machine, target, at)
    if isinstance(parts, ClassParts):
        yield run_fields(machine, function, parts, made)
        if parts.constructor is None:
            return made
        function = parts.constructor
    result = yield call_function(machine, function, made, given, at)
    return _chosen(machine, function, result, made)


def _check_constructible(function: JSFunction) -> None:
    """Refuse, as not known, a class of which it is clear that its objects can't be made here."""
    where = function
    while True:
        if where.unknown is not None:
            raise NotKnown(where.unknown)
        parts = where.parts
        if not isinstance(parts, ClassParts) or not parts.is_derived:
            return
        if parts.constructor is not None and not parts.calls_super:
            reason = "a constructor that may do without super() is not evaluated"
            raise NotKnown(Unknown(reason))
        parent = prototype_of(where)
        if parent is None or not isinstance(parent.value, JSFunction):
            raise NotKnown(Unknown("what the class extends is not known"))
        where = parent.value


def _fresh(machine: Machine, target: JSFunction, at: Traced) -> Traced:
    """A new object with the prototype that its function names (ECMA-262 10.1.13)."""
    if target.unknown is not None:
        raise NotKnown(target.unknown)
    slot = own_slot(target, "prototype")
    proto = slot.traced if slot is not None else untraced(None)
    if isinstance(proto.value, Unknown | RegExp):
        raise NotKnown(Unknown("the prototype of its function is not known", origin=proto))
    made = machine.journal.made(JSObject())
    if isinstance(proto.value, JSObject):
        set_prototype(machine, made, proto)
    return Traced(made, at.node, at.source)


def _chosen(machine: Machine, function: JSFunction, result: Traced, made: Traced) -> Traced:
    """The object that new gives: what the constructor returns, if that is one."""
    value = result.value
    if not machine.mentions(function.node).returns:
        return made
    if isinstance(value, JSObject | RegExp):
        return result
    if isinstance(value, Unknown) and value.kind not in PRIMITIVE_KINDS:
        unknown = Unknown("its constructor may return another object", reaches=(made, result))
        return Traced(unknown, made.node, made.source, (made, result))
    return made


def _derived(
    machine: Machine,
    function: JSFunction,
    parts: ClassParts,
    given: list[Traced],
    at: Traced,
    target: JSFunction,
) -> Evaluation:
    if parts.constructor is None:
        made = yield _by_parent(machine, function, given, at, target)
        yield run_fields(machine, function, parts, made)
        return made
    building = Building(function, target)
    unset = Traced(UNINITIALISED, at.node, at.source)
    result = yield call_function(machine, parts.constructor, unset, given, at, building=building)
    made = building.made
    if made is None:
        raise NotKnown(Unknown("a constructor that doesn't call super() is not evaluated"))
    return _chosen(machine, parts.constructor, result, made)


def _by_parent(
    machine: Machine, function: JSFunction, given: list[Traced], at: Traced, target: JSFunction
) -> Evaluation:
    parent = prototype_of(function)
    if parent is None or not isinstance(parent.value, JSFunction):
        raise NotKnown(Unknown("what the class extends is not known"))
    return (yield _construct(machine, parent.value, given, at, target))


def _super(
    machine: Machine, node: estree.CallExpression, given: list[Traced], scope: Scope
) -> Evaluation:
    """``super(...)`` where it is certain that the constructor comes to it (ECMA-262 13.3.7.1)."""
    building = scope.context.building
    assert building is not None
    at = Traced(UNINITIALISED, node, scope.context.source)
    function = building.function
    made = yield _by_parent(machine, function, given, at, building.target)
    building.made = scope.context.this = made
    assert isinstance(function.parts, ClassParts)
    yield run_fields(machine, function, function.parts, made)
    return Traced(made.value, node, scope.context.source, (made,))


def call_super(machine: Machine, node: estree.CallExpression, scope: Scope) -> Evaluation:
    """``super(...)`` (ECMA-262 13.3.7.1): gives the constructor its ``this``."""
    if scope.context.building is None:
        return unresolved(machine, node, scope, "such a call of super() is not evaluated")
    arguments = yield evaluate_arguments(machine, node, scope)
    array = arguments.value
    assert isinstance(array, JSArray)
    unknown = array.unknown
    try:
        if unknown is None:
            return (yield _super(machine, node, items_of(array), scope))
    except NotKnown as signal:
        unknown = signal.unknown
    building = scope.context.building
    callee = Traced(building.function, node, scope.context.source)
    at = Traced(UNDEFINED, node, scope.context.source, (callee,))
    made = unknown_call(machine, at, callee, None, array, unknown)
    building.made = scope.context.this = made
    return made
