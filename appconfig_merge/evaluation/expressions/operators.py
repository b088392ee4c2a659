"""Handlers of unary and binary operators, ``delete`` and ``in`` among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.computing import compute
from appconfig_merge.evaluation.effects.reachable import runs_code
from appconfig_merge.evaluation.expressions.members import in_operator, raw_key, to_key
from appconfig_merge.evaluation.expressions.names import find
from appconfig_merge.evaluation.expressions.unevaluated import unresolved
from appconfig_merge.evaluation.objects import chain_end, home_of, prototype_of
from appconfig_merge.evaluation.properties.converting import converting
from appconfig_merge.evaluation.properties.get import run_hooks
from appconfig_merge.evaluation.properties.inheritance import locate
from appconfig_merge.evaluation.properties.set import write_to_unknown
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript import operators
from appconfig_merge.javascript.conversion import Throws, to_boolean, typeof
from appconfig_merge.javascript.globals import ERRORS
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt, RegExp
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import (
    Candidate,
    JSFunction,
    JSObject,
    Traced,
    Unknown,
    Value,
)
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any

    from appconfig_merge.evaluation.machine import Evaluation, ExpressionTable, Machine
    from appconfig_merge.evaluation.properties.converting import Hint
    from appconfig_merge.evaluation.scopes import Scope


_OF_NUMBERS: Final = frozenset({"+", "-", "*", "<", ">", "<=", ">=", "===", "!=="})
"""What always has a known result of two numbers, and runs nothing."""
_RUNS_NOTHING: Final = frozenset({"===", "!=="})
_EQUALITIES: Final = frozenset({"===", "!==", "==", "!="})
_COMPARISONS: Final = frozenset({"===", "!==", "==", "!=", "<", ">", "<=", ">="})


def unary_expression(machine: Machine, node: estree.UnaryExpression, scope: Scope) -> Evaluation:
    """A prefix operator (ECMA-262 13.5)."""
    operator = node.operator
    if operator == "delete":
        return (yield _delete(machine, node, scope))
    if (
        operator == "typeof"
        and isinstance(node.argument, estree.Identifier)
        and find(machine, node.argument.name, scope) is None
    ):
        return Traced("undefined", node, scope.context.source)
    traced = yield machine.expression(node.argument, scope)
    if operator == "void":
        return Traced(UNDEFINED, node, scope.context.source, ())
    inputs = (traced,)
    if operator == "typeof":
        arguments: tuple[object, ...] = (traced.value,)
        return compute(
            machine, typeof, arguments, node, scope, inputs, kind="string", converts=False
        )
    if operator == "!":
        arguments = (traced.value,)
        return compute(
            machine, _not, arguments, node, scope, inputs, kind="boolean", converts=False
        )
    begun = converting(machine, traced, "number", Traced(UNDEFINED, node, scope.context.source))
    if begun is not None:
        traced = yield begun
    return compute(machine, operators.unary, (operator, traced.value), node, scope, (traced,))


_CONSTRUCTORS: Final = ERRORS | {"Array", "Date", "Function", "Map", "Object", "Set"}
"""Built-in constructors whose objects are told from others."""


def instance_of(machine: Machine, left: Traced, right: Traced, at: Traced) -> Traced:
    """``left instanceof right`` (ECMA-262 13.10.2), for functions without Symbol.hasInstance."""
    found: bool | None = None
    value, function = left.value, right.value
    if isinstance(function, JSFunction) and function.unknown is None:
        place = locate(machine, function, "prototype")
        proto = place.slot.traced.value if place.slot is not None else None
        if place.holder is not None and place.holder.unknown is None:
            found = _inherits(machine, value, proto)
    elif not isinstance(function, Unknown | JSObject | RegExp):
        raise Throws("TypeError", "Right-hand side of 'instanceof' is not an object", at)
    elif isinstance(function, Unknown) and function.path in _CONSTRUCTORS:
        found = _is_built_in(machine, value, function.path)
    if found is None:
        run_hooks(machine, right)
        unknown = Unknown("this instanceof is not evaluated", kind="boolean")
        return Traced(unknown, at.node, at.source, (left, right))
    return Traced(found, at.node, at.source, (left, right))


def _inherits(machine: Machine, value: Value, proto: Value) -> bool | None:
    """Whether a prototype is in the chain of a value; None where that isn't known."""
    if isinstance(value, Unknown) or (
        isinstance(value, RegExp) and not isinstance(proto, JSObject)
    ):
        return None
    if not isinstance(value, JSObject):
        return False
    if not isinstance(proto, JSObject):
        return None
    where = value
    while True:
        if where.unknown is not None or isinstance(where, GlobalObject):
            return None
        found = prototype_of(where)
        if found is None or not isinstance(found.value, JSObject):
            return False
        machine.looked()
        where = found.value
        if where is proto:
            return True


def _is_built_in(machine: Machine, value: Value, path: str) -> bool | None:
    if machine.polluted is not None or machine.is_overwritten(path):
        return None
    if isinstance(value, Unknown | RegExp):
        return None
    if not isinstance(value, JSObject):
        return False
    if value.unknown is not None or isinstance(value, GlobalObject):
        return None
    end = chain_end(value)
    if end is None:
        return False
    if end.unknown is not None or isinstance(end, GlobalObject):
        return None
    home = home_of(end)
    return path in {"Object", home} or (path == "Error" and home in ERRORS) if home else None


def _not(value: Value) -> bool:
    return not to_boolean(value)


def binary_expression(machine: Machine, node: estree.BinaryExpression, scope: Scope) -> Evaluation:
    """A binary operator. A chain of them to the left is walked, not nested.

    Operands that are there at once need no turn of the machine, but for what a catch clause
    wants to know of them.
    """
    if isinstance(node.left, estree.PrivateIdentifier):
        return (yield _in_private(machine, node, node.left, scope))
    left = machine.expression(node.left, scope)
    if type(left) is not Traced or machine.trying:
        left = yield left
    right = machine.expression(node.right, scope)
    if type(right) is not Traced or machine.trying:
        right = yield right
    if node.operator == "in":
        return in_operator(machine, node, left, right, scope)
    if node.operator == "instanceof":
        return instance_of(machine, left, right, Traced(None, node, scope.context.source))
    result = operate(machine, node.operator, left, right, node, scope)
    if type(result) is not Traced:
        result = yield result
    return result


def _in_private(
    machine: Machine, node: estree.BinaryExpression, left: estree.PrivateIdentifier, scope: Scope
) -> Evaluation:
    """``#name in object`` (ECMA-262 13.10.1)."""
    from appconfig_merge.evaluation.properties.private import has_private, private_name

    name = private_name(left, scope)
    if name is None:
        return unresolved(machine, node, scope, "the private name is of no class here")
    target = yield machine.expression(node.right, scope)
    at = Traced(UNDEFINED, node, scope.context.source, (target,))
    try:
        at.value = has_private(target, name)
    except Throws as error:
        error.at = at
        raise
    return at


def _delete(machine: Machine, node: estree.UnaryExpression, scope: Scope) -> Evaluation:
    """``delete``: of a property; of anything else it does nothing that lasts."""
    argument: estree.Node = node.argument
    at = Traced(True, node, scope.context.source)
    if isinstance(argument, estree.Identifier):
        local = scope
        while local.parent is not None and argument.name not in local.slots:
            local = local.parent
        window = untraced(machine.world_object)
        from appconfig_merge.evaluation.properties.delete import delete

        at.value = argument.name not in local.slots and delete(
            machine, window, argument.name, at, strict=False
        )
        return at
    if isinstance(argument, estree.ChainExpression):
        from appconfig_merge.evaluation.expressions.chains import follow, links

        base, steps = links(argument.expression)
        last = steps[-1]
        if isinstance(last, estree.MemberExpression):
            found = yield follow(machine, base, steps[:-1], scope)
            target = found.value
            if found.is_short or (
                last.optional and (target.value is None or target.value is UNDEFINED)
            ):
                return at
            if isinstance(target.value, Unknown):
                return unresolved(machine, node, scope, target.value.reason)
            return (yield _delete_member(machine, last, target, at, scope))
    if not isinstance(argument, estree.MemberExpression) or isinstance(
        argument.object, estree.Super
    ):
        yield machine.expression(argument, scope)
        return at
    target = yield machine.expression(argument.object, scope)
    return (yield _delete_member(machine, argument, target, at, scope))


def _delete_member(
    machine: Machine, node: estree.MemberExpression, target: Traced, at: Traced, scope: Scope
) -> Evaluation:
    raw = yield raw_key(machine, node, scope)
    key = to_key(machine, raw, node.property, scope)
    if isinstance(key.value, str):
        try:
            from appconfig_merge.evaluation.properties.delete import delete

            at.value = delete(machine, target, key.value, at, scope.context.strict)
        except Throws as error:
            error.at = at
            raise
    else:
        write_to_unknown(machine, target, key, "")
        at.value = Unknown("a key is not known", origin=key, kind="boolean")
    return at


def operate(
    machine: Machine,
    operator: str,
    left: Traced,
    right: Traced,
    node: estree.Node,
    scope: Scope,
) -> Traced | Evaluation:
    """Begin to apply a binary operator to two values: objects may have conversions to be run."""
    if type(left.value) is float and type(right.value) is float and operator in _OF_NUMBERS:
        result = operators.binary(operator, left.value, right.value)
        return Traced(result, node, scope.context.source, (left, right))
    if machine.hooks and (_may_convert(left.value) or _may_convert(right.value)):
        at = Traced(UNDEFINED, node, scope.context.source)
        begun = _convert_both(machine, operator, left, right, at)
        if begun is not None:
            return _operate_on_converted(machine, operator, begun, node, scope)
    return _operate(machine, operator, left, right, node, scope)


def _may_convert(value: Value) -> bool:
    """Whether converting a value may call a method of the script's own that is known."""
    return isinstance(value, JSObject) or (isinstance(value, Unknown) and bool(value.candidates))


def _operate_on_converted(
    machine: Machine,
    operator: str,
    begun: Generator[Any, Any, tuple[Traced, Traced]],
    node: estree.Node,
    scope: Scope,
) -> Evaluation:
    left, right = yield begun
    return _operate(machine, operator, left, right, node, scope)


def _convert_both(
    machine: Machine, operator: str, left: Traced, right: Traced, at: Traced
) -> Generator[Any, Any, tuple[Traced, Traced]] | None:
    """Begin to convert the operands (ECMA-262 13.15.3, 7.2.13, 7.2.14); None to leave them."""
    if operator in _RUNS_NOTHING:
        return None
    if operator in _EQUALITIES:
        # An object is converted just to be compared with a primitive value.
        if not all(_is_comparable(one.value) for one in (left, right)):
            return None
        if isinstance(left.value, JSObject) and isinstance(right.value, JSObject):
            return None
    hint: Hint = "default" if operator == "+" or operator in _EQUALITIES else "number"
    is_first = converting(machine, left, hint, at) is not None
    if not is_first and (
        runs_code(machine, [left]) or converting(machine, right, hint, at) is None
    ):
        return None  # nothing to convert, or what the left one may run comes first
    return _both(machine, left, right, hint, at)


def _is_comparable(value: Value) -> bool:
    return isinstance(value, str | float | bool | BigInt | JSObject)


def _both(
    machine: Machine, left: Traced, right: Traced, hint: Hint, at: Traced
) -> Generator[Any, Any, tuple[Traced, Traced]]:
    begun = converting(machine, left, hint, at)
    if begun is not None:
        left = yield begun
    begun = converting(machine, right, hint, at)
    # What is left of the left one to convert comes first.
    if begun is not None and not runs_code(machine, [left]):
        right = yield begun
    return left, right


def _operate(
    machine: Machine,
    operator: str,
    left: Traced,
    right: Traced,
    node: estree.Node,
    scope: Scope,
) -> Traced:
    is_unknown = isinstance(left.value, Unknown) or isinstance(right.value, Unknown)
    if is_unknown and operator in _RUNS_NOTHING:
        from appconfig_merge.evaluation.identity import same_built_in

        same = same_built_in(machine, left.value, right.value)
        if same is not None:
            return Traced(same is (operator == "==="), node, scope.context.source, (left, right))
    flag = _is_text(machine, operator, left, right)
    if flag is None:
        flag = _is_nothing(operator, left.value, right.value)
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


def _is_nothing(operator: str, left: Value, right: Value) -> bool | None:
    """Whether something of which just that is known that it is an object is null or undefined."""
    if operator not in _EQUALITIES:
        return None
    value, nothing = (right, left) if isinstance(right, Unknown) else (left, right)
    if not isinstance(value, Unknown) or not (nothing is None or nothing is UNDEFINED):
        return None
    if value.kind not in {"object", "function"} or value.accessor or value.may_be_absent:
        return None
    return operator in {"!==", "!="}


def _is_string(value: Value) -> bool:
    return isinstance(value, str) or (isinstance(value, Unknown) and value.kind == "string")


HANDLERS: Final[ExpressionTable] = {
    estree.UnaryExpression: unary_expression,
    estree.BinaryExpression: binary_expression,
}
