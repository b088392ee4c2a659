"""The text of ``effective-config explain``: a path's value, and all that belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.brief import Places, printable
from appconfig_merge.display_width import pad
from appconfig_merge.display_width import width as width_of
from appconfig_merge.rendering.explanation.about import (
    key_lines,
    property_lines,
    reading_lines,
    remark_lines,
    same_name_lines,
)
from appconfig_merge.rendering.explanation.advice import advice_lines, without_lines
from appconfig_merge.rendering.explanation.text import explanation_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from appconfig_merge.questions.story import Story
    from appconfig_merge.rendering.style import Style


def render_story_text(
    story: Story, width: int, style: Style, blame: Sequence[tuple[str, str]] = ()
) -> str:
    """One path's story; ``blame`` has places, and who changed them last."""
    return "\n".join(_lines(story, width, style, blame)) + "\n"


def _lines(
    story: Story, width: int, style: Style, blame: Sequence[tuple[str, str]]
) -> Iterator[str]:
    yield from reading_lines(story.meaning, style)
    if story.meant is not None:
        yield ""
        yield from _lines(story.meant, width, style, blame)
        return
    places = Places(story.explained.layers)
    if story.property is not None and story.meaning.reading == "property":
        yield from property_lines(story.property, style)
    else:
        answer, *rest = explanation_lines(story.explained, width, style, story.partial_matches)
        yield answer
        yield from key_lines(story, style)
        yield from same_name_lines(story, style)
        yield from rest
    if story.explained.prospects:
        from appconfig_merge.rendering.prospects import prospect_lines

        explained = story.explained
        lines = list(prospect_lines(explained.prospects, explained.path, style))
        yield from _section("may still be changed", lines, style)
    if story.without is not None:
        yield ""
        yield from without_lines(*story.without, story.explained, width, style)
    yield from _section("", remark_lines(story, places, style), style)
    advice = advice_lines(story.advice, places, style)
    after = len(story.advice.edits)
    advice[after:after] = _warning(story)
    yield from _section("to change it", advice, style)
    widest = max((width_of(where) for where, _ in blame), default=0)
    blamed = [f"  {style(pad(where, widest), 'source')}  {who}" for where, who in blame]
    yield from _section("last changed by", blamed, style)


def _warning(story: Story) -> list[str]:
    """That an edit may be for nothing, for a plugin may set the value in the end."""
    names = dict.fromkeys(one.plugin for one in story.explained.prospects)
    if not names or not story.advice.edits:
        return []
    return [f"  an edit there may be overridden by {printable(' or '.join(names))}"]


def _section(title: str, lines: Sequence[str], style: Style) -> Iterator[str]:
    if lines:
        yield ""
        if title:
            yield style(title, "dim")
        yield from lines
