"""Tests that something doesn't hang: not how fast it is, which is the benchmarks' business."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECONDS = 60
"""What is linear takes a few seconds on the slowest machine; what is quadratic, many minutes."""


@contextmanager
def not_hanging() -> Iterator[None]:
    """Fail if what runs inside takes longer than any machine needs for linear work."""
    begun = time.process_time()
    yield
    assert time.process_time() - begun < _SECONDS
