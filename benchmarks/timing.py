"""Medians of interleaved runs, so that a drifting machine is unfair to nobody."""

from __future__ import annotations

import statistics
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class Figure(NamedTuple):
    """A median with its range, in milliseconds."""

    median: float
    least: float
    most: float


def figure(seconds: Sequence[float]) -> Figure:
    """Sum up runs."""
    return Figure(statistics.median(seconds) * 1000, min(seconds) * 1000, max(seconds) * 1000)


def interleaved(
    calls: Mapping[str, Callable[[], object]],
    runs: int,
    *,
    clock: Callable[[], float],
    times: int = 1,
) -> dict[str, Figure]:
    """Time each call ``runs`` times by a clock, in turn, after one run that isn't counted.

    ``times`` is how often a short one is called in a row, for its mean: else it would pay for
    what the one before it left in the processor's caches.
    """
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    for run in range(runs + 1):
        for name, call in calls.items():
            start = clock()
            for _ in range(times):
                call()
            if run:
                seconds[name].append((clock() - start) / times)
    return {name: figure(taken) for name, taken in seconds.items()}


def process(
    command: Sequence[str], environment: Mapping[str, str] | None = None
) -> Callable[[], object]:
    """A call that runs a command to its end."""

    def call() -> object:
        return subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)

    return call


_PEAK = """
import sys
from appconfig_merge import Source, effective_config
def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
effective_config(Source("warm.js", "var appConfig = {};"))
before = peak()
config = effective_config(sys.argv[1])
config.to_dict()
print(peak() - before)
"""


def peak_memory(path: str) -> float:
    """Megabytes that reading and merging a file adds to a fresh process (Linux)."""
    command = [sys.executable, "-c", _PEAK, path]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024
