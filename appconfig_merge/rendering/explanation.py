"""The text of ``effective-config explain``: the answer first, then where, then the losers."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from appconfig_merge.paths import format_path
from appconfig_merge.rendering.brief import (
    ALIVE,
    Places,
    brief_value,
    place,
    printable,
    shorten,
)
from appconfig_merge.rendering.candidates import candidate_table
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.contributions import Contribution, Rival, Step
    from appconfig_merge.effective import Explanation
    from appconfig_merge.rendering.style import Style


def render_explanation_text(explained: Explanation, width: int, style: Style) -> str:
    """One path's story."""
    return "\n".join(_lines(explained, width, style)) + "\n"


def _lines(explained: Explanation, width: int, style: Style) -> Iterator[str]:
    places = Places(explained.layers)
    name = printable(format_path(explained.path)) or "the configuration"
    if explained.kind == "absent":
        yield f"{style(name, 'path')} is not set"
        yield from _absent(explained, places, width, style)
        return
    role = "unresolved" if isinstance(explained.value, Unresolved) else "value"
    value = brief_value(explained.value, max(width - len(name) - 3, 20))
    yield f"{style(name, 'path')} = {style(value, role)}"  # type: ignore[arg-type]
    alive = [one for one in explained.contributions if one.outcome in ALIVE]
    losers = [one for one in explained.contributions if one.outcome not in ALIVE]
    if explained.kind == "object" or len(alive) > 1:
        yield "merged from"
        for one in reversed(alive):
            yield f"  {_where(one, places, style)}  {style(brief_value(one.value, 48), 'value')}"
    elif alive:
        yield f"set at {_where(alive[-1], places, style)}"
    if isinstance(explained.value, Unresolved):
        yield from _unresolved(explained.value, style)
    if losers:
        yield ""
        yield style("shadows, highest precedence first", "dim")
        yield from (_loser(one, places, style) for one in reversed(losers))
    if alive and alive[-1].trace:
        yield ""
        yield style("comes from", "dim")
        for step in alive[-1].trace:
            indent = "  " * (step.depth + 1)
            text = shorten(step.expression, 60)
            result = brief_value(step.value, 48)
            shown = "" if _says_it_itself(step, result) else f" = {result}"
            yield f"{indent}{text}{shown}  {style(place(step.location), 'source')}"


def _says_it_itself(step: Step, result: str) -> bool:
    """Whether a step's expression needs no value beside it: a literal, an object, unresolved."""
    if isinstance(step.value, Unresolved | dict | list):
        return True
    text = step.expression
    return text == result or (text[:1] in "'\"" and text[1:-1] == result[1:-1])


def _absent(explained: Explanation, places: Places, width: int, style: Style) -> Iterator[str]:
    yield f"looked in {', '.join(printable(layer.id) for layer in explained.layers)}"
    if explained.nearest:
        near = ", ".join(printable(format_path(path)) for path in explained.nearest)
        yield f"nearest: {shorten(near, width - 9)}"
    if explained.contributions:
        yield ""
        yield style("was set, but no longer is", "dim")
        yield from (_loser(one, places, style) for one in reversed(explained.contributions))


def _unresolved(value: Unresolved, style: Style) -> Iterator[str]:
    yield f"unresolved: {printable(value.reason)}"
    if value.define:
        hint = f"--define {shlex.quote(value.define)}=JSON resolves it"
        yield style(hint, "dim")
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
    rival = _rival(one.rival, places)
    return {
        "higher-layer": f"overridden by {rival}",
        "same-value": f"redundant: {rival} sets the same value",
        "parent-replaced": f"removed when its parent was replaced at {rival}",
        "later-in-file": f"set again later at {rival}",
        "deleted-in-file": f"deleted at {rival}",
        "object-over-value": f"replaced by the object at {rival}",
        "object-merge": f"uncertain: {rival} is merged with something unresolved",
        "unresolved-above": f"uncertain: what {rival} sets is unresolved",
    }.get(one.rule, one.outcome)


def _rival(rival: Rival | None, places: Places) -> str:
    return places.full(rival.location, rival.layer) if rival is not None else "another value"
