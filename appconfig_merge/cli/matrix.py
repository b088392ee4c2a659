"""``effective-config matrix``: the configurations of many environments beside each other."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from appconfig_merge.cli.exit_codes import COMPARING
from appconfig_merge.cli.fleet import (
    ENVIRONMENT,
    FAIL_FAST,
    KEPT,
    OFFLINE,
    FleetChoices,
    environments_of,
    progress,
    resources_of,
    tell_unreadable,
)
from appconfig_merge.cli.inputs import reader
from appconfig_merge.cli.options import OUTPUT, SHOW_SECRETS, format_option
from appconfig_merge.cli.output import report_diagnostics, style_for, write
from appconfig_merge.cli.parameters import Argument, Option, command
from appconfig_merge.cli.streams import is_terminal, say, width_of
from appconfig_merge.errors import ExitCode, UsageError
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.fleet.configurations import Unreadable
    from appconfig_merge.fleet.sides import Side
    from appconfig_merge.paths import Path
    from appconfig_merge.questions.comparison import Row, Values
    from appconfig_merge.rendering.comparison.matrix import Matrix


class _Compared(NamedTuple):
    """The environments that could be read, those that couldn't, and the rows that are wanted."""

    sides: list[Side]
    lost: list[Unreadable]
    configs: tuple[Values, ...]
    rows: list[Row]

    @property
    def differing(self) -> list[Row]:
        """The rows in which not all agree."""
        return [row for row in self.rows if row.differs]


class _How(NamedTuple):
    """How that is to be shown; ``is_plain`` says that it isn't for a terminal."""

    format: str
    shows_all: bool
    shows_secrets: bool
    is_plain: bool


@command(
    Argument("environments", "[ENVIRONMENTS]", "file", "optional"),
    ENVIRONMENT,
    KEPT,
    OFFLINE,
    FAIL_FAST,
    Option(
        "--path",
        "paths",
        "Only the rows at this path, in it, or of what it lies in. Repeatable.",
        metavar="PATH",
        is_repeatable=True,
    ),
    Option("--all", "show_all", "Show the rows in which all agree, too.", "flag"),
    SHOW_SECRETS,
    Option("--exit-code", "exit_code", "Exit with 1 if values differ.", "flag"),
    format_option(
        "text for people; json with everything; csv for a spreadsheet; html, a page with the "
        "story of each value in each environment.",
        "text", "json", "csv", "html",
    ),
    OUTPUT,
    epilog=COMPARING,
)  # fmt: skip
def matrix(
    environments: str | None,
    chosen: tuple[str, ...],
    kept: str | None,
    paths: tuple[str, ...],
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
    from appconfig_merge.paths import parse_path

    about = [parse_path(text) for text in paths]
    is_page = output_format == "html"
    if is_page:
        _demand_page(output)
    compared = _compared(FleetChoices(environments, chosen, kept, offline, fail_fast), about)
    how = _How(output_format, show_all, show_secrets, is_plain=output is not None)
    # A page is for passing on; one with secrets isn't.
    write(_rendered(compared, how), output, private=is_page and show_secrets)
    if about:
        _note_absent(about, compared.configs)
    # What is only worth a remark for one would be a hundred remarks for a hundred.
    report_diagnostics(dict.fromkeys(one for side in compared.sides for one in side.warnings))
    if code := tell_unreadable(compared.lost):
        sys.exit(code)
    if exit_code and compared.differing:
        sys.exit(ExitCode.FOUND)


def _demand_page(output: str | None) -> None:
    """Raise UsageError or MissingExtraError before anything is read for a page."""
    from appconfig_merge.report import demand_extra

    if output is None and is_terminal(sys.stdout):
        raise UsageError("the page is not for a terminal", help="--output FILE writes it to a file")
    demand_extra("the page", ["jinja2"])


def _compared(choices: FleetChoices, about: list[Path]) -> _Compared:
    from appconfig_merge.fleet.sides import Side
    from appconfig_merge.questions.comparison import Values, rows

    read = _read_all(choices)
    sides = [one for one in read if isinstance(one, Side)]
    lost = [one for one in read if not isinstance(one, Side)]
    configs = tuple(Values(side.config) for side in sides)
    return _Compared(sides, lost, configs, list(rows(configs, about)))


def _read_all(choices: FleetChoices) -> list[Side | Unreadable]:
    from appconfig_merge.fleet.configurations import read_all

    environments = environments_of(choices)
    found: list[Side | Unreadable] = []
    resources = resources_of(choices)
    files = reader(knows_revisions=True, fetch=resources.fetch)
    with progress("environments", len(environments)) as step:
        for one in read_all(files, environments, resources):
            found.append(one)
            step()
    return found


def _rendered(compared: _Compared, how: _How) -> str | Iterable[str]:
    if how.format == "html":
        from appconfig_merge.report import Compared, render_matrix_page

        page = Compared(compared.sides, compared.configs, compared.rows, compared.lost)
        return render_matrix_page(page, shows_secrets=how.shows_secrets, shows_all=how.shows_all)
    from appconfig_merge.rendering.comparison.matrix import Matrix, render_csv, render_matrix
    from appconfig_merge.rendering.comparison.shown import shown_rows
    from appconfig_merge.rendering.style import PLAIN

    wanted = compared.rows if how.shows_all else compared.differing
    made = Matrix(
        tuple(side.name for side in compared.sides),
        shown_rows(wanted, compared.configs, show_secrets=how.shows_secrets),
        len(compared.rows),
        tuple(one.name for one in compared.lost),
    )
    if how.format == "json":
        return _json(made, compared)
    if how.format == "csv":
        return render_csv(made)
    style = PLAIN if how.is_plain else style_for(sys.stdout)
    return render_matrix(made, width_of(sys.stdout), style)


def _json(made: Matrix, compared: _Compared) -> Iterator[str]:
    from appconfig_merge.rendering.comparison.as_json import matrix_report, side_report
    from appconfig_merge.rendering.encoding import location
    from appconfig_merge.rendering.json_text import pieces

    return pieces(
        matrix_report(
            made.shown,
            [side_report(one.name, one.kind, one.release, one.config) for one in compared.sides],
            [
                {
                    "name": one.name,
                    "code": one.error.code,
                    "message": one.error.message,
                    "location": location(one.error.location),
                }
                for one in compared.lost
            ],
        )
    )


def _note_absent(about: list[Path], configs: tuple[Values, ...]) -> None:
    """Say of which wanted paths no environment has anything, and what may have been meant."""
    from appconfig_merge.effective.nearest import nearest_paths
    from appconfig_merge.paths import format_path
    from appconfig_merge.questions.comparison import is_about
    from appconfig_merge.secrets.values import Masker

    shown = Masker().path
    known = dict.fromkeys(path for config in configs for path in config.plain)
    around = dict.fromkeys(path[:end] for path in known for end in range(1, len(path) + 1))
    for wanted in about:
        if configs and not any(is_about(path, wanted) for path in known):
            near = ", ".join(format_path(shown(one)) for one in nearest_paths(wanted, around))
            hint = f"; near it there is {near}" if near else ""
            say(f"note: no environment has {format_path(wanted)}{hint}\n")
