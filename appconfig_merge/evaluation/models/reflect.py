"""Reflect (ECMA-262 28.1): what operators and Object's functions do, as functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.models import definitions, properties
from appconfig_merge.evaluation.models import object as objects
from appconfig_merge.evaluation.models.call import Call
from appconfig_merge.evaluation.models.finding import find
from appconfig_merge.evaluation.models.invocation import callback, invoke, run
from appconfig_merge.evaluation.properties import delete, get
from appconfig_merge.evaluation.properties.accessors import reader
from appconfig_merge.evaluation.properties.inheritance import (
    accessor_of,
    may_replace,
    set_prototype,
)
from appconfig_merge.evaluation.properties.iteration import elements_of
from appconfig_merge.evaluation.properties.set import put
from appconfig_merge.javascript.conversion import NotKnown, Throws, to_primitive, to_string
from appconfig_merge.javascript.internal_slots import JSArguments
from appconfig_merge.javascript.primitives import UNDEFINED, RegExp
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSArray, JSFunction, JSObject, Traced, Unknown, Value

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation


def _target(call: Call) -> JSObject:
    """The object that is worked with; raises Throws for anything else."""
    value = call.known(0)
    if isinstance(value, RegExp):
        raise NotKnown(Unknown("properties of regular expressions are not evaluated"))
    if not isinstance(value, JSObject):
        raise call.throw("Reflect was called on non-object")
    if value.unknown is not None:
        raise NotKnown(value.unknown)
    return value


def _key(call: Call) -> str:
    return to_string(to_primitive(call.known(1)))


def _refuse_receiver(call: Call, index: int) -> None:
    """Refuse a receiver that is another object than the one that is looked at."""
    if len(call.arguments) > index and call.value(index) is not call.value(0):
        raise NotKnown(Unknown("Reflect with another receiver is not evaluated"))


def get_(call: Call) -> Evaluation:
    """Reflect.get."""
    _target(call)
    key = _key(call)
    _refuse_receiver(call, 2)
    reading = reader(call.machine, call.argument(0), key, call.at)
    if reading is not None:
        return (yield reading)
    return get.get(call.machine, call.argument(0), key)


def set_(call: Call) -> Evaluation:
    """Reflect.set: false where an assignment in strict code would throw."""
    machine, target = call.machine, call.argument(0)
    owner = _target(call)
    key = _key(call)
    _refuse_receiver(call, 3)
    accessor = accessor_of(machine, owner, key)
    if accessor is not None:
        if accessor.setter is None:
            return call.traced(False)
        setter = accessor.setter.value
        assert isinstance(setter, JSFunction)
        yield machine.call(setter, target, [call.argument(2)], call.at)
        return call.traced(True)
    try:
        put(machine, target, key, call.argument(2), call.at.node, strict=True)
    except Throws:
        return call.traced(False)
    if owner.unknown is not None:
        return call.traced(Unknown(owner.unknown.reason, kind="boolean"))
    return call.traced(True)


def has(call: Call) -> Value:
    """Reflect.has."""
    _target(call)
    found = delete.has(call.machine, call.argument(0), _key(call))
    if isinstance(found, Unknown):
        raise NotKnown(found)
    return found


def delete_property(call: Call) -> Value:
    """Reflect.deleteProperty."""
    _target(call)
    key = _key(call)
    return delete.delete(call.machine, call.argument(0), key, call.at, strict=False)


def own_keys(call: Call) -> Value:
    """Reflect.ownKeys: all names, and the symbols, of which an object that is known has none."""
    _target(call)
    objects.own_symbols(call)
    return objects.own_names(call)


def define_property(call: Call) -> Value:
    """Reflect.defineProperty, on an object that takes new properties."""
    owner = _target(call)
    traits = owner.traits
    if owner.frozen or (traits is not None and (traits.closed or traits.sealed)):
        raise NotKnown(Unknown("defining a property of such an object is not evaluated"))
    definitions.define_property(call)
    return True


def get_prototype_of(call: Call) -> Value | Traced:
    """Reflect.getPrototypeOf."""
    _target(call)
    return definitions.get_prototype(call)


def set_prototype_of(call: Call) -> Value:
    """Reflect.setPrototypeOf: whether the object takes the prototype."""
    owner = _target(call)
    proto = call.known(1)
    if isinstance(proto, RegExp):
        raise NotKnown(Unknown("such a prototype is not evaluated"))
    if proto is not None and not isinstance(proto, JSObject):
        raise call.throw("Object prototype may only be an Object or null")
    if not may_replace(call.machine, owner, proto):
        return False
    set_prototype(call.machine, owner, call.argument(1))
    return True


def is_extensible(call: Call) -> Value:
    """Reflect.isExtensible."""
    return objects.is_extensible(_target(call))


def prevent_extensions(call: Call) -> Value:
    """Reflect.preventExtensions."""
    _target(call)
    properties.prevent_extensions(call)
    return True


def apply(call: Call) -> Evaluation:
    """Reflect.apply."""
    function = callback(call)
    given = _listed(call, call.argument(2))
    return (yield invoke(call, function, call.argument(1), given))


def construct(call: Call) -> Evaluation:
    """Reflect.construct, without another target."""
    if len(call.arguments) > 2:
        raise NotKnown(Unknown("Reflect.construct with another target is not evaluated"))
    function = call.argument(0)
    given = _listed(call, call.argument(1))
    if isinstance(function.value, JSFunction):
        return (yield call.machine.construct(function.value, given, call.at))
    found = find(call.machine, function)
    if found is None or not found.new:
        raise NotKnown(Unknown("what Reflect.construct is to call is not known"))
    inner = Call(call.machine, untraced(UNDEFINED), given, call.at, call.scope)
    return (yield run(found, inner, new=True))


def _listed(call: Call, arguments: Traced) -> list[Traced]:
    """CreateListFromArrayLike (ECMA-262 7.3.18), of arrays and ``arguments``."""
    value = arguments.value
    if isinstance(value, JSArguments):
        found = elements_of(value)
        if isinstance(found, Unknown):
            raise NotKnown(found)
        return [slot.traced for slot in found]
    if isinstance(value, Unknown):
        raise NotKnown(value)
    if not isinstance(value, JSObject | RegExp):
        raise call.throw("CreateListFromArrayLike called on non-object")
    if not isinstance(value, JSArray):
        raise NotKnown(Unknown("such a list of arguments is not evaluated"))
    if value.unknown is not None:
        raise NotKnown(value.unknown)
    return [slot.traced if slot is not None else untraced(UNDEFINED) for slot in value.elements]
