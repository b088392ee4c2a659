"""Checking texts without files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge import Source
from appconfig_merge.checks import Report, check
from appconfig_merge.checks.registry import RULES
from appconfig_merge.checks.settings import Settings
from appconfig_merge.inputs.contexts import read_context
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource, Inputs
from appconfig_merge.location import Location
from appconfig_merge.releases import DOCUMENTED

if TYPE_CHECKING:
    from appconfig_merge.checks import Context, Finding
    from appconfig_merge.inputs.contexts import ContextRead


def findings(
    script: str,
    configuration: str | None = None,
    *,
    flex_ui: str | None = None,
    settings: Settings = Settings(),  # noqa: B008 - it is never changed
    **options: Any,
) -> list[Finding]:
    """What a check finds in a script over a resource. Raises what is no finding.

    With ``ui_attributes_alone`` the configuration is these.
    """
    read = _read(script, configuration, flex_ui, options)
    return check(read.context, settings, failure=read.failure)


def read(
    script: str,
    configuration: str | None = None,
    *,
    flex_ui: str | None = None,
    **options: Any,
) -> Context:
    """What a check looks at."""
    return _read(script, configuration, flex_ui, options).context


def _read(
    script: str, configuration: str | None, flex_ui: str | None, options: dict[str, Any]
) -> ContextRead:
    source = Source("appConfig.js", script)
    text = Source("configuration.json", configuration, "json") if configuration else None
    alone = options.pop("ui_attributes_alone", False)
    resource = GivenResource(text, holds_attributes=alone) if text is not None else None
    inputs = Inputs(source, resource, flex_ui or DOCUMENTED, **options)
    return read_context(Reader(), inputs)


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
