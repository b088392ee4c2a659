"""What plugins may set, in words and as data: the same in values, explanations and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.brief import Places, brief_value, place, printable, reason_text, shorten
from appconfig_merge.paths import format_path
from appconfig_merge.rendering.encoding import contribution, location
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from appconfig_merge.effective.prospects import PluginCondition, Prospect
    from appconfig_merge.paths import Path
    from appconfig_merge.rendering.style import Style

MOST: Final = 20
"""Prospects that an explanation has lines for."""
_CONDITION: Final = 48


def prospect_lines(found: Sequence[Prospect], path: Path, style: Style) -> Iterator[str]:
    """The lines of "may still be changed", of what is set at a path, around it and in it."""
    for one in found[:MOST]:
        what = style(printable(sentence(one, path)), "warning" if not one.is_same else "dim")
        yield f"  {what}  {style(place(one.contribution.location), 'source')}"
    if len(found) > MOST:
        yield f"  and {len(found) - MOST} more"


def sentence(one: Prospect, path: Path | None = None) -> str:
    """``ThemePlugin may set theme.isLight to true, when config.dark``.

    ``path`` is the one that is told of already: at that the sentence says "it".
    """
    name = format_path(one.path)
    if one.is_open:
        what = f"other keys of {name}" if name else "any key"
        text = f"{one.plugin} may set {what}: {value_words(one)}"
    elif one.is_same:
        text = f"{one.plugin} may set {_called(name, one, path)} to the same value"
    else:
        text = f"{one.plugin} may set {_called(name, one, path)} to {value_words(one)}"
    return text + when(one)


def _called(name: str, one: Prospect, path: Path | None) -> str:
    return "it" if path is not None and tuple(map(str, path)) == one.path else name


def value_words(one: Prospect, limit: int = 48) -> str:
    """What is set, or why that isn't known."""
    value = one.contribution.value
    if not isinstance(value, Unresolved):
        return brief_value(value, limit)
    if one.is_open:
        return reason_text(value)
    known = [brief_value(way.value, 24) for way in value.candidates if way.present]
    if known and not any(isinstance(way.value, Unresolved) for way in value.candidates):
        return " or ".join(dict.fromkeys(known))
    source = f"unresolved: {shorten(value.source, limit)}" if value.source else "unresolved"
    return f"{source} ({reason_text(value)})"


def when(one: Prospect) -> str:
    """The conditions around what a plugin sets; empty where there are none."""
    if not one.conditions:
        return ""
    return ", " + " and ".join(_condition(test) for test in one.conditions)


def _condition(test: PluginCondition) -> str:
    text = shorten(test.expression, _CONDITION)
    return f"when {text}" if test.holds else f"unless {text}"


def note(found: Sequence[Prospect], places: Places) -> str:
    """What a value's line says of the plugins that may change it; the last has the last word."""
    others = [one for one in found if not one.is_same]
    if not others:
        return ""
    one = others[-1]
    value = one.contribution.value
    what = "changed" if isinstance(value, Unresolved) else brief_value(value, 24)
    by = f"{one.plugin}, {places.short(one.contribution.location, one.plugin)}"
    more = f" and {len(others) - 1} more" if len(others) > 1 else ""
    return printable(f"may be {what} ({by}{more})")


def prospect_data(one: Prospect) -> dict[str, Any]:
    """What a plugin may set, as data."""
    said = contribution(one.contribution)
    plugin = said.pop("layer")
    data: dict[str, Any] = {"path": list(one.path), "plugin": plugin, **said}
    data["means"] = one.means
    data["call"] = location(one.call)
    if one.conditions:
        data["conditions"] = [
            {
                "expression": test.expression,
                "holds": test.holds,
                "location": location(test.location),
            }
            for test in one.conditions
        ]
    data["same"] = one.is_same
    if one.is_open:
        data["open"] = True
    return data
