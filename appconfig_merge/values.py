"""Configuration values as callers see them: Python's own where Python has one.

str, int and float, bool, None (JavaScript's null), dict and list; and for what Python lacks
:data:`UNDEFINED`, :class:`BigInt`, :class:`RegExp`, :class:`Function`, :class:`Unresolved`.
A number with an integer value is an int, except -0, which is the float -0.0.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from appconfig_merge.javascript.enumeration import order_is_open
from appconfig_merge.javascript.internal_slots import JSRegExp
from appconfig_merge.javascript.portable import is_a_name, missing_names, portable
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt, RegExp, Undefined
from appconfig_merge.javascript.values import (
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Unknown,
    Value,
    untouched,
)
from appconfig_merge.javascript.ways import Condition, Event, is_flag
from appconfig_merge.limits import MAX_CANDIDATES_IN_A_ROW, MAX_NESTING
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from appconfig_merge.javascript.values import Candidate as Alternative
    from appconfig_merge.location import Location


__all__ = [
    "UNDEFINED",
    "BigInt",
    "Candidate",
    "ConfigValue",
    "Function",
    "Incomplete",
    "RegExp",
    "Undefined",
    "Unordered",
    "Unresolved",
    "convert",
    "key_location",
    "location_of",
    "place_of",
    "public_value",
    "same",
    "unordered_in",
]


class Function(NamedTuple):
    """A function value: its exact source text, never called. Empty with parser pyjsparser.

    ``is_method`` says that the text is a method's, ``name(...) {...}``, which stands only in
    an object literal.
    """

    source: str
    is_method: bool = False


class Candidate(NamedTuple):
    """One of the values that an unresolved value may have, and the condition for it.

    ``present`` is False where the property may not be there at all; ``value`` is then None.
    Of several candidates the first whose condition turns out so is the one.
    """

    value: ConfigValue
    condition: str
    holds: bool
    present: bool = True
    location: Location | None = None
    condition_location: Location | None = None


class Unresolved(NamedTuple):
    """A value that can't be known without running the page.

    ``source`` is its expression, ``reason`` says why, ``define`` is the name under which
    ``--define`` would supply what is missing first (empty where there is none), ``needs`` are all
    such names, empty where something that has none is missing, too. ``candidates`` are
    its possible values where a condition decides. ``portable`` is an expression that gives the
    value on the page without any name of the file's own; empty where there is none. ``origin``
    is where the expression stands that took the knowledge away, if that is another one.

    Whether it is true isn't known either: asking (``if``, ``bool``) raises TypeError.
    """

    source: str
    reason: str
    location: Location | None = None
    define: str = ""
    candidates: tuple[Candidate, ...] = ()
    portable: str = ""
    origin: Location | None = None
    needs: tuple[str, ...] = ()

    def __bool__(self) -> NoReturn:
        raise TypeError(f"{self.source or 'this'} is unresolved: nobody knows whether it is true")


class Unordered(dict[str, "ConfigValue"]):
    """An object of which only the page decides in which order its keys stand.

    The order of this dict is one that may be. A property that may not be there at all leaves the
    order of the others known: such an object is a plain dict.
    """

    __slots__ = ()


class Incomplete(Unordered):
    """An object that may have more properties than these: something unresolved was copied to it.

    ``more`` is that; it is among the unresolved values of the configuration, at the object's path.
    """

    __slots__ = ("more",)

    def __init__(self, known: Mapping[str, ConfigValue], more: Unresolved) -> None:
        super().__init__(known)
        self.more = more


THE_WINDOW = Unknown("it is the window itself")

JsonValue: TypeAlias = "bool | int | Decimal | str | list[JsonValue] | dict[str, JsonValue] | None"
"""A value of a JSON document of which nothing is lost, as :mod:`appconfig_merge.rest.document` has
them. Whoever has one never changes it: edits copy what they change and share the rest."""

ConfigValue: TypeAlias = (
    "str | int | float | bool | Undefined | BigInt | RegExp | Function | Unresolved"
    " | list[ConfigValue] | dict[str, ConfigValue] | None"
)


_MAX_CONDITIONS = 5
"""Conditions written inside one another in the text of a value that they decide."""


def public_value(traced: Traced, depth: int = 0) -> ConfigValue:
    """What a caller sees of a traced value that no merge has touched."""
    return convert(traced.value, traced, depth)


def convert(value: Value, traced: Traced, depth: int = 0) -> ConfigValue:
    """A value as callers see it; ``traced`` says where it comes from if it isn't known."""
    if isinstance(value, float):
        return public_number(value)
    if isinstance(value, Unknown):
        return unresolved(value, traced, depth)
    if isinstance(value, JSRegExp):
        if value.state.unknown is not None:
            return unresolved(value.state.unknown, traced, depth)
        return RegExp(value.source, value.flags)
    if not isinstance(value, JSObject):
        return value
    if isinstance(value, JSFunction):
        return Function(value.text, isinstance(value.written, estree.Property))
    if value.unknown is not None:
        return unresolved(value.unknown, traced, depth)
    if type(value) not in {JSObject, JSArray}:
        return unresolved(THE_WINDOW, traced, depth)
    if depth > MAX_NESTING and (value.slots or isinstance(value, JSArray)):
        return unresolved(Unknown(f"it is nested deeper than {MAX_NESTING} levels"), traced, depth)
    literal = untouched(value)
    if literal is not None and depth + literal[0].height <= MAX_NESTING:
        return literal_value(literal[0])
    if isinstance(value, JSArray):
        return [
            UNDEFINED if slot is None else public_value(slot.traced, depth + 1)
            for slot in value.elements
        ]
    made = {key: public_value(value.slots[key].traced, depth + 1) for key in JSObject.keys(value)}
    return Unordered(made) if order_is_open(value) else made


def literal_value(node: object) -> ConfigValue:
    """What a plain literal, or one of its parts, comes to."""
    if type(node) is float:
        return public_number(node)
    if isinstance(node, estree.ObjectExpression):
        assert node.plain is not None
        return {
            key: member[2] if type(member[2]) is str else literal_value(member[2])
            for key, member in node.plain.items()
        }
    if isinstance(node, estree.ArrayExpression):
        assert node.plain is not None
        return [
            element[0] if type(element[0]) is str else literal_value(element[0])
            for element in node.plain
        ]
    assert isinstance(node, str | bool) or node is None
    return node


def unordered_in(value: ConfigValue) -> Iterator[tuple[str | int, ...]]:
    """Where in a value objects are whose keys' order only the page decides; () is the value itself.

    What something unresolved may be is not looked into.
    """
    work: list[tuple[tuple[str | int, ...], ConfigValue]] = [((), value)]
    while work:
        path, item = work.pop()
        if isinstance(item, dict):
            if isinstance(item, Unordered):
                yield path
            work.extend(((*path, key), item[key]) for key in reversed(item))
        elif isinstance(item, list):
            last = len(item) - 1
            work.extend(((*path, last - at), one) for at, one in enumerate(reversed(item)))


def public_number(number: float) -> int | float:
    """An int where the value is one; -0, the infinities and NaN stay floats."""
    if math.isfinite(number) and number.is_integer() and (number or math.copysign(1, number) > 0):
        return int(number)
    return number


def unresolved(unknown: Unknown, traced: Traced, depth: int) -> Unresolved:
    """The public form of something unknown."""
    ways = _in_a_row(unknown) if depth <= MAX_NESTING and not _is_comparison(unknown) else ()
    candidates = tuple(
        Candidate(
            None if item.traced is None else public_value(item.traced, depth + MAX_NESTING // 4),
            condition,
            item.holds,
            item.traced is not None,
            None if item.traced is None else location_of(item.traced),
            location_of(item.condition),
        )
        for item, condition in zip(ways, _conditions(ways), strict=True)
    )
    is_named = bool(unknown.path) and is_a_name(unknown.path)
    define, needs = (unknown.path, (unknown.path,)) if is_named else missing_names(traced)
    own = traced.value if isinstance(traced.value, Unknown) else unknown
    text = _conditional_text(own, traced) or traced.text
    # What a merge made of a value is no longer what its expression gives.
    moved = portable(traced) if unknown is traced.value else ""
    origin = location_of(unknown.origin) if unknown.origin is not None else None
    place = location_of(traced)
    return Unresolved(text, unknown.reason, place, define, candidates, moved, origin, needs)


def _in_a_row(unknown: Unknown) -> Sequence[Alternative]:
    """The candidates; in place of a last one that has some itself, these.

    The last stands for what the others leave, so its own are asked for when all these fail.
    """
    found = list(unknown.candidates)
    while found and len(found) < MAX_CANDIDATES_IN_A_ROW:
        last = found[-1].traced
        if last is None or not isinstance(last.value, Unknown) or not last.value.candidates:
            break
        if _is_comparison(last.value):
            break
        found[-1:] = last.value.candidates
    return found


def _conditions(ways: Sequence[Alternative]) -> list[str]:
    """The texts of conditions; where several have the same, with the values of what they are of."""
    texts = [way.condition.text for way in ways]
    first: dict[tuple[str, bool], Traced] = {}
    for way, text in zip(ways, texts, strict=True):
        if first.setdefault((text, way.holds), way.condition) is not way.condition:
            from appconfig_merge.javascript.spelling import spelled_out

            return [spelled_out(one.condition) for one in ways]
    return texts


def _is_comparison(unknown: Unknown) -> bool:
    """Whether a value is just whether something is a certain text, as its expression says."""
    if not is_flag(unknown):
        return False
    test = unknown.candidates[0].condition
    return isinstance(test, Condition) and test.subject is not None


def _conditional_text(unknown: Unknown, traced: Traced, depth: int = 0) -> str:
    """What statements made of a value, as an expression; empty for any other unknown value."""
    ways = unknown.candidates
    if not 2 <= len(ways) <= _MAX_CONDITIONS or depth > _MAX_CONDITIONS:
        return ""
    if isinstance(ways[0].condition, Event):
        return ""  # no expression tests what comes later
    here = [item.traced is not None and item.traced.node is traced.node for item in ways]
    if not any(here) or all(here):
        return ""
    text = _candidate_text(ways[-1].traced, depth)
    for way in reversed(ways[:-1]):
        own = _candidate_text(way.traced, depth)
        first, second = (own, text) if way.holds else (text, own)
        text = f"{way.condition.text} ? {first} : {second}"
    return text


def _candidate_text(traced: Traced | None, depth: int) -> str:
    if traced is None:
        return "undefined"
    inner = traced.value
    if isinstance(inner, Unknown):
        nested = _conditional_text(inner, traced, depth + 1)
        return f"({nested})" if nested else traced.text
    return traced.text


def location_of(traced: Traced) -> Location | None:
    """Where an expression stands, None where its reader gives no positions."""
    node = traced.node
    return traced.source.location(node.start, node.end) if node.start >= 0 else None


def place_of(traced: Traced | None) -> tuple[Location | None, str | None]:
    """Where an expression stands, and the text of that line; None where nothing tells."""
    location = location_of(traced) if traced is not None else None
    if traced is None or location is None:
        return None, None
    return location, traced.source.line(location.line)


def key_location(slot: Slot) -> Location | None:
    """Where a slot's key stands, None where it has none."""
    key = slot.key
    if key is None or key.start < 0:
        return None
    return slot.traced.source.location(key.start, key.end)


def same(left: object, right: object) -> bool:
    """Whether two public values are equal as JavaScript's are: NaN is NaN, 1 is not true.

    Of something unresolved the expression and the reason count, not the place.
    """
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, Unresolved) and isinstance(right, Unresolved):
        return (left.source, left.reason) == (right.source, right.reason)
    if isinstance(left, Unresolved | Function) or isinstance(right, Unresolved | Function):
        return type(left) is type(right) and left == right
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, int | float) and isinstance(right, int | float):
        if left != left or right != right:
            return left != left and right != right
        return left == right and math.copysign(1, left) == math.copysign(1, right)
    return type(left) is type(right) and left == right
