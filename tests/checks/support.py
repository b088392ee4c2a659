"""Checking texts without files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge import Source, api
from appconfig_merge.checks import Context, Report, check, is_finding
from appconfig_merge.checks.registry import RULES
from appconfig_merge.checks.settings import Settings
from appconfig_merge.errors import AppConfigError
from appconfig_merge.location import Location
from appconfig_merge.releases import DOCUMENTED, newest

if TYPE_CHECKING:
    from appconfig_merge.checks import Finding


def findings(
    script: str,
    configuration: str | None = None,
    *,
    flex_ui: str | None = None,
    settings: Settings = Settings(),  # noqa: B008 - it is never changed
    **options: Any,
) -> list[Finding]:
    """What a check finds in a script over a resource. Raises what is no finding."""
    source = Source("appConfig.js", script)
    text = Source("configuration.json", configuration, "json") if configuration else None
    resource = api.resource_of(text) if text is not None else None
    failure = None
    config = exact = None
    try:
        layer = api.script_layer(source, **options)
        config = api.merge_as(flex_ui or DOCUMENTED, layer, resource)
        exact = config if flex_ui else api.merge_as(newest().version, layer, resource)
    except AppConfigError as error:
        if not is_finding(error):
            raise
        failure = error
    context = Context(source, config, exact, resource=text)
    return check(context, settings, failure=failure)


def ids(found: list[Finding]) -> list[str]:
    """The rules of findings."""
    return [finding.rule for finding in found]


def only(*rules: str) -> Settings:
    """Settings by which only these rules are in force."""
    return Settings(select=frozenset(rules))


def lines(found: list[Finding]) -> list[str]:
    """Findings as ``rule line:column``."""
    return [f"{one.rule} {at.line}:{at.column}" for one in found if (at := one.location)]


def report(*found: Finding, files: tuple[str, ...] = ("appConfig.js",)) -> Report:
    """A report on findings, with all rules in force."""
    return Report(files, tuple(RULES), found)


def at(line: int, column: int, width: int, file: str = "appConfig.js") -> Location:
    """A stretch of one line."""
    return Location(file, line, column, line, column + width)
