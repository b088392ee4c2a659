"""Each difference that was planted is found with its cause, and no other; nothing else is told."""

from __future__ import annotations

import pytest

from tests.live.scenarios.generation import OLDER, scenarios
from tests.live.scenarios.recording import recorded
from tests.live.scenarios.verified import verified

SCENARIOS = scenarios()
RECORDED = recorded()


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_was_planted_is_found(name: str) -> None:
    """Every leaf that differs, by its cause."""
    result = verified(SCENARIOS[name], RECORDED[name].snapshot)

    assert result.wrong == []
    assert result.agreed >= 15


def test_what_nobody_can_tell_is_unexplained() -> None:
    """Of a page that nobody watched, and whose plugins nobody gives: never another cause."""
    untold = {"plugin", "page-script", "hand-over"}
    told = {}
    for name, one in SCENARIOS.items():
        if one.is_watched:
            snapshot = {**RECORDED[name].snapshot, "taken_by": "snippet"}
            for member in ("handed", "calls"):
                snapshot.pop(member, None)
            expected = {
                path: "unexplained" if cause in untold else cause
                for path, cause in one.expected.items()
            }
            given = one.given._replace(plugins="")
            blind = one._replace(given=given, expected=expected)
            told[name] = verified(blind, snapshot).wrong

    assert len(told) > 120
    assert {name: wrong for name, wrong in told.items() if wrong} == {}


@pytest.mark.parametrize(
    ("release", "name"), [(release, name) for release, names in OLDER.items() for name in names]
)
def test_what_was_planted_is_found_in_other_releases(release: str, name: str) -> None:
    """By the rules of the one that runs."""
    taken = recorded(release)[name]
    result = verified(SCENARIOS[name], taken.snapshot, release)

    assert (taken.digest, taken.snapshot["flex_ui"]) == (SCENARIOS[name].digest, release)
    assert result.wrong == []


def test_another_page_is_told_apart() -> None:
    """The agreement means something: a snapshot of one page isn't what was planted in another."""
    names = [name for name in SCENARIOS if "-and-" in name]
    others = [*names[1:], names[0]]
    mistaken = [
        name
        for name, other in zip(names, others, strict=True)
        if not verified(SCENARIOS[name], RECORDED[other].snapshot).wrong
    ]

    assert mistaken == []
