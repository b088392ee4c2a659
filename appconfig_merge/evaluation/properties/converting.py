"""Objects whose conversion to a primitive is the script's own (ECMA-262 7.1.1, ToPrimitive).

Where nothing of the script's decides, :mod:`appconfig_merge.javascript.conversion` converts.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.evaluation.candidates import can_be_split, run_each
from appconfig_merge.evaluation.objects import chain_end, may_be_absent
from appconfig_merge.evaluation.properties.inheritance import locate
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.primitives import UNDEFINED, RegExp
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSFunction, JSObject, Traced, Unknown

if TYPE_CHECKING:
    from typing import Literal, TypeAlias

    from appconfig_merge.evaluation.machine import Evaluation, Machine

    Hint: TypeAlias = Literal["default", "number", "string"]
    """What the conversion is for; only objects of the page tell ``default`` from ``number``."""

_METHODS: Final = {
    "default": ("valueOf", "toString"),
    "number": ("valueOf", "toString"),
    "string": ("toString", "valueOf"),
}


def converting(machine: Machine, traced: Traced, hint: Hint, at: Traced) -> Evaluation | None:
    """Begin to convert an object by methods of the script's own.

    None for any other value, and where it isn't known which methods are called.
    """
    owner = traced.value
    if not machine.hooks or machine.polluted is not None:
        return None
    if isinstance(owner, Unknown):
        return _converting_each(machine, traced, hint, at)
    if type(owner) is not JSObject:
        return None
    methods = [_method(machine, owner, key) for key in _METHODS[hint]]
    end = chain_end(owner)
    if "" in methods or not any(isinstance(one, Traced) for one in methods):
        return None
    if None in methods and (type(end) is not JSObject or _is_tagged(owner)):
        return None
    return _convert(machine, traced, hint, methods, at)


def _converting_each(machine: Machine, traced: Traced, hint: Hint, at: Traced) -> Evaluation | None:
    """Begin to convert each of several objects that a value may be."""
    if not can_be_split(traced):
        return None
    traced = machine.narrow(traced)
    if not isinstance(traced.value, Unknown):
        return converting(machine, traced, hint, at)
    ways = [(one, one.traced or untraced(UNDEFINED)) for one in traced.value.candidates]
    if all(converting(machine, value, hint, at) is None for _, value in ways):
        return None

    def begin(value: Traced) -> Any:
        begun = converting(machine, value, hint, at)
        return value if begun is None else begun

    return run_each(machine, [(one, partial(begin, value)) for one, value in ways])


def _method(machine: Machine, owner: JSObject, key: str) -> Traced | str | None:
    """A method of the script's own, None for the built-in one; empty where it isn't known.

    Something that can't be called is given, too.
    """
    place = locate(machine, owner, key)
    if place.slot is None and place.holder is None:
        return untraced(UNDEFINED)  # not even Object.prototype is inherited from
    if place.slot is None or place.holder is None:
        return None if place.holder is not None and place.holder.unknown is None else ""
    value = place.slot.traced.value
    return "" if isinstance(value, Unknown) or may_be_absent(place.slot) else place.slot.traced


def _is_tagged(owner: JSObject) -> bool:
    where: object = owner
    while isinstance(where, JSObject) and where.traits is not None:
        if where.traits.tagged:
            return True
        where = where.traits.proto and where.traits.proto.value
    return False


def _convert(
    machine: Machine, traced: Traced, hint: Hint, methods: list[Traced | str | None], at: Traced
) -> Evaluation:
    for key, method in zip(_METHODS[hint], methods, strict=True):
        if method is None:
            if key == "toString":
                return Traced("[object Object]", at.node, at.source, (traced,))
            continue  # the built-in valueOf gives the object itself
        assert isinstance(method, Traced)
        function = method.value
        if not isinstance(function, JSFunction):
            continue
        result: Traced = yield machine.call(function, traced, [], at)
        if isinstance(result.value, Unknown):
            return Traced(_of_unknown(result), at.node, at.source, (result,))
        if not isinstance(result.value, JSObject | RegExp):
            return Traced(result.value, at.node, at.source, (result,))
    raise Throws("TypeError", "Cannot convert object to primitive value", at)


def _of_unknown(result: Traced) -> Unknown:
    """What a conversion gives of which it isn't known whether it gave a primitive value."""
    unknown = result.value
    assert isinstance(unknown, Unknown)
    for one in unknown.candidates:
        if one.traced is None or isinstance(one.traced.value, JSObject | RegExp | Unknown):
            return Unknown(unknown.reason, origin=result)
    if unknown.candidates or unknown.kind in _PRIMITIVES:
        return unknown
    return Unknown(unknown.reason, origin=result)


_PRIMITIVES: Final = frozenset({"string", "number", "boolean", "bigint"})
