"""Number, Math, Boolean, addresses: the built-ins that take primitive values and give one."""

from __future__ import annotations

from appconfig_merge.javascript.conversion import NotKnown, Throws, to_boolean
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import JSFunction, Unknown, Value


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
