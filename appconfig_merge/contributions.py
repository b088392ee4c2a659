"""Contributions: what every layer said at a path, as callers see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from appconfig_merge.javascript.values import (
    JSArray,
    JSObject,
    Traced,
    Unknown,
)
from appconfig_merge.limits import MAX_TRACE_STEPS
from appconfig_merge.merging.claims import Claim
from appconfig_merge.values import ConfigValue, convert, key_location, location_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.merging.claims import Outcome, Rule
    from appconfig_merge.paths import Path
    from appconfig_merge.source import Location


class Step(NamedTuple):
    """One step of the way by which a value came about: an expression and what it gave.

    ``depth`` 0 is the value's own expression; a step's inputs follow it, one deeper.
    """

    expression: str
    value: ConfigValue
    location: Location | None
    depth: int


class Rival(NamedTuple):
    """What beat a contribution: a layer's value, or a ``delete``, and where it stands."""

    layer: str
    location: Location | None


class ElementPlace(NamedTuple):
    """Where a value inside an array stands; ``path`` goes on from the array."""

    path: Path
    location: Location | None


class Contribution(NamedTuple):
    """What one layer says at one path, and what became of it.

    ``outcome`` and ``rule`` are from closed sets (:mod:`appconfig_merge.merging.claims`);
    ``location`` is the value's, ``key_location`` its key's. ``elements`` places what is
    inside an array. ``trace`` leads from the expression to the literals it came from, empty
    for a plain literal.
    """

    layer: str
    value: ConfigValue
    outcome: Outcome
    rule: Rule
    rival: Rival | None
    location: Location | None
    key_location: Location | None
    elements: tuple[ElementPlace, ...]
    trace: tuple[Step, ...]


def contribution(claim: Claim) -> Contribution:
    """The public form of a claim."""
    slot = claim.slot
    value = slot.traced.value
    return Contribution(
        claim.layer.id,
        convert(value, slot.traced),
        claim.outcome,
        claim.rule,
        _rival(claim),
        location_of(slot.traced),
        key_location(slot),
        tuple(_elements(value)) if isinstance(value, JSArray) else (),
        tuple(trace(claim)),
    )


def _rival(claim: Claim) -> Rival | None:
    by = claim.by
    if isinstance(by, Claim):
        return Rival(by.layer.id, location_of(by.slot.traced))
    if isinstance(by, Traced):
        return Rival(claim.layer.id, location_of(by))
    return None


def _elements(array: JSArray) -> Iterator[ElementPlace]:
    """The places of an array's elements, and of what they contain."""
    work: list[tuple[Path, JSObject]] = [((), array)]
    seen: set[int] = {id(array)}
    while work:
        path, owner = work.pop(0)
        if isinstance(owner, JSArray):
            slots = list(enumerate(owner.elements))
        else:
            slots = list(owner.slots.items())  # type: ignore[arg-type]
        for key, slot in slots:
            if slot is None:
                continue
            yield ElementPlace((*path, key), location_of(slot.traced))
            inner = slot.traced.value
            if isinstance(inner, JSObject) and inner.unknown is None and id(inner) not in seen:
                seen.add(id(inner))
                work.append(((*path, key), inner))


def trace(claim: Claim) -> Iterator[Step]:
    """The steps from a claim's value, and from the objects it sits in, to their literals."""
    chain: list[Claim] = []
    at: Claim | None = claim
    while at is not None:
        chain.append(at)
        at = at.parent
    count = 0
    for one in reversed(chain):
        slot = one.slot
        starts = [] if slot.via is None else [slot.via]
        if slot.traced.inputs:
            starts.append(slot.traced)
        for start in starts:
            for step in _steps(start):
                yield step
                count += 1
                if count >= MAX_TRACE_STEPS:
                    return


def _steps(start: Traced) -> Iterator[Step]:
    work: list[tuple[Traced, int, Traced | None]] = [(start, 0, None)]
    seen: set[tuple[int, int]] = set()
    while work:
        traced, depth, above = work.pop()
        if traced.node.start < 0 or (above is not None and _is_inside(traced, above)):
            inner, within = depth, above  # nothing to show of it, but perhaps of what it is from
        else:
            if (id(traced.source), traced.node.start) in seen and depth:
                continue
            seen.add((id(traced.source), traced.node.start))
            yield Step(traced.text, _step_value(traced), location_of(traced), depth)
            inner, within = depth + 1, traced
        work.extend((item, inner, within) for item in reversed(traced.inputs))


def _is_inside(traced: Traced, above: Traced) -> bool:
    """Whether an operand is a literal that its expression's own text already shows."""
    return (
        not traced.inputs
        and not isinstance(traced.value, Unknown)
        and traced.source is above.source
        and above.node.start <= traced.node.start
        and traced.node.end <= above.node.end
    )


def _step_value(traced: Traced) -> ConfigValue:
    return convert(traced.value, traced)
