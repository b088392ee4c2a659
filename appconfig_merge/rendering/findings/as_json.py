"""Findings as JSON (schema_version 1); the schema is data/findings.schema.json."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge import schema_versions
from appconfig_merge.checks.finding import SEVERITIES
from appconfig_merge.rendering.encoding import error, location
from appconfig_merge.rendering.json_text import dump

if TYPE_CHECKING:
    from appconfig_merge.checks import Finding, Report


def render_json(report: Report) -> str:
    """Everything that a check found."""
    return dump(
        {
            "schema_version": schema_versions.FINDINGS,
            "files": list(report.files),
            "rules": list(report.rules),
            "findings": [_finding(finding) for finding in report.findings],
            "errors": [error(one) for one in report.errors],
            "summary": {severity: report.count(severity) for severity in SEVERITIES},
            **({"presumed_release": report.presumed} if report.presumed else {}),
        }
    )


def _finding(finding: Finding) -> dict[str, Any]:
    data: dict[str, Any] = {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "file": finding.file,
        "location": location(finding.location),
        "path": list(finding.path),
    }
    if finding.help is not None:
        data["help"] = finding.help
    if finding.related:
        data["related"] = [
            {"message": one.message, "location": location(one.location)} for one in finding.related
        ]
    return data
