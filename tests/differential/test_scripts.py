"""Random scripts, as Node runs them and as we read them: equal, or said to be unresolved.

DIFFERENTIAL_SCRIPTS sets how many are run, DIFFERENTIAL_SEED which; the seed is in the
terminal's summary, and a failure shows its script cut down to what it takes.
"""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

from tests.differential.conftest import REPORT
from tests.differential.worlds import MODES, case, check_case, shrink

if TYPE_CHECKING:
    from tests.differential.oracle import Oracle

SCRIPTS = int(os.environ.get("DIFFERENTIAL_SCRIPTS", "2400"))
SEED = os.environ.get("DIFFERENTIAL_SEED") or str(random.SystemRandom().randrange(10**9))
_BATCH = 50


@pytest.mark.parametrize("mode", MODES)
def test_no_value_is_wrong(mode: str, oracle: Oracle, request: pytest.FixtureRequest) -> None:
    """In whatever world a script runs, what we say of it holds."""
    count = max(SCRIPTS // len(MODES), 1)
    leaves = known = compared = 0
    for start in range(0, count, _BATCH):
        cases = [case(f"{SEED}-{at}", mode) for at in range(start, min(start + _BATCH, count))]
        answers = iter(oracle.run([run for one in cases for run in one.runs()]))
        for one in cases:
            problem, found, how = check_case(one, [next(answers) for _ in one.worlds])
            if problem:
                smaller = shrink(oracle, one)
                problem = check_case(smaller, oracle.run(smaller.runs()))[0]
                pytest.fail(f"DIFFERENTIAL_SEED={SEED}, {one.seed}:\n{smaller.text}{problem}")
            leaves += found[0]
            known += found[1]
            compared += how == "compared"
    line = (
        f"differential, {mode}: {count} scripts (seed {SEED}), {compared} with a configuration, "
        f"{known} of {leaves} values resolved ({known / max(leaves, 1):.1%})"
    )
    request.config.stash[REPORT].append(line)
    assert compared > count // 4, "the scripts are no good"
