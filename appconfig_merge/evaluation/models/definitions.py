"""Object.defineProperty, Object.create and what else sees attributes and prototypes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.models.object import known_object
from appconfig_merge.evaluation.objects import home_of, own_slot, prototype_of
from appconfig_merge.evaluation.properties.accessors import accessor_slot
from appconfig_merge.evaluation.properties.inheritance import (
    hide,
    may_replace,
    set_prototype,
    unorder,
)
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript.conversion import NotKnown, to_boolean, to_primitive, to_string
from appconfig_merge.javascript.globals import ERRORS
from appconfig_merge.javascript.internal_slots import JSArguments, JSError, JSInternal
from appconfig_merge.javascript.keys import is_index
from appconfig_merge.javascript.primitives import UNDEFINED, RegExp
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import (
    FIXED,
    READ_ONLY,
    Accessor,
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Traits,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from appconfig_merge.evaluation.models.call import Call

_OF_FUNCTIONS: Final = frozenset({"arguments", "caller", "length", "name", "prototype"})


def define_property(call: Call) -> Traced:
    """Object.defineProperty (ECMA-262 20.1.2.4)."""
    if isinstance(call.value(0), GlobalObject):
        _define_global(call)
        return call.argument(0)
    owner = _owner(call)
    symbol = call.value(1)
    if isinstance(symbol, Unknown) and symbol.path == "Symbol.toStringTag":
        _tag(call, owner)
        return call.argument(0)
    key = to_string(to_primitive(call.known(1)))
    change = _Change(call, owner, key, call.argument(2))
    change.apply()
    return call.argument(0)


def _tag(call: Call, owner: JSObject) -> None:
    """Symbol.toStringTag, which bundlers give to modules: it only decides on a text."""
    traits = owner.traits.copy() if owner.traits is not None else Traits()
    if "value" not in _descriptor(call, call.argument(2)) or traits.closed or traits.sealed:
        raise NotKnown(Unknown("such a Symbol.toStringTag is not evaluated"))
    traits.tagged = True
    call.machine.journal.set_traits(owner, traits)


def _define_global(call: Call) -> None:
    """Define a property of the window: a value, under a name that nothing has so far."""
    machine = call.machine
    window = call.value(0)
    assert isinstance(window, GlobalObject)
    key = to_string(to_primitive(call.known(1)))
    is_free = key not in window.slots and machine.world.get(key) is None
    if window.unknown is not None or machine.open_world is not None or not is_free:
        raise NotKnown(Unknown("redefining a property of the window is not evaluated"))
    fields = _descriptor(call, call.argument(2))
    if fields.keys() & {"get", "set"}:
        raise NotKnown(Unknown("an accessor of the window is not evaluated"))
    value = fields.get("value")
    locked = 0
    for attribute, lock in (("writable", READ_ONLY), ("configurable", FIXED)):
        field = fields.get(attribute)
        if field is None or not to_boolean(field.traced.value):
            locked |= lock
    traits = window.traits.copy() if window.traits is not None else Traits()
    traits.locked[key] = locked
    machine.journal.set_traits(window, traits)
    slot = Slot(value.traced, value.key) if value is not None else Slot(call.traced(UNDEFINED))
    machine.journal.set_slot(window, key, slot)


def define_properties(call: Call) -> Traced:
    """Object.defineProperties (ECMA-262 20.1.2.3): all are checked before any is made."""
    owner = _owner(call)
    changes = _changes(call, owner, call.argument(1))
    for change in changes:
        change.apply()
    return call.argument(0)


def create(call: Call) -> Traced:
    """Object.create (ECMA-262 20.1.2.2)."""
    first = call.value(0)
    path = first.path if isinstance(first, Unknown) else ""
    kind = path.removesuffix(".prototype")
    if kind in ERRORS and kind != path and call.value(1) is UNDEFINED:
        # What errors of a function of the script's own inherit from.
        return call.traced(call.machine.journal.made(JSError(kind, is_error=False)))
    proto = call.known(0) if not _is_plain_prototype(call.value(0)) else None
    made = JSObject()
    if isinstance(proto, JSObject):
        may_replace(call.machine, made, proto)
    elif isinstance(proto, RegExp):
        raise NotKnown(Unknown("such a prototype is not evaluated"))
    elif proto is not None:
        raise call.throw("Object prototype may only be an Object or null")
    made = call.object({})
    changes = []
    if call.value(1) is not UNDEFINED:
        changes = _changes(call, made, call.argument(1))
    if not _is_plain_prototype(call.value(0)):
        set_prototype(call.machine, made, call.argument(0))
    for change in changes:
        change.apply()
    return call.traced(made, *call.arguments)


def _is_plain_prototype(value: Value) -> bool:
    return isinstance(value, Unknown) and value.path == "Object.prototype"


def _owner(call: Call) -> JSObject:
    owner = call.known(0)
    if not isinstance(owner, JSObject | RegExp):
        raise call.throw("Object.defineProperty called on non-object")
    if isinstance(owner, RegExp | GlobalObject | JSArguments | JSInternal):
        raise NotKnown(Unknown("defining a property of this object is not evaluated"))
    if owner.unknown is not None:
        raise NotKnown(owner.unknown)
    return owner


def _changes(call: Call, owner: JSObject, described: Traced) -> list[_Change]:
    value = described.value
    if isinstance(value, Unknown):
        raise NotKnown(value)
    if value is None or value is UNDEFINED:
        raise call.throw("Cannot convert undefined or null to object")
    if type(value) is not JSObject:
        raise NotKnown(Unknown("such property descriptions are not evaluated"))
    known_object(value)
    found = []
    for key in JSObject.keys(value):
        slot = value.slots[key]
        unknown = slot.traced.value
        if isinstance(unknown, Unknown) and (unknown.accessor or unknown.may_be_absent):
            raise NotKnown(unknown)
        found.append(_Change(call, owner, key, slot.traced))
    if len(found) > 1 and any(isinstance(one.old, Slot) for one in found):
        raise NotKnown(Unknown("redefining several properties is not evaluated"))
    return found


class _Change:
    """A property to be defined (ECMA-262 10.1.6.3), checked when it is made."""

    def __init__(self, call: Call, owner: JSObject, key: str, described: Traced) -> None:
        self.call = call
        self.owner = owner
        self.key = key
        self.fields = _descriptor(call, described)
        traits = owner.traits or Traits()
        if (isinstance(owner, JSFunction) and key in _OF_FUNCTIONS) or (
            isinstance(owner, JSArray) and (is_index(key) or key == "length")
        ):
            raise NotKnown(Unknown("defining this property is not evaluated"))
        self.old = old = own_slot(owner, key)
        self.locked = traits.locked.get(key, 0)
        self.was_hidden = key in traits.hidden
        if old is None and (owner.frozen or traits.closed or traits.sealed):
            raise call.throw(f"Cannot define property {key}, object is not extensible")
        if old is not None and (owner.frozen or traits.sealed or self.locked & FIXED):
            raise NotKnown(Unknown("redefining a fixed property is not evaluated"))
        before = old.traced.value if old is not None else None
        if (
            isinstance(before, Unknown)
            and not isinstance(before, Accessor)
            and (before.accessor or before.may_be_absent)
        ):
            raise NotKnown(Unknown("the property is redefined"))
        self.is_accessor = bool(self.fields.keys() & {"get", "set"})
        if self.is_accessor and self.fields.keys() & {"value", "writable"}:
            message = "Invalid property descriptor. Cannot both specify accessors and a value"
            raise call.throw(message)
        self.getter = self._function("get", before)
        self.setter = self._function("set", before)

    def _function(self, name: str, before: object) -> Traced | None:
        slot = self.fields.get(name)
        if slot is None:
            if isinstance(before, Accessor):
                return before.getter if name == "get" else before.setter
            return None
        value = slot.traced.value
        if isinstance(value, JSFunction):
            return slot.traced
        if isinstance(value, Unknown):
            raise NotKnown(value)
        if value is UNDEFINED:
            return None
        raise self.call.throw(f"{'Getter' if name == 'get' else 'Setter'} must be a function")

    def _is(self, attribute: str, before: bool) -> bool:
        slot = self.fields.get(attribute)
        return before if slot is None else to_boolean(slot.traced.value)

    def apply(self) -> None:
        """Define it."""
        old, call, owner, key = self.old, self.call, self.owner, self.key
        machine = call.machine
        was_accessor = old is not None and isinstance(old.traced.value, Accessor)
        enumerable = self._is("enumerable", old is not None and not self.was_hidden)
        locked = 0 if self._is("configurable", old is not None) else FIXED
        value = self.fields.get("value")
        if self.is_accessor or (was_accessor and not self.fields.keys() & {"value", "writable"}):
            slot = accessor_slot(Accessor(self.getter, self.setter), None, call.at, old)
        else:
            writable = old is not None and not was_accessor and not self.locked & READ_ONLY
            if not self._is("writable", writable):
                locked |= READ_ONLY
            if value is not None:
                slot = Slot(value.traced, value.key, old)
            elif old is not None and not was_accessor:
                slot = old
            else:
                slot = Slot(call.traced(UNDEFINED))
        traits = owner.traits
        size = len(owner.slots) + (len(traits.hidden) + len(traits.locked) if traits else 0)
        if not enumerable:
            call.moved(size)
            hide(machine, owner, key, slot, locked)
            return
        if locked or self.locked or self.was_hidden:
            call.moved(size)
            changed = traits.copy() if traits is not None else Traits()
            changed.hidden.pop(key, None)
            changed.locked.pop(key, None)
            if locked:
                changed.locked[key] = locked
            machine.journal.set_traits(owner, changed)
        if self.was_hidden:
            unorder(machine, owner)
        machine.journal.set_slot(owner, key, slot)


def _descriptor(call: Call, described: Traced) -> dict[str, Slot]:
    """The fields of a property description (ECMA-262 6.2.6.5)."""
    value = described.value
    if isinstance(value, Unknown):
        raise NotKnown(value)
    if not isinstance(value, JSObject | RegExp):
        raise call.throw(f"Property description must be an object: {to_string(value)}")
    if type(value) is not JSObject or (value.traits is not None and value.traits.proto is not None):
        raise NotKnown(Unknown("such a property description is not evaluated"))
    if value.unknown is not None:
        raise NotKnown(value.unknown)
    fields = dict(value.slots)
    if value.traits is not None:
        fields.update(value.traits.hidden)
    for slot in fields.values():
        unknown = slot.traced.value
        if isinstance(unknown, Unknown) and (unknown.accessor or unknown.may_be_absent):
            raise NotKnown(unknown)
    for name in ("configurable", "enumerable", "writable"):
        if name in fields:
            to_boolean(fields[name].traced.value)
    return fields


def get_prototype(call: Call) -> Value | Traced:
    """Object.getPrototypeOf."""
    first = call.value(0)
    if call.machine.page is not None and isinstance(first, Unknown) and first.path == "Twilio.Flex":
        return untraced(Unknown("Flex UI is an ordinary object", path="Object.prototype"))
    value = call.known(0)
    if value is None or value is UNDEFINED:
        raise call.throw("Cannot convert undefined or null to object")
    if not isinstance(value, JSObject) or isinstance(value, GlobalObject | JSInternal):
        raise NotKnown(Unknown("the prototype of this is not evaluated"))
    if value.unknown is not None:
        raise NotKnown(value.unknown)
    proto = prototype_of(value)
    if proto is not None:
        return proto
    path = f"{home_of(value)}.prototype"
    unknown = Unknown(f"the built-in {path} is not evaluated here", path=path)
    return untraced(unknown)


def set_prototype_of(call: Call) -> Traced:
    """Object.setPrototypeOf."""
    owner = call.known(0)
    is_plain = _is_plain_prototype(call.value(1))
    proto = None if is_plain else call.known(1)
    if owner is None or owner is UNDEFINED:
        raise call.throw("Object.setPrototypeOf called on null or undefined")
    if isinstance(proto, RegExp):
        raise NotKnown(Unknown("such a prototype is not evaluated"))
    if proto is not None and not isinstance(proto, JSObject):
        raise call.throw("Object prototype may only be an Object or null")
    if isinstance(owner, JSObject):
        if is_plain and isinstance(owner, JSFunction):
            raise NotKnown(Unknown("setting the prototype of this is not evaluated"))
        if not may_replace(call.machine, owner, proto):
            raise call.throw("Cyclic __proto__ value")
        set_prototype(call.machine, owner, None if is_plain else call.argument(1))
    elif isinstance(owner, RegExp):
        raise NotKnown(Unknown("setting the prototype of this is not evaluated"))
    return call.argument(0)


def property_is_enumerable(call: Call) -> Value:
    """Object.prototype.propertyIsEnumerable."""
    key = to_string(to_primitive(call.value(0)))
    value = call.this.value
    if not isinstance(value, JSObject) or isinstance(value, GlobalObject | JSFunction):
        raise NotKnown(Unknown("the properties of this are not evaluated"))
    if value.unknown is not None:
        raise NotKnown(value.unknown)
    slot = own_slot(value, key)
    found = slot.traced.value if slot is not None else None
    if isinstance(found, Unknown) and found.may_be_absent:
        raise NotKnown(found)
    return slot is not None and not (value.traits is not None and key in value.traits.hidden)


def is_prototype_of(call: Call) -> Value:
    """Object.prototype.isPrototypeOf."""
    value = call.known(0)
    proto = call.this.value
    if isinstance(value, RegExp):
        raise NotKnown(Unknown("the prototype of this is not evaluated"))
    if not isinstance(value, JSObject):
        return False
    where = value
    while True:
        if where.unknown is not None:
            raise NotKnown(where.unknown)
        found = prototype_of(where)
        if found is None:
            if isinstance(proto, JSObject) and not isinstance(where, GlobalObject):
                return False
            raise NotKnown(Unknown("the prototype of this is not evaluated"))
        if not isinstance(found.value, JSObject):
            return False
        call.machine.looked()
        where = found.value
        if where is proto:
            return True
