"""``effective-config show``: every effective value, and where it comes from."""

from __future__ import annotations

import sys
from typing import Any

from appconfig_merge.cli.exit_codes import READING
from appconfig_merge.cli.inputs import inputs_of, reader
from appconfig_merge.cli.options import INPUTS, OUTPUT, STRICT, WATCH, format_option
from appconfig_merge.cli.output import report_diagnostics, style_for, write
from appconfig_merge.cli.parameters import command
from appconfig_merge.cli.streams import width_of
from appconfig_merge.errors import ExitCode


@command(
    *INPUTS,
    format_option(
        "text for people; json with everything; config, the effective object alone; js, a "
        "valid appConfig.js with the source of each value in a comment.",
        "text", "json", "config", "js",
    ),
    OUTPUT,
    STRICT,
    WATCH,
    epilog=READING,
)  # fmt: skip
def show(
    app_config: str,
    output_format: str,
    output: str | None,
    *,
    strict: bool,
    watch: bool,
    **options: Any,
) -> None:
    """Show every effective value, its source, and what it overrode."""
    inputs = inputs_of(app_config, options)
    if watch:
        from appconfig_merge.cli import watch as watching
        from appconfig_merge.cli.watched_values import WatchedValues

        watching.demand_watchable(inputs, output_format, {"output": output, "strict": strict})
        watching.watch(inputs, WatchedValues(inputs, output_format), output_format)
    from appconfig_merge.rendering import pieces
    from appconfig_merge.rendering.style import PLAIN

    config = reader().config(inputs)
    to_terminal = output is None
    style = style_for(sys.stdout) if to_terminal else PLAIN
    width = width_of(sys.stdout)
    found = pieces(config, output_format, width=width, style=style)  # type: ignore[arg-type]
    write(found, output)
    report_diagnostics(config.diagnostics)
    if strict and config.unresolved:
        sys.exit(ExitCode.UNRESOLVED)
