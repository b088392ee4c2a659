"""``effective-config upgrade``: what a Flex UI release would change for each environment."""

from __future__ import annotations

import sys

from appconfig_merge.cli.exit_codes import DRIFTING
from appconfig_merge.cli.fleet import (
    FLEET,
    FleetChoices,
    environments_of,
    progress,
    resources_of,
    tell_unreadable,
)
from appconfig_merge.cli.options import FORMAT, OUTPUT, SHOW_SECRETS
from appconfig_merge.cli.output import report_diagnostics, style_for, write
from appconfig_merge.cli.parameters import Option, command
from appconfig_merge.cli.streams import width_of
from appconfig_merge.errors import ExitCode


@command(
    Option(
        "--to",
        "to",
        "The release to go to: 2.17.1, or in part: 2.17, 2.",
        metavar="VERSION",
        is_required=True,
    ),
    Option(
        "--from",
        "since",
        "The release that all run with.  [default: each environment's flex_ui; else what "
        "package.json or its resource says]",
        metavar="VERSION",
    ),
    *FLEET,
    SHOW_SECRETS,
    Option("--exit-code", "exit_code", "Exit with 1 if anything changes.", "flag"),
    FORMAT,
    OUTPUT,
    epilog=DRIFTING,
)
def upgrade(
    to: str,
    since: str | None,
    environments_file: str | None,
    chosen: tuple[str, ...],
    kept: str | None,
    output_format: str,
    output: str | None,
    *,
    offline: bool,
    fail_fast: bool,
    show_secrets: bool,
    exit_code: bool,
) -> None:
    """Show what another release of Flex UI would change for each environment.

    Effective values that become others, and what check finds that it doesn't find now. Each
    change is told once, with the environments that it happens in.
    """
    from appconfig_merge.fleet.upgrade import upgrade as upgraded
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.rendering.upgrade.shown import shown_upgrade

    choices = FleetChoices(environments_file, chosen, kept, offline, fail_fast)
    environments = environments_of(choices)
    resources = resources_of(choices)
    reader = Reader(is_command_line=True, knows_revisions=True, fetch=resources.fetch)
    with progress("environments", len(environments)) as step:
        found = upgraded(reader, environments, to, since=since, resources=resources, on_done=step)
    shown = shown_upgrade(found, show_secrets=show_secrets)
    if output_format == "json":
        from appconfig_merge.rendering.json_text import dump
        from appconfig_merge.rendering.upgrade.as_json import upgrade_report

        text = dump(upgrade_report(shown, found.to))
    else:
        from appconfig_merge.rendering.style import PLAIN
        from appconfig_merge.rendering.upgrade.text import UpgradeText, render_upgrade

        style = PLAIN if output else style_for(sys.stdout)
        text = render_upgrade(shown, UpgradeText(width_of(sys.stdout), style))
    write(text, output)
    report_diagnostics(found.remarks)
    if code := tell_unreadable(found.unreadable):
        sys.exit(code)
    if exit_code and len(found.quiet) < len(found.environments):
        sys.exit(ExitCode.FOUND)
