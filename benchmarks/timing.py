"""Runs in turn, so that a drifting machine is unfair to nobody, and what is told of them."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

K = TypeVar("K", bound="Hashable")
T = TypeVar("T")


class Figure(NamedTuple):
    """What runs of one call took, in milliseconds."""

    best: float
    median: float


def figure(seconds: Sequence[float]) -> Figure:
    """Sum up runs."""
    return Figure(min(seconds) * 1000, statistics.median(seconds) * 1000)


def in_turn(calls: Mapping[K, Callable[[], T]], runs: int) -> dict[K, list[T]]:
    """What each call gives in ``runs`` rounds, after one round that isn't counted."""
    found: dict[K, list[T]] = {name: [] for name in calls}
    for run in range(runs + 1):
        for name, call in calls.items():
            given = call()
            if run:
                found[name].append(given)
    return found


def timed(
    call: Callable[[], object], clock: Callable[[], float], times: int = 1
) -> Callable[[], float]:
    """Make of a call one that gives the seconds that it took by a clock.

    ``times`` is how often a short one is called in a row, for its mean: else it would pay for
    what the one before it left in the processor's caches.
    """

    def measured() -> float:
        start = clock()
        for _ in range(times):
            call()
        return (clock() - start) / times

    return measured
