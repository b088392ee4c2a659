"""docs/limits.md names every limit, with its value, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from appconfig_merge import limits

PAGE = Path(__file__).parents[1] / "docs" / "limits.md"


def test_every_limit_is_on_the_page_with_its_value() -> None:
    """A limit that is changed, added or removed is so in both places."""
    text = PAGE.read_text("utf-8")
    told = dict(re.findall(r"^\| `([A-Z_]+)` \| ([\d.,]+)", text, re.MULTILINE))
    there = {name: f"{value:,}" for name, value in vars(limits).items() if name.isupper()}

    assert told == there
