"""Findings: what a rule has to say, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from appconfig_merge.errors import AppConfigError
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path

Severity: TypeAlias = Literal["error", "warning", "info"]

SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
"""From the most severe down."""


class Related(NamedTuple):
    """Another place that a finding is about, such as that of the value that won."""

    message: str
    location: Location


class Finding(NamedTuple):
    """What a rule found. ``rule`` is its id.

    ``location`` is None for what has no place in a file: a resource that was fetched, or a key
    that isn't there; ``file`` is then the name of what it is about. ``path`` is the
    configuration's path, empty where it is about none. No field ever holds a secret.
    """

    rule: str
    severity: Severity
    message: str
    file: str
    location: Location | None = None
    line_text: str | None = None
    help: str | None = None
    related: tuple[Related, ...] = ()
    path: Path = ()


def reaches(severity: Severity, threshold: Severity) -> bool:
    """Whether a severity is a threshold's, or more severe."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(threshold)


def ordered(findings: list[Finding]) -> list[Finding]:
    """Each finding once, by file, line and column, then by rule and message."""
    seen: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        key = (finding.rule, finding.file, finding.location, finding.message, finding.path)
        seen.setdefault(key, finding)
    return sorted(seen.values(), key=_place)


def _place(finding: Finding) -> tuple[object, ...]:
    at = finding.location
    place = (at.line, at.column) if at is not None else ()
    return (finding.file, place, finding.rule, finding.message)


class Report(NamedTuple):
    """What came of checking some files.

    ``files`` are those that were checked, ``rules`` the ids of the rules that were in force for
    any of them, ``findings`` are in order, ``errors`` tell of what couldn't be read. ``presumed``
    is the release by whose rules some findings are where nobody said which, the newest known.
    """

    files: tuple[str, ...]
    rules: tuple[str, ...]
    findings: tuple[Finding, ...]
    errors: tuple[AppConfigError, ...] = ()
    presumed: str = ""

    def count(self, severity: Severity) -> int:
        """How many findings have just this severity."""
        return sum(finding.severity == severity for finding in self.findings)
