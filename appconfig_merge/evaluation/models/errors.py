"""Error and its kin (ECMA-262 20.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.computing import compute
from appconfig_merge.evaluation.errors import new_error
from appconfig_merge.javascript.conversion import NotKnown, object_to_string, to_string
from appconfig_merge.javascript.internal_slots import JSError
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import JSObject, Traced, Unknown, Value

if TYPE_CHECKING:
    from appconfig_merge.evaluation.models.call import Call


def error(call: Call) -> Value:
    """Error, TypeError and so on called, with or without ``new`` (ECMA-262 20.5.1.1)."""
    return new_error(call.machine, call.path, _message(call), _cause(call))


def _message(call: Call) -> Traced | None:
    given = call.argument(0)
    value = given.value
    if value is UNDEFINED:
        return None
    if isinstance(value, Unknown) and value.kind != "string":
        raise NotKnown(value)
    node = call.at.node
    return compute(call.machine, to_string, (value,), node, call.scope, (given,), kind="string")


def _cause(call: Call) -> Traced | None:
    options = call.known(1)
    if not isinstance(options, JSObject):
        return None
    if type(options) is not JSObject or options.unknown is not None or options.traits is not None:
        raise NotKnown(Unknown("such options of an error are not evaluated"))
    slot = options.slots.get("cause")
    if slot is None:
        return None
    value = slot.traced.value
    if isinstance(value, Unknown) and (value.may_be_absent or value.accessor):
        raise NotKnown(value)
    return slot.traced


def error_text(this: Value) -> Value:
    """Error.prototype.toString (ECMA-262 20.5.3.4) of an error."""
    if isinstance(this, Unknown):
        raise NotKnown(this)
    if not isinstance(this, JSError):
        raise NotKnown(Unknown("the text of such an error is not evaluated"))
    return object_to_string(this)


def capture_stack_trace(call: Call) -> Value:
    """Error.captureStackTrace of an error: what it sets is never known anyway."""
    value = call.known(0)
    if not isinstance(value, JSError) or not value.is_error:
        raise NotKnown(Unknown("the stack that an object gets is not evaluated"))
    return UNDEFINED
