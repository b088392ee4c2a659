"""``effective-config matrix``: the configurations of many environments beside each other."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from appconfig_merge.cli.diff import note_environments
from appconfig_merge.cli.exit_codes import COMPARING
from appconfig_merge.cli.inputs import reader
from appconfig_merge.cli.options import FILE, output_option
from appconfig_merge.cli.output import fail, report_diagnostics, style_for, write
from appconfig_merge.cli.streams import is_terminal, width_of
from appconfig_merge.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from appconfig_merge.inputs.environments import Environments
    from appconfig_merge.inputs.sides import Side, Unreadable

_PATIENCE = 0.5
"""Seconds after which a person would like to see that something happens."""


@click.command(epilog=COMPARING)
@click.argument("environments", metavar="[ENVIRONMENTS]", type=FILE, required=False)
@click.option("--all", "show_all", is_flag=True, help="Show the rows in which all agree, too.")
@click.option("--show-secrets", is_flag=True, help="Show values that look secret.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if values differ.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="text for people; json with everything; csv for a spreadsheet.",
)
@output_option
def matrix(
    environments: str | None,
    output_format: str,
    output: str | None,
    *,
    show_all: bool,
    show_secrets: bool,
    exit_code: bool,
) -> None:
    """Show which effective values differ between environments.

    ENVIRONMENTS is a TOML file that says what each one is read from; without it environments.toml
    is taken, from here or the nearest folder above.
    """
    from appconfig_merge.inputs.environments import read_environments
    from appconfig_merge.inputs.sides import Side
    from appconfig_merge.questions.comparison import Values, rows
    from appconfig_merge.rendering.comparison.matrix import Matrix, render_csv, render_matrix
    from appconfig_merge.rendering.comparison.shown import shown_rows
    from appconfig_merge.rendering.style import PLAIN

    read = _read_all(read_environments(environments or _nearby()))
    sides = [one for one in read if isinstance(one, Side)]
    lost = [one for one in read if not isinstance(one, Side)]
    configs = tuple(Values(side.config) for side in sides)
    all_rows = list(rows(configs))
    differing = [row for row in all_rows if row.differs]
    matrix = Matrix(
        tuple(side.name for side in sides),
        shown_rows(all_rows if show_all else differing, configs, show_secrets=show_secrets),
        len(all_rows),
        tuple(one.name for one in lost),
    )
    if output_format == "json":
        text = _json(matrix, sides, lost)
    elif output_format == "csv":
        text = render_csv(matrix)
    else:
        style = PLAIN if output else style_for(sys.stdout)
        text = render_matrix(matrix, width_of(sys.stdout), style)
    write(text, output)
    remarks = dict.fromkeys(one for side in sides for one in side.diagnostics)
    # What is only worth a remark for one would be a hundred remarks for a hundred.
    report_diagnostics(one for one in remarks if one.severity != "info")
    for one in lost:
        click.echo(f"{one.name}: ", nl=False, err=True)
        fail(one.error)
    if lost:
        sys.exit(ExitCode.UNREADABLE)
    if exit_code and differing:
        sys.exit(ExitCode.FOUND)


def _nearby() -> str:
    from appconfig_merge.inputs.environments import FILE_NAME, find_environments

    found = find_environments(Path.cwd())
    if found is None:
        raise UsageError(
            f"there is no {FILE_NAME} here or above",
            help="give ENVIRONMENTS, the name of such a file",
        )
    note_environments(found)
    return found


def _read_all(environments: Environments) -> list[Side | Unreadable]:
    """All environments; with a bar on a terminal that people have to wait at."""
    from appconfig_merge.inputs.sides import read_all

    started = time.monotonic()
    found: list[Side | Unreadable] = []
    bar: Any = None
    with ExitStack() as stack:
        for one in read_all(reader(knows_revisions=True), environments):
            found.append(one)
            if bar is not None:
                bar.update(1)
            elif is_terminal(sys.stderr) and time.monotonic() - started > _PATIENCE:
                made = click.progressbar(
                    length=len(environments.all), label="environments", file=sys.stderr
                )
                bar = stack.enter_context(made)
                bar.update(len(found))
    return found


def _json(matrix: Any, sides: list[Side], lost: list[Unreadable]) -> str:
    from appconfig_merge.rendering.comparison.as_json import matrix_report, side_report
    from appconfig_merge.rendering.encoding import location
    from appconfig_merge.rendering.json_text import dump

    return dump(
        matrix_report(
            matrix.shown,
            [side_report(one.name, one.kind, one.release, one.config) for one in sides],
            [
                {
                    "name": one.name,
                    "code": one.error.code,
                    "message": one.error.message,
                    "location": location(one.error.location),
                }
                for one in lost
            ],
        )
    )
