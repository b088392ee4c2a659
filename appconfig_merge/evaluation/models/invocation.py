"""Running models, and calling what a model was handed as a callback."""

from __future__ import annotations

from types import GeneratorType
from typing import TYPE_CHECKING, Final, cast

from appconfig_merge.evaluation.computing import compute
from appconfig_merge.evaluation.effects.postponing import is_flex_uis
from appconfig_merge.evaluation.models.call import Call, check_prototypes
from appconfig_merge.evaluation.models.finding import find, loaded
from appconfig_merge.evaluation.models.unevaluated import unevaluated
from appconfig_merge.evaluation.properties.converting import converting
from appconfig_merge.evaluation.properties.iteration import elements_of
from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.internal_slots import JSArguments
from appconfig_merge.javascript.values import Bound, JSArray, JSFunction, Slot, Traced, Unknown
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.intrinsics import Row
    from appconfig_merge.evaluation.machine import Evaluation, Machine
    from appconfig_merge.evaluation.properties.converting import Hint
    from appconfig_merge.javascript.values import Value

_ON_ARGUMENTS: Final = frozenset(
    f"Array.prototype.{method}"
    for method in ("at", "includes", "indexOf", "join", "lastIndexOf", "slice")
)
"""Methods that give of `arguments` what they give of an array with the same elements."""

_CONVERT: Final[dict[str, Hint]] = {
    "Number": "number",
    "String": "string",
    "decodeURI": "string",
    "decodeURIComponent": "string",
    "encodeURI": "string",
    "encodeURIComponent": "string",
    "isNaN": "number",
    "parseFloat": "string",
}
"""Functions that do nothing with their argument before they have converted it."""

_VARIADIC: Final = 4
"""The flag of a Python function that takes any number of arguments (inspect.CO_VARARGS)."""


def run(found: Row, call: Call, *, new: bool = False) -> Evaluation:
    """What a built-in function gives, after its effect. ``new`` tells that it is a constructor.

    Raises NotKnown where that can't be known; nothing but callbacks has run then.
    """
    if found.pure and not new:
        hint = _CONVERT.get(found.path)
        if hint is not None and call.arguments:
            begun = converting(call.machine, call.arguments[0], hint, call.at)
            if begun is not None:
                call = call.given(call.this, [(yield begun), *call.arguments[1:]])
        return _compute(found, call)
    name = found.new if new else found.model
    if not name:
        raise NotKnown(Unknown(f"the built-in {found.path} is not evaluated here"))
    check_prototypes(call.machine)
    call.path = found.path
    if isinstance(call.this.value, JSArguments) and found.path in _ON_ARGUMENTS:
        elements = elements_of(call.this.value)
        if isinstance(elements, Unknown):
            raise NotKnown(elements)
        array = call.array([Slot(slot.traced) for slot in elements])
        call.this = Traced(array, call.this.node, call.this.source, (call.this,))
    try:
        result = loaded(name)(call)
        if isinstance(result, GeneratorType):
            result = yield result
    except Throws as error:
        error.at = error.at or call.at
        raise
    if isinstance(result, Traced):
        return call.traced(result.value, result)
    return call.traced(cast("Value", result), *_inputs(found, call))


def _inputs(found: Row, call: Call) -> tuple[Traced, ...]:
    return (call.this, *call.arguments) if found.is_method else tuple(call.arguments)


def _compute(found: Row, call: Call) -> Traced:
    function = loaded(found.pure)
    inputs = _inputs(found, call)
    code = function.__code__
    if not code.co_flags & _VARIADIC:
        inputs = inputs[: code.co_argcount]
    values = tuple(item.value for item in inputs)
    node = call.at.node
    return compute(call.machine, function, values, node, call.scope, inputs, kind=found.gives)


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
    if is_called_own(call.machine, function):
        return function
    if isinstance(value, Unknown):
        found = find(call.machine, function)
        if found is not None and (found.model or found.pure or found.is_inert):
            return function
        raise NotKnown(Unknown(value.reason, origin=value.origin))
    raise call.throw(f"{function.text or 'the callback'} is not a function")


def is_called_own(machine: Machine, function: Traced) -> bool:
    """Whether :func:`call_own` calls a value: no built-in function, but one that is known."""
    value = function.value
    if isinstance(value, JSFunction | Bound):
        return True
    return machine.page is not None and is_flex_uis(value)


def call_own(
    machine: Machine, function: Traced, this: Traced | None, given: list[Traced], at: Traced
) -> Evaluation:
    """Call a function of the script's own, one that ``bind`` made, or on a page Flex UI's."""
    value = function.value
    if isinstance(value, Bound):
        function, this, given = value.function, value.this, [*value.arguments, *given]
        value = function.value
    if isinstance(value, JSFunction):
        return (yield machine.call(value, this, given, at))
    from appconfig_merge.evaluation.effects.flex_ui import call_flex_ui

    array = machine.journal.made(JSArray([Slot(one) for one in given]))
    return call_flex_ui(machine, at, function, this, array)


def invoke(call: Call, function: Traced, this: Traced, given: list[Traced]) -> Evaluation:
    """Call a callback."""
    value = function.value
    if is_called_own(call.machine, function):
        return (yield call_own(call.machine, function, this, given, call.at))
    assert isinstance(value, Unknown)
    found = find(call.machine, function)
    if found is None:
        raise NotKnown(Unknown(value.reason, origin=value.origin))
    if found.model or found.pure:
        return (yield run(found, Call(call.machine, this, given, call.at, call.scope)))
    return unevaluated(call.machine, found, call.at, this, given, Unknown(value.reason))
