"""Findings as JUnit's XML, which every CI server takes for the results of tests."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from appconfig_merge.rendering.xml_text import clean, document

if TYPE_CHECKING:
    from appconfig_merge.checks import Finding, Report


def render_junit(report: Report) -> str:
    """A suite for each file, a test for each rule, a failure for each finding.

    An info fails no test: it is the test's output.
    """
    by_file: dict[str, dict[str, list[Finding]]] = {file: {} for file in report.files}
    for finding in report.findings:
        by_file.setdefault(finding.file, {}).setdefault(finding.rule, []).append(finding)
    root = Element("testsuites", name="effective-config check")
    totals = [_suite(root, file, found, report) for file, found in by_file.items()]
    for error in report.errors:
        suite = SubElement(
            root, "testsuite", name="unreadable", tests="1", failures="0", errors="1"
        )
        case = SubElement(suite, "testcase", name=error.code, classname="unreadable")
        SubElement(case, "error", type=error.code, message=clean(str(error)))
    root.set("tests", str(sum(tests for tests, _ in totals) + len(report.errors)))
    root.set("failures", str(sum(failures for _, failures in totals)))
    root.set("errors", str(len(report.errors)))
    return document(root)


def _suite(
    root: Element, file: str, found: dict[str, list[Finding]], report: Report
) -> tuple[int, int]:
    """Add a file's suite; how many tests it has, and how many of them fail."""
    suite = SubElement(root, "testsuite", name=clean(file))
    if report.presumed:
        properties = SubElement(suite, "properties")
        SubElement(properties, "property", name="presumed-release", value=report.presumed)
    failures = 0
    for rule in report.rules:
        case = SubElement(suite, "testcase", name=rule, classname=clean(file))
        findings = found.get(rule, [])
        failing = [finding for finding in findings if finding.severity != "info"]
        failures += bool(failing)
        for finding in failing:
            failure = SubElement(
                case, "failure", type=finding.severity, message=clean(finding.message)
            )
            failure.text = clean(_text(finding))
        infos = [_text(finding) for finding in findings if finding.severity == "info"]
        if infos:
            SubElement(case, "system-out").text = clean("\n".join(infos))
    suite.set("tests", str(len(report.rules)))
    suite.set("failures", str(failures))
    suite.set("errors", "0")
    return len(report.rules), failures


def _text(finding: Finding) -> str:
    where = str(finding.location) if finding.location is not None else finding.file
    lines = [f"{where}: {finding.severity}[{finding.rule}]: {finding.message}"]
    if finding.help is not None:
        lines.append(f"help: {finding.help}")
    lines.extend(f"{one.location}: {one.message}" for one in finding.related)
    return "\n".join(lines)
