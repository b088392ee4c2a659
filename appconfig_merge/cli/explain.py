"""``effective-config explain``: one value's whole story."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from appconfig_merge.cli.options import (
    EPILOG,
    Inputs,
    format_option,
    input_options,
    output_option,
    read,
    strict_option,
)
from appconfig_merge.cli.output import UNRESOLVED, report_diagnostics, style_for, width_of, write
from appconfig_merge.errors import AppConfigError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def complete_path(ctx: click.Context, _param: object, incomplete: str) -> list[CompletionItem]:
    """The paths of the configuration that the command line names so far."""
    from click.shell_completion import CompletionItem

    from appconfig_merge.paths import format_path

    params = {name: ctx.params.get(name) for name in Inputs._fields}
    try:
        config = read(Inputs(**{**params, "global_name": params["global_name"] or "appConfig"}))  # type: ignore[arg-type]
    except (AppConfigError, click.UsageError, TypeError):
        return []
    names = map(format_path, config.paths())
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


@click.command(epilog=EPILOG)
@input_options
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, shell_complete=complete_path)
@format_option
@output_option
@strict_option
def explain(
    paths: tuple[str, ...], output_format: str, output: str | None, *, strict: bool, **inputs: Any
) -> None:
    """Explain where the value at each PATH comes from.

    A PATH is dotted (theme.isLight, a["b.c"][0]) or a JSON Pointer (/theme/isLight).
    """
    from appconfig_merge.paths import parse_path
    from appconfig_merge.rendering import json_report, render_explanation
    from appconfig_merge.rendering.style import PLAIN
    from appconfig_merge.values import Unresolved

    wanted = [parse_path(path) for path in paths]
    config = read(Inputs(**inputs))
    explanations = [config.explain(path) for path in wanted]
    style = PLAIN if output else style_for(sys.stdout)
    if output_format == "json":
        data = [json_report.explanation(one) for one in explanations]
        text = json_report.dump(data[0] if len(data) == 1 else data)
    else:
        width = width_of(sys.stdout)
        text = "\n".join(render_explanation(one, width=width, style=style) for one in explanations)
    write(text, output)
    report_diagnostics(config.diagnostics)
    if strict and any(isinstance(one.value, Unresolved) for one in explanations):
        sys.exit(UNRESOLVED)
