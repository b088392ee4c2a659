"""``--format text``: one line a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.paths import format_path
from appconfig_merge.rendering.brief import brief_value, place, printable, shorten
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from appconfig_merge.contributions import Contribution
    from appconfig_merge.effective import EffectiveConfig, Leaf, Shadowed
    from appconfig_merge.rendering.style import Style

_PATH_LIMIT = 44
_VALUE_LIMIT = 40
_NOTE_ROOM = 24


def render_text(config: EffectiveConfig, width: int, style: Style) -> str:
    """The effective values in lines of path, value, source and what each overrode."""
    files = {layer.id: layer.file or layer.id for layer in config.layers}
    leaves = list(config.leaves())
    shadowed = list(config.shadowed())
    rows = [_row(leaf, files) for leaf in leaves]
    lines = list(_table(rows, width, style))
    losses = [_shadow_row(item, files) for item in shadowed]
    if losses:
        lines.append("")
        lines.append(style("Set, but without effect:", "dim"))
        lines.extend(_table(losses, width, style, lost=True))
    lines.append("")
    lines.append(style(_summary(config, leaves, shadowed, files), "dim"))
    return "\n".join(lines) + "\n"


class _Row:
    """The cells of one line."""

    __slots__ = ("note", "path", "source", "unresolved", "value")

    def __init__(self, path: str, value: str, source: str, note: str, unresolved: bool) -> None:
        self.path = path
        self.value = value
        self.source = source
        self.note = note
        self.unresolved = unresolved


def _row(leaf: Leaf, files: dict[str, str]) -> _Row:
    winner = next(one for one in reversed(leaf.contributions) if one.outcome in _ALIVE)
    losers = [one for one in leaf.contributions if one is not winner]
    unresolved = isinstance(leaf.value, Unresolved)
    note = "; ".join(_note(loser, files) for loser in reversed(losers))
    if isinstance(leaf.value, Unresolved):
        note = "; ".join(filter(None, (leaf.value.reason, note)))
    source = place(winner.location, files.get(winner.layer, winner.layer))
    value = brief_value(leaf.value, _VALUE_LIMIT)
    return _Row(printable(format_path(leaf.path)), value, source, note, unresolved)


_ALIVE = frozenset({"effective", "merged"})
_VERBS = {
    "overridden": "overrides",
    "redundant": "same as",
    "removed": "removes",
    "reassigned": "set before to",
    "deleted": "deleted",
    "uncertain": "may override",
    "merged": "merged with",
    "effective": "merged with",
}


def _note(loser: Contribution, files: dict[str, str]) -> str:
    where = place(loser.location, files.get(loser.layer, loser.layer))
    if loser.outcome == "redundant":
        return f"same as {where}"
    return f"{_VERBS[loser.outcome]} {brief_value(loser.value, 24)} ({where})"


def _shadow_row(item: Shadowed, files: dict[str, str]) -> _Row:
    loser = next(
        (one for one in item.contributions if one.outcome not in _ALIVE), item.contributions[0]
    )
    source = place(loser.location, files.get(loser.layer, loser.layer))
    rival = ""
    if loser.rival is not None:
        rival = " by " + place(loser.rival.location, files.get(loser.rival.layer, ""))
    note = f"{_FATES.get(loser.rule, loser.outcome)}{rival}"
    return _Row(
        printable(format_path(item.path)),
        brief_value(loser.value, _VALUE_LIMIT),
        source,
        note,
        unresolved=False,
    )


_FATES = {
    "parent-replaced": "removed with its parent",
    "later-in-file": "set again later",
    "deleted-in-file": "deleted",
    "object-over-value": "replaced by an object",
    "spread-to-keys": "spread into single keys under an object",
    "unresolved-above": "uncertain: unresolved above",
    "higher-layer": "overridden",
    "same-value": "redundant",
}


def _table(rows: list[_Row], width: int, style: Style, *, lost: bool = False) -> list[str]:
    path_width = min(max((len(row.path) for row in rows), default=0), _PATH_LIMIT, width // 3)
    value_width = min(max((len(row.value) for row in rows), default=0), _VALUE_LIMIT, width // 4)
    source_width = max((len(row.source) for row in rows), default=0)
    lines = []
    for row in rows:
        path = row.path if len(row.path) <= path_width else row.path + "  "
        value = shorten(row.value, value_width)
        room = max(width - path_width - value_width - source_width - 6, _NOTE_ROOM)
        note = shorten(row.note, room) if row.note else ""
        role = "loser" if lost else "unresolved" if row.unresolved else "value"
        cells = (
            style(path.ljust(path_width), "path"),
            style(value.ljust(value_width), role),  # type: ignore[arg-type]
            style(row.source.ljust(source_width) if note else row.source, "source"),
            style(note, "unresolved" if row.unresolved else "loser") if note else "",
        )
        lines.append("  ".join(cells).rstrip())
    return lines


def _summary(
    config: EffectiveConfig, leaves: list[Leaf], shadowed: list[Shadowed], files: dict[str, str]
) -> str:
    parts = []
    for layer in config.layers:
        count = sum(1 for leaf in leaves if leaf.set_by == layer.id)
        name = layer.id if layer.id == files[layer.id] else f"{layer.id} ({files[layer.id]})"
        parts.append(f"{count} from {printable(name)}")
    overridden = sum(
        any(one.outcome == "overridden" for one in leaf.contributions) for leaf in leaves
    )
    unresolved = len(config.unresolved)
    notes = [
        f"{overridden} overridden" if overridden else "",
        f"{len(shadowed)} without effect" if shadowed else "",
        f"{unresolved} unresolved" if unresolved else "",
    ]
    total = f"{len(leaves)} value" + ("" if len(leaves) == 1 else "s")
    text = f"{total}: {', '.join(parts)}"
    told = [note for note in notes if note]
    return f"{text}; {', '.join(told)}" if told else text
