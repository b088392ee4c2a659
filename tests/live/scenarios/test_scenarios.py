"""The scenarios are what they claim: enough of each kind, the same in each run, all recorded."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from appconfig_merge.verification.difference import CAUSES
from tests.live.scenarios.generation import scenarios
from tests.live.scenarios.recording import FOLDER, recorded
from tests.live.scenarios.ways import WAYS

SCENARIOS = scenarios()


def test_every_cause_is_planted_alone_in_three_ways_at_least() -> None:
    """But the one that says that there is none."""
    alone = {
        cause: [SCENARIOS[f"{cause}-{way.__name__}".replace("_", "-")] for way in ways]
        for cause, ways in WAYS.items()
    }

    assert set(alone) == set(CAUSES) - {"unexplained"}
    for cause, ones in alone.items():
        assert len(ones) >= 3
        assert all({*one.expected.values()} == {cause, "service"} for one in ones)


def test_every_two_causes_are_planted_together() -> None:
    """All 78 pairs."""
    pairs = {f"{one}-and-{other}" for one, other in combinations(WAYS, 2)}

    assert pairs == {name for name in SCENARIOS if "-and-" in name} - {
        "at-one-leaf-served-and-moved"
    }
    assert len(pairs) == 78


def test_a_hundred_have_nothing_planted() -> None:
    """But what Flex UI does itself on every page."""
    clean = [one for name, one in SCENARIOS.items() if name.startswith("clean-")]

    assert len(clean) == 100
    assert {cause for one in clean for cause in one.expected.values()} == {"service", "moved-props"}


def test_both_ways_of_looking_at_a_page_are_tried_on_files_and_pages() -> None:
    """Watched from its start and looked at later, what is given being a file or the page."""
    kinds = Counter((one.is_watched, one.given.app_config) for one in SCENARIOS.values())

    assert len(kinds) == 4
    assert min(kinds.values()) > 20


def test_the_scenarios_are_the_same_in_each_run() -> None:
    """So that what is recorded of them stays true."""
    again = scenarios()

    assert again == SCENARIOS
    assert len({one.digest for one in again.values()}) > 240


def test_every_scenario_is_recorded_as_it_stands() -> None:
    """After a change of one: python -m tests.live.scenarios --record."""
    taken = recorded()

    assert {name: one.digest for name, one in taken.items()} == {
        name: one.digest for name, one in SCENARIOS.items()
    }
    assert list(taken) == sorted(taken)


def test_the_recordings_are_small() -> None:
    """All of them in less than a megabyte."""
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 1_000_000
