"""How long somebody waits for a call: by the clock on the wall, into a pipe and at a terminal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.processes import at_terminal, into_pipe
from benchmarks.timing import K, figure, in_turn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.processes import Call


class Wait(NamedTuple):
    """Milliseconds."""

    pipe: float
    terminal: float

    def over(self, base: Wait) -> Wait:
        """Each as a multiple of another call's."""
        return Wait(self.pipe / base.pipe, self.terminal / base.terminal)


def waits(calls: Mapping[K, Call], runs: int) -> dict[K, Wait]:
    """The medians of each call's runs, in turn with all others."""
    spent = in_turn({name: partial(_spent, call) for name, call in calls.items()}, runs)
    return {
        name: Wait(*(figure(seconds).median for seconds in zip(*each, strict=True)))
        for name, each in spent.items()
    }


def _spent(call: Call) -> tuple[float, float]:
    return into_pipe(call).seconds, at_terminal(call).seconds
