"""``effective-config report``: the configuration and its sources as one HTML file."""

from __future__ import annotations

import sys
from typing import Any

import click

from appconfig_merge.cli.exit_codes import READING
from appconfig_merge.cli.inputs import inputs_of, reader
from appconfig_merge.cli.options import input_options, output_option, strict_option
from appconfig_merge.cli.output import report_diagnostics, write
from appconfig_merge.cli.streams import is_terminal
from appconfig_merge.errors import ExitCode, UsageError


@click.command(epilog=READING)
@input_options
@output_option
@click.option(
    "--show-secrets", is_flag=True, help="Show values that look secret, which are masked otherwise."
)
@strict_option
def report(
    app_config: str,
    output: str | None,
    *,
    show_secrets: bool,
    strict: bool,
    **options: Any,
) -> None:
    """Write an HTML page that shows each value, where it comes from, and what check finds.

    The page is one file that needs no network. As check does, it goes by the project's settings;
    --flex-ui wins over theirs.
    """
    from appconfig_merge.checks import RULES, check
    from appconfig_merge.collector import without_collector
    from appconfig_merge.inputs.contexts import read_context
    from appconfig_merge.inputs.settings import SettingsFiles
    from appconfig_merge.report import demand_extra, render_report

    if output is None and is_terminal(sys.stdout):
        raise UsageError("the page is not for a terminal", help="--output FILE writes it to a file")
    demand_extra()
    inputs = inputs_of(app_config, options)
    found = SettingsFiles(RULES).of(app_config)
    if options["flex_ui"] is None:
        inputs = inputs.with_fields(found.settings.fields)
    with without_collector():
        read = read_context(reader(), inputs)
        if read.failure is not None:
            raise read.failure
        findings = check(read.context, found.settings, relative=found.relative)
        page = render_report(read.context, findings, shows_secrets=show_secrets)
    write(page, output, private=show_secrets)
    config = read.context.config
    report_diagnostics(read.remarks)
    if strict and config is not None and config.unresolved:
        sys.exit(ExitCode.UNRESOLVED)
