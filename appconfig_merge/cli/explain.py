"""``effective-config explain``: one value's whole story."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from appconfig_merge.cli.exit_codes import READING
from appconfig_merge.cli.inputs import inputs_of, reader
from appconfig_merge.cli.options import FORMAT, INPUTS, OUTPUT, STRICT, WATCH
from appconfig_merge.cli.output import report_diagnostics, style_for, write
from appconfig_merge.cli.parameters import Argument, Option, command
from appconfig_merge.cli.streams import width_of
from appconfig_merge.errors import ExitCode
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.cli.blame import Blame
    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.effective.config import Explanation
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.inputs.record import Inputs
    from appconfig_merge.paths import Path
    from appconfig_merge.questions.story import Story
    from appconfig_merge.rendering.style import Style


@command(
    *INPUTS,
    Argument("paths", "PATH...", how_many="many", completes="config_paths"),
    Option(
        "--without",
        "without",
        "Tell what would be without a layer, such as appConfig.js or ui_attributes, or without "
        "the entries of a line, FILE:LINE.",
        metavar="LAYER",
        completes="layer_names",
    ),
    Option("--blame", "wants_blame", "Tell who last changed the lines.", "flag"),
    FORMAT,
    OUTPUT,
    STRICT,
    WATCH,
    epilog=READING,
)
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
    # As jq writes it, too.
    parsed = tuple(parse_path(path.strip().removeprefix(".")) for path in paths)
    asked = _Asked(inputs, parsed, without, wants_blame)
    if watch:
        from appconfig_merge.cli import watch as watching

        watching.demand_watchable(inputs, output_format, {"output": output, "strict": strict})
        watching.watch(inputs, _Answers(asked, output_format), output_format)
    answer = asked.answer(reader())
    if output_format == "json":
        from appconfig_merge.rendering.json_text import dump

        data = [_data(story) for story in answer.stories]
        text = dump(data[0] if len(data) == 1 else data)
    else:
        style = PLAIN if output else style_for(sys.stdout)
        text = _story_texts(answer.stories, style)
    write(text, output)
    report_diagnostics(answer.diagnostics)
    answering = (_answering(one.story) for one in answer.stories)
    if strict and any(isinstance(story.explained.value, Unresolved) for story in answering):
        sys.exit(ExitCode.UNRESOLVED)


class _Asked(NamedTuple):
    """What is to be told of which paths."""

    inputs: Inputs
    paths: tuple[Path, ...]
    without: str | None
    wants_blame: bool

    def answer(self, read: Reader) -> _Answer:
        """Read all files, and tell the story of each path."""
        from appconfig_merge.inputs.rereading import texts_of
        from appconfig_merge.known_keys.facts import are_flex_uis
        from appconfig_merge.questions import counterfactual
        from appconfig_merge.questions.promises import Known
        from appconfig_merge.questions.story import Asked, tell
        from appconfig_merge.releases import DOCUMENTED

        inputs = self.inputs
        config = read.config(inputs)
        without = self.without
        changed = counterfactual.without(config, without) if without is not None else None
        is_said = inputs.resource is not None or inputs.flex_ui != DOCUMENTED
        is_of_flex_ui = are_flex_uis(config.diagnostics, inputs.global_name, is_said=is_said)
        asked = Asked(
            config,
            Known(texts_of(inputs, read), read.beneath(inputs), is_of_flex_ui),
            (without, changed) if without is not None and changed is not None else None,
            inputs.global_name,
        )
        stories = [tell(asked, path) for path in self.paths]
        return _Answer(
            tuple(_Told(story, _blamed(story) if self.wants_blame else None) for story in stories),
            config.diagnostics,
        )


class _Told(NamedTuple):
    """A path's story, and who changed what it names."""

    story: Story
    blamed: tuple[Blame, ...] | None


class _Answer(NamedTuple):
    """The stories of all paths, and what the readers noticed."""

    stories: tuple[_Told, ...]
    diagnostics: tuple[Diagnostic, ...]


class _Answers:
    """The view of ``explain --watch``: all stories, then those that go otherwise."""

    same = "no answer differs"

    def __init__(self, asked: _Asked, format: str) -> None:
        self._asked = asked
        self._is_text = format == "text"
        self._reader = reader()

    def read(self) -> _Answer:
        """Read all files, and tell the story of each path."""
        self._reader = reader()
        return self._asked.answer(self._reader)

    @property
    def names(self) -> tuple[str, ...]:
        """The files that were read."""
        return self._reader.names

    def whole(self, result: _Answer) -> str:
        """All stories, in JSON each on its line."""
        return self._rendered(result.stories)

    def change(self, before: _Answer, after: _Answer, headline: str) -> str:
        """The stories that go otherwise than before."""
        pairs = zip(before.stories, after.stories, strict=True)
        text = self._rendered(
            [new for old, new in pairs if not _is_same_story(old.story, new.story)]
        )
        heading = style_for(sys.stdout)(headline, "dim")
        return f"{heading}\n\n{text}" if text and self._is_text else text

    def diagnostics(self, result: _Answer) -> tuple[Diagnostic, ...]:
        """What the readers noticed."""
        return result.diagnostics

    def _rendered(self, stories: Sequence[_Told]) -> str:
        if self._is_text:
            return _story_texts(stories, style_for(sys.stdout)) if stories else ""
        from appconfig_merge.rendering.json_text import dump_line

        return "".join(f"{dump_line(_data(story))}\n" for story in stories)


def _is_same_story(one: Story, other: Story) -> bool:
    """Whether two stories tell the same, but for places that other edits have moved."""
    if one.meaning != other.meaning or not _is_same(one.explained, other.explained):
        return False
    if one.meant is not None and other.meant is not None:
        return _is_same_story(one.meant, other.meant)
    if [like.path for like in one.lookalikes] != [like.path for like in other.lookalikes]:
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

    def later(explained: Explanation) -> list[tuple[object, ...]]:
        return [(said.path, said.plugin, said.is_same) for said in explained.prospects]

    return (
        (one.kind, one.set_by, gist(one)) == (other.kind, other.set_by, gist(other))
        and later(one) == later(other)
        and equivalent(one.value, other.value)
        and all(
            equivalent(old.value, new.value)
            for old, new in zip(one.contributions, other.contributions, strict=True)
        )
        and all(
            equivalent(old.contribution.value, new.contribution.value)
            for old, new in zip(one.prospects, other.prospects, strict=True)
        )
    )


def _answering(story: Story) -> Story:
    """The story of the path that was meant."""
    while story.meant is not None:
        story = story.meant
    return story


def _blamed(story: Story) -> tuple[Blame, ...]:
    """Who last changed the line in force, then the losers', highest precedence first."""
    from appconfig_merge.cli.blame import blame
    from appconfig_merge.effective.contributions import ALIVE

    explained = _answering(story).explained
    contributions = list(reversed(explained.contributions))
    contributions.sort(key=lambda one: one.outcome not in ALIVE)
    return blame(one.location for one in contributions if one.location is not None)


def _story_texts(told: Sequence[_Told], style: Style) -> str:
    from appconfig_merge.rendering.explanation.story import render_story_text

    width = width_of(sys.stdout)
    return "\n".join(
        render_story_text(one.story, width, style, _blame_texts(one.blamed)) for one in told
    )


def _blame_texts(blamed: tuple[Blame, ...] | None) -> list[tuple[str, str]]:
    from appconfig_merge.brief import printable

    return [(printable(f"{one.file}:{one.line}"), printable(_who(one))) for one in blamed or ()]


def _who(one: Blame) -> str:
    if one.remark:
        return one.remark
    when = one.when.strftime("%Y-%m-%d") if one.when is not None else "unknown date"
    return f"{one.commit[:10]}  {one.author}, {when}  {one.summary}"


def _data(told: _Told) -> dict[str, Any]:
    from appconfig_merge.rendering.explanation.as_json import story_data

    result = story_data(told.story)
    if told.blamed is not None:
        result["blame"] = [
            {**one._asdict(), "when": one.when.isoformat() if one.when else None}
            for one in told.blamed
        ]
    return result
