"""Which properties of a known value are enumerated, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript import strings
from appconfig_merge.javascript.keys import is_index
from appconfig_merge.javascript.values import JSArray, JSFunction, JSObject, Slot, Traced
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def enumerable(value: object, argument: Traced) -> Iterator[tuple[str, Slot]]:
    """The own enumerable properties of a known value, in order; strings give their characters."""
    if isinstance(value, JSArray):
        for index, slot in enumerate(value.elements):
            if slot is not None:
                yield str(index), slot
    if isinstance(value, JSObject):
        # A function's prototype is not enumerable, whoever sets it (ECMA-262 20.2.4.3).
        is_function = isinstance(value, JSFunction) and is_constructor(value)
        hidden = "prototype" if is_function else None
        yield from ((key, value.slots[key]) for key in JSObject.keys(value) if key != hidden)
    elif isinstance(value, str):
        for index, unit in enumerate(strings.units(value)):
            traced = Traced(unit, argument.node, argument.source, (argument,))
            yield str(index), Slot(traced)


def order_is_open(value: JSObject) -> bool:
    """Whether only the page decides in which order an object's enumerable keys stand."""
    if value.traits is None or not value.traits.unordered:
        return False
    return has_two_names(value.slots)


def has_two_names(keys: Iterable[str]) -> bool:
    """Whether keys have an order of their own: two of them are no indices."""
    named = (key for key in keys if not is_index(key))
    return next(named, None) is not None and next(named, None) is not None


def is_constructor(function: JSFunction) -> bool:
    """Whether a function of the script's own can be called with ``new`` (ECMA-262 7.2.4)."""
    node = function.node
    if isinstance(node, estree.ArrowFunctionExpression):
        return False
    if isinstance(node, estree.ClassDeclaration | estree.ClassExpression):
        return True
    return function.home is None and not (node.generator or node.is_async)
