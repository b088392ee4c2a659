"""What is told about a path beside its value: how it was read, what its key is, what is like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.brief import Places, brief_value, place, printable
from appconfig_merge.paths import format_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.paths import Path
    from appconfig_merge.questions.meaning import Meaning
    from appconfig_merge.questions.properties import PropertyStory
    from appconfig_merge.questions.story import Story
    from appconfig_merge.rendering.style import Style


def reading_lines(meaning: Meaning, style: Style) -> Iterator[str]:
    """How a path was read that isn't written as it stands in the configuration."""
    asked, path = _name(meaning.asked), _name(meaning.path)
    if not meaning.is_certain:
        of = ", a property of the resource" if meaning.reading == "property" else ""
        yield f"{style(asked, 'path')} is not set: did you mean {path}{of}?"
    elif meaning.reading == "property":
        yield f"{style(path, 'path')} is a property of the resource, not of the configuration"
    elif meaning.reading != "as-written":
        yield style(f"{asked}: you mean {path or 'the whole configuration'}", "dim")


def key_lines(story: Story, style: Style) -> Iterator[str]:
    """What the key is: a known one, or one for which a known one was probably meant."""
    key = story.key
    if key is not None:
        around = key.path != story.explained.path
        text = f"in {_name(key.path)}, {key.sentence}" if around else key.sentence
        if story.not_in is not None:
            text += f"; {story.not_in.name} doesn't read it"
            text += f": {key.advice}" if key.advice else ""
        yield style(text, "dim")
    if story.instead is not None:
        yield style(f"no key of Flex UI: did you mean {_name(story.instead)}?", "warning")


def property_lines(story: PropertyStory, style: Style, *, width: int = 48) -> Iterator[str]:
    """What a property of the resource is, and what Flex UI makes of it."""
    if story.is_set:
        from appconfig_merge.secrets.values import masked

        value = brief_value(masked(story.value, story.path), width)
        at = f"  {style(place(story.location), 'source')}" if story.location is not None else ""
        yield f"the resource has {style(value, 'value')}{at}"
    elif story.is_given:
        yield "the resource doesn't have it"
    keys = ", ".join(map(_name, story.keys)) or "no key of the configuration"
    yield style(f"{story.release.name} makes {keys} of it", "dim")
    if story.writing == "read-only":
        instead = f": set {keys} in appConfig.js instead" if story.keys else ""
        yield f"it is read-only{instead}"


def same_name_lines(story: Story, style: Style) -> Iterator[str]:
    """That the resource has a property of the key's name, too, and what that has to do with it."""
    other = story.property
    if other is None:
        return
    name = _name(other.path[:1])
    if any(key == other.path[:1] for key in other.keys):
        text = f"{other.release.name} puts the resource's property {name} in the place of "
        yield style(f"{text}ui_attributes.{name}", "dim")
    elif story.key is None and "_" in name:  # url and the like are names that anybody uses
        text = f"{name} is a property of the resource: no key of Flex UI's configuration"
        yield style(text, "warning")


def remark_lines(story: Story, places: Places, style: Style) -> list[str]:
    """Keys that look like the one asked for, and what the script would set if it got there."""
    lines = []
    for like in story.lookalikes:
        where = style(places.full(like.location, like.layer), "source")
        lines.append(f"{where} sets {_name(like.path)}, which Flex UI never reads")
    would = "would set it" if story.explained.kind == "absent" else "would set it again"
    for one in story.unreached:
        where = style(place(one.location), "source")
        lines.append(f"{where} {would}, but the script stops at {one.stop.line}:{one.stop.column}")
    return lines


def _name(path: Path) -> str:
    return printable(format_path(path))
