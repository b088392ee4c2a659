"""Ranges of package.json: the newest release that each allows."""

from __future__ import annotations

import time

import pytest

from appconfig_merge.releases.choice import from_range
from appconfig_merge.releases.ranges import ANY, Span, spans


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("2.5.1", "2.5.1"),
        ("=v2.5.1", "2.5.1"),
        (" 2.5.1 ", "2.5.1"),
        ("2.5.1+build.7", "2.5.1"),
        ("2.0.0-beta.4", "2.0.0"),
        ("^2.3.0", "2.17.1"),
        ("^ 2.3", "2.17.1"),
        ("^2.0.0-beta.4", "2.17.1"),
        ("^1.30.0", "1.34.6"),
        ("~2.3.0", "2.3"),
        ("~2", "2.17.1"),
        ("2.x", "2.17.1"),
        ("2.3.*", "2.3"),
        ("*", "2.17.1"),
        (">=1.30", "2.17.1"),
        (">2.3.0", "2.17.1"),
        (">=1.30.0 <2", "1.34.6"),
        (">=2.1.0 <2.5.0", "2.4"),
        (">2.1 <=2.5", "2.5"),
        ("<2.5.3", "2.5.2"),
        ("<2.0.0-0", "1.34.6"),
        ("^2.3.0 <2.5.0", "2.4"),
        (">=2 <9", "2.17.1"),
        ("1.30 - 2.4", "2.4"),
        ("1.30.0 - 2.4.1", "2.4.1"),
        ("2.x || 1.x", "2.17.1"),
        ("^1.30.0||~2.1.0", "2.1"),
        ("1.30.0 || 3.x", "1.30.0"),
        ("npm:@twilio/flex-ui@~2.3.0", "2.3"),
    ],
)
def test_the_newest_that_is_allowed(text: str, version: str) -> None:
    """Of the known ones where there is one: npm installs the newest."""
    release = from_range(text)

    assert release is not None
    assert (release.version, release.remarks) == (version, ())


NEWEST = (ANY, ANY, ANY)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2.5.1", (2, 5, 1), (2, 5, 1)),
        ("2.5", (2, 5, 0), (2, 5, ANY)),
        ("2", (2, 0, 0), (2, ANY, ANY)),
        ("2.x.7", (2, 0, 0), (2, ANY, ANY)),
        ("*", (0, 0, 0), NEWEST),
        ("^2.3.4", (2, 3, 4), (2, ANY, ANY)),
        ("~2.3.4", (2, 3, 4), (2, 3, ANY)),
        ("~>2.3", (2, 3, 0), (2, 3, ANY)),
        (">=2.3.4", (2, 3, 4), NEWEST),
        (">2.3.4", (2, 3, 5), NEWEST),
        (">2.3", (2, 4, 0), NEWEST),
        (">2", (3, 0, 0), NEWEST),
        ("<=2.3.4", (0, 0, 0), (2, 3, 4)),
        ("<=2.3", (0, 0, 0), (2, 3, ANY)),
        ("<2.3.4", (0, 0, 0), (2, 3, 3)),
        ("<2.3", (0, 0, 0), (2, 2, ANY)),
        ("<2", (0, 0, 0), (1, ANY, ANY)),
        ("1.30 - 2.4", (1, 30, 0), (2, 4, ANY)),
        (">=1.30 ^2.3 <2.9.1", (2, 3, 0), (2, 9, 0)),
    ],
)
def test_the_versions_of_a_range(
    text: str, low: tuple[int, int, int], high: tuple[int, int, int]
) -> None:
    """From the lowest to the highest; what isn't given is the lowest there, or the newest."""
    assert spans(text) == [Span(low, high)]


def test_a_range_of_alternatives() -> None:
    """One after the other, but for those that allow nothing."""
    assert spans("npm:@twilio/flex-ui@2.1.0 || >2 <2 ||1.2.3") == [
        Span((2, 1, 0), (2, 1, 0)),
        Span((1, 2, 3), (1, 2, 3)),
    ]


def test_a_range_as_long_as_one_can_be() -> None:
    """What is longer isn't looked at."""
    longest = "2.1.0".rjust(500)

    assert spans(longest) == [Span((2, 1, 0), (2, 1, 0))]
    assert spans(f" {longest}") == []


@pytest.mark.parametrize("text", ["^3.0.0", "3.x || ^4", ">=2.18"])
def test_newer_ones_alone(text: str) -> None:
    """The newest row's rules, and a word about it."""
    release = from_range(text)

    assert release is not None
    assert [remark.code for remark in release.remarks] == ["newer-release"]


@pytest.mark.parametrize(
    "text",
    [
        "", "latest", "workspace:*", "catalog:", "file:../flex-ui", "git+https://example.com/x.git",
        "npm:@example/flex-ui@2.3.0", "2.3.0 2.4.0", "2.x ||", "2.x || latest", ">=2 <1", "<0",
        "2.3.0 - ", "^", "2.3.0,2.4.0",
    ],
)  # fmt: skip
def test_what_tells_nothing(text: str) -> None:
    """No range of Flex UI's versions, or one that allows none."""
    assert from_range(text) is None


@pytest.mark.parametrize("text", [">=2 " * 250_000, "2||" * 300_000, "-" * 10**6, "2" * 10**6])
def test_a_range_that_is_too_long(text: str) -> None:
    """Nothing is told of it, at once."""
    started = time.process_time()

    assert from_range(text) is None
    assert time.process_time() - started < 1
