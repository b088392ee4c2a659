"""Running models, and calling what a model was handed as a callback."""

from __future__ import annotations

from types import GeneratorType
from typing import TYPE_CHECKING, Final, cast

from appconfig_merge.evaluation.computing import compute
from appconfig_merge.evaluation.models.call import Call, Pure, check_prototypes
from appconfig_merge.evaluation.models.table import find
from appconfig_merge.evaluation.properties.iteration import elements_of
from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Bound, JSArguments, JSFunction, Slot, Traced, Unknown
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation
    from appconfig_merge.evaluation.models.call import Model
    from appconfig_merge.javascript.values import Value

_ON_ARGUMENTS: Final = frozenset(
    f"Array.prototype.{method}"
    for method in ("at", "includes", "indexOf", "join", "lastIndexOf", "slice")
)
"""Methods that give of `arguments` what they give of an array with the same elements."""

_VARIADIC: Final = 4
"""The flag of a Python function that takes any number of arguments (inspect.CO_VARARGS)."""


def run(name: str, model: Model, call: Call) -> Evaluation:
    """What a built-in function gives, after its effect.

    Raises NotKnown where that can't be known; nothing but callbacks has run then.
    """
    if isinstance(model, Pure):
        return _compute(name, model, call)
    check_prototypes(call.machine)
    if isinstance(call.this.value, JSArguments) and name in _ON_ARGUMENTS:
        elements = elements_of(call.this.value)
        if isinstance(elements, Unknown):
            raise NotKnown(elements)
        array = call.array([Slot(slot.traced) for slot in elements])
        call.this = Traced(array, call.this.node, call.this.source, (call.this,))
    try:
        result = model(call)
        if isinstance(result, GeneratorType):
            result = yield result
    except Throws as error:
        error.at = error.at or call.at
        raise
    if isinstance(result, Traced):
        return call.traced(result.value, result)
    return call.traced(cast("Value", result), *_inputs(name, call))


def _inputs(name: str, call: Call) -> tuple[Traced, ...]:
    return (call.this, *call.arguments) if ".prototype." in name else tuple(call.arguments)


def _compute(name: str, model: Pure, call: Call) -> Traced:
    inputs = _inputs(name, call)
    code = model.function.__code__
    if not code.co_flags & _VARIADIC:
        inputs = inputs[: code.co_argcount]
    values = tuple(item.value for item in inputs)
    node = call.at.node
    return compute(call.machine, model.function, values, node, call.scope, inputs, kind=model.kind)


def callback(call: Call, index: int = 0) -> Traced:
    """The argument that is to be called back.

    Raises Throws for what is no function, NotKnown for one that can't be run.
    """
    function = call.argument(index)
    value = function.value
    if isinstance(value, JSFunction):
        if isinstance(value.node, estree.ClassDeclaration | estree.ClassExpression):
            raise NotKnown(Unknown("a class is not evaluated"))
        return function
    if isinstance(value, Bound):
        return function
    if isinstance(value, Unknown):
        if value.path.startswith("console.") or find(call.machine, function, None, "") is not None:
            return function
        raise NotKnown(Unknown(value.reason, origin=value.origin))
    raise call.throw(f"{function.text or 'the callback'} is not a function")


def invoke(call: Call, function: Traced, this: Traced, given: list[Traced]) -> Evaluation:
    """Call a callback."""
    value = function.value
    if isinstance(value, JSFunction):
        return (yield call.machine.call(value, this, given, call.at))
    if isinstance(value, Bound):
        inner = value.function.value
        assert isinstance(inner, JSFunction)
        given = [*value.arguments, *given]
        return (yield call.machine.call(inner, value.this, given, call.at))
    assert isinstance(value, Unknown)
    if value.path.startswith("console."):
        return untraced(UNDEFINED)
    found = find(call.machine, function, None, "")
    if found is None:
        raise NotKnown(Unknown(value.reason, origin=value.origin))
    name, model = found
    return (yield run(name, model, Call(call.machine, this, given, call.at, call.scope)))
