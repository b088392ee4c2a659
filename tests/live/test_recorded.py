"""What we say of a page is what the real Flex UI ran with on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.live.ours import expected, refusals, said
from tests.live.pages import pages
from tests.live.recording import recorded

if TYPE_CHECKING:
    from pathlib import Path

PAGES = pages()
RECORDED = recorded()
EXPECTED = expected()


@pytest.mark.parametrize("name", PAGES)
def test_flex_ui_runs_with_what_we_say(name: str, tmp_path: Path) -> None:
    """Every value; and what we leave open is what was left open before, no more and no less."""
    seen = RECORDED[name]
    result = said(PAGES[name], seen, tmp_path)

    assert (result.wrong, result.expectation) == ([], EXPECTED.get(name, {}))
    assert result.compared >= 20 or seen.outcome != "ready" or result.expectation


def test_another_configuration_is_told_apart(tmp_path: Path) -> None:
    """The agreement means something: a page isn't as another page was recorded."""
    other = RECORDED["by-hostname"]
    taken = {
        name
        for number, (name, page) in enumerate(PAGES.items())
        if not said(page, other, tmp_path / str(number)).wrong
    }

    assert "by-hostname" in taken
    assert len(taken) <= len(PAGES) // 4


def test_check_tells_where_flex_ui_refuses_to_start(tmp_path: Path) -> None:
    """Of each such page, and of no other."""
    refused, told = set(), set()
    for name, page in PAGES.items():
        seen = RECORDED[name]
        if seen.outcome != "not started":
            refused |= set() if seen.outcome == "ready" else {name}
            told |= {name} if refusals(page, seen.release, tmp_path / name) else set()

    assert len(refused) >= 5
    assert told == refused


def test_nothing_is_expected_of_a_page_that_isn_t_there() -> None:
    """Expectations go with their page."""
    assert set(EXPECTED) <= set(PAGES)
