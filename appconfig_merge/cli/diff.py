"""``effective-config diff``: two configurations, value by value."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from appconfig_merge.cli.exit_codes import COMPARING
from appconfig_merge.cli.inputs import (
    demand_one_standard_input,
    note_environments,
    option_fields,
    reader,
)
from appconfig_merge.cli.options import FORMAT, OUTPUT, SHOW_SECRETS, input_option
from appconfig_merge.cli.output import report_diagnostics, style_for, write
from appconfig_merge.cli.parameters import Argument, Option, command
from appconfig_merge.cli.streams import say, width_of
from appconfig_merge.errors import AppConfigError, ExitCode, InputError, UsageError
from appconfig_merge.inputs.options import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.fleet.sides import Side, Sides

SIDE_OPTIONS = tuple(one for one in OPTIONS if one.setting)
"""What can be said of a side: all that an environment can say, too."""


@command(
    Argument("a", "A", completes="sides"),
    Argument("b", "B", completes="sides"),
    # Each option for both sides, and with -a and -b for one of them.
    *(input_option(one, side) for side in ("", "a", "b") for one in SIDE_OPTIONS),
    Option(
        "--environments",
        "environments",
        "The file that names environments; environments.toml here or above is found by itself.",
        "file",
        "FILE",
    ),
    Option("--values-only", "values_only", "Leave out values whose source alone changed.", "flag"),
    SHOW_SECRETS,
    Option("--exit-code", "exit_code", "Exit with 1 if values differ.", "flag"),
    FORMAT,
    OUTPUT,
    epilog=COMPARING,
)
def diff(
    a: str,
    b: str,
    environments: str | None,
    output_format: str,
    output: str | None,
    *,
    values_only: bool,
    show_secrets: bool,
    exit_code: bool,
    **options: Any,
) -> None:
    """Show which effective values differ between A and B, and which have another source.

    A and B are each an appConfig.js; a file of a git revision, such as
    HEAD~1:public/appConfig.js; the name of an environment; or what show --format json printed.

    The files that options name may be of a git revision, too.

    The options that say what is read hold for both sides. With -a or -b at the end of their
    names they hold for that side alone: --configuration-a prod.json, --flex-ui-b 2.17.
    """
    from appconfig_merge.questions.comparison import Comparison
    from appconfig_merge.rendering.comparison.shown import shown_comparison
    from appconfig_merge.rendering.style import PLAIN

    one, other = _read_both((a, b), options, environments)
    compared = shown_comparison(Comparison(one.config, other.config), show_secrets=show_secrets)
    if output_format == "json":
        from appconfig_merge.rendering.comparison.as_json import comparison_report, side_report
        from appconfig_merge.rendering.json_text import pieces

        reports = [
            side_report(side.name, side.kind, side.release, side.config) for side in (one, other)
        ]
        data = comparison_report(compared, reports)
        if values_only:
            del data["sources"]
        write(pieces(data), output)
    else:
        from appconfig_merge.rendering.comparison.text import ComparisonText, comparison_pieces

        style = PLAIN if output else style_for(sys.stdout)
        labels = one.label, other.label
        how = ComparisonText(labels, width_of(sys.stdout), style, values_only=values_only)
        write(comparison_pieces(compared, how), output)
    report_diagnostics(dict.fromkeys((*one.diagnostics, *other.diagnostics)))
    if exit_code and compared.different:
        sys.exit(ExitCode.FOUND)


def _read_both(
    names: tuple[str, str], options: Mapping[str, Any], environments: str | None
) -> tuple[Side, Side]:
    """Both sides. Raises UsageError and as they are read."""
    from appconfig_merge.fleet.sides import Sides
    from appconfig_merge.inputs.record import file_names, joined

    shared = _side_fields(options, "")
    own = [_side_fields(options, suffix) for suffix in ("_a", "_b")]
    fields = [joined(shared, one) for one in own]
    demand_one_standard_input((*names, *(file for one in fields for file in file_names(one))))
    sides = Sides(reader(knows_revisions=True), environments, note_environments)
    a, b = (_read(sides, name, said) for name, said in zip(names, fields, strict=True))
    for letter, side, said in zip("AB", (a, b), own, strict=True):
        if side.kind == "saved" and said:
            raise UsageError(
                f"{letter} is a saved result: what was read for it can't be changed",
                help=f"leave the options out that are for {letter} alone",
            )
    return a, b


def _read(sides: Sides, name: str, fields: Mapping[str, Any]) -> Side:
    """A side. What no file is to blame for, such as refused credentials, is told with its name."""
    try:
        return sides.read(name, fields)
    except AppConfigError as error:
        if error.location is None and not isinstance(error, InputError):
            from appconfig_merge.brief import printable

            say(f"{printable(name)}: ")
        raise


def _side_fields(options: Mapping[str, Any], suffix: str) -> dict[str, Any]:
    """What the options of one suffix say of the inputs of a side."""
    values = {one.name: options[one.name + suffix] for one in SIDE_OPTIONS}
    return option_fields(values)
