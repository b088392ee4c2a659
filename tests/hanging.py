"""Tests that something doesn't hang: not how fast it is, which is the benchmarks' business.

A test waits for what it means: an event, a line, an end. A limit is there for what never comes.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LATE = 60.0
"""Seconds after which what a test waits for won't come any more, on however busy a machine."""
AGAIN = 10.0
"""Seconds after which a signal is taken to be lost: one that comes just before Python waits for
something wakes nobody up. It is sent again then, as a person presses Ctrl-C again."""
_SECONDS = 60
"""What is linear takes a few seconds on the slowest machine; what is quadratic, many minutes."""


@contextmanager
def not_hanging() -> Iterator[None]:
    """Fail if what runs inside takes longer than any machine needs for linear work."""
    begun = time.process_time()
    yield
    assert time.process_time() - begun < _SECONDS
