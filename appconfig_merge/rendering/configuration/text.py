"""``--format text``: one line a value."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from appconfig_merge.brief import (
    Places,
    brief_value,
    printable,
    reason_text,
    shorten,
)
from appconfig_merge.display_width import fit, pad, width
from appconfig_merge.effective.contributions import ALIVE, winner
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path
from appconfig_merge.rendering.streaming import in_pieces
from appconfig_merge.rendering.wording import BENEATH, lost
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from appconfig_merge.effective.config import Departure, EffectiveConfig, Shadowed
    from appconfig_merge.effective.contributions import Contribution, Leaf
    from appconfig_merge.effective.prospects import Prospect
    from appconfig_merge.paths import Path
    from appconfig_merge.rendering.style import Role, Style

_VALUE_LIMIT = 40
_LOSER_LIMIT = 32
_NOTE_ROOM = 32
_NOTE_MINIMUM = 9
_VALUE_MINIMUM = 12
_PATH_MINIMUM = 24


class _Row(NamedTuple):
    """The cells of one line."""

    path: str
    value: str
    source: str
    note: str
    role: Role


def text_pieces(config: EffectiveConfig, total: int, style: Style) -> Iterator[str]:
    """The effective values in lines of path, value, source and what each overrode, in pieces.

    ``total`` is the columns that there are.
    """
    return in_pieces(f"{line}\n" for line in _lines(config, total, style))


def _lines(config: EffectiveConfig, total: int, style: Style) -> Iterator[str]:
    places = Places(config.layers, width=total)
    departures = config.departures()
    derived = {layer.id for layer in config.layers if layer.kind == "derived"}
    prospects = _by_path(config)
    givers: Counter[str] = Counter()
    overridden = 0
    rows = []
    for leaf in config.leaves(traced=False):
        departure, may_be = departures.get(leaf.path), prospects.pop(leaf.path, [])
        rows.append(_row(leaf, places, departure, derived, may_be))
        givers[leaf.set_by] += 1
        overridden += any(one.outcome == "overridden" for one in leaf.contributions)
    shadowed = list(config.shadowed())
    yield from _table(rows, total, style)
    if shadowed:
        yield from ("", style("Set, but not in effect as written:", "dim"))
        yield from _table([_shadow_row(item, places) for item in shadowed], total, style)
    if prospects:
        yield from ("", style("May be set once plugins run:", "dim"))
        further = [one for found in prospects.values() for one in found]
        yield from _table([_prospect_row(one, places) for one in further], total, style)
    counts = (
        (overridden, "overridden"),
        (len(shadowed), "not in effect"),
        (len(config.unresolved), "unresolved"),
    )
    yield from ("", style(_summary(config, givers, counts), "dim"))


def _by_path(config: EffectiveConfig) -> dict[Path, list[Prospect]]:
    """What plugins may set, by path."""
    found: dict[Path, list[Prospect]] = {}
    for one in config.prospects:
        found.setdefault(one.path, []).append(one)
    return found


def _prospect_row(one: Prospect, places: Places) -> _Row:
    from appconfig_merge.rendering.prospects import when

    name = printable(format_path(one.path))
    if one.is_open:
        name = f"{name}: other keys" if name else "any key"
    said = one.contribution
    value = brief_value(said.value, _VALUE_LIMIT) if not one.is_open else "unresolved"
    reason = ""
    if isinstance(said.value, Unresolved):
        reason = f": {_why(said.value)}"
    note = printable(f"{one.plugin}{when(one)}{reason}")
    return _Row(name, value, places.full(said.location, said.layer), note, "loser")


def _row(
    leaf: Leaf,
    places: Places,
    departure: Departure | None,
    derived: Collection[str],
    prospects: list[Prospect],
) -> _Row:
    own = winner(leaf)
    losers = [one for one in reversed(leaf.contributions) if one is not own]
    notes = [_note(one, places, derived) for one in losers if not _is_itself(one, own)]
    role: Role = "value"
    if isinstance(leaf.value, Unresolved):
        role = "unresolved"
        notes.insert(0, _why(leaf.value))
    if departure is not None:
        notes.insert(0, _departure(departure))
    if prospects:
        from appconfig_merge.rendering.prospects import note

        told = note(prospects, places)
        notes[:0] = [told] if told else []
    source = places.full(own.location, own.layer)
    return _Row(
        printable(format_path(leaf.path)),
        brief_value(leaf.value, _VALUE_LIMIT),
        f"{source} (derived)" if own.layer in derived else source,
        "; ".join(notes),
        role,
    )


def _why(value: Unresolved) -> str:
    """What something unresolved may be, or why nobody knows."""
    from appconfig_merge.rendering.explanation.candidates import brief_candidates

    return brief_candidates(value) or reason_text(value)


def _departure(departure: Departure) -> str:
    leaf = departure.leaf
    if leaf is None:
        return f"but not so in {departure.release.name}"
    value = brief_value(leaf.value, _LOSER_LIMIT)
    return f"but {value} in {departure.release.name} ({leaf.set_by})"


def _is_itself(loser: Contribution, winner: Contribution) -> bool:
    """Whether it is the winner's own entry, which has the last word in another layer again."""
    return (
        loser.layer != winner.layer
        and loser.location is not None
        and loser.location == winner.location
    )


def _note(loser: Contribution, places: Places, derived: Collection[str]) -> str:
    where = places.short(loser.location, loser.layer)
    if loser.layer in derived:
        where += ", derived"
    if loser.outcome == "redundant":
        return f"same as {where}"
    verb = "dead key" if loser.rule == "replaced-by-column" else BENEATH[loser.outcome]
    return f"{verb} {brief_value(loser.value, _LOSER_LIMIT)} ({where})"


def _shadow_row(item: Shadowed, places: Places) -> _Row:
    losers = (one for one in item.contributions if one.outcome not in ALIVE)
    loser = next(losers, item.contributions[0])
    rival = loser.rival
    where = None if rival is None else places.short(rival.location, rival.layer)
    return _Row(
        printable(format_path(item.path)),
        brief_value(loser.value, _VALUE_LIMIT),
        places.full(loser.location, loser.layer),
        lost(loser.rule, loser.outcome, where),
        "loser",
    )


def _table(rows: list[_Row], total: int, style: Style) -> Iterator[str]:
    """Lines whose columns line up; a path too long for its column pushes only its own line."""
    path_width, value_width, source_width = _widths(rows, total)
    room = max(total - path_width - value_width - source_width - 6, _NOTE_MINIMUM)
    for row in rows:
        cells = [
            style(pad(row.path, path_width), "path"),
            style(pad(fit(row.value, value_width), value_width), row.role),
        ]
        if row.note:
            cells.append(style(pad(row.source, source_width), "source"))
            note_role: Role = "unresolved" if row.role == "unresolved" else "dim"
            cells.append(style(shorten(row.note, room), note_role))
        else:
            cells.append(style(row.source, "source"))
        yield "  ".join(cells)


def _widths(rows: list[_Row], total: int) -> tuple[int, int, int]:
    """The columns of path, value and source: as wide as they need, as long as notes have room."""
    source = max((width(row.source) for row in rows), default=0)
    path = min(max((width(row.path) for row in rows), default=0), total * 2 // 5)
    value = min(max((width(row.value) for row in rows), default=0), _VALUE_LIMIT)
    notes = _NOTE_ROOM if any(row.note for row in rows) else 0
    lacking = path + value + source + 6 + notes - total
    if lacking > 0:
        given = min(lacking, max(value - _VALUE_MINIMUM, 0))
        value -= given
        path -= min(lacking - given, max(path - _PATH_MINIMUM, 0))
    return path, value, source


def _summary(
    config: EffectiveConfig, givers: Counter[str], counts: Iterable[tuple[int, str]]
) -> str:
    shares = []
    columns = [layer for layer in config.layers if layer.kind == "column"]
    for layer in config.layers:
        count = givers[layer.id]
        if layer in columns:
            if layer is columns[0]:
                count = sum(givers[one.id] for one in columns)
                shares.append(f"{count} from columns of the resource")
        elif count or layer.kind not in {"defaults", "derived"}:
            name = f"{layer.id} ({layer.file})" if layer.file not in {"", layer.id} else layer.id
            origin = {"defaults": "defaults", "derived": layer.id}.get(layer.kind, f"from {name}")
            shares.append(f"{count} {printable(origin)}")
    where = f" in {config.release.name}" if config.release is not None else ""
    values = givers.total()
    total = f"{values} value{'' if values == 1 else 's'}{where}: {', '.join(shares)}"
    notes = ", ".join(f"{count} {what}" for count, what in counts if count)
    later = len({one.path for one in config.prospects if not one.is_same})
    planned = f"{later} may be changed by plugins" if later else ""
    return "; ".join(part for part in (total, notes, planned) if part)
