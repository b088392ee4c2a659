"""Number, Math, Boolean, addresses: the built-ins that take primitive values and give one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.models.call import Pure
from appconfig_merge.javascript import math_functions as maths
from appconfig_merge.javascript import number_methods as numbers
from appconfig_merge.javascript import uri
from appconfig_merge.javascript.conversion import NotKnown, Throws, to_boolean
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import JSFunction, Unknown, Value

if TYPE_CHECKING:
    from appconfig_merge.evaluation.models.call import Models


def boolean(value: Value = UNDEFINED) -> Value:
    """Boolean called as a function."""
    return to_boolean(value)


def boolean_value(this: Value) -> Value:
    """Boolean.prototype.valueOf."""
    if isinstance(this, Unknown):
        raise NotKnown(this)
    if not isinstance(this, bool):
        raise Throws("TypeError", "Boolean.prototype.valueOf requires that 'this' be a Boolean")
    return this


def boolean_text(this: Value) -> Value:
    """Boolean.prototype.toString."""
    return "true" if boolean_value(this) else "false"


def function_text(this: Value) -> Value:
    """Function.prototype.toString."""
    if not isinstance(this, JSFunction):
        raise NotKnown(Unknown("the text of this function is not known"))
    if not this.text:
        raise NotKnown(Unknown("this parser keeps no source text of functions"))
    return this.text


MODELS: Final[Models] = {
    "Boolean": Pure(boolean, "boolean"),
    "Boolean.prototype.toString": Pure(boolean_text, "string"),
    "Boolean.prototype.valueOf": Pure(boolean_value, "boolean"),
    "Function.prototype.toString": Pure(function_text, "string"),
    "Number": Pure(numbers.number, "number"),
    "Number.isFinite": Pure(numbers.number_is_finite, "boolean"),
    "Number.isInteger": Pure(numbers.number_is_integer, "boolean"),
    "Number.isNaN": Pure(numbers.number_is_nan, "boolean"),
    "Number.isSafeInteger": Pure(numbers.number_is_safe_integer, "boolean"),
    "Number.parseFloat": Pure(numbers.parse_float, "number"),
    "Number.parseInt": Pure(numbers.parse_int, "number"),
    "Number.prototype.toExponential": Pure(numbers.to_exponential, "string"),
    "Number.prototype.toFixed": Pure(numbers.to_fixed, "string"),
    "Number.prototype.toPrecision": Pure(numbers.to_precision, "string"),
    "Number.prototype.toString": Pure(numbers.to_string_radix, "string"),
    "Number.prototype.valueOf": Pure(numbers.value_of, "number"),
    "isFinite": Pure(numbers.is_finite, "boolean"),
    "isNaN": Pure(numbers.is_nan, "boolean"),
    "parseFloat": Pure(numbers.parse_float, "number"),
    "parseInt": Pure(numbers.parse_int, "number"),
    "Math.abs": Pure(maths.abs_, "number"),
    "Math.ceil": Pure(maths.ceil, "number"),
    "Math.clz32": Pure(maths.clz32, "number"),
    "Math.floor": Pure(maths.floor, "number"),
    "Math.fround": Pure(maths.fround, "number"),
    "Math.imul": Pure(maths.imul, "number"),
    "Math.max": Pure(maths.max_, "number"),
    "Math.min": Pure(maths.min_, "number"),
    "Math.pow": Pure(maths.pow_, "number"),
    "Math.round": Pure(maths.round_, "number"),
    "Math.sign": Pure(maths.sign, "number"),
    "Math.sqrt": Pure(maths.sqrt, "number"),
    "Math.trunc": Pure(maths.trunc, "number"),
    "decodeURI": Pure(uri.decode_uri, "string"),
    "decodeURIComponent": Pure(uri.decode_uri_component, "string"),
    "encodeURI": Pure(uri.encode_uri, "string"),
    "encodeURIComponent": Pure(uri.encode_uri_component, "string"),
}
"""Models by name; see :mod:`appconfig_merge.evaluation.models.table`."""
