"""``effective-config drift``: what of each environment is other than it was, or should be."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from appconfig_merge.cli.exit_codes import DRIFTING
from appconfig_merge.cli.fleet import (
    FLEET,
    FleetChoices,
    environments_of,
    nearby_environments,
    progress,
    resources_of,
    tell_unreadable,
)
from appconfig_merge.cli.options import FORMAT, OUTPUT, SHOW_SECRETS
from appconfig_merge.cli.output import style_for, write
from appconfig_merge.cli.parameters import Option, command
from appconfig_merge.cli.streams import width_of
from appconfig_merge.errors import ExitCode

if TYPE_CHECKING:
    from appconfig_merge.fleet.configurations import Unreadable
    from appconfig_merge.fleet.drift import Drift


@command(
    *FLEET,
    Option(
        "--since",
        "since",
        "Compare with what was then: a time (2026-11-30, 2026-11-30T10:45), or a git revision.  "
        "[default: with what was last kept]",
        metavar="WHEN",
    ),
    SHOW_SECRETS,
    Option("--exit-code", "exit_code", "Exit with 1 if anything drifted.", "flag"),
    FORMAT,
    OUTPUT,
    epilog=DRIFTING,
)
def drift(
    environments_file: str | None,
    chosen: tuple[str, ...],
    kept: str | None,
    since: str | None,
    output_format: str,
    output: str | None,
    *,
    offline: bool,
    fail_fast: bool,
    show_secrets: bool,
    exit_code: bool,
) -> None:
    """Show what is other now than it was, and than the repository says it should be.

    Effective values that changed, each with the input that did it and since when; changes of the
    resource that no value shows; and what differs from the files that an environment expects of
    its resource.
    """
    from appconfig_merge.rendering.drift.shown import shown_drifts

    file = environments_file or nearby_environments()
    choices = FleetChoices(file, chosen, kept, offline, fail_fast)
    found, lost, untracked = _drifts(file, choices, since)
    shown = shown_drifts(found, show_secrets=show_secrets)
    if output_format == "json":
        from appconfig_merge.rendering.drift.as_json import drift_report

        text = drift_report(shown, lost, untracked)
    else:
        from appconfig_merge.rendering.drift.text import DriftText, render_drifts
        from appconfig_merge.rendering.style import PLAIN

        style = PLAIN if output else style_for(sys.stdout)
        names = tuple(one.name for one in lost)
        how = DriftText(width_of(sys.stdout), style, names, untracked, environments_file)
        text = render_drifts(shown, how)
    write(text, output)
    if code := tell_unreadable(lost):
        sys.exit(code)
    if exit_code and any(one.has_drifted for one in found):
        sys.exit(ExitCode.FOUND)


def _drifts(
    file: str, choices: FleetChoices, since: str | None
) -> tuple[list[Drift], list[Unreadable], tuple[str, ...]]:
    """What drifted in each environment, those that can't be read, and what git doesn't have."""
    from appconfig_merge.fleet.drift import Drift, Drifts
    from appconfig_merge.fleet.past import Past
    from appconfig_merge.inputs.reader import Reader

    environments = environments_of(choices)
    resources = resources_of(choices)
    found: list[Drift] = []
    lost: list[Unreadable] = []
    with Past(file) as past:
        when = None if since is None else past.when(since)
        reader = Reader(is_command_line=True, fetch=resources.fetch)
        with progress("environments", len(environments)) as step:
            for one in Drifts(reader, resources, past, when).all(environments):
                found.append(one) if isinstance(one, Drift) else lost.append(one)
                step()
        return found, lost, past.untracked
