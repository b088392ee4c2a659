"""``effective-config check``: what of a configuration bites, before an agent sees it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from appconfig_merge.cli.exit_codes import CHECKING
from appconfig_merge.cli.inputs import (
    AppConfigs,
    Asked,
    demand_one_standard_input,
    option_fields,
    reader,
)
from appconfig_merge.cli.options import (
    APP_CONFIG,
    OUTPUT,
    PAGE,
    RESOURCE,
    format_option,
)
from appconfig_merge.cli.output import fail, report_diagnostics, style_for, write
from appconfig_merge.cli.parameters import Option, command
from appconfig_merge.cli.streams import echo
from appconfig_merge.errors import AppConfigError, ExitCode, InputError, UsageError
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from appconfig_merge.checks import Finding, Report
    from appconfig_merge.checks.finding import Severity
    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.inputs.settings import FoundSettings

_SETTINGS = """
Settings are read from .effective-config.toml, or from [tool.appconfig-merge] of pyproject.toml,
in APP_CONFIG's folder or the nearest one above. A comment in the script,
// effective-config: ignore[RULE], takes findings of its line or of the next one back.
"""


def _show_rules(_wanted: bool) -> None:
    from appconfig_merge.checks.registry import RULES

    width = max(map(len, RULES))
    for rule in RULES.values():
        echo(f"{rule.id:<{width}}  {rule.severity:<7}  {rule.summary}\n", sys.stdout)


def _explain(id: str) -> None:
    from textwrap import fill

    from appconfig_merge.checks.registry import RULES
    from appconfig_merge.cli.settings import demand_rule

    demand_rule("--explain", id, RULES)
    rule = RULES[id]
    for text in (f"{rule.id} ({rule.severity}): {rule.summary}", rule.why, rule.fix):
        echo(f"{fill(text, 90)}\n\n", sys.stdout)


@command(
    APP_CONFIG._replace(name="app_configs", metavar="APP_CONFIG...", how_many="many"),
    *RESOURCE,
    *PAGE,
    Option(
        "--select",
        "select",
        "The rules to apply.  [default: all]",
        metavar="ID,...",
        is_repeatable=True,
        completes="rules",
    ),
    Option(
        "--ignore",
        "ignore",
        "Rules not to apply.",
        metavar="ID,...",
        is_repeatable=True,
        completes="rules",
    ),
    Option(
        "--severity",
        "severity",
        "Take a rule for an error, warning, info.",
        metavar="ID=LEVEL",
        is_repeatable=True,
        completes="rule_levels",
    ),
    Option(
        "--fail-on",
        "fail_on",
        "Exit with 1 for a finding as severe as this.  [default: error]",
        "choice",
        choices=("error", "warning", "info", "never"),
    ),
    Option("--config", "config", "Read the settings from FILE.", "file", "FILE"),
    Option("--isolated", "isolated", "Read no settings.", "flag"),
    format_option(
        "text for people; json with everything; sarif 2.1.0; github, annotations of a workflow; "
        "junit, the XML of test results.",
        "text", "json", "sarif", "github", "junit",
    ),
    OUTPUT,
    Option("--rules", "rules", "List the rules, and exit.", "flag", then=_show_rules),
    Option(
        "--explain",
        "explain",
        "Explain a rule, and exit.",
        metavar="ID",
        completes="rules",
        then=_explain,
    ),
    epilog=CHECKING + _SETTINGS,
)  # fmt: skip
def check(
    app_configs: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: tuple[str, ...],
    fail_on: str | None,
    config: str | None,
    isolated: bool,
    output_format: str,
    output: str | None,
    **options: Any,
) -> None:
    """Check each APP_CONFIG for what bites: dead and lost values, secrets, typing errors.

    The options of the page and of the resource hold for all files.
    """
    from appconfig_merge.checks.registry import RULES
    from appconfig_merge.cli.settings import given_settings
    from appconfig_merge.inputs.settings import SettingsFiles
    from appconfig_merge.rendering.findings import render_findings
    from appconfig_merge.rendering.style import PLAIN

    if config is not None and isolated:
        raise UsageError(
            "--config and --isolated exclude each other",
            help="--config FILE takes the settings from there, --isolated takes none",
        )
    given = given_settings(select, ignore, severity, fail_on, RULES)
    fields = option_fields(options)
    demand_one_standard_input(app_configs)
    asked, errors = _asked(dict.fromkeys(app_configs), fields)
    found = SettingsFiles(RULES, config, is_isolated=isolated)
    settings = [found.of(one.file).overridden(given.over) for one in asked]
    checks, unreadable = _check_all(asked, settings, shares_resource="resource" in fields)
    errors += unreadable
    files = [one.file for one in asked]
    rules = tuple(id for id in RULES if any(one.settings.has(id) for one in settings))
    text = render_findings(
        _report(files, rules, checks, errors),
        output_format,  # type: ignore[arg-type]
        PLAIN if output else style_for(sys.stdout),
    )
    write(text, output)
    report_diagnostics(dict.fromkeys(remark for one in checks for remark in one.remarks))
    if codes := [fail(error) for error in errors]:
        sys.exit(max(codes))
    if any(one.fails for one in checks):
        sys.exit(ExitCode.FOUND)


def _asked(
    names: Iterable[str], fields: Mapping[str, Any]
) -> tuple[list[Asked], list[AppConfigError]]:
    """What names mean, and what is wrong with those that mean nothing."""
    app_configs = AppConfigs()
    found: list[Asked] = []
    errors: list[AppConfigError] = []
    for name in names:
        try:
            found.append(app_configs.asked(name, fields))
        except InputError as error:
            errors.append(error)
    return found, errors


def _check_all(
    asked: Iterable[Asked], settings: Sequence[FoundSettings], *, shares_resource: bool
) -> tuple[list[_Checked], list[AppConfigError]]:
    """What came of all files, and what is wrong with what couldn't be read.

    A resource that all of them share is read once, and where it can't be, none has it.
    """
    from appconfig_merge.collector import without_collector

    asked = [
        one.beneath(chosen.settings.fields) for one, chosen in zip(asked, settings, strict=True)
    ]
    errors: list[AppConfigError] = []
    read = reader()
    try:
        if shares_resource and asked:
            read.beneath(asked[0].inputs)
    except InputError as unreadable:
        errors.append(unreadable)
        asked = [one.without_resource() for one in asked]
    with without_collector():
        checks = [_check(read, one, chosen) for one, chosen in zip(asked, settings, strict=True)]
    checks = _without_reads(checks, asked)
    errors.extend(one.error for one in checks if one.error is not None)
    return checks, errors


def _report(
    files: Sequence[str],
    rules: tuple[str, ...],
    checks: Sequence[_Checked],
    errors: Sequence[AppConfigError],
) -> Report:
    """What came of all files by these rules, and what couldn't be read."""
    from appconfig_merge.checks.finding import Report, ordered

    # Environments may share a script.
    return Report(
        tuple(
            dict.fromkeys(
                "<stdin>" if file == "-" else file
                for file, one in zip(files, checks, strict=True)
                if one.error is None
            )
        ),
        rules,
        tuple(ordered([finding for one in checks for finding in one.findings])),
        tuple(errors),
        next((one.presumed for one in checks if one.presumed), ""),
    )


class _Checked(NamedTuple):
    """What came of one file."""

    findings: tuple[Finding, ...] = ()
    threshold: Severity | None = None
    remarks: tuple[Diagnostic, ...] = ()
    error: AppConfigError | None = None
    presumed: str = ""

    @property
    def fails(self) -> bool:
        """Whether a finding is as severe as the settings don't allow."""
        from appconfig_merge.checks.finding import reaches

        return self.threshold is not None and any(
            reaches(one.severity, self.threshold) for one in self.findings
        )


_UNUSED = "unused-define"


def _without_reads(checks: list[_Checked], asked: Sequence[Asked]) -> list[_Checked]:
    """What came of all files, without definitions that one of them doesn't read, but another does.

    Definitions are of the page, and given for all files at once; those of an environment are its
    own.
    """
    unread = [
        {one.message for one in checked.findings if one.rule == _UNUSED}
        for checked, of in zip(checks, asked, strict=True)
        if checked.error is None and of.environment is None
    ]
    by_all = set.intersection(*unread) if unread else set()

    def is_kept(one: Finding) -> bool:
        return one.rule != _UNUSED or one.message in by_all

    return [
        one._replace(findings=tuple(filter(is_kept, one.findings)))
        if of.environment is None
        else one
        for one, of in zip(checks, asked, strict=True)
    ]


def _check(read: Reader, asked: Asked, chosen: FoundSettings) -> _Checked:
    """Check one file, in spite of whatever ails the others."""
    from appconfig_merge.checks.checker import check, presumed_release
    from appconfig_merge.checks.finding import SEVERITIES
    from appconfig_merge.inputs.contexts import read_context

    try:
        found = read_context(read, asked.completed(read))
    except AppConfigError as error:
        # One account that can't be reached is no reason to be silent about the others.
        if not isinstance(error, InputError) and asked.environment is None:
            raise
        return _Checked(error=error)
    settings = chosen.settings
    findings = check(found.context, settings, failure=found.failure, relative=chosen.relative)
    threshold = next((one for one in SEVERITIES if one == settings.fail_on), None)
    presumed = presumed_release(found.context, findings)
    return _Checked(tuple(findings), threshold, found.remarks, presumed=presumed)
