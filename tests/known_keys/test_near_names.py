"""Which name was probably meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.known_keys.near_names import NearNames, allowed_edits, distance
from appconfig_merge.suggestions import fold

KEYS = NearNames(["isLight", "logLevel", "pluginService", "sso", "theme", "componentProps"])
WORDS = st.text("abc", max_size=7)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("is_light", "isLight"),
        ("islight", "isLight"),
        ("plugin-service", "pluginService"),
        ("SSO", "sso"),
    ],
)
def test_case_and_separators_do_not_count(written: str, meant: str) -> None:
    """Python's, CSS's and JavaScript's way to write a name are one."""
    assert KEYS.folded_match(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("logLevl", "logLevel"),
        ("loglevels", "logLevel"),
        ("lgoLevel", "logLevel"),
        ("pluginServce", "pluginService"),
        ("componetPropes", "componentProps"),
        ("sdo", None),
        ("scheme", None),
        ("logLvls", None),
        ("customKey", None),
        ("", None),
        ("pluginService" * 1000, None),
    ],
)
def test_one_edit_is_near_and_two_are_in_a_long_name(written: str, meant: str | None) -> None:
    """In a name of three or four letters any edit makes another word."""
    assert KEYS.nearest(written) == meant


def test_the_edits_that_a_name_may_be_away() -> None:
    """By its length: none of a short one, one from five letters on, two from nine."""
    assert [allowed_edits(length) for length in range(12)] == [0] * 5 + [1] * 4 + [2] * 3


@pytest.mark.parametrize(
    ("separators", "is_found"), [(0, True), (3, True), (4, True), (5, False), (900, False)]
)
def test_a_name_much_longer_than_all_is_not_compared(separators: int, is_found: bool) -> None:
    """Beyond twice the longest and two more: separators don't count, but have to be read."""
    names = NearNames(["is", "isLight"])

    found = names.folded_match("is" + "_" * (separators + 7) + "Light")

    assert found == ("isLight" if is_found else None)


def test_between_two_that_are_as_near_nothing_is_chosen() -> None:
    """A suggestion that is a guess would be noise."""
    assert NearNames(["meterA", "meterB"]).nearest("meterC") is None


def distance_by_definition(left: str, right: str) -> int:
    """The optimal string alignment distance, as it is defined."""
    if not left or not right:
        return len(left) + len(right)
    best = min(
        distance_by_definition(left[1:], right) + 1,
        distance_by_definition(left, right[1:]) + 1,
        distance_by_definition(left[1:], right[1:]) + (left[0] != right[0]),
    )
    if len(left) > 1 and left[:2] == right[1::-1]:
        best = min(best, distance_by_definition(left[2:], right[2:]) + 1)
    return best


@given(WORDS, WORDS, st.integers(0, 4))
def test_distance_is_its_definition_up_to_the_most(left: str, right: str, most: int) -> None:
    """Rows are left out only where they can't matter."""
    assert distance(left, right, most) == min(distance_by_definition(left, right), most + 1)


@given(
    st.lists(st.text("abcd_", min_size=1, max_size=12), unique=True),
    st.text("abcd_", max_size=12),
)
def test_what_is_near_is_within_the_allowed_edits(known: list[str], written: str) -> None:
    """Filters by length and letters lose nothing and let nothing through."""
    near = NearNames(known).nearest(written)
    apart = {
        name: distance(fold(written), fold(name), 3)
        for name in known
        if distance(fold(written), fold(name), 3)
        <= min(allowed_edits(len(fold(written))), allowed_edits(len(fold(name))))
    }
    nearest = [name for name, edits in apart.items() if edits == min(apart.values())]
    assert near == (nearest[0] if len(nearest) == 1 else None)
