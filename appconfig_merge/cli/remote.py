"""``effective-config fetch`` and ``backup``: reading the Configuration resource."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from appconfig_merge.cli.exit_codes import FETCHING
from appconfig_merge.cli.live import connect
from appconfig_merge.cli.options import FILE, format_option, named
from appconfig_merge.cli.output import style_for, write
from appconfig_merge.cli.streams import width_of

backup_dir_option = click.option(
    "--backup-dir",
    metavar="DIR",
    default=".",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the backup is written.  [default: the current directory]",
)


@click.command(epilog=FETCHING)
@named("ui_version")
@named("api_url")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["json", "text"]),
    default="json",
    show_default=True,
    help="json is the resource itself; text is a line for each property, secrets masked.",
)
@click.option(
    "--output", metavar="FILE", type=FILE, help="Write to FILE instead of standard output."
)
def fetch(
    ui_version: str | None, api_url: str | None, output_format: str, output: str | None
) -> None:
    """Fetch the Configuration resource, whole.

    The credentials come from the environment: TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN, or
    TWILIO_API_KEY with TWILIO_API_SECRET. What --format json prints is what --configuration
    reads, secrets and all; a new FILE is for its owner only.
    """
    from appconfig_merge.rendering.change.as_json import dump
    from appconfig_merge.rendering.resource import render_resource
    from appconfig_merge.rendering.style import PLAIN

    with connect(api_url) as client:
        found = client.fetch(ui_version)
    if output_format == "json":
        text = dump(found.properties)
    else:
        style = style_for(sys.stdout) if output is None else PLAIN
        text = render_resource(found, width_of(sys.stdout), style)
    write(text, output, private=True)


@click.command(epilog=FETCHING)
@backup_dir_option
@named("api_url")
@format_option
def backup(backup_dir: Path, api_url: str | None, output_format: str) -> None:
    """Save the Configuration resource to a new file, byte for byte, for its owner only.

    The file's name has the account and the time. `effective-config restore` takes it back.
    """
    from appconfig_merge import schema_versions
    from appconfig_merge.rendering.change.as_json import dump, resource
    from appconfig_merge.rest.backup import demand_backup_folder, save_backup

    demand_backup_folder(backup_dir)
    with connect(api_url) as client:
        found = client.fetch()
    path = save_backup(found, backup_dir, found.fetched_at or datetime.now(UTC))
    if output_format == "json":
        data = {"schema_version": schema_versions.CHANGE, "resource": resource(found)}
        write(dump({**data, "backup": str(path)}), None)
    else:
        write(f"{path}\n", None)
