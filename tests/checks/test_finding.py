"""Findings: their order, how severe they are, and how many there are."""

from __future__ import annotations

import pytest

from appconfig_merge.checks.finding import SEVERITIES, Finding, Related, Report, ordered, reaches
from tests.checks.support import at, report


def finding(rule: str, line: int = 0, column: int = 0, message: str = "m") -> Finding:
    """A finding of a file; without a line it has no place."""
    return Finding(rule, "error", message, "b.js", at(line, column, 1, "b.js") if line else None)


def test_findings_are_in_the_order_of_their_places() -> None:
    """By file, line and column; on one place by rule and then message; without a place first."""
    other = Finding("z", "info", "m", "a.js", at(9, 9, 1, "a.js"))
    expected = [
        other,
        finding("z"),
        finding("b", 1, 1),
        finding("a", 1, 2, "l"),
        finding("a", 1, 2, "m"),
        finding("b", 1, 2, "a"),
        finding("a", 2, 1),
        finding("a", 10, 1),
    ]

    assert ordered(expected[::-1]) == expected


def test_each_finding_is_kept_once() -> None:
    """The first of those with the same rule, file, place, message and path."""
    first = finding("a", 1, 1)
    others = [
        first._replace(rule="b"),
        first._replace(file="c.js"),
        first._replace(location=at(1, 1, 2, "b.js")),
        first._replace(message="n"),
        first._replace(path=("a",)),
    ]
    again = [
        first._replace(severity="info"),
        first._replace(help="h", related=(Related("r", at(2, 1, 1)),)),
        first._replace(line_text="x"),
    ]

    found = ordered([first, *others, *again])

    assert len(found) == 6
    assert set(found) == {first, *others}


@pytest.mark.parametrize(
    ("severity", "reached"),
    [
        ("error", ["error", "warning", "info"]),
        ("warning", ["warning", "info"]),
        ("info", ["info"]),
    ],
)
def test_a_severity_reaches_its_own_and_those_below(severity: str, reached: list[str]) -> None:
    """An error is more severe than a warning, and that than an info."""
    (given,) = (one for one in SEVERITIES if one == severity)

    assert [one for one in SEVERITIES if reaches(given, one)] == reached


def test_a_report_counts_the_findings_of_each_severity() -> None:
    """Just those of the severity, not those above."""
    one = finding("a", 1, 1)
    found = report(one, one._replace(severity="info"), one._replace(severity="info"))

    assert [found.count(severity) for severity in SEVERITIES] == [1, 0, 2]
    assert Report((), (), ()).errors == ()
