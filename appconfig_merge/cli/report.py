"""``effective-config report``: the configuration and its sources as one HTML file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from appconfig_merge.cli.options import (
    EPILOG,
    input_options,
    output_option,
    read_input,
    strict_option,
)
from appconfig_merge.cli.output import UNRESOLVED, report_diagnostics, write

if TYPE_CHECKING:
    from appconfig_merge.checks import Context
    from appconfig_merge.cli.settings import Chosen


@click.command(epilog=EPILOG)
@input_options
@output_option
@click.option(
    "--show-secrets", is_flag=True, help="Show values that look secret, which are masked otherwise."
)
@strict_option
@click.pass_context
def report(
    ctx: click.Context,
    /,
    output: str | None,
    *,
    show_secrets: bool,
    strict: bool,
    **inputs: Any,
) -> None:
    """Write an HTML page that shows each value, where it comes from, and what check finds.

    The page is one file that needs no network. As check does, it goes by the project's settings;
    --flex-ui wins over theirs.
    """
    from appconfig_merge.checks import check
    from appconfig_merge.collector import without_collector
    from appconfig_merge.inputs.checked import remarks
    from appconfig_merge.report import demand_extra, render_report

    if output is None and sys.stdout.isatty():
        raise click.UsageError("The page is not for a terminal: say --output FILE.")
    demand_extra()
    is_said = ctx.get_parameter_source("flex_ui") != click.core.ParameterSource.DEFAULT
    with without_collector():
        context, chosen = _read(inputs, is_said=is_said)
        findings = check(context, chosen.settings, relative=chosen.relative)
        page = render_report(context, findings, shows_secrets=show_secrets)
    write(page, output, private=show_secrets)
    config = context.config
    report_diagnostics(remarks(config))
    if strict and config is not None and config.unresolved:
        sys.exit(UNRESOLVED)


def _read(inputs: dict[str, Any], *, is_said: bool) -> tuple[Context, Chosen]:
    """What is to be shown, read as check reads it, and how it is to be checked."""
    from appconfig_merge.checks import RULES
    from appconfig_merge.cli.settings import Given, chooser
    from appconfig_merge.inputs import checked as checked_inputs

    file = inputs["app_config"]
    chosen = chooser(Given((), (), (), None, None, isolated=False), RULES)(file)
    shared = checked_inputs.read((file,), inputs, is_said=is_said)
    for error in shared.errors:
        raise error
    script = read_input(file, "javascript")
    config, exact = shared.merged(script, chosen.settings.flex_ui)
    return shared.context(script, config, exact), chosen
