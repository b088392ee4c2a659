"""Two seconds of CPU time, as long as they are on the machine where the limits were set."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 2.0
_NOISE = 2.0
_TRACED = 4.0
"""How much slower code is whose coverage is measured."""
_YARDSTICK = 0.040
"""Seconds that one look took there, idle."""


def slowness() -> float:
    """How many times as long as there the same work takes here and now; 1 at least.

    Where others work on the machine it comes and goes, so that one look may miss it.
    """
    return max(1.0, *(_look() for _ in range(5)))


def _look() -> float:
    begun = time.process_time()
    numbers = {str(at): at for at in range(100_000)}
    total = sum(numbers[str(at)] for at in range(0, 100_000, 2))
    assert total
    return (time.process_time() - begun) / _YARDSTICK


def is_soon(seconds: float) -> bool:
    """Whether one input took no more than it may, on a machine that is looked at if it matters."""
    traced = _TRACED if sys.gettrace() is not None else 1.0
    allowed = SECONDS * _NOISE * traced
    return seconds < allowed or seconds < allowed * slowness()


@contextmanager
def within_budget() -> Iterator[None]:
    """Fail if what runs inside takes longer than anybody should wait for one file."""
    begun = time.process_time()
    yield
    taken = time.process_time() - begun
    assert is_soon(taken), f"{taken:.1f} s"
