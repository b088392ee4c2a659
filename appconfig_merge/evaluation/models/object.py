"""Object and the methods of its prototype that read (ECMA-262 20.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.errors import OF_BROWSERS
from appconfig_merge.evaluation.objects import is_unordered, may_be_absent, own_slot
from appconfig_merge.evaluation.properties.iteration import iterate
from appconfig_merge.evaluation.properties.keyed import has_keyed
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript import strings
from appconfig_merge.javascript.conversion import TAGGED, NotKnown, to_primitive, to_string
from appconfig_merge.javascript.enumeration import enumerable
from appconfig_merge.javascript.internal_slots import (
    JSArguments,
    JSDate,
    JSError,
    JSInternal,
    JSRegExp,
)
from appconfig_merge.javascript.keys import is_index
from appconfig_merge.javascript.lifting import NotLifted, has_candidates, lift
from appconfig_merge.javascript.operators import same_value
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt, RegExp
from appconfig_merge.javascript.values import (
    FIXED,
    READ_ONLY,
    JSArray,
    JSFunction,
    JSObject,
    Open,
    Slot,
    Traced,
    Unknown,
    Value,
)
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.evaluation.models.call import Call


def object_(call: Call) -> Value | Traced:
    """Object called, with or without ``new``: objects are given back."""
    first = call.value(0)
    if isinstance(first, Unknown) and first.kind in {"function", "object"}:
        return call.argument(0)
    value = call.known(0)
    if value is None or value is UNDEFINED:
        return call.object({})
    if isinstance(value, JSObject | RegExp):
        return call.argument(0)
    raise NotKnown(Unknown("an object made of a primitive value is not evaluated"))


def _properties(
    call: Call, argument: Traced, *, reads: bool = True, may_lack: bool = False
) -> list[tuple[str, Slot]]:
    """The own enumerable properties of an argument; raises NotKnown and Throws.

    ``reads`` tells that their values are read, not just their keys, ``may_lack`` that some of them
    may be absent.
    """
    value = argument.value
    if isinstance(value, Unknown):
        raise NotKnown(value)
    if value is None or value is UNDEFINED:
        raise call.throw("Cannot convert undefined or null to object")
    if isinstance(value, RegExp | GlobalObject):
        raise NotKnown(Unknown("not all of its properties are known"))
    if isinstance(value, JSObject):
        known_object(value)
        call.refuse_filled(value)
    found = list(enumerable(value, argument))
    call.work(len(found))
    for _, slot in found:
        unknown = slot.traced.value
        if isinstance(unknown, Unknown) and (
            (unknown.may_be_absent and not may_lack) or (reads and unknown.accessor)
        ):
            raise NotKnown(Unknown(unknown.reason, origin=unknown.origin))
    return found


def known_object(value: JSObject) -> None:
    """Refuse an object that has, or may have, properties that aren't known."""
    if value.unknown is not None:
        raise NotKnown(value.unknown)
    if isinstance(value, GlobalObject):
        raise NotKnown(Unknown("not all properties of the window are known"))
    if is_unordered(value):
        raise NotKnown(Unknown("the order of its keys depends on what only the page can decide"))
    if isinstance(value, JSFunction) and value.slots.keys() & {"prototype", "name", "length"}:
        raise NotKnown(Unknown("a function's own properties are not evaluated here"))


def keys(call: Call) -> Traced:
    """Object.keys."""
    argument = call.argument(0)
    return _listed(call, lambda key, _: Slot(call.traced(key, argument)), reads=False)


def values(call: Call) -> Traced:
    """Object.values: they keep the place where they were written."""
    via = call.via(call.argument(0))
    return _listed(call, lambda _, slot: Slot(slot.traced, slot.key, via=via))


def entries(call: Call) -> Traced:
    """Object.entries."""
    argument = call.argument(0)
    via = call.via(argument)

    def entry(key: str, slot: Slot) -> Slot:
        pair = [Slot(call.traced(key, argument)), Slot(slot.traced, slot.key, via=via)]
        return Slot(call.traced(call.array(pair), slot.traced))

    return _listed(call, entry)


def _listed(call: Call, listed: Callable[[str, Slot], Slot], *, reads: bool = True) -> Traced:
    """An array with something for each property, or one of several where some may be absent."""
    found = _properties(call, call.argument(0), reads=reads, may_lack=True)
    unsure = [slot.traced for _, slot in found if may_be_absent(slot)]

    def of(*present: Traced | None) -> Traced:
        left = iter(present)
        made: list[Slot | None] = []
        for key, slot in found:
            one = next(left) if may_be_absent(slot) else slot.traced
            if one is not None:
                made.append(listed(key, Slot(one, slot.key, slot.previous)))
        return call.traced(call.array(made), call.argument(0))

    if not unsure:
        return of()
    try:
        lifted = lift(of, *unsure, follow=_may_be_absent)
    except NotLifted:
        lifted = None
    if lifted is None:
        raise NotKnown(Unknown("whether it has all its properties is not known"))
    return lifted


def _may_be_absent(one: Traced) -> bool:
    """Whether a value is to be taken apart by whether it is there."""
    is_unsure = isinstance(one.value, Unknown) and one.value.may_be_absent
    if is_unsure and not has_candidates(one):
        raise NotLifted
    return is_unsure


def from_entries(call: Call) -> Value:
    """Object.fromEntries, of an array of pairs."""
    argument = call.argument(0)
    value = call.known(0)
    if value is None or value is UNDEFINED:
        raise call.throw(f"{to_string(value)} is not iterable")
    if isinstance(value, JSObject) and not isinstance(value, JSArray | JSInternal):
        raise NotKnown(Unknown("iterating this object is not evaluated"))
    items = iterate(call.machine, argument)
    if isinstance(items, Unknown):
        raise NotKnown(items)
    slots: dict[str, Slot] = {}
    for item in items:
        pair = item.traced.value
        if isinstance(pair, Unknown):
            raise NotKnown(pair)
        if not isinstance(pair, JSObject | RegExp):
            raise call.throw(f"Iterator value {to_string(pair)} is not an entry object")
        if not isinstance(pair, JSArray):
            raise NotKnown(Unknown("an entry that is no array is not evaluated"))
        if pair.unknown is not None:
            raise NotKnown(pair.unknown)
        name, given = ([*pair.elements, None, None])[:2]
        for slot in (name, given):
            unknown = slot.traced.value if slot else None
            if isinstance(unknown, Unknown) and (unknown.may_be_absent or unknown.accessor):
                raise NotKnown(unknown)
        key = to_string(to_primitive(name.traced.value if name else UNDEFINED))
        slot = given or Slot(call.traced(UNDEFINED, item.traced))
        slots[key] = Slot(slot.traced, slot.key, slots.get(key), via=call.via(argument))
    return call.object(slots)


def _hides(value: JSObject) -> bool:
    return value.traits is not None and bool(value.traits.hidden)


def is_(left: Value = UNDEFINED, right: Value = UNDEFINED) -> Value:
    """Object.is."""
    for value in (left, right):
        if isinstance(value, Unknown):
            raise NotKnown(value)
    return same_value(left, right)


def own_names(call: Call) -> Value:
    """Object.getOwnPropertyNames."""
    argument = call.argument(0)
    value = argument.value
    if isinstance(value, JSFunction) or (isinstance(value, JSObject) and _hides(value)):
        raise NotKnown(Unknown("the order of all its properties is not evaluated here"))
    found = [key for key, _ in _properties(call, argument, reads=False)]
    if isinstance(value, JSArray | str):
        count = len(value.elements) if isinstance(value, JSArray) else len(found)
        indices = [key for key in found if is_index(key) and int(key) < count]
        found = [*indices, "length", *found[len(indices) :]]
    return call.array([Slot(call.traced(key, argument)) for key in found])


def own_symbols(call: Call) -> Value:
    """Object.getOwnPropertySymbols: an object that is known has none but a Symbol.toStringTag."""
    value = call.known(0)
    if value is None or value is UNDEFINED:
        raise call.throw("Cannot convert undefined or null to object")
    if isinstance(value, JSObject):
        if value.unknown is not None:
            raise NotKnown(value.unknown)
        if isinstance(value, GlobalObject | JSInternal | JSArguments) or _is_tagged(value):
            raise NotKnown(Unknown("the symbols of this object are not evaluated"))
    return call.array([])


def is_frozen(value: Value = UNDEFINED) -> Value:
    """Object.isFrozen; an object without properties that can't be extended is frozen, too."""
    return _is_closed(value, FIXED | READ_ONLY)


def is_sealed(value: Value = UNDEFINED) -> Value:
    """Object.isSealed."""
    return _is_closed(value, FIXED)


def is_extensible(value: Value = UNDEFINED) -> Value:
    """Object.isExtensible."""
    return not _is_closed(value, 0)


def _is_closed(value: Value, wanted: int) -> bool:
    """Whether an object takes no new properties, and all it has are locked as wanted."""
    if isinstance(value, Unknown):
        raise NotKnown(value)
    if isinstance(value, RegExp | GlobalObject):
        raise NotKnown(Unknown("whether this is frozen is not evaluated"))
    if not isinstance(value, JSObject):
        return True
    if value.unknown is not None:
        raise NotKnown(value.unknown)
    if value.frozen:
        return True
    traits = value.traits
    if traits is None or not (traits.closed or traits.sealed):
        return False
    if wanted and type(value) is not JSObject:
        raise NotKnown(Unknown("whether this is frozen is not evaluated"))
    for key, slot in (*value.slots.items(), *traits.hidden.items()):
        unknown = slot.traced.value
        if wanted and isinstance(unknown, Unknown) and unknown.may_be_absent:
            raise NotKnown(unknown)
        lock = traits.locked.get(key, 0) | (FIXED if traits.sealed else 0)
        if isinstance(unknown, Unknown) and unknown.accessor:
            lock |= READ_ONLY
        if lock & wanted != wanted:
            return False
    return True


def has_own(call: Call) -> Value:
    """Object.hasOwn."""
    if call.value(0) is None or call.value(0) is UNDEFINED:
        raise call.throw("Cannot convert undefined or null to object")
    return _has(call, call.argument(0), call.argument(1))


def has_own_property(call: Call) -> Value:
    """Object.prototype.hasOwnProperty."""
    if call.this.value is None or call.this.value is UNDEFINED:
        raise call.throw("Cannot convert undefined or null to object")
    return _has(call, call.this, call.argument(0))


def _has(call: Call, owner: Traced, named: Traced) -> Value:
    found = has_keyed(call.machine, owner, named, own=True)
    if found is not None:
        return found
    key = to_string(to_primitive(named.value))
    value = owner.value
    if isinstance(value, Unknown):
        raise NotKnown(value)
    if isinstance(value, str):
        return key == "length" or (is_index(key) and int(key) < strings.length(value))
    if isinstance(value, RegExp):
        raise NotKnown(Unknown("properties of regular expressions are not evaluated"))
    if not isinstance(value, JSObject):
        return False
    if value.unknown is not None and not (isinstance(value.unknown, Open) and key in value.slots):
        raise NotKnown(value.unknown)
    slot = own_slot(value, key)
    if isinstance(value, JSArray) and key == "length":
        return True
    if slot is not None:
        unknown = slot.traced.value
        if isinstance(unknown, Unknown) and unknown.may_be_absent:
            raise NotKnown(Unknown(unknown.reason, origin=unknown.origin))
        return True
    if isinstance(value, JSError) and key in OF_BROWSERS:
        raise NotKnown(Unknown(f"the {key} of an error differs between browsers"))
    if isinstance(value, GlobalObject) or (isinstance(value, JSFunction) and key in _OF_FUNCTIONS):
        raise NotKnown(Unknown(f"whether it has {key} is not evaluated"))
    call.refuse_filled(value)
    return False


_OF_FUNCTIONS: Final = frozenset({"arguments", "caller", "length", "name", "prototype"})


def to_string_method(this: Value) -> Value:
    """Object.prototype.toString: what kind of object it is."""
    if isinstance(this, Unknown):
        raise NotKnown(this)
    if isinstance(this, JSObject) and this.unknown is not None:
        raise NotKnown(this.unknown)
    if isinstance(this, JSRegExp) and this.state.unknown is not None:
        raise NotKnown(this.state.unknown)
    if isinstance(this, JSObject) and _is_tagged(this):
        raise NotKnown(Unknown(TAGGED))
    if isinstance(this, JSDate):
        return "[object Date]"
    if isinstance(this, BigInt | GlobalObject | JSInternal):
        raise NotKnown(Unknown("its description is not evaluated"))
    if isinstance(this, JSFunction) and _has_unusual_description(this):
        raise NotKnown(Unknown("its description is not evaluated"))
    kinds: tuple[tuple[type, str], ...] = (
        (str, "String"), (bool, "Boolean"), (float, "Number"), (JSArray, "Array"),
        (JSArguments, "Arguments"),
        (JSFunction, "Function"), (RegExp, "RegExp"), (JSObject, "Object"),
    )  # fmt: skip
    if isinstance(this, JSError) and this.is_error:
        return "[object Error]"
    nothing = "Null" if this is None else "Undefined"
    return f"[object {next((name for kind, name in kinds if isinstance(this, kind)), nothing)}]"


def _is_tagged(owner: JSObject) -> bool:
    """Whether an object has, or inherits, a Symbol.toStringTag."""
    where: object = owner
    while isinstance(where, JSObject) and where.traits is not None:
        if where.traits.tagged:
            return True
        where = where.traits.proto.value if where.traits.proto is not None else None
    return False


def _has_unusual_description(function: JSFunction) -> bool:
    node = function.node
    if isinstance(node, estree.ClassDeclaration | estree.ClassExpression):
        return True
    return bool(getattr(node, "generator", False) or getattr(node, "is_async", False))


def value_of(call: Call) -> Traced:
    """Object.prototype.valueOf of an object: the object."""
    if not isinstance(call.this.value, JSObject):
        raise NotKnown(Unknown("an object made of a primitive value is not evaluated"))
    return call.this
