"""``effective-config fetch`` and ``backup``: reading the Configuration resource."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from appconfig_merge.cli.exit_codes import FETCHING
from appconfig_merge.cli.fleet import (
    ENVIRONMENT,
    ENVIRONMENTS,
    FAIL_FAST,
    KEPT,
    FleetChoices,
    environments_of,
    resources_of,
    tell_unreadable,
)
from appconfig_merge.cli.inputs import reader
from appconfig_merge.cli.live import announce, connect
from appconfig_merge.cli.options import FORMAT, OUTPUT, named
from appconfig_merge.cli.output import style_for, write
from appconfig_merge.cli.parameters import Option, command
from appconfig_merge.cli.streams import width_of
from appconfig_merge.errors import UsageError

if TYPE_CHECKING:
    from appconfig_merge.rest.configuration import Configuration

BACKUP_DIR = Option(
    "--backup-dir",
    "backup_dir",
    "Where the backup is written.  [default: the current directory]",
    "readable folder",
    "DIR",
)


@command(
    named("ui_version"),
    named("api_url"),
    ENVIRONMENTS,
    ENVIRONMENT,
    KEPT,
    FAIL_FAST,
    Option(
        "--format",
        "output_format",
        "json is the resource itself; text is a line for each property, secrets masked, or for "
        "each account.  [default: json; text for environments]",
        "choice",
        choices=("json", "text"),
    ),
    OUTPUT._replace(help="Write to FILE instead of standard output."),
    epilog=FETCHING,
)
def fetch(
    ui_version: str | None,
    api_url: str | None,
    environments_file: str | None,
    chosen: tuple[str, ...],
    kept: str | None,
    output_format: str | None,
    output: str | None,
    *,
    fail_fast: bool,
) -> None:
    """Fetch the Configuration resource, whole; with --environment those of many accounts.

    The credentials come from the environment: TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN, or
    TWILIO_API_KEY with TWILIO_API_SECRET; those of an environment from where its file says. What
    --format json prints is what --configuration reads, secrets and all; a new FILE is for its owner
    only.
    """
    if chosen or environments_file:
        given = [("--ui-version", ui_version), ("--api-url", api_url)]
        for flag in (flag for flag, value in given if value is not None):
            text = f"{flag} is for one account: the environments file says it of each"
            raise UsageError(text, help="leave it out, or leave out --environment")
        choices = FleetChoices(environments_file, chosen, kept, fail_fast=fail_fast)
        _fetch_many(choices, output_format or "text", output)
        return
    if fail_fast:
        raise UsageError("--fail-fast is for many accounts", help="--environment names them")
    found = _fetch_one(ui_version, api_url, kept)
    write(_rendered(found, output_format or "json", output), output, private=True)


def _fetch_one(ui_version: str | None, api_url: str | None, kept: str | None) -> Configuration:
    """Fetch the resource of the usual variables' account, and keep it where that is wanted."""
    if kept is not None:
        from appconfig_merge.fleet.keeping import demand_kept_folder, keep

        demand_kept_folder(kept)
    with connect(api_url) as client:
        found = client.fetch(ui_version)
    if kept is not None:
        keeping = keep(found, kept, ui_version)
        announce(f"{'as before' if keeping.state == 'unchanged' else 'kept'}: {keeping.now.file}")
    return found


def _rendered(found: Configuration, output_format: str, output: str | None) -> str:
    from appconfig_merge.rendering.change.as_json import dump
    from appconfig_merge.rendering.resource import render_resource
    from appconfig_merge.rendering.style import PLAIN

    if output_format == "json":
        return dump(found.properties)
    style = style_for(sys.stdout) if output is None else PLAIN
    return render_resource(found, width_of(sys.stdout), style)


def _fetch_many(choices: FleetChoices, output_format: str, output: str | None) -> None:
    """Fetch the resources of environments, and end with the exit code of the worst."""
    from appconfig_merge.fleet.fetched import FetchedAccount, fetch_environments
    from appconfig_merge.rendering.fetched.as_json import fetched_report
    from appconfig_merge.rendering.fetched.text import render_fetched
    from appconfig_merge.rendering.style import PLAIN

    environments, resources = environments_of(choices), resources_of(choices)
    found = fetch_environments(environments, reader(fetch=resources.fetch), resources)
    if output_format == "json":
        text = fetched_report(found)
    else:
        text = render_fetched(found, style_for(sys.stdout) if output is None else PLAIN)
    write(text, output, private=True)
    if code := tell_unreadable([one for one in found if not isinstance(one, FetchedAccount)]):
        sys.exit(code)


@command(BACKUP_DIR, named("api_url"), FORMAT, epilog=FETCHING)
def backup(backup_dir: str | None, api_url: str | None, output_format: str) -> None:
    """Save the Configuration resource to a new file, byte for byte, for its owner only.

    The file's name has the account and the time. `effective-config restore` takes it back.
    """
    from datetime import UTC, datetime
    from pathlib import Path

    from appconfig_merge import schema_versions
    from appconfig_merge.rendering.change.as_json import dump, resource
    from appconfig_merge.rest.backup import demand_backup_folder, save_backup

    folder = Path(backup_dir or "")
    demand_backup_folder(folder)
    with connect(api_url) as client:
        found = client.fetch()
    path = save_backup(found, folder, found.fetched_at or datetime.now(UTC))
    if output_format == "json":
        data = {"schema_version": schema_versions.CHANGE, "resource": resource(found)}
        write(dump({**data, "backup": str(path)}), None)
    else:
        write(f"{path}\n", None)
