"""Contributions: what every layer said at a path, as callers see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from appconfig_merge.location import Location
    from appconfig_merge.merging.claims import Outcome, Rule
    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue

ALIVE: Final = frozenset({"effective", "merged"})
"""The outcomes of a contribution that is part of the effective value."""


class Step(NamedTuple):
    """One step of the way by which a value came about: an expression and what it gave.

    ``depth`` 0 is the value's own expression; a step's inputs follow it, one deeper. Of a spread
    or an Object.assign the value is what it copied to the path. A long ``expression`` is cut
    short, with an ellipsis; a large ``value`` is unresolved for being too large to repeat.
    ``is_argument`` says that it stands in no file but in an argument, such as ``--define``.
    """

    expression: str
    value: ConfigValue
    location: Location | None
    depth: int
    is_argument: bool = False


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


class Giver(NamedTuple):
    """Who gives an effective value: a layer, and where the value stands in it."""

    layer: str
    location: Location | None


class Leaf(NamedTuple):
    """An effective value that isn't a non-empty object, with everything said at its path."""

    path: Path
    value: ConfigValue
    set_by: str
    contributions: tuple[Contribution, ...]


def winner(leaf: Leaf) -> Contribution:
    """The contribution that gives a leaf its value: the last one alive."""
    last = leaf.contributions[-1]
    if last.outcome in ALIVE:
        return last  # as nearly everywhere
    return next(one for one in reversed(leaf.contributions) if one.outcome in ALIVE)


def giver_of(leaf: Leaf) -> Giver:
    """Who gives a leaf its value."""
    return Giver(leaf.set_by, winner(leaf).location)
