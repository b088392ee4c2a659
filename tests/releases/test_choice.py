"""Choosing a release by its number, and by what a project or a resource says."""

from __future__ import annotations

import pytest

from appconfig_merge import ReleaseError
from appconfig_merge.releases import choose, newest


@pytest.mark.parametrize(
    ("wanted", "version", "merge"),
    [
        ("2.17.1", "2.17.1", "C + L((R + A) + P)"),
        ("v2.17.1", "2.17.1", "C + L((R + A) + P)"),
        ("2.17", "2.17.1", "C + L((R + A) + P)"),
        ("2", "2.17.1", "C + L((R + A) + P)"),
        ("2.n", "2.17.1", "C + L((R + A) + P)"),
        ("2.2", "2.2", "C + L(R + A)"),
        ("2.3.0-rc.1", "2.3.0", "C + L((R + A) + P)"),
        ("2.0.2", "2.0.2", "C + L(R + A)"),
        ("1", "1.34.6", "C + L((R + A) + P)"),
        ("1.34", "1.34.6", "C + L((R + A) + P)"),
        ("1.33.3", "1.33.3", "C + L(R + A)"),
        ("1.31", "1.31", "L((C + R) + A)"),
        ("1.18.0", "1.18.0", "(C + R) + A"),
    ],
)
def test_by_number(wanted: str, version: str, merge: str) -> None:
    """A whole version is itself; a part of one is the newest that it may mean."""
    release = choose(wanted)

    assert (release.version, release.merge) == (version, merge)
    assert release.remarks == ()


@pytest.mark.parametrize("wanted", ["2.18", "2.17.2", "2.17.100", "3.0.0", "3"])
def test_newer_than_what_is_known(wanted: str) -> None:
    """The newest row's rules, and a word about it."""
    release = choose(wanted)

    assert release == newest()._replace(remarks=release.remarks)
    assert [remark.code for remark in release.remarks] == ["newer-release"]
    assert f"Flex UI {wanted} is newer" in release.remarks[0].message


def test_a_newer_release_of_the_older_series() -> None:
    """Its rules are those of the newest 1.x, not of 2.0."""
    release = choose("1.99")

    assert release.version == "1.34.6"
    assert [remark.code for remark in release.remarks] == ["newer-release"]


@pytest.mark.parametrize("wanted", ["1.17.9", "1.0.0", "0.15", "0"])
def test_older_than_what_is_known(wanted: str) -> None:
    """Refused, with what to do instead."""
    with pytest.raises(ReleaseError, match="older than any release that is known") as caught:
        choose(wanted)

    assert "1.18.0" in str(caught.value.help)


@pytest.mark.parametrize("wanted", ["", "latest", "two", "2.1.0.0", "2.", "-1", "٢", "9" * 5000])
def test_no_version(wanted: str) -> None:
    """What isn't one is said to be none."""
    with pytest.raises(ReleaseError, match="is no version of Flex UI") as caught:
        choose(wanted)

    assert len(caught.value.message) < 200
