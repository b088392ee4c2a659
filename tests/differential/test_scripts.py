"""Random scripts, as Node runs them and as we read them: equal, or said to be unresolved.

DIFFERENTIAL_SEED sets which are run, HUNT how many times as many; the seed is in the terminal's
summary, and a failure shows its script cut down to what it takes.
"""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

from tests.differential.sweep import sweep
from tests.differential.worlds import MODES, case
from tests.hunting import examples

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.differential.oracle import Oracle

SCRIPTS = dict.fromkeys(MODES, examples(600)) | {"later": examples(300)}
"""How many in each mode; of what happens later each runs six times."""

SEED = os.environ.get("DIFFERENTIAL_SEED") or str(random.SystemRandom().randrange(10**9))


@pytest.mark.parametrize("mode", MODES)
def test_no_value_is_wrong(
    mode: str, oracle: Oracle, record_property: Callable[[str, object], None]
) -> None:
    """In whatever world a script runs, what we say of it holds."""
    cases = (case(f"{SEED}-{at}", mode) for at in range(SCRIPTS[mode]))
    swept = sweep(mode, SEED, cases, oracle)
    record_property("summary", swept.line)
    assert swept.compared > SCRIPTS[mode] // 4, "the scripts are no good"
