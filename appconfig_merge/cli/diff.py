"""``effective-config diff``: two configurations, value by value."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from appconfig_merge.cli.options import (
    FILE,
    completing,
    demand_one_standard_input,
    format_option,
    output_option,
)
from appconfig_merge.cli.output import report_diagnostics, style_for, width_of, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.inputs.sides import SideOptions

DIFFERENT = 1
"""The exit code of --exit-code where values differ, as git's."""

EPILOG = """\b
Exit codes:
  0  done
  1  values differ, and --exit-code was given
  2  wrong usage
  3  a side could not be read
"""


class _Kind(NamedTuple):
    """An option that says what a side is read from."""

    flag: str
    field: str
    metavar: str
    help: str
    multiple: bool = False


_OPTIONS = (
    _Kind("--configuration", "configuration", "FILE", "The Configuration resource, or REV:PATH."),
    _Kind("--ui-attributes", "ui_attributes", "FILE", "The ui_attributes alone, or REV:PATH."),
    _Kind("--flex-ui", "flex_ui", "VERSION", "Merge as this Flex UI release does."),
    _Kind("--define", "define", "NAME=JSON", "Give a value that only the page knows.", True),
    _Kind("--page-url", "page_url", "URL", "Where the page is loaded from."),
    _Kind("--script", "script", "FILE", "A script that the page loads before.", True),
    _Kind("--assume", "assume", "NAME", "A name that some other script defines.", True),
    _Kind("--global", "global_name", "NAME", "The global that holds the configuration."),
    _Kind("--parser", "parser", "PARSER", "tree-sitter or pyjsparser."),
)


_TYPES = {"FILE": FILE, "PARSER": click.Choice(["tree-sitter", "pyjsparser"])}


def _side_options(function: Callable[..., None]) -> Callable[..., None]:
    """Each option for both sides, and with -a and -b for one of them."""
    for suffix in ("_b", "_a", ""):
        for kind in reversed(_OPTIONS):
            option = click.option(
                kind.flag + suffix.replace("_", "-"),
                kind.field + suffix,
                metavar=kind.metavar,
                multiple=kind.multiple,
                shell_complete=completing("releases") if kind.field == "flex_ui" else None,
                type=_TYPES.get(kind.metavar),
                help=kind.help,
                hidden=bool(suffix),
            )
            function = option(function)
    return function


@click.command(epilog=EPILOG)
@click.argument("a", metavar="A", shell_complete=completing("sides"))
@click.argument("b", metavar="B", shell_complete=completing("sides"))
@_side_options
@click.option(
    "--environments",
    metavar="FILE",
    type=FILE,
    help="The file that names environments; environments.toml here or above is found by itself.",
)
@click.option("--values-only", is_flag=True, help="Leave out values whose source alone changed.")
@click.option("--show-secrets", is_flag=True, help="Show values that look secret.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if values differ.")
@format_option
@output_option
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

    The options that say what is read hold for both sides. With -a or -b at the end of their
    names they hold for that side alone: --configuration-a prod.json, --flex-ui-b 2.17.
    """
    from appconfig_merge.inputs.sides import Sides
    from appconfig_merge.questions.comparison import Comparison
    from appconfig_merge.rendering.style import PLAIN

    shared, own_a, own_b = (_taken(options, suffix) for suffix in ("", "_a", "_b"))
    sides_options = own_a.over(shared), own_b.over(shared)
    demand_one_standard_input((a, b, *(name for one in sides_options for name in _names(one))))
    sides = Sides(environments)
    one = sides.read(a, sides_options[0], own_a, "A")
    other = sides.read(b, sides_options[1], own_b, "B")
    compared = Comparison(one.config, other.config)
    if output_format == "json":
        from appconfig_merge.rendering.comparison.as_json import comparison_report, side_report
        from appconfig_merge.rendering.json_text import dump

        told = [
            side_report(side.name, side.kind, side.release, side.config) for side in (one, other)
        ]
        data = comparison_report(compared, told, show_secrets=show_secrets)
        if values_only:
            del data["sources"]
        text = dump(data)
    else:
        from appconfig_merge.rendering.comparison.text import ComparisonText, render_comparison

        how = ComparisonText(
            (one.label, other.label),
            width_of(sys.stdout),
            PLAIN if output else style_for(sys.stdout),
            show_secrets=show_secrets,
            values_only=values_only,
        )
        text = render_comparison(compared, how)
    write(text, output)
    report_diagnostics(dict.fromkeys((*one.diagnostics, *other.diagnostics)))
    if exit_code and compared.values:
        sys.exit(DIFFERENT)


def _taken(options: dict[str, Any], suffix: str) -> SideOptions:
    from appconfig_merge.inputs.sides import SideOptions

    return SideOptions(**{kind.field: options[kind.field + suffix] for kind in _OPTIONS})


def _names(options: SideOptions) -> tuple[str | None, ...]:
    return (options.configuration, options.ui_attributes, *options.script)
