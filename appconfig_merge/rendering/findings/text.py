"""Findings as people read them: place, message, the line with a caret, help, other places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.brief import printable
from appconfig_merge.checks.finding import SEVERITIES
from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.limits import MAX_FINDINGS_SHOWN
from appconfig_merge.rendering.problems import render_diagnostic

if TYPE_CHECKING:
    from appconfig_merge.checks import Finding, Report
    from appconfig_merge.rendering.style import Style

_PLURALS: Final = {"error": "errors", "warning": "warnings", "info": "infos"}


def render_text(report: Report, style: Style) -> str:
    """The findings, and a line that sums them up."""
    parts = [_finding(finding, style) for finding in report.findings[:MAX_FINDINGS_SHOWN]]
    left = len(report.findings) - MAX_FINDINGS_SHOWN
    if left > 0:
        parts.append(f"... and {left:,} more, which --format json shows\n")
    return "".join([*parts, summary(report), "\n"])


def summary(report: Report) -> str:
    """How many files were checked, what was found, and by whose rules if nobody said."""
    count = len(report.files)
    files = f"checked {count} file{'s' if count != 1 else ''}"
    found = [
        f"{number} {severity if number == 1 else _PLURALS[severity]}"
        for severity in SEVERITIES
        if (number := report.count(severity))
    ]
    unread = len(report.errors)
    inputs = f"; {unread} input{'s' if unread != 1 else ''} could not be read" if unread else ""
    return f"{files}: {', '.join(found) or 'no findings'}{inputs}{presumed(report)}"


def presumed(report: Report) -> str:
    """By the rules of which release findings are, where nobody said which."""
    if not report.presumed:
        return ""
    return f"; by the rules of {report.presumed}, the newest known here (--flex-ui names yours)"


def _finding(finding: Finding, style: Style) -> str:
    text = render_diagnostic(
        Diagnostic(
            finding.rule,
            finding.severity,
            finding.message,
            finding.location,
            finding.line_text,
            finding.help,
        ),
        style,
    )
    if finding.location is None:
        text = f"{printable(finding.file)}: {text}"
    related = (
        f"  {printable(str(one.location))}: {printable(one.message)}\n" for one in finding.related
    )
    return "".join((text, *related))
