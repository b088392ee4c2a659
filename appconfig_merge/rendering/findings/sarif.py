"""Findings as SARIF 2.1.0 (OASIS), which GitHub, Azure DevOps, GitLab and editors show."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from appconfig_merge._version import __version__
from appconfig_merge.checks.registry import RULES
from appconfig_merge.paths import format_path
from appconfig_merge.rendering.findings.text import presumed
from appconfig_merge.rendering.json_text import dump

if TYPE_CHECKING:
    from appconfig_merge.checks import Finding, Report, Rule
    from appconfig_merge.errors import AppConfigError
    from appconfig_merge.location import Location

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}


def render_sarif(report: Report) -> str:
    """One run with its rules, results and what couldn't be read."""
    rules = [RULES[id] for id in report.rules]
    indices = {rule.id: index for index, rule in enumerate(rules)}
    seen: Counter[str] = Counter()
    return dump(
        {
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {
                            "name": "effective-config",
                            "semanticVersion": __version__,
                            "rules": [_rule(rule) for rule in rules],
                        }
                    },
                    "columnKind": "unicodeCodePoints",
                    "invocations": [
                        {
                            "executionSuccessful": not report.errors,
                            "toolExecutionNotifications": [
                                *map(_notification, report.errors),
                                *_presumed(report),
                            ],
                        }
                    ],
                    "artifacts": [{"location": _artifact(file)} for file in report.files],
                    "results": [
                        _result(finding, indices[finding.rule], seen) for finding in report.findings
                    ],
                }
            ],
        }
    )


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": f"{rule.summary[:1].upper()}{rule.summary[1:]}."},
        "fullDescription": {"text": rule.why},
        "help": {
            "text": f"{rule.why}\n\n{rule.fix}",
            "markdown": f"{rule.why}\n\n**How to fix it.** {rule.fix}",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, index: int, seen: Counter[str]) -> dict[str, Any]:
    message = finding.message if finding.help is None else f"{finding.message}\n{finding.help}"
    place: dict[str, Any] = {"physicalLocation": _physical(finding.file, finding.location)}
    if finding.path:
        place["logicalLocations"] = [
            {"fullyQualifiedName": format_path(finding.path), "kind": "member"}
        ]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [place],
        "partialFingerprints": {"findingHash/v1": _fingerprint(finding, seen)},
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _physical(one.location.file, one.location),
                "message": {"text": one.message},
            }
            for number, one in enumerate(finding.related, 1)
        ]
    return result


def _fingerprint(finding: Finding, seen: Counter[str]) -> str:
    """What stays the same when lines move: the rule, the file, the path, the line's text.

    Findings that these don't tell apart are numbered.
    """
    parts = (
        finding.rule,
        finding.file,
        format_path(finding.path),
        (finding.line_text or "").strip(),
    )
    key = "\0".join(parts)
    number = seen[key]
    seen[key] += 1
    data = f"{key}\0{number}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:32]


def _physical(file: str, location: Location | None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(file)}
    if location is not None:
        place["region"] = {
            "startLine": location.line,
            "startColumn": location.column,
            "endLine": location.end_line,
            "endColumn": location.end_column,
        }
    return place


def _artifact(file: str) -> dict[str, str]:
    """A file's relative or absolute name as a URI reference (RFC 3986)."""
    name = file.replace("\\", "/")
    uri = quote(name.encode("utf-8", "surrogatepass"), safe="/:@!$&'()*+,;=~")
    if name[1:3] == ":/":
        return {"uri": f"file:///{uri}"}
    if name.startswith("/"):
        return {"uri": f"file://{uri}"}
    # A colon in the first part would make a scheme of what is before it.
    first, slash, rest = uri.partition("/")
    return {"uri": first.replace(":", "%3A") + slash + rest}


def _presumed(report: Report) -> list[dict[str, Any]]:
    """By the rules of which release results are, where nobody said which."""
    text = presumed(report).removeprefix("; ")
    descriptor = {"id": "presumed-release"}
    return [{"level": "note", "message": {"text": text}, "descriptor": descriptor}] if text else []


def _notification(error: AppConfigError) -> dict[str, Any]:
    notification: dict[str, Any] = {
        "level": "error",
        "message": {"text": error.message},
        "descriptor": {"id": error.code},
    }
    if error.location is not None:
        place = _physical(error.location.file, error.location)
        notification["locations"] = [{"physicalLocation": place}]
    return notification
