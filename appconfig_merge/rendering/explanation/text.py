"""The text of ``effective-config explain``: the answer first, then where, then the losers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.brief import (
    Places,
    brief_value,
    place,
    printable,
    reason_text,
    shorten,
)
from appconfig_merge.display_width import pad
from appconfig_merge.display_width import width as width_of
from appconfig_merge.effective.contributions import ALIVE
from appconfig_merge.paths import format_path
from appconfig_merge.rendering.explanation.candidates import candidate_table, places_in_table
from appconfig_merge.rendering.wording import WON, key_order, lost
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from appconfig_merge.effective.config import Departure, Explanation
    from appconfig_merge.effective.contributions import Contribution, Step
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.questions.absent import PartialMatch
    from appconfig_merge.rendering.style import Style
    from appconfig_merge.values import ConfigValue


def render_explanation_text(explained: Explanation, width: int, style: Style) -> str:
    """Where one path's value comes from."""
    return "\n".join(explanation_lines(explained, width, style, ())) + "\n"


def explanation_lines(
    explained: Explanation, width: int, style: Style, matches: Sequence[PartialMatch]
) -> Iterator[str]:
    """The lines that say where a value comes from, the answer first.

    ``matches`` is how far each layer has a path that isn't set.
    """
    places = Places(explained.layers)
    name = printable(format_path(explained.path)) or "the configuration"
    if explained.kind == "absent":
        yield f"{style(name, 'path')} is not set"
        yield from _absent(explained, matches, places, width, style)
        return
    role = "unresolved" if isinstance(explained.value, Unresolved) else "value"
    value = brief_value(explained.value, max(width - width_of(name) - 3, 20))
    yield f"{style(name, 'path')} = {style(value, role)}"  # type: ignore[arg-type]
    alive = [one for one in explained.contributions if one.outcome in ALIVE]
    losers = [one for one in explained.contributions if one.outcome not in ALIVE]
    if explained.kind == "object" or len(alive) > 1:
        yield "merged from"
        for one in reversed(alive):
            yield f"  {_where(one, places, style)}  {style(brief_value(one.value, 48), 'value')}"
    elif alive:
        yield f"set at {_where(alive[-1], places, style)}"
    for rule in ("wrapped", "fills-gap"):
        if any(one.rule == rule for one in alive):
            yield style(WON[rule], "dim")
    order = key_order(explained.value, explained.path)
    if order:
        yield style(printable(order), "unresolved")
    if isinstance(explained.value, Unresolved):
        yield from _unresolved(explained.value, style)
    if explained.departure is not None:
        yield style(_departure(explained.departure), "warning")
    if losers:
        yield ""
        yield style("shadows, highest precedence first", "dim")
        yield from (_loser(one, places, style) for one in reversed(losers))
    steps = list(_trace(alive[-1].trace, explained.value, style)) if alive else []
    if steps:
        yield ""
        yield style("comes from", "dim")
        yield from steps


def _trace(trace: Sequence[Step], value: ConfigValue, style: Style) -> Iterator[str]:
    """The steps to a value, without the literals that the table of its candidates has."""
    told = places_in_table(value) if isinstance(value, Unresolved) else set()
    for step in trace:
        result = brief_value(step.value, 48)
        shown = "" if _says_it_itself(step, result) else f" = {result}"
        if step.location in told and not shown and not isinstance(step.value, Unresolved):
            continue
        indent = "  " * (step.depth + 1)
        text = shorten(step.expression, 60)
        yield f"{indent}{text}{shown}  {style(place(step.location), 'source')}"


def _says_it_itself(step: Step, result: str) -> bool:
    """Whether a step's expression needs no value beside it: a literal, an object, unresolved."""
    if isinstance(step.value, Unresolved | dict | list):
        return True
    text = step.expression
    return text == result or (text[:1] in "'\"" and text[1:-1] == result[1:-1])


def _departure(departure: Departure) -> str:
    """What a Flex UI release ends with in place of the documented value."""
    name = departure.release.name
    if departure.leaf is None:
        return f"but in {name} there is no such value"
    value = brief_value(departure.leaf.value, 48)
    return f"but in {name} it is {value}, from {printable(departure.leaf.set_by)}"


def _absent(
    explained: Explanation,
    matches: Sequence[PartialMatch],
    places: Places,
    width: int,
    style: Style,
) -> Iterator[str]:
    if not matches:
        yield f"looked in {_names(explained.layers)}"
    else:
        yield "looked in, highest precedence first"
        found = {one.layer: one for one in matches}
        having = [layer for layer in explained.layers if layer.id in found]
        widest = max(width_of(_layer_name(layer)) for layer in having)
        for layer in reversed(having):
            match = _partial_match(found[layer.id], places, style)
            yield f"  {pad(_layer_name(layer), widest)}  {match}"
        others = [one for one in explained.layers if one.id not in found]
        if others:
            yield f"  nothing of {_key(explained.path[0])} in {_names(others)}"
    if explained.nearest:
        near = ", ".join(printable(format_path(path)) for path in explained.nearest)
        yield f"nearest: {shorten(near, width - 9)}"
    if explained.contributions:
        yield ""
        yield style("was set, but no longer is", "dim")
        yield from (_loser(one, places, style) for one in reversed(explained.contributions))


def _names(layers: Sequence[Layer]) -> str:
    """Layers, highest precedence first; the many columns, a key each, are one."""
    names = (
        "the resource's columns" if layer.kind == "column" else printable(layer.id)
        for layer in reversed(layers)
    )
    return ", ".join(dict.fromkeys(names))


def _layer_name(layer: Layer) -> str:
    """A layer with its file, where the file's name isn't the layer's."""
    name = printable(layer.id)
    return f"{name} ({printable(layer.file)})" if layer.file not in {"", layer.id} else name


def _key(key: str | int) -> str:
    return printable(format_path((key,)))


def _partial_match(one: PartialMatch, places: Places, style: Style) -> str:
    where = style(places.full(one.location, one.layer), "source")
    path = printable(format_path(one.found))
    if not one.is_object:
        return f"{path} is set at {where}, and is no object"
    if not one.is_alive:
        return f"{path} is at {where}, but not in effect"
    return f"{path} is at {where}, but has no {_key(one.missing)}"


def _unresolved(value: Unresolved, style: Style) -> Iterator[str]:
    yield f"unresolved: {printable(reason_text(value))}"
    if value.needs:
        from appconfig_merge.questions.missing import supplied_by

        options = supplied_by(value.needs)
        yield style(printable(f"{options} resolves it"), "dim")
    if value.candidates:
        yield "one of these, the first that applies"
        yield from candidate_table(value, style)


def _where(one: Contribution, places: Places, style: Style) -> str:
    where = style(places.full(one.location, one.layer), "source")
    return where if one.location is None else f"{where} ({printable(one.layer)})"


def _loser(one: Contribution, places: Places, style: Style) -> str:
    shown = style(brief_value(one.value, 40), "loser")
    return f"  {shown}  {_where(one, places, style)}  {_fate(one, places)}"


def _fate(one: Contribution, places: Places) -> str:
    rival = one.rival
    if rival is None:
        return lost(one.rule, one.outcome, None)
    where = places.full(rival.location, rival.layer)
    if one.rule == "replaced-by-column" and rival.location is not None:
        where = f"{printable(rival.layer)} ({where})"
    return lost(one.rule, one.outcome, where)
