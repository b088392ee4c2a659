"""Which model a call runs: by the name of the function, or by its receiver's type."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from appconfig_merge.evaluation.objects import chain_end
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript.values import (
    JSArray,
    JSCollection,
    JSFunction,
    JSIterator,
    JSObject,
    Traced,
    Unknown,
)
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.evaluation.models.call import Model, Models
    from appconfig_merge.javascript.values import Value

_MODULES: Final = {
    "Map": ("collections",),
    "Set": ("collections",),
    "Array": ("collections", "array", "array_callbacks", "array_changes", "sorting"),
    "Boolean": ("primitives",),
    "Function": ("primitives",),
    "JSON": ("json",),
    "Math": ("primitives",),
    "Number": ("primitives",),
    "Object": ("definitions", "object", "properties"),
    "String": ("string",),
    "decodeURI": ("primitives",),
    "decodeURIComponent": ("primitives",),
    "encodeURI": ("primitives",),
    "encodeURIComponent": ("primitives",),
    "isFinite": ("primitives",),
    "isNaN": ("primitives",),
    "localStorage": ("page",),
    "location": ("page",),
    "parseFloat": ("primitives",),
    "parseInt": ("primitives",),
    "sessionStorage": ("page",),
}
"""Where the models are of what a global holds; imported when a script first asks."""


class Found(NamedTuple):
    """A model under its whole name, such as ``Array.prototype.map``."""

    name: str
    model: Model


@cache
def _models(root: str) -> Models:
    models: Models = {}
    for module in _MODULES.get(root, ()):
        models.update(import_module(f"appconfig_merge.evaluation.models.{module}").MODELS)
    return models


def named(name: str) -> Found | None:
    """The model of a built-in function by its whole name."""
    model = _models(name.partition(".")[0]).get(name)
    return Found(name, model) if model is not None else None


def find(machine: Machine, callee: Traced, this: Traced | None, key: str) -> Found | None:
    """The model of a callee; ``key`` is the property of ``this`` that it was read from."""
    function = callee.value
    if not isinstance(function, Unknown):
        return None
    if function.path:
        if ".prototype." in function.path and _is_changed(machine, function.path):
            return None
        return named(function.path)
    if this is None or not key:
        return None
    home = _home(this.value)
    if function.method:
        if not home or not _is_inherited(function, this, key):
            return None
        return named(f"{home}.prototype.{key}") or named(f"Object.prototype.{key}")
    if home in {"String", "Number"} and isinstance(this.value, Unknown):
        name = f"{home}.prototype.{key}"
        return None if _is_changed(machine, name) else named(name)
    return None


def find_borrowed(
    machine: Machine, this: Traced | None, node: estree.Node, method: str
) -> Found | None:
    """The model that ``this.call(...)`` or ``this.apply(...)`` runs: ``this`` is the function."""
    if this is None or method not in {"apply", "call"} or not isinstance(this.value, Unknown):
        return None
    found = find(machine, this, None, "")
    if found is not None or not this.value.method:
        return found
    # [].slice.call(...): what the literal is tells whose method it is.
    inner = node.object if isinstance(node, estree.MemberExpression) else None
    if not isinstance(inner, estree.MemberExpression) or inner.computed:
        return None
    owner = inner.object
    homes = {estree.ArrayExpression: "Array", estree.ObjectExpression: "Object"}
    home = homes.get(type(owner))
    if isinstance(owner, estree.Literal) and isinstance(owner.value, str):
        home = "String"
    is_plain = not (isinstance(owner, estree.ObjectExpression) and owner.properties)
    key = getattr(inner.property, "name", "")
    if home is None or not is_plain or this.value.method != key:
        return None
    return named(f"{home}.prototype.{key}")


def find_constructor(callee: Traced) -> Found | None:
    """The model of ``new callee(...)``: of those that give the same as the function called."""
    function = callee.value
    if isinstance(function, Unknown) and function.path in {"Array", "Object"}:
        return named(function.path)
    if isinstance(function, Unknown) and function.path in {"Map", "Set"}:
        from appconfig_merge.evaluation.models.collections import CONSTRUCTORS

        return Found(function.path, CONSTRUCTORS[function.path])
    return None


def _is_changed(machine: Machine, name: str) -> bool:
    return machine.polluted is not None or name.rpartition(".")[2] in machine.planted


def _is_inherited(function: Unknown, this: Traced, key: str) -> bool:
    """Whether a method was inherited from the prototype of the receiver's type.

    The arguments are evaluated since: what they deleted is among the object's ``deleted``.
    """
    owner = this.value
    if function.method != key:
        return False
    if not isinstance(owner, JSObject):
        return True
    where = owner
    while True:
        if key in where.slots or key in (where.deleted or ()):
            return False
        if where.traits is None:
            return True
        if key in where.traits.hidden:
            return False
        proto = where.traits.proto
        if proto is None or not isinstance(proto.value, JSObject):
            return proto is None
        where = proto.value


def _home(value: Value) -> str:
    """The built-in whose prototype a value inherits from; that of all candidates."""
    if isinstance(value, Unknown):
        inner = [item.traced.value if item.traced else None for item in value.candidates]
        homes = {_home(item) if isinstance(item, str | float) else "" for item in inner}
        return homes.pop() if len(homes) == 1 else ""
    if isinstance(value, str):
        return "String"
    if isinstance(value, bool):
        return "Boolean"
    if isinstance(value, float):
        return "Number"
    if isinstance(value, JSObject) and value.traits is not None:
        value = chain_end(value)
    if isinstance(value, JSArray):
        return "Array"
    if isinstance(value, JSFunction):
        return "Function"
    if isinstance(value, JSCollection):
        return "Map" if value.is_map else "Set"
    if isinstance(value, JSIterator):
        return ""
    return "Object" if isinstance(value, JSObject) and not isinstance(value, GlobalObject) else ""
