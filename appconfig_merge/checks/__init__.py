"""Checks: rules that look at a configuration and its sources for what bites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge._lazy import lazily

if TYPE_CHECKING:
    from appconfig_merge.checks.checker import check, is_finding
    from appconfig_merge.checks.context import Context
    from appconfig_merge.checks.finding import Finding, Related, Report, Severity
    from appconfig_merge.checks.registry import RULES
    from appconfig_merge.checks.rule import Rule

__all__ = [
    "RULES",
    "Context",
    "Finding",
    "Related",
    "Report",
    "Rule",
    "Severity",
    "check",
    "is_finding",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        "checker": ("check", "is_finding"),
        "context": ("Context",),
        "finding": ("Finding", "Related", "Report", "Severity"),
        "registry": ("RULES",),
        "rule": ("Rule",),
    },
)
