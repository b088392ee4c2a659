"""``effective-config matrix``: the configurations of many environments beside each other."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from appconfig_merge.cli.exit_codes import COMPARING
from appconfig_merge.cli.fleet import (
    FleetChoices,
    environment_option,
    environments_of,
    fail_fast_option,
    kept_option,
    offline_option,
    progress,
    resources_of,
    tell_unreadable,
)
from appconfig_merge.cli.inputs import reader
from appconfig_merge.cli.options import FILE, output_option
from appconfig_merge.cli.output import report_diagnostics, style_for, write
from appconfig_merge.cli.streams import is_terminal, width_of
from appconfig_merge.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from appconfig_merge.fleet.configurations import Unreadable
    from appconfig_merge.fleet.sides import Side
    from appconfig_merge.rendering.comparison.matrix import Matrix


@click.command(epilog=COMPARING)
@click.argument("environments", metavar="[ENVIRONMENTS]", type=FILE, required=False)
@environment_option
@kept_option
@offline_option
@fail_fast_option
@click.option("--all", "show_all", is_flag=True, help="Show the rows in which all agree, too.")
@click.option("--show-secrets", is_flag=True, help="Show values that look secret.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if values differ.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "csv", "html"]),
    default="text",
    show_default=True,
    help="text for people; json with everything; csv for a spreadsheet; html, a page with the "
    "story of each value in each environment.",
)
@output_option
def matrix(
    environments: str | None,
    chosen: tuple[str, ...],
    kept: str | None,
    output_format: str,
    output: str | None,
    *,
    offline: bool,
    fail_fast: bool,
    show_all: bool,
    show_secrets: bool,
    exit_code: bool,
) -> None:
    """Show which effective values differ between environments.

    ENVIRONMENTS is a TOML file that says what each one is read from; without it environments.toml
    is taken, from here or the nearest folder above.
    """
    from appconfig_merge.fleet.sides import Side
    from appconfig_merge.questions.comparison import Values, rows
    from appconfig_merge.rendering.comparison.matrix import Matrix
    from appconfig_merge.rendering.comparison.shown import shown_rows

    is_page = output_format == "html"
    if is_page:
        _demand_page(output)
    read = _read_all(FleetChoices(environments, chosen, kept, offline, fail_fast))
    sides = [one for one in read if isinstance(one, Side)]
    lost = [one for one in read if not isinstance(one, Side)]
    configs = tuple(Values(side.config) for side in sides)
    all_rows = list(rows(configs))
    differing = [row for row in all_rows if row.differs]
    if is_page:
        from appconfig_merge.report import Compared, render_matrix_page

        compared = Compared(sides, configs, all_rows, lost)
        text = render_matrix_page(compared, shows_secrets=show_secrets, shows_all=show_all)
    else:
        matrix = Matrix(
            tuple(side.name for side in sides),
            shown_rows(all_rows if show_all else differing, configs, show_secrets=show_secrets),
            len(all_rows),
            tuple(one.name for one in lost),
        )
        if output_format == "json":
            text = _json(matrix, sides, lost)
        else:
            text = _text(matrix, output_format, output)
    # A page is for passing on; one with secrets isn't.
    write(text, output, private=is_page and show_secrets)
    # What is only worth a remark for one would be a hundred remarks for a hundred.
    report_diagnostics(dict.fromkeys(one for side in sides for one in side.warnings))
    if code := tell_unreadable(lost):
        sys.exit(code)
    if exit_code and differing:
        sys.exit(ExitCode.FOUND)


def _read_all(choices: FleetChoices) -> list[Side | Unreadable]:
    from appconfig_merge.fleet.configurations import read_all

    environments = environments_of(choices)
    found: list[Side | Unreadable] = []
    with progress("environments", len(environments)) as step:
        for one in read_all(reader(knows_revisions=True), environments, resources_of(choices)):
            found.append(one)
            step()
    return found


def _demand_page(output: str | None) -> None:
    """Raise UsageError or MissingExtraError before anything is read for a page."""
    from appconfig_merge.report import demand_extra

    if output is None and is_terminal(sys.stdout):
        raise UsageError("the page is not for a terminal", help="--output FILE writes it to a file")
    demand_extra("the page", ["jinja2"])


def _text(matrix: Matrix, output_format: str, output: str | None) -> str:
    from appconfig_merge.rendering.comparison.matrix import render_csv, render_matrix
    from appconfig_merge.rendering.style import PLAIN

    if output_format == "csv":
        return render_csv(matrix)
    style = PLAIN if output else style_for(sys.stdout)
    return render_matrix(matrix, width_of(sys.stdout), style)


def _json(matrix: Matrix, sides: list[Side], lost: list[Unreadable]) -> str:
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
