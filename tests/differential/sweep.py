"""Going through many cases: compare each with Node, stop at the first that is wrong."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.differential.worlds import check_case, shrink

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.differential.oracle import Oracle
    from tests.differential.worlds import Case

_BATCH = 50


class Swept(NamedTuple):
    """What came of it: a line for the terminal's summary, and how many could be compared."""

    line: str
    compared: int


def sweep(name: str, seed: str, cases: Iterable[Case], oracle: Oracle) -> Swept:
    """Run the cases in Node and here; a failure shows its script cut down to what it takes."""
    waiting = iter(cases)
    leaves = known = compared = count = 0
    while batch := list(islice(waiting, _BATCH)):
        count += len(batch)
        answers = iter(oracle.run([run for one in batch for run in one.runs()]))
        for one in batch:
            own = list(islice(answers, len(one.runs())))
            problem, found, how = check_case(one, own, oracle)
            if problem:
                smaller = shrink(oracle, one)
                problem = check_case(smaller, oracle.run(smaller.runs()), oracle)[0]
                pytest.fail(f"DIFFERENTIAL_SEED={seed}, {one.seed}:\n{smaller.text}{problem}")
            leaves += found[0]
            known += found[1]
            compared += how == "compared"
    line = (
        f"differential, {name}: {count} scripts (seed {seed}), {compared} with a configuration, "
        f"{known} of {leaves} values resolved ({known / max(leaves, 1):.1%})"
    )
    return Swept(line, compared)
