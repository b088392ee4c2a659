"""How many random cases tests try: as many as a change needs, or ``HUNT`` times as many.

    HUNT=50 python -m pytest tests/differential tests/merging

looks for what a change's few cases don't meet, for hours if need be; other cases each time, in CI,
too. ``DIFFERENTIAL_SEED`` repeats the scripts of a run of ``tests/differential``.
"""

from __future__ import annotations

import os

TIMES = int(os.environ.get("HUNT", "1"))


def examples(usual: int) -> int:
    """How many examples to try, where a change needs so many."""
    return usual * TIMES
