"""``effective-config explain``: one value's whole story."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from appconfig_merge.cli.options import (
    EPILOG,
    Inputs,
    format_option,
    input_options,
    output_option,
    read,
    strict_option,
)
from appconfig_merge.cli.output import UNRESOLVED, report_diagnostics, style_for, width_of, write
from appconfig_merge.errors import AppConfigError
from appconfig_merge.rendering.brief import printable

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from appconfig_merge.advice import Advice, Sought
    from appconfig_merge.cli.blame import Blame
    from appconfig_merge.effective import Explanation
    from appconfig_merge.rendering.style import Style


def complete_path(ctx: click.Context, _param: object, incomplete: str) -> list[CompletionItem]:
    """The paths of the configuration that the command line names so far."""
    from click.shell_completion import CompletionItem

    from appconfig_merge.paths import format_path

    params = {name: ctx.params.get(name) for name in Inputs._fields}
    try:
        config = read(Inputs(**{**params, "global_name": params["global_name"] or "appConfig"}))  # type: ignore[arg-type]
    except (AppConfigError, click.UsageError, TypeError):
        return []
    names = map(format_path, config.paths())
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


@click.command(epilog=EPILOG)
@input_options
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, shell_complete=complete_path)
@click.option(
    "--without",
    metavar="LAYER",
    help="Tell what would be without a layer, such as appConfig.js or ui_attributes, or without "
    "the entries of a line, FILE:LINE.",
)
@click.option("--blame", "wants_blame", is_flag=True, help="Tell who last changed the lines.")
@format_option
@output_option
@strict_option
def explain(
    paths: tuple[str, ...],
    without: str | None,
    output_format: str,
    output: str | None,
    *,
    wants_blame: bool,
    strict: bool,
    **inputs: Any,
) -> None:
    """Explain where the value at each PATH comes from, and how to change it.

    A PATH is dotted (theme.isLight, a["b.c"][0]) or a JSON Pointer (/theme/isLight).
    """
    from appconfig_merge import advice, counterfactual
    from appconfig_merge.paths import parse_path
    from appconfig_merge.rendering.style import PLAIN
    from appconfig_merge.values import Unresolved

    wanted = [parse_path(path) for path in paths]
    config = read(Inputs(**inputs))
    changed = counterfactual.without(config, without) if without is not None else None
    stories = []
    for path in wanted:
        explained = config.explain(path)
        sought = advice.seek(config, path) if explained.kind == "absent" else ()
        stories.append(
            _Story(
                advice.nearest(config, explained, sought),
                advice.advise(config, explained),
                sought,
                (without, changed.explain(path)) if without and changed else None,
                _blamed(explained) if wants_blame else None,
            )
        )
    if output_format == "json":
        from appconfig_merge.rendering.json_report import dump

        data = [_data(story) for story in stories]
        text = dump(data[0] if len(data) == 1 else data)
    else:
        width, style = width_of(sys.stdout), PLAIN if output else style_for(sys.stdout)
        text = "\n".join(_text(story, width, style) for story in stories)
    write(text, output)
    report_diagnostics(config.diagnostics)
    if strict and any(isinstance(story.explained.value, Unresolved) for story in stories):
        sys.exit(UNRESOLVED)


class _Story(NamedTuple):
    """All that is told of one path."""

    explained: Explanation
    advice: Advice
    sought: tuple[Sought, ...]
    without: tuple[str, Explanation] | None
    blamed: tuple[Blame, ...] | None


def _blamed(explained: Explanation) -> tuple[Blame, ...]:
    """Who last changed the line in force, then the losers', highest precedence first."""
    from appconfig_merge.cli.blame import blame
    from appconfig_merge.contributions import ALIVE

    told = list(reversed(explained.contributions))
    told.sort(key=lambda one: one.outcome not in ALIVE)
    return blame(one.location for one in told if one.location is not None)


def _text(story: _Story, width: int, style: Style) -> str:
    from appconfig_merge.rendering.explanation import More, render_explanation_text

    blame = [(f"{one.file}:{one.line}", _who(one)) for one in story.blamed or ()]
    shown = [(printable(where), printable(who)) for where, who in blame]
    more = More(story.advice, story.sought, story.without, shown)
    return render_explanation_text(story.explained, width, style, more)


def _who(one: Blame) -> str:
    if one.remark:
        return one.remark
    when = one.when.strftime("%Y-%m-%d") if one.when is not None else "unknown date"
    return f"{one.commit[:10]}  {one.author}, {when}  {one.summary}"


def _data(story: _Story) -> dict[str, Any]:
    from appconfig_merge.rendering import json_report
    from appconfig_merge.rendering.advice import advice_data, sought_data, without_data

    result = json_report.explanation(story.explained)
    if story.explained.kind == "absent":
        result["sought"] = sought_data(story.sought)
    if story.without is not None:
        result["without"] = without_data(*story.without)
    result["change"] = advice_data(story.advice)
    if story.blamed is not None:
        result["blame"] = [
            {**one._asdict(), "when": one.when.isoformat() if one.when else None}
            for one in story.blamed
        ]
    return result
