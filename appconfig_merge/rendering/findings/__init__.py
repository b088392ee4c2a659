"""Renderers of what a check found: for people, for programs, for what shows it elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from appconfig_merge.rendering.style import PLAIN, Style

if TYPE_CHECKING:
    from appconfig_merge.checks import Report

    FindingsFormat = Literal["text", "json", "sarif", "github", "junit"]


def render_findings(report: Report, format: FindingsFormat = "text", style: Style = PLAIN) -> str:
    """Write what a check found, with a final newline.

    ``text`` is for people, ``json`` has everything (``schema_version`` 1), ``sarif`` is SARIF
    2.1.0 (OASIS), ``github`` the commands of a GitHub workflow, ``junit`` the XML that CI servers
    take for tests. ``style`` concerns ``text`` only.
    """
    if format == "json":
        from appconfig_merge.rendering.findings.as_json import render_json

        return render_json(report)
    if format == "sarif":
        from appconfig_merge.rendering.findings.sarif import render_sarif

        return render_sarif(report)
    if format == "github":
        from appconfig_merge.rendering.findings.github import render_github

        return render_github(report)
    if format == "junit":
        from appconfig_merge.rendering.findings.junit import render_junit

        return render_junit(report)
    from appconfig_merge.rendering.findings.text import render_text

    return render_text(report, style)
