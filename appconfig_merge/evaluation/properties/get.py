"""Reading properties, as far as what they hold is known ([[Get]], ECMA-262 10.1.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.effects.havoc import havoc
from appconfig_merge.evaluation.effects.reachable import is_promise, runs_code
from appconfig_merge.evaluation.intrinsics import reason_for
from appconfig_merge.evaluation.objects import (
    home_of,
    is_one_of_lists,
    may_be_absent,
    own_slot,
    property_of_function,
    prototype_of,
    size_of,
)
from appconfig_merge.evaluation.properties.builtin_members import (
    home_of_unknown,
    inherited,
    is_of_built_ins,
)
from appconfig_merge.evaluation.properties.inheritance import Place, locate
from appconfig_merge.evaluation.region import leave_out
from appconfig_merge.evaluation.world import GlobalObject, is_storage_member, member_path
from appconfig_merge.javascript import strings
from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.globals import ALIASES, STORAGES
from appconfig_merge.javascript.internal_slots import (
    Fetched,
    JSAddress,
    JSCollection,
    JSDate,
    JSInternal,
    JSRegExp,
    JSSearchParams,
    Promised,
)
from appconfig_merge.javascript.keys import is_index
from appconfig_merge.javascript.lifting import NotLifted, filled, has_candidates, lift
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import (
    Candidate,
    JSArray,
    JSFunction,
    JSObject,
    Open,
    Slot,
    Traced,
    Unknown,
)
from appconfig_merge.limits import MAX_PATH

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine

_HOMES: Final[dict[type, str]] = {
    BigInt: "BigInt", bool: "Boolean", float: "Number", str: "String",
}  # fmt: skip
"""The constructors whose prototypes primitive values inherit from."""
_FLAGS: Final = {
    "dotAll": "s", "global": "g", "ignoreCase": "i", "multiline": "m", "sticky": "y",
    "unicode": "u",
}  # fmt: skip
"""The properties of a regular expression that tell of its flags (ECMA-262 22.2.6)."""
_OF_RESPONSES: Final = {"json": None, "ok": True, "status": 200.0, "text": None}
"""What is known of a response with a file of the page's server (Fetch 5.5)."""
_MAX_DEPTH: Final = 20
"""Prototypes looked at of which each may have a property, or not."""


def get(machine: Machine, target: Traced, key: str) -> Traced:
    """The value of a property, traced to the slot that holds it.

    Raises Throws for a property of undefined or null.
    """
    value = target.value
    if value is None or value is UNDEFINED:
        what = "null" if value is None else "undefined"
        raise Throws("TypeError", f"Cannot read properties of {what} (reading '{key}')")
    if isinstance(value, Unknown):
        found = _get_of_each(machine, target, key) if has_candidates(target) else None
        if found is not None:
            return found
        run_hooks(machine, target)
        return _get_of_unknown(machine, value, key)
    if isinstance(value, JSObject):
        found = _get_of_object(machine, target, value, key)
        is_page = machine.page is not None and machine.page.filled
        return machine.page.read_filled(value, found) if is_page and machine.page else found
    if isinstance(value, JSRegExp):
        return _get_of_regexp(machine, target, value, key)
    if isinstance(value, str):
        if key == "length":
            return untraced(float(strings.length(value)))
        if is_index(key):
            unit = strings.unit_at(value, int(key))
            if unit is not None:
                return untraced(unit)
    return inherited(machine, key, _HOMES.get(type(value), ""))


def _get_of_each(machine: Machine, target: Traced, key: str) -> Traced | None:
    """A property of each value that an unknown one may be; None where they are too many.

    Where reading throws, the value is taken to be another: what is done with something unknown
    completes.
    """
    missed: list[Throws] = []

    def of(one: Traced | None) -> Traced:
        if one is None:
            raise NotLifted
        return get(machine, one, key)

    try:
        found = lift(of, machine.narrow(target), missed=missed)
    except NotLifted:
        return None
    if missed:
        leave_out(machine, target, missed[0])
    return found


def run_hooks(machine: Machine, target: Traced) -> None:
    """What reading or writing something unknown may run: a getter or setter of the script."""
    if machine.page is not None and isinstance(target.value, Promised):
        return  # a promise of the browser's, whoever waits for it
    if machine.hooks and not is_promise(target) and runs_code(machine, [target]):
        havoc(machine, [target, *machine.escaped.values()], target)


def _get_of_unknown(machine: Machine, value: Unknown, key: str) -> Traced:
    if value.is_bare and not (machine.polluted or key in machine.planted or is_of_built_ins(key)):
        return untraced(UNDEFINED)
    if isinstance(value, Fetched) and key in _OF_RESPONSES:
        return untraced(_OF_RESPONSES[key] or Unknown("", path=f"Response.prototype.{key}"))
    home = home_of_unknown(value, key)
    if home and not machine.is_overwritten(member_path(value.path, key)):
        return inherited(machine, key, home)
    if not value.path:
        if key == "readyState" and value.is_platform and machine.ready_state is not None:
            return untraced(machine.ready_state)
        inner = Unknown(value.reason, origin=value.origin)
        inner.is_platform = value.is_platform
        return untraced(inner)
    if len(value.path) + len(key) >= MAX_PATH:
        return untraced(Unknown(value.reason, origin=value.origin))
    path = member_path(value.path, key)
    # Storing something changes what is stored, not the methods.
    is_method = value.path in STORAGES and is_storage_member(key)
    if path in machine.overwritten if is_method else machine.is_overwritten(path):
        reason = f"the script assigns to {path}, which the browser may change"
        return untraced(Unknown(reason_for(path, "") or reason))
    page = machine.page
    if page is not None and path == "document.readyState" and page.ready_state is not None:
        return untraced(page.ready_state)
    found = machine.world.member(value.path, key)
    if value.kind == "string" and key == "length" and isinstance(found.value, Unknown):
        found.value.kind = "number"
    return found


def _get_of_object(machine: Machine, target: Traced, value: JSObject, key: str) -> Traced:
    if value.unknown is not None and not (isinstance(value.unknown, Open) and key in value.slots):
        is_of_lists = is_one_of_lists(value) and value.traits is None
        is_inside = key == "length" or is_index(key)
        if is_of_lists and is_inside:
            lists = Traced(value.unknown, target.node, target.source)
            found = _get_of_each(machine, lists, key)
            if found is not None:
                return found
        if isinstance(value.unknown, Open) and key not in value.unknown.hides:
            mirrored = value.unknown.mirrors
            if mirrored is not None:
                found = get(machine, mirrored, key)
                return Traced(found.value, mirrored.node, mirrored.source, found.inputs)
        if is_inside or not is_of_lists:
            run_hooks(machine, target)
            return untraced(Unknown(value.unknown.reason, origin=value.unknown.origin))
    if isinstance(value, JSArray):
        if key == "length":
            return untraced(float(len(value.elements)))
        if is_index(key):
            index = int(key)
            element = value.elements[index] if index < len(value.elements) else None
            return read(machine, target, element) if element else inherited(machine, key, "Array")
    slot = value.slots.get(key)
    if isinstance(value, JSInternal) and slot is None:
        return _get_of_collection(machine, value, key)
    is_unusual = value.traits is not None and not isinstance(value, GlobalObject)
    if slot is None and key in {"name", "length"} and isinstance(value, JSFunction):
        own = own_slot(value, key)
        first = property_of_function(value, key) if own is None else None
        if first is not None:
            return first
    if slot is None and (is_unusual or isinstance(value, JSFunction)):
        return _get_inherited(machine, target, value, key)
    if slot is not None:
        if may_be_absent(slot) and not isinstance(value, GlobalObject):
            return _or_inherited(machine, target, Place(slot, value), key, 0)
        return read(machine, target, slot)
    if isinstance(value, GlobalObject):
        if key in ALIASES:
            return untraced(value)
        found = machine.world.get(key)
        if found is not None:
            return found
        if machine.open_world is not None:
            return untraced(machine.open_world)
        if machine.page is not None and machine.page.may_be_set(key):
            return untraced(machine.page.set_elsewhere(key))
    return _built_in(machine, value, key)


def _get_of_collection(machine: Machine, value: JSObject, key: str) -> Traced:
    """A property of a Map, a Set or the like, none of its own."""
    if isinstance(value, JSAddress):
        return _get_of_address(machine, value, key)
    if isinstance(value, JSSearchParams):
        if key == "size":
            return untraced(Unknown("not every browser has the size of URLSearchParams"))
        return inherited(machine, key, "URLSearchParams")
    if isinstance(value, JSDate):
        return inherited(machine, key, "Date")
    if not isinstance(value, JSCollection):
        reason = f"the {key} of iterators is not evaluated here"
        return untraced(Unknown(reason, method=f"{key} of iterators"))
    if key != "size" or value.is_weak:
        return inherited(machine, key, home_of(value))
    return size_of(value)


def _get_of_address(machine: Machine, value: JSAddress, key: str) -> Traced:
    """A property of a URL object (URL Standard 6.1)."""
    from appconfig_merge.evaluation import addresses

    if machine.polluted is None and key not in machine.planted and key == "searchParams":
        return untraced(value.search_params)
    if key not in addresses.PARTS or machine.polluted is not None or key in machine.planted:
        return inherited(machine, key, "URL")
    try:
        return untraced(addresses.part(machine, value, key))
    except NotKnown as signal:
        return untraced(Unknown(signal.unknown.reason, origin=signal.unknown.origin))


def _get_of_regexp(machine: Machine, target: Traced, value: JSRegExp, key: str) -> Traced:
    """A property of a regular expression (ECMA-262 22.2.6, 22.2.8)."""
    state = value.state
    if state.unknown is not None:
        run_hooks(machine, target)
        return untraced(Unknown(state.unknown.reason, origin=state.unknown.origin))
    if key == "lastIndex":
        return read(machine, target, state.slots[key])
    if machine.polluted is None and key not in machine.planted:
        if key in _FLAGS:
            return untraced(_FLAGS[key] in value.flags)
        if key == "flags":
            return untraced("".join(sorted(value.flags)))
        if key == "source":
            return untraced(value.source)
        if key in {"hasIndices", "unicodeSets"}:
            return untraced(Unknown("not every browser has this flag"))
    return inherited(machine, key, "RegExp")


def _or_inherited(machine: Machine, target: Traced, found: Place, key: str, depth: int) -> Traced:
    """A property that may be absent: what is inherited shows through where it is."""
    slot, holder = found.slot, found.holder
    assert slot is not None
    assert holder is not None
    unknown = slot.traced.value
    assert isinstance(unknown, Unknown)
    if unknown.accessor:
        return read(machine, target, slot)
    proto = prototype_of(holder)
    if depth >= _MAX_DEPTH or isinstance(holder, JSInternal):
        rest = untraced(Unknown("it may be inherited"))
    elif proto is None:
        rest = _built_in(machine, holder, key)
    elif isinstance(proto.value, JSObject):
        rest = _get_inherited(machine, target, proto.value, key, depth + 1)
    else:
        rest = untraced(UNDEFINED)
    whole = filled(slot.traced, rest)
    if whole is not None:
        return whole
    value = Unknown(unknown.reason, origin=unknown.origin, reaches=(slot.traced, rest))
    return Traced(value, slot.traced.node, slot.traced.source, slot.traced.inputs)


def _built_in(machine: Machine, end: JSObject, key: str) -> Traced:
    """A built-in property that the last object of a chain inherits."""
    return inherited(machine, key, home_of(end))


def _get_inherited(
    machine: Machine, target: Traced, value: JSObject, key: str, depth: int = 0
) -> Traced:
    """A property that may be hidden, or lie in a prototype that the script made."""
    found = locate(machine, value, key)
    if found.slot is not None:
        if may_be_absent(found.slot):
            return _or_inherited(machine, target, found, key, depth)
        return read(machine, target, found.slot)
    end = found.holder
    if key == "__proto__":
        proto = prototype_of(value)
        if proto is not None and end is not None and end.unknown is None:
            return proto
    if end is None:
        return untraced(UNDEFINED)
    if end.unknown is not None:
        run_hooks(machine, target)
        return untraced(Unknown(end.unknown.reason, origin=end.unknown.origin))
    if isinstance(end, GlobalObject | JSInternal):
        return untraced(Unknown("what is inherited from such an object is not evaluated"))
    if isinstance(end, JSArray) and key == "length" and end is not value:
        return untraced(float(len(end.elements)))
    return _built_in(machine, end, key)


def read(machine: Machine, target: Traced, slot: Slot) -> Traced:
    """What reading a property gives: of an accessor some value, of an absent one undefined."""
    traced = slot.traced
    unknown = traced.value
    if not isinstance(unknown, Unknown) or not (unknown.accessor or unknown.may_be_absent):
        return traced
    if unknown.accessor:
        havoc(machine, [target, traced, *machine.escaped.values()], traced)
    candidates = tuple(
        one if one.traced else Candidate(untraced(UNDEFINED), one.condition, one.holds)
        for one in unknown.candidates
    )
    value = Unknown(
        unknown.reason,
        origin=unknown.origin,
        candidates=() if unknown.accessor or machine.planted else candidates,
        reaches=(
            *unknown.reaches,
            *((target,) if unknown.accessor else ()),
            # What the script added to a built-in prototype shows where nothing is.
            *map(untraced, machine.planted.values()),
        ),
    )
    value.may_be_absent = False
    return Traced(value, traced.node, traced.source, traced.inputs)
