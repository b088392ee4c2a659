"""``effective-config explain``: one value's whole story."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from appconfig_merge.brief import printable
from appconfig_merge.cli.exit_codes import READING
from appconfig_merge.cli.inputs import inputs_of, reader
from appconfig_merge.cli.options import (
    completing,
    format_option,
    input_options,
    output_option,
    strict_option,
    watch_option,
)
from appconfig_merge.cli.output import report_diagnostics, style_for, write
from appconfig_merge.cli.streams import width_of
from appconfig_merge.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.cli.blame import Blame
    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.effective.config import Explanation
    from appconfig_merge.inputs.record import Inputs
    from appconfig_merge.paths import Path
    from appconfig_merge.questions.absent import PartialMatch
    from appconfig_merge.questions.advice import Advice
    from appconfig_merge.rendering.style import Style


@click.command(epilog=READING)
@input_options
@click.argument(
    "paths",
    metavar="PATH...",
    nargs=-1,
    required=True,
    shell_complete=completing("config_paths"),
)
@click.option(
    "--without",
    metavar="LAYER",
    shell_complete=completing("layer_names"),
    help="Tell what would be without a layer, such as appConfig.js or ui_attributes, or without "
    "the entries of a line, FILE:LINE.",
)
@click.option("--blame", "wants_blame", is_flag=True, help="Tell who last changed the lines.")
@format_option
@output_option
@strict_option
@watch_option
def explain(
    app_config: str,
    paths: tuple[str, ...],
    without: str | None,
    output_format: str,
    output: str | None,
    *,
    wants_blame: bool,
    strict: bool,
    watch: bool,
    **options: Any,
) -> None:
    """Explain where the value at each PATH comes from, and how to change it.

    A PATH is dotted (theme.isLight, a["b.c"][0]) or a JSON Pointer (/theme/isLight).
    """
    from appconfig_merge.paths import parse_path
    from appconfig_merge.rendering.style import PLAIN
    from appconfig_merge.values import Unresolved

    inputs = inputs_of(app_config, options)
    asked = _Asked(inputs, tuple(map(parse_path, paths)), without, wants_blame)
    if watch:
        from appconfig_merge.cli import watch as watching

        watching.demand_watchable(inputs, output_format, {"output": output, "strict": strict})
        watching.watch(inputs, _Answers(asked, output_format), output_format)
    answer = asked.answer()
    if output_format == "json":
        from appconfig_merge.rendering.json_text import dump

        data = [_data(story) for story in answer.stories]
        text = dump(data[0] if len(data) == 1 else data)
    else:
        style = PLAIN if output else style_for(sys.stdout)
        text = _texts(answer.stories, style)
    write(text, output)
    report_diagnostics(answer.diagnostics)
    if strict and any(isinstance(story.explained.value, Unresolved) for story in answer.stories):
        sys.exit(ExitCode.UNRESOLVED)


class _Asked(NamedTuple):
    """What is to be told of which paths."""

    inputs: Inputs
    paths: tuple[Path, ...]
    without: str | None
    wants_blame: bool

    def answer(self) -> _Answer:
        """Read all files, and tell the story of each path."""
        from appconfig_merge.questions import absent, advice, counterfactual

        config = reader().config(self.inputs)
        without = self.without
        changed = counterfactual.without(config, without) if without is not None else None
        stories = []
        for path in self.paths:
            explained = config.explain(path)
            matches = absent.partial_matches(config, path) if explained.kind == "absent" else ()
            stories.append(
                _Story(
                    absent.with_nearest(config, explained, matches),
                    advice.advise(config, explained),
                    matches,
                    (without, changed.explain(path)) if without and changed else None,
                    _blamed(explained) if self.wants_blame else None,
                )
            )
        return _Answer(tuple(stories), config.diagnostics)


class _Answer(NamedTuple):
    """The stories of all paths, and what the readers noticed."""

    stories: tuple[_Story, ...]
    diagnostics: tuple[Diagnostic, ...]


class _Answers:
    """The view of ``explain --watch``: all stories, then those that go otherwise."""

    same = "no answer differs"

    def __init__(self, asked: _Asked, format: str) -> None:
        self._asked = asked
        self._is_text = format == "text"

    def read(self) -> _Answer:
        """Read all files, and tell the story of each path."""
        return self._asked.answer()

    def whole(self, result: _Answer) -> str:
        """All stories, in JSON each on its line."""
        return self._rendered(result.stories)

    def change(self, before: _Answer, after: _Answer, headline: str) -> str:
        """The stories that go otherwise than before."""
        pairs = zip(before.stories, after.stories, strict=True)
        text = self._rendered([new for old, new in pairs if not _is_same_story(old, new)])
        heading = style_for(sys.stdout)(headline, "dim")
        return f"{heading}\n\n{text}" if text and self._is_text else text

    def diagnostics(self, result: _Answer) -> tuple[Diagnostic, ...]:
        """What the readers noticed."""
        return result.diagnostics

    def _rendered(self, stories: Sequence[_Story]) -> str:
        if self._is_text:
            return _texts(stories, style_for(sys.stdout)) if stories else ""
        from appconfig_merge.rendering.json_text import dump_line

        return "".join(f"{dump_line(_data(story))}\n" for story in stories)


def _is_same_story(one: _Story, other: _Story) -> bool:
    """Whether two stories tell the same, but for places that other edits have moved."""
    if not _is_same(one.explained, other.explained):
        return False
    if one.without is None or other.without is None:
        return True
    return _is_same(one.without[1], other.without[1])


def _is_same(one: Explanation, other: Explanation) -> bool:
    from appconfig_merge.questions.equivalence import equivalent

    def gist(explained: Explanation) -> list[tuple[str, ...]]:
        return [
            (said.layer, said.outcome, said.rule, said.rival.layer if said.rival else "")
            for said in explained.contributions
        ]

    return (
        (one.kind, one.set_by, gist(one)) == (other.kind, other.set_by, gist(other))
        and equivalent(one.value, other.value)
        and all(
            equivalent(old.value, new.value)
            for old, new in zip(one.contributions, other.contributions, strict=True)
        )
    )


class _Story(NamedTuple):
    """All that is told of one path."""

    explained: Explanation
    advice: Advice
    partial_matches: tuple[PartialMatch, ...]
    without: tuple[str, Explanation] | None
    blamed: tuple[Blame, ...] | None


def _blamed(explained: Explanation) -> tuple[Blame, ...]:
    """Who last changed the line in force, then the losers', highest precedence first."""
    from appconfig_merge.cli.blame import blame
    from appconfig_merge.effective.contributions import ALIVE

    contributions = list(reversed(explained.contributions))
    contributions.sort(key=lambda one: one.outcome not in ALIVE)
    return blame(one.location for one in contributions if one.location is not None)


def _texts(stories: Sequence[_Story], style: Style) -> str:
    width = width_of(sys.stdout)
    return "\n".join(_text(story, width, style) for story in stories)


def _text(story: _Story, width: int, style: Style) -> str:
    from appconfig_merge.rendering.explanation.text import More, render_explanation_text

    blame = [(f"{one.file}:{one.line}", _who(one)) for one in story.blamed or ()]
    shown = [(printable(where), printable(who)) for where, who in blame]
    more = More(story.advice, story.partial_matches, story.without, shown)
    return render_explanation_text(story.explained, width, style, more)


def _who(one: Blame) -> str:
    if one.remark:
        return one.remark
    when = one.when.strftime("%Y-%m-%d") if one.when is not None else "unknown date"
    return f"{one.commit[:10]}  {one.author}, {when}  {one.summary}"


def _data(story: _Story) -> dict[str, Any]:
    from appconfig_merge.rendering.explanation.as_json import (
        advice_data,
        explanation_report,
        partial_matches_data,
        without_data,
    )

    result = explanation_report(story.explained)
    if story.explained.kind == "absent":
        result["sought"] = partial_matches_data(story.partial_matches)
    if story.without is not None:
        result["without"] = without_data(*story.without)
    result["change"] = advice_data(story.advice)
    if story.blamed is not None:
        result["blame"] = [
            {**one._asdict(), "when": one.when.isoformat() if one.when else None}
            for one in story.blamed
        ]
    return result
