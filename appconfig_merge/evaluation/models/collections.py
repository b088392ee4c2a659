"""Map and Set (ECMA-262 24.1, 24.2), and the iterators of arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.models.call import bound
from appconfig_merge.evaluation.models.elements import receiver
from appconfig_merge.evaluation.models.invocation import callback, invoke
from appconfig_merge.evaluation.objects import entries, value_of
from appconfig_merge.evaluation.properties.inheritance import set_again, set_prototype
from appconfig_merge.evaluation.properties.iteration import iterate
from appconfig_merge.evaluation.properties.keyed import by_text
from appconfig_merge.javascript.conversion import NotKnown, to_primitive, to_string
from appconfig_merge.javascript.internal_slots import JSCollection, JSIterator
from appconfig_merge.javascript.lifting import NotLifted, lift
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt, RegExp
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSArray, JSObject, Slot, Traced, Unknown, Value
from appconfig_merge.limits import MAX_CANDIDATES

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from typing import Any

    from appconfig_merge.evaluation.machine import Evaluation
    from appconfig_merge.evaluation.models.call import Call


def _text(value: Value) -> str:
    """A text that is the same for keys that are the same (SameValueZero, ECMA-262 7.2.11)."""
    if isinstance(value, Unknown):
        raise NotKnown(value)
    if isinstance(value, str):
        return f"s{value}"
    if isinstance(value, bool):
        return f"b{value}"
    if isinstance(value, float):
        return f"n{value + 0.0!r}"
    if isinstance(value, BigInt):
        return f"i{value.value}"
    if isinstance(value, JSObject | RegExp):
        return f"o{id(value)}"
    return "null" if value is None else "undefined"


def _new(call: Call, *, is_map: bool, is_weak: bool = False) -> Value:
    if "add" in call.machine.planted:
        raise NotKnown(call.machine.planted["add"])
    source = call.argument(0)
    items: list[Slot] | Unknown = []
    if source.value is not None and source.value is not UNDEFINED:
        items = iterate(call.machine, source)
    if isinstance(items, Unknown):
        raise NotKnown(items)
    bound(len(items))
    pairs = [_pair(call, item) for item in items] if is_map else [(one, one) for one in items]
    store = call.machine.journal.made(JSObject())
    made = call.machine.journal.made(JSCollection(store, is_map=is_map, is_weak=is_weak))
    call.machine.journal.unusual[made] = None
    call.work(len(pairs))
    for key, value in pairs:
        _put(call, made, key.traced, value)
    return made


def _pair(call: Call, item: Slot) -> tuple[Slot, Slot]:
    pair = item.traced.value
    if isinstance(pair, Unknown):
        raise NotKnown(pair)
    if not isinstance(pair, JSObject | RegExp):
        raise call.throw(f"Iterator value {to_string(pair)} is not an entry object")
    if not isinstance(pair, JSArray) or pair.unknown is not None:
        raise NotKnown(Unknown("such an entry is not evaluated"))
    found = []
    for slot in ([*pair.elements, None, None])[:2]:
        one = slot or Slot(call.traced(UNDEFINED))
        unknown = one.traced.value
        if isinstance(unknown, Unknown) and (unknown.may_be_absent or unknown.accessor):
            raise NotKnown(unknown)
        found.append(one)
    _text(found[0].traced.value)
    return found[0], found[1]


def _put(call: Call, collection: JSCollection, key: Traced, value: Slot) -> None:
    text = _text(key.value)
    if collection.is_weak and not isinstance(key.value, JSObject | RegExp):
        raise call.throw("Invalid value used as a weak key")
    if key.value == 0 and isinstance(key.value, float):
        key = Traced(0.0, key.node, key.source, key.inputs)
    machine = call.machine
    store = collection.store
    old = store.slots.get(text)
    set_again(machine, store, text, old)
    before = old.traced.value if old is not None else None
    kept = before.elements[0] if isinstance(before, JSArray) else None
    pair = machine.journal.made(JSArray([kept or Slot(key), Slot(value.traced, value.key)]))
    machine.journal.set_slot(store, text, Slot(call.traced(pair, value.traced)))


def new_map(call: Call) -> Value:
    """Map called with ``new``."""
    return _new(call, is_map=True)


def new_set(call: Call) -> Value:
    """Set called with ``new``."""
    return _new(call, is_map=False)


def new_weak_map(call: Call) -> Value:
    """WeakMap called with ``new``."""
    return _new(call, is_map=True, is_weak=True)


def new_weak_set(call: Call) -> Value:
    """WeakSet called with ``new``."""
    return _new(call, is_map=False, is_weak=True)


def _receiver(call: Call, *, is_map: bool | None = None) -> JSCollection:
    value = call.this.value
    if isinstance(value, Unknown):
        raise NotKnown(value)
    if not isinstance(value, JSCollection) or is_map not in {None, value.is_map}:
        raise NotKnown(Unknown("a method of collections on something else is not evaluated"))
    unknown = value.unknown or value.store.unknown
    if unknown is not None:
        raise NotKnown(unknown)
    return value


def set_(call: Call) -> Traced:
    """Map.prototype.set."""
    collection = _receiver(call, is_map=True)
    _put(call, collection, call.argument(0), Slot(call.argument(1)))
    return call.this


def add(call: Call) -> Traced:
    """Set.prototype.add."""
    collection = _receiver(call, is_map=False)
    _put(call, collection, call.argument(0), Slot(call.argument(0)))
    return call.this


def _look_up(call: Call, of: Callable[[Traced | None], Traced], kind: str = "") -> Traced:
    """What ``of`` gives for the entry of a key, an array; None stands for no entry.

    Raises NotKnown where that isn't known, or the key is one of several: each is tried then.
    """
    store = _receiver(call).store
    key = call.argument(0)

    def of_slot(slot: Slot) -> Traced:
        found = lift(of, slot.traced)
        assert found is not None
        return found

    try:
        if not isinstance(key.value, Unknown):
            slot = store.slots.get(_text(key.value))
            return of(None) if slot is None else of_slot(slot)
        texts = {text[1:]: slot for text, slot in store.slots.items() if text.startswith("s")}
        if len(texts) < MAX_CANDIDATES and not key.value.candidates:
            results = {text: of_slot(slot) for text, slot in texts.items()}
            found = by_text(call.machine, key, results, of(None), kind)
            if found is not None:
                return found
    except NotLifted:
        raise NotKnown(Unknown("whether it has this key is not known", origin=key)) from None
    raise NotKnown(key.value)


def _let_each_be_tried(call: Call) -> None:
    """Refuse a key that is one of several: the call is made for each of them then."""
    key = call.value(0)
    if isinstance(key, Unknown) and key.candidates:
        raise NotKnown(key)


def get(call: Call) -> Value | Traced:
    """Map.prototype.get."""
    _receiver(call, is_map=True)

    def held(pair: Traced | None) -> Traced:
        if pair is None:
            return call.traced(UNDEFINED, call.this)
        return value_of(pair)

    try:
        return _look_up(call, held)
    except NotKnown as signal:
        _let_each_be_tried(call)
        return Unknown(signal.unknown.reason, origin=signal.unknown.origin, reaches=(call.this,))


def has(call: Call) -> Value | Traced:
    """Map.prototype.has and Set.prototype.has."""
    _receiver(call)
    try:
        return _has(call)
    except NotKnown as signal:
        _let_each_be_tried(call)
        return Unknown(signal.unknown.reason, origin=signal.unknown.origin, kind="boolean")


def _has(call: Call) -> Traced:
    def is_there(pair: Traced | None) -> Traced:
        if pair is not None:
            value_of(pair)
        return call.traced(pair is not None, call.this)

    return _look_up(call, is_there, "boolean")


def delete(call: Call) -> Traced:
    """Map.prototype.delete and Set.prototype.delete."""
    found = _has(call)
    key = _text(call.value(0))
    store = _receiver(call).store
    if key in store.slots:
        call.moved(len(store.slots))
        call.machine.journal.before_change(store)
        del store.slots[key]
    return found


def clear(call: Call) -> Value:
    """Map.prototype.clear and Set.prototype.clear."""
    store = _receiver(call).store
    call.machine.journal.before_change(store)
    store.slots = {}
    return UNDEFINED


def for_each(call: Call) -> Evaluation:
    """Map.prototype.forEach and Set.prototype.forEach."""
    collection = _receiver(call)
    found = entries(collection)
    function = callback(call)
    if isinstance(found, Unknown):
        raise NotKnown(found)
    keys = list(collection.store.slots)
    for key, value in found:
        given = [value.traced, key.traced, call.this]
        yield invoke(call, function, call.argument(1), given)
        if list(_receiver(call).store.slots) != keys:
            raise NotKnown(Unknown("a collection that changes while it is iterated"))
    return call.traced(UNDEFINED)


def group_by(call: Call) -> Evaluation:
    """Object.groupBy: an object of no prototype, with the items by what a function gives."""
    groups = yield _groups(call, lambda value: to_string(to_primitive(value)))
    slots = {str(key): Slot(call.traced(call.array(items))) for key, _, items in groups}
    made = call.object(slots)
    set_prototype(call.machine, made, untraced(None))
    return call.traced(made, call.argument(0))


def map_by(call: Call) -> Evaluation:
    """Map.groupBy."""
    groups = yield _groups(call, _text)
    machine = call.machine
    store = machine.journal.made(JSObject())
    made = machine.journal.made(JSCollection(store, is_map=True))
    machine.journal.unusual[made] = None
    for _, key, items in groups:
        _put(call, made, key, Slot(call.traced(call.array(items))))
    return call.traced(made, call.argument(0))


def _groups(
    call: Call, text_of: Callable[[Value], str]
) -> Generator[Any, Any, list[tuple[str, Traced, list[Slot]]]]:
    """The items by the text of the key that a function gives for each, in order."""
    items = iterate(call.machine, call.argument(0))
    function = callback(call, 1)
    if isinstance(items, Unknown):
        raise NotKnown(items)
    bound(len(items))
    found: dict[str, tuple[str, Traced, list[Slot]]] = {}
    for index, item in enumerate(items):
        given = [item.traced, untraced(float(index))]
        key = yield invoke(call, function, untraced(UNDEFINED), given)
        text = text_of(key.value)
        via = call.via(call.argument(0))
        found.setdefault(text, (text, key, []))[2].append(Slot(item.traced, item.key, via=via))
    return list(found.values())


def _iterator(call: Call, gives: str) -> Value:
    owner = call.this.value
    if isinstance(owner, JSCollection):
        _receiver(call)
    else:
        receiver(call)
    made = call.machine.journal.made(JSIterator(call.this, gives))
    call.machine.journal.unusual[made] = None
    return made


def iterator_of_keys(call: Call) -> Value:
    """keys() of an array, Map or Set."""
    return _iterator(call, "keys")


def iterator_of_values(call: Call) -> Value:
    """values() of an array, Map or Set."""
    return _iterator(call, "values")


def iterator_of_entries(call: Call) -> Value:
    """entries() of an array, Map or Set."""
    return _iterator(call, "entries")
