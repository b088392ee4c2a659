"""The built-in properties that values inherit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.intrinsics import is_member, row, type_of
from appconfig_merge.evaluation.world import is_object_member
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Bound, Traced, Unknown

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine

_FUNCTION_PROPERTIES: Final = frozenset({"arguments", "caller", "length", "name", "prototype"})
_OF_KIND: Final = {"boolean": "Boolean", "number": "Number", "string": "String"}
_FLEX_UIS: Final = "Twilio.Flex."
"""As in ``handing``, which a script that is no page's doesn't import."""


def is_of_built_ins(key: str) -> bool:
    """Whether Object.prototype, its functions or Object itself have a property."""
    return (
        is_object_member(key)
        or key in _FUNCTION_PROPERTIES
        or is_member("Function.prototype", key)
        or is_member("Object", key)
    )


def inherited(machine: Machine, key: str, home: str) -> Traced:
    """A property that a value hasn't of its own.

    ``home`` is the constructor whose prototype it inherits from; empty where what else the value
    has isn't known.
    """
    if machine.polluted is not None:
        return untraced(machine.polluted)
    if key in machine.planted:
        return untraced(machine.planted[key])
    if not home:
        return untraced(Unknown(f"the property {key} of this value is not evaluated here"))
    is_error = home.endswith("Error")
    if is_error and key in {"name", "message"}:
        return untraced(home if key == "name" else "")
    if is_error and _is_of_browsers(key):
        return untraced(Unknown(f"the {key} of an error differs between browsers"))
    if key == "constructor":
        return untraced(Unknown(f"the built-in {home} is not evaluated here", path=home))
    if key == "__proto__":
        return untraced(Unknown("prototypes are not evaluated here", path=f"{home}.prototype"))
    home = "Error" if is_error else home  # the others' prototypes have nothing more
    own = is_member(f"{home}.prototype", key)
    if own or is_object_member(key):
        reason = f"the built-in {key} of every {home.lower()} is not evaluated here"
        path = f"{home if own else 'Object'}.prototype.{key}"
        return untraced(Unknown(reason, kind=type_of(path), path=path))
    if home == "Function" and key in _FUNCTION_PROPERTIES:
        reason = f"the {key} of functions is not evaluated here"
        return untraced(Unknown(reason, method=key))
    return untraced(UNDEFINED)


def home_of_unknown(value: Unknown, key: str) -> str:
    """The constructor whose method of this name something unknown has; empty where not certain."""
    home = _OF_KIND.get(value.kind, "")
    found = row(value.path)
    is_function = found is not None and found.is_function
    is_flex_uis = value.kind == "function" and value.path.startswith(_FLEX_UIS)
    if is_function or is_flex_uis or isinstance(value, Bound):
        home = "Function"
    return home if home and is_member(f"{home}.prototype", key) else ""


def _is_of_browsers(key: str) -> bool:
    from appconfig_merge.evaluation.errors import OF_BROWSERS

    return key in OF_BROWSERS
