"""What an object holds in itself: its properties, enumerable or not, and what it inherits from.

Nothing here looks further than the objects of the script's own, runs code or changes anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.scopes import Scope
from appconfig_merge.javascript.enumeration import is_constructor
from appconfig_merge.javascript.internal_slots import (
    JSAddress,
    JSCollection,
    JSDate,
    JSError,
    JSInternal,
    JSIterator,
    JSSearchParams,
)
from appconfig_merge.javascript.keys import is_index
from appconfig_merge.javascript.lifting import NotLifted, lift
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import (
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Traits,
    Unknown,
)
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from appconfig_merge.javascript.values import Value


def own_slot(owner: JSObject, key: str) -> Slot | None:
    """The slot of an own property, enumerable or not."""
    slot = owner.slots.get(key)
    if slot is not None:
        return slot
    if isinstance(owner, JSArray) and is_index(key):
        index = int(key)
        return owner.elements[index] if index < len(owner.elements) else None
    if owner.traits is not None and key in owner.traits.hidden:
        return owner.traits.hidden[key]
    if key == "prototype" and isinstance(owner, JSFunction):
        return prototype_slot(owner)
    return None


def prototype_of(owner: JSObject) -> Traced | None:
    """The prototype that a script gave an object: an object or null; None for the built-in one."""
    return owner.traits.proto if owner.traits is not None else None


def may_be_absent(slot: Slot) -> bool:
    """Whether only the page decides if a property is there."""
    unknown = slot.traced.value
    return isinstance(unknown, Unknown) and unknown.may_be_absent


def is_one_of_lists(value: Value) -> bool:
    """Whether a value is an array that is one of several known lists."""
    return isinstance(value, JSArray) and bool(value.unknown and value.unknown.candidates)


def as_candidates(traced: Traced) -> Traced:
    """An array that is one of several lists as that: what is made of its elements is made of each.

    Which object it is is lost with that. Any other value is given back.
    """
    value = traced.value
    if not is_one_of_lists(value):
        return traced
    assert isinstance(value, JSArray)
    return Traced(value.unknown, traced.node, traced.source, traced.inputs)


def has_usual_traits(owner: JSObject) -> bool:
    """Whether nothing is unusual about an object but the order of its keys."""
    traits = owner.traits
    return traits is None or not (
        traits.proto is not None
        or traits.hidden
        or traits.locked
        or traits.closed
        or traits.sealed
        or traits.tagged
    )


def is_unordered(owner: JSObject) -> bool:
    """Whether only the page decides on the order of an object's keys."""
    return owner.traits is not None and owner.traits.unordered


def prototype_slot(function: JSFunction) -> Slot | None:
    """The ``prototype`` that a function has from the start (ECMA-262 20.2.4.3).

    It is made when someone first asks; that it wasn't there before makes no difference.
    """
    if function.prototype is None:
        if function.parts is None and isinstance(
            function.node, estree.ClassDeclaration | estree.ClassExpression
        ):
            return None
        if not is_constructor(function):
            return None
        made = JSObject(function.epoch)
        made.traits = Traits()
        made.traits.hidden["constructor"] = Slot(Traced(function, function.node, function.source))
        function.prototype = made
    return Slot(Traced(function.prototype, function.written, function.source))


def property_of_function(function: JSFunction, key: str) -> Traced | None:
    """The ``name`` or ``length`` that a function has from the start (ECMA-262 20.2.4)."""
    value: str | float | None = function.name
    if key == "length":
        value = float(_expected_arguments(function.node))
    if value is None or (function.deleted and key in function.deleted):
        return None
    return Traced(value, function.written, function.source)


def _expected_arguments(node: estree.Node) -> int:
    """The parameters before the first that has a default or takes the rest (15.1.5)."""
    if isinstance(node, estree.ClassDeclaration | estree.ClassExpression):
        for member in node.body.body:
            if isinstance(member, estree.MethodDefinition) and member.kind == "constructor":
                return _expected_arguments(member.value)
    params = getattr(node, "params", [])
    optional = (estree.AssignmentPattern, estree.RestElement)
    return next((at for at, one in enumerate(params) if isinstance(one, optional)), len(params))


def name_function(traced: Traced, node: estree.Node, name: str) -> None:
    """Name what an anonymous function or class gives where it is given a name (8.4.5).

    It is new: nobody has looked at its name so far.
    """
    function = traced.value
    if isinstance(function, JSFunction) and function.node is node:
        function.name = function.name or name


def home_of(end: JSObject) -> str:
    """The constructor whose prototype the last object of a chain inherits from; empty if unsure."""
    if isinstance(end, JSError):
        return end.kind
    if isinstance(end, JSCollection):
        return f"{'Weak' if end.is_weak else ''}{'Map' if end.is_map else 'Set'}"
    for kind, home in _HOMES:
        if isinstance(end, kind):
            return home
    return "Object"


_HOMES: Final[tuple[tuple[type, str], ...]] = (
    (JSArray, "Array"), (JSFunction, "Function"), (JSAddress, "URL"), (JSDate, "Date"),
    (JSSearchParams, "URLSearchParams"), (JSInternal, ""),
)  # fmt: skip


def is_ordinary(owner: JSObject) -> bool:
    """Whether all that an object inherits from is known, and nothing but objects and functions."""
    where = owner
    while True:
        if where.unknown is not None:
            return False
        proto = prototype_of(where)
        if proto is None or not isinstance(proto.value, JSObject):
            return True
        where = proto.value
        if type(where) not in {JSObject, JSFunction}:
            return False


def chain_end(owner: JSObject) -> JSObject | None:
    """The last object of the script's in a prototype chain; None for one that ends with null."""
    where = owner
    while True:
        proto = prototype_of(where)
        if proto is None:
            return where
        if not isinstance(proto.value, JSObject):
            return None
        where = proto.value


def private_stores(scope: object) -> Iterator[Traced]:
    """What code in a scope can get at by private names."""
    names = scope.private if isinstance(scope, Scope) else None
    while names is not None:
        for name in names.names.values():
            yield untraced(name.store)
            if name.method is not None:
                yield name.method.traced
        names = names.outer


def contents(value: JSObject) -> Iterator[Traced]:
    """What an object holds, and what it inherits from."""
    for slot in value.slots.values():
        yield slot.traced
    if value.traits is not None:
        for slot in value.traits.hidden.values():
            yield slot.traced
        if value.traits.proto is not None:
            yield value.traits.proto
    if isinstance(value, JSCollection):
        yield untraced(value.store)
    elif isinstance(value, JSIterator):
        yield value.over
    elif isinstance(value, JSSearchParams):
        yield untraced(value.store)
    elif isinstance(value, JSAddress):
        yield untraced(value.search_params)
    if isinstance(value, JSFunction):
        yield from private_stores(value.scope)
        for inner in (value.home, value.prototype):
            if inner is not None:
                yield untraced(inner)
    if isinstance(value, JSArray):
        for element in value.elements:
            if element is not None:
                yield element.traced


def entries(collection: JSCollection) -> list[tuple[Slot, Slot]] | Unknown:
    """The keys and values of a Map or Set, in order; or why they aren't known."""
    if collection.is_weak:
        return Unknown("what a weak collection holds can't be listed")
    unknown = collection.unknown or collection.store.unknown
    if unknown is not None:
        return unknown
    if is_unordered(collection.store):
        return Unknown("the order of its entries depends on what only the page can decide")
    found = []
    for slot in collection.store.slots.values():
        pair = slot.traced.value
        try:
            parts = (
                pair.elements
                if isinstance(pair, JSArray)
                else [_lifted(part, slot.traced) for part in (_key_of, value_of)]
            )
        except NotLifted:
            return Unknown("not all of its entries are known")
        key, value = parts
        assert key is not None
        assert value is not None
        found.append((key, value))
    return found


def _lifted(part: Callable[[Traced | None], Traced], entry: Traced) -> Slot:
    found = lift(part, entry)
    assert found is not None
    return Slot(found)


def size_of(collection: JSCollection) -> Traced:
    """How many entries a Map or Set has."""
    unknown = collection.unknown or collection.store.unknown
    if unknown is not None:
        return untraced(Unknown(unknown.reason, origin=unknown.origin))
    slots = collection.store.slots.values()
    unsure = [slot.traced for slot in slots if may_be_absent(slot)]
    sure = len(slots) - len(unsure)

    def counted(*entries: Traced | None) -> Traced:
        for entry in entries:
            if entry is not None:
                value_of(entry)
        return untraced(float(sure + sum(entry is not None for entry in entries)))

    try:
        found = lift(counted, *unsure)
    except NotLifted:
        return untraced(Unknown("not all of its entries are known"))
    assert found is not None
    return found


def value_of(entry: Traced | None) -> Traced:
    """The value of an entry of a Map or Set; raises NotLifted where that isn't known."""
    return _part_of(entry, 1)


def _key_of(entry: Traced | None) -> Traced:
    return _part_of(entry, 0)


def _part_of(entry: Traced | None, index: int) -> Traced:
    pair = entry.value if entry is not None else None
    slot = pair.elements[index] if isinstance(pair, JSArray) else None
    if slot is None:
        raise NotLifted
    return slot.traced
