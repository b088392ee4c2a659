"""Findings as the workflow commands by which GitHub annotates a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.brief import printable
from appconfig_merge.rendering.findings.text import summary

if TYPE_CHECKING:
    from appconfig_merge.checks import Finding, Report
    from appconfig_merge.errors import AppConfigError
    from appconfig_merge.location import Location

_COMMANDS: Final = {"error": "error", "warning": "warning", "info": "notice"}


def render_github(report: Report) -> str:
    """A command for each finding, and the summary as a line of the log."""
    lines = [
        *map(_finding, report.findings),
        *map(_error, report.errors),
        _data(summary(report)),
    ]
    return "".join(f"{line}\n" for line in lines)


def _finding(finding: Finding) -> str:
    parts = [finding.message]
    if finding.help is not None:
        parts.append(f"help: {finding.help}")
    parts.extend(f"{one.location}: {one.message}" for one in finding.related)
    message = "\n".join(map(printable, parts))
    command = _COMMANDS[finding.severity]
    return _command(command, finding.file, finding.location, finding.rule, message)


def _error(error: AppConfigError) -> str:
    file = error.location.file if error.location is not None else ""
    return _command("error", file, error.location, error.code, printable(error.message))


def _command(command: str, file: str, at: Location | None, title: str, message: str) -> str:
    properties = {"file": file} if file else {}
    if at is not None:
        properties["line"] = str(at.line)
        properties["endLine"] = str(at.end_line)
        if at.line == at.end_line:  # GitHub refuses columns of more than one line
            properties["col"] = str(at.column)
            properties["endColumn"] = str(at.end_column)
    properties["title"] = title
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{command} {listed}::{_data(message)}"


def _data(text: str) -> str:
    """The escapes of a message: https://github.com/actions/toolkit, packages/core."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")
