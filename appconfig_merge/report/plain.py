"""The values as a plain list: what is printed, and what is read where no script runs."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from appconfig_merge.brief import brief_value, printable, reason_text
from appconfig_merge.effective.contributions import ALIVE
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path
from appconfig_merge.rendering.explanation.candidates import brief_candidates
from appconfig_merge.rendering.wording import lost
from appconfig_merge.values import Unresolved
from appconfig_merge.verification.difference import CAUSES

if TYPE_CHECKING:
    from appconfig_merge.checks import Context
    from appconfig_merge.effective.contributions import Contribution
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.report.data import PageData
    from appconfig_merge.report.running import Running, Spot
    from appconfig_merge.values import ConfigValue

MAX_PLAIN: Final = 2_000
"""Values in the plain list: more would make the page slow for everybody."""

_VALUE: Final = 240


class Loser(NamedTuple):
    """An entry that isn't the value, and why; ``is_gone`` if it said something else."""

    is_gone: bool
    value: str
    place: str
    reason: str


class Runs(NamedTuple):
    """What a running page has in place of a value, or of what is at ``inner`` in it, and why."""

    inner: str
    value: str
    reason: str


class PlainRow(NamedTuple):
    """A path with its value, or with what is to be said where there is none, and its losers."""

    path: str
    value: str
    place: str
    note: str
    losers: tuple[Loser, ...]
    runs: tuple[Runs, ...] = ()


class Plain(NamedTuple):
    """The list; ``more`` is how many values it lacks."""

    rows: tuple[PlainRow, ...]
    more: int


def plain_rows(context: Context, page: PageData, running: Running | None = None) -> Plain:
    """The effective values, then what is set without effect, then what only a running page has."""
    writer = _Writer(page, running)
    leaves = [leaf for leaf in context.leaves if leaf.path]
    entries = [(leaf.path, leaf.contributions, leaf.value) for leaf in leaves]
    entries += [(one.path, one.contributions, None) for one in context.shadowed]
    values = len(leaves)
    known = {path for path, _, _ in entries}
    entries += [(path, (), None) for path in writer.runs if path not in known]
    rows = tuple(
        writer.row(path, said, value, is_set=index < values)
        for index, (path, said, value) in enumerate(islice(entries, MAX_PLAIN))
    )
    return Plain(rows, len(entries) - len(rows))


class _Writer:
    def __init__(self, page: PageData, running: Running | None) -> None:
        self._page = page
        self.runs: dict[Path, list[Runs]] = {}
        if running is not None:
            self._note(running)

    def row(
        self,
        path: Path,
        said: tuple[Contribution, ...],
        value: ConfigValue,
        *,
        is_set: bool,
    ) -> PlainRow:
        said = self._page.contributions(said, path)
        alive = [one for one in said if one.outcome in ALIVE]
        place = self._place(alive[-1].location, alive[-1].layer) if alive and is_set else ""
        own = alive[-1].location if alive and is_set else None
        losers = tuple(
            self._loser(one)
            for one in reversed(said)
            # The winner's own entry may count in one layer and not in another.
            if one.outcome not in ALIVE and (own is None or one.location != own)
        )
        name = printable(format_path(self._page.path(path)))
        runs = tuple(self.runs.get(path, ()))
        if not is_set:
            return PlainRow(name, _instead(said), place, "", losers, runs)
        shown = self._page.value(value, path)
        note = ""
        if isinstance(shown, Unresolved):
            note = self._page.text(brief_candidates(shown) or printable(reason_text(shown)))
        return PlainRow(name, brief_value(shown, _VALUE), place, note, losers, runs)

    def _note(self, running: Running) -> None:
        """Keep what a running page has by the rows that tell it."""
        for spot, one, _ in running.differences:
            value = "nothing"
            if one.running.is_present:
                value = brief_value(one.running.value, _VALUE)
            words = CAUSES[one.cause]
            if one.evidence:
                words = f"{words}; {running.evidence(one.evidence[0])}"
            self._add(spot, one.path, f"runs with {value}", words)
        for spot, unknown in running.not_compared:
            self._add(spot, unknown.path, "not compared", running.reason(unknown))

    def _add(self, spot: Spot, path: Path, value: str, reason: str) -> None:
        told = Runs(printable(format_path(path[len(spot.path) :])), value, printable(reason))
        self.runs.setdefault(spot.path, []).append(told)

    def _loser(self, one: Contribution) -> Loser:
        rival = one.rival
        by = None if rival is None else self._place(rival.location, rival.layer)
        value = brief_value(one.value, _VALUE)
        is_gone = one.outcome not in {"redundant", "uncertain"}
        place = self._place(one.location, one.layer)
        return Loser(is_gone, value, place, lost(one.rule, one.outcome, by))

    def _place(self, location: Location | None, layer: str) -> str:
        if location is None:
            return printable(layer)
        name = self._page.names.get(location.file, location.file)
        return printable(f"{name}:{location.line}:{location.column}")


def _instead(said: tuple[Contribution, ...]) -> str:
    """What is said where there is no value."""
    if not said:
        return "not predicted"
    is_uncertain = any(one.outcome == "uncertain" for one in said)
    return "perhaps in effect" if is_uncertain else "not in effect"
