"""What evaluation left on the page in place of the configuration: the script's own names."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import JSFunction, JSObject, Slot, Traced, Unknown
from appconfig_merge.layers.absent.clue import Clue, assignment
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.shipped import shipped
from appconfig_merge.suggestions import fold, is_slip, suggest
from appconfig_merge.syntax import estree
from appconfig_merge.values import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_SHOWN: Final = 3


class Left(NamedTuple):
    """What a script left: its names and what they hold.

    ``is_exported`` says that they are properties of a CommonJS module's exports.
    """

    slots: Mapping[str, Slot]
    is_exported: bool = False


def undefined(slots: Mapping[str, Slot], name: str) -> Clue | None:
    """A name that is declared, and holds nothing."""
    slot = slots.get(name)
    if slot is None or slot.traced.value is not UNDEFINED:
        return None
    traced = slot.traced
    if slot.key is not None and traced.node is slot.key:
        return Clue(
            ": it is declared here, and given no value",
            f"write `{assignment(name)}` in place of the declaration",
            *place_of(Traced(UNDEFINED, slot.key, traced.source)),
        )
    return Clue(
        ": this gives it no value",
        "a function gives what it returns; Flex UI takes a plain object"
        if isinstance(traced.node, estree.CallExpression)
        else f"write `{assignment(name)}` in place of this",
        *place_of(traced),
    )


def same_but_case(left: Left, name: str) -> Clue | None:
    """A name that differs from the one that is meant by its case and underscores alone."""
    for other, slot in left.slots.items():
        if other == name or fold(other) != fold(name) or slot.traced.value is UNDEFINED:
            continue
        help = f"did you mean {name}?"
        if _is_plain(slot):
            help += f" If the page passes {other}, give --global {other}"
        return _instead(left, other, slot, help)
    return None


def near(left: Left, name: str) -> Clue | None:
    """A name that is like the one that is meant, and holds an object."""
    plain = [other for other, slot in left.slots.items() if _is_plain(slot)]
    for other in suggest(name, plain):
        if is_slip(name, other):
            help = f"did you mean {name}? If the page passes {other}, give --global {other}"
            return _instead(left, other, left.slots[other], help)
    return None


def like_a_configuration(left: Left, name: str) -> Clue | None:
    """Another name, or a property of what it holds, whose object has keys of a configuration."""
    for dotted, slot in _plain_objects(left):
        value = slot.traced.value
        assert isinstance(value, JSObject)
        if has_roots(value) or fold(dotted.rpartition(".")[2]) == fold(name):
            write = f"write `{assignment(name)}`"
            otherwise = f"export it as {name}" if left.is_exported else write
            help = f"did you mean --global {dotted}? Otherwise {otherwise}"
            return _instead(left, dotted, slot, help)
    return None


def others(left: Left, name: str) -> Clue:
    """The names that a script sets, none of which seems to be meant."""
    names = [
        other
        for other, slot in left.slots.items()
        if other != name
        and not isinstance(slot.traced.value, JSFunction)
        and slot.traced.value is not UNDEFINED
    ]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    verb = "exports" if left.is_exported else "sets"
    said = f": it {verb} {', '.join(names[:_SHOWN])}{more}" if names else ""
    return Clue(
        said,
        f"write `{assignment(name)}`, or give another name with --global",
    )


def missing_part(slots: Mapping[str, Slot], dotted: str) -> Clue | None:
    """The part of a dotted name that is missing from what is there."""
    first, *rest = dotted.split(".")
    slot, path = slots.get(first), first
    for key in rest:
        value = slot.traced.value if slot is not None else None
        if slot is None or type(value) is not JSObject:
            return None
        if key not in value.slots:
            (like, *_) = [*suggest(key, list(value.slots)), ""]
            question = f"did you mean --global {path}.{like}? " if like else ""
            return Clue(
                f": {path} is set here, without {key}",
                f"{question}`window.{path}.{key} = {{ ... }};` sets it",
                *place_of(slot.traced),
            )
        slot, path = value.slots[key], f"{path}.{key}"
    return None


def _instead(left: Left, other: str, slot: Slot, help: str) -> Clue:
    verb = "exports" if left.is_exported else "sets"
    at = slot.traced if slot.key is None else Traced(UNDEFINED, slot.key, slot.traced.source)
    return Clue(f": it {verb} {other}", help, *place_of(at))


def _plain_objects(left: Left) -> Iterator[tuple[str, Slot]]:
    """Names with plain objects, then dotted names of such objects inside of these."""
    outer = [(name, slot) for name, slot in left.slots.items() if _is_plain(slot)]
    yield from outer
    for name, slot in outer:
        value = slot.traced.value
        assert isinstance(value, JSObject)
        for key, inner in value.slots.items():
            if _is_plain(inner) and key.isidentifier():
                yield f"{name}.{key}", inner


def _is_plain(slot: Slot) -> bool:
    value = slot.traced.value
    return type(value) is JSObject and not isinstance(value.unknown, Unknown)


def has_roots(value: JSObject) -> bool:
    """Whether an object has a key of Flex UI's configuration."""
    return not _roots().isdisjoint(value.slots)


@cache
def _roots() -> frozenset[str]:
    """The keys at the top of Flex UI's configuration, of any release."""
    return frozenset(json.loads(shipped("known-keys.schema.json"))["properties"])
