"""What the command line says of a check's settings; it wins over their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.checks.settings import unknown_rule
from appconfig_merge.errors import UsageError
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from appconfig_merge.checks import Severity
    from appconfig_merge.checks.settings import Settings


class GivenSettings(NamedTuple):
    """What the options say; ``fail_on`` None and what is empty say nothing."""

    select: frozenset[str]
    ignore: frozenset[str]
    severity: Mapping[str, Severity]
    fail_on: str | None

    def over(self, found: Settings) -> Settings:
        """These in place of what a file says."""
        return found._replace(
            select=self.select or found.select,
            ignore=(found.ignore - self.select) | self.ignore,
            severity={**found.severity, **self.severity},
            fail_on=self.fail_on or found.fail_on,
        )


def given_settings(
    select: Iterable[str],
    ignore: Iterable[str],
    severity: Iterable[str],
    fail_on: str | None,
    rules: Iterable[str],
) -> GivenSettings:
    """What the options say. Raises UsageError for a rule or a level that doesn't exist."""
    known = tuple(rules)
    return GivenSettings(
        _ids("--select", select, known),
        _ids("--ignore", ignore, known),
        _severities(severity, known),
        fail_on,
    )


def demand_rule(option: str, id: str, rules: Iterable[str]) -> None:
    """Raise UsageError for a rule that doesn't exist."""
    known = tuple(rules)
    if id not in known:
        message, help = unknown_rule(id, known)
        raise UsageError(f"{option}: {message}", help=help)


def _ids(option: str, values: Iterable[str], rules: tuple[str, ...]) -> frozenset[str]:
    ids = frozenset(id for value in values for part in value.split(",") if (id := part.strip()))
    for id in sorted(ids):
        demand_rule(option, id, rules)
    return ids


def _severities(values: Iterable[str], rules: tuple[str, ...]) -> Mapping[str, Severity]:
    from appconfig_merge.checks.finding import SEVERITIES

    found: dict[str, Severity] = {}
    for value in values:
        id, _, level = value.partition("=")
        demand_rule("--severity", id, rules)
        severity = next((one for one in SEVERITIES if one == level), None)
        if severity is None:
            raise UsageError(
                f"--severity {value}: there is no level {level!r}",
                help=f"write it as ID=LEVEL with one of {', '.join(SEVERITIES)}",
            )
        found[id] = severity
    return found
