"""What a call imports, and which packages that costs, as ``python -X importtime`` tells it."""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.processes import at_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from benchmarks.processes import Call

_OWN = "appconfig_merge"
_PREFIX = "import time:"


class Imports(NamedTuple):
    """What a call imports beyond a Python that does nothing: milliseconds, most costly first."""

    modules: int
    rooms: dict[str, float]
    """Our own packages and modules, each with all below it."""
    others: dict[str, float]
    """Python's packages, and those of others."""

    @property
    def milliseconds(self) -> float:
        """What all of them take."""
        return sum(self.rooms.values()) + sum(self.others.values())


def modules(call: Call) -> dict[str, float]:
    """Each module that a call at a terminal imports, with the milliseconds for it alone."""
    words = call.words[1:] if call.words[0] == sys.executable else call.words
    with tempfile.TemporaryFile() as errors:
        at_terminal(
            call._replace(words=(sys.executable, "-X", "importtime", *words)), errors=errors
        )
        errors.seek(0)
        lines = errors.read().decode("utf-8").splitlines()
    # import time: self [us] | cumulative | imported package
    found = [line.removeprefix(_PREFIX).split("|") for line in lines if line.startswith(_PREFIX)]
    return {name.strip(): int(own) / 1000 for own, _, name in found[1:]}


def imports(runs: Sequence[dict[str, float]], nothing: AbstractSet[str]) -> Imports:
    """Sum up the runs of one call, without what a Python that does nothing imports, too."""
    named = sorted(runs[0].keys() - nothing)
    rooms: defaultdict[str, float] = defaultdict(float)
    others: defaultdict[str, float] = defaultdict(float)
    for name in named:
        taken = min(run[name] for run in runs if name in run)
        package, _, inner = name.partition(".")
        if package == _OWN:
            rooms[inner.partition(".")[0] or _OWN] += taken
        else:
            others[package] += taken
    return Imports(len(named), _by_cost(rooms), _by_cost(others))


def _by_cost(found: dict[str, float]) -> dict[str, float]:
    return dict(sorted(found.items(), key=lambda item: -item[1]))
