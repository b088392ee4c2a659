"""The text of ``effective-config diff``: what changed, with both sources, then what only moved."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from appconfig_merge.brief import Places, brief_value, printable, reason_text
from appconfig_merge.display_width import width
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path
from appconfig_merge.rendering.comparison.shown import Given
from appconfig_merge.rendering.differing import differing
from appconfig_merge.rendering.explanation.candidates import brief_candidates
from appconfig_merge.rendering.streaming import in_pieces
from appconfig_merge.rendering.wording import STANDINGS
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.effective.contributions import Giver
    from appconfig_merge.questions.comparison import Standing
    from appconfig_merge.rendering.comparison.shown import ShownChange, ShownComparison
    from appconfig_merge.rendering.style import Role, Style

_MINIMUM = 24


class ComparisonText(NamedTuple):
    """How a comparison is to be written."""

    names: tuple[str, str]
    width: int
    style: Style
    values_only: bool = False


def render_comparison(compared: ShownComparison, how: ComparisonText) -> str:
    """A comparison in lines, with a final newline."""
    return "".join(comparison_pieces(compared, how))


def comparison_pieces(compared: ShownComparison, how: ComparisonText) -> Iterator[str]:
    """The same in pieces, each made when it is asked for."""
    return in_pieces(f"{line}\n" for line in _lines(compared, how))


def _lines(compared: ShownComparison, how: ComparisonText) -> Iterator[str]:
    for sign, name in zip(("---", "+++"), how.names, strict=True):
        yield how.style(f"{sign} {printable(name)}", "dim")
    writer = _Writer(compared, how)
    if compared.different:
        yield ""
        for change in compared.values():
            yield from writer.change(change)
    moved = 0 if how.values_only else len(compared.moved)
    if moved:
        yield from ("", how.style("The same value from another source:", "dim"))
        for one in compared.sources():
            yield from writer.moved(one)
    yield from ("", how.style(_summary(writer.signs, moved), "dim"))


class _Writer:
    def __init__(self, compared: ShownComparison, how: ComparisonText) -> None:
        self.how = how
        self.places = Places(compared.before.layers), Places(compared.after.layers)
        self.signs: Counter[str] = Counter()

    def change(self, change: ShownChange) -> Iterator[str]:
        """A value that differs: both values, both places, candidates."""
        path, before, after = change
        style = self.how.style
        sign, role = kind_of(change)
        self.signs[sign] += 1
        name = printable(format_path(path)) or "the configuration"
        room = max((self.how.width - width(name) - 8) // 2, _MINIMUM)
        one, other = _texts(before, after, room)
        shown = {"+": other, "-": one}.get(sign, f"{one} -> {other}")
        yield f"{style(sign, role)} {style(name, 'path')}: {shown}"
        yield from self._joined(before, after)
        for letter, side in (("A", before), ("B", after)):
            if isinstance(side, Given) and isinstance(side.value, Unresolved):
                yield self._candidates(side.value, letter)

    def moved(self, moved: ShownChange) -> Iterator[str]:
        """A value that stayed, with its place before and after."""
        path, before, after = moved
        assert isinstance(after, Given)
        name = printable(format_path(path)) or "the configuration"
        room = max(self.how.width - width(name) - 5, _MINIMUM)
        text = brief_value(after.value, room)
        yield f"{self.how.style('=', 'dim')} {self.how.style(name, 'path')}: {text}"
        yield from self._joined(before, after)

    def _where(self, giver: Giver, places: Places) -> str:
        """The place of the value in force, and its layer."""
        where = places.full(giver.location, giver.layer)
        return where if giver.location is None else f"{where} ({printable(giver.layer)})"

    def _joined(self, *sides: Given | Standing) -> Iterator[str]:
        """Both places on a line, or where that is too long on two."""
        style = self.how.style
        wheres = [
            self._where(side.giver, places)
            for side, places in zip(sides, self.places, strict=True)
            if isinstance(side, Given)
        ]
        if len(wheres) == 2 and wheres[0] == wheres[1]:
            yield f"    {style(wheres[0], 'source')} in both"
            return
        if sum(map(width, wheres)) + 8 <= self.how.width:
            yield "    " + " -> ".join(style(where, "source") for where in wheres)
            return
        yield f"    {style(wheres[0], 'source')}"
        yield from (f"    -> {style(where, 'source')}" for where in wheres[1:])

    def _candidates(self, value: Unresolved, letter: str) -> str:
        words = brief_candidates(value) or printable(reason_text(value))
        return f"    {letter}: {self.how.style(words, 'unresolved')}"


def kind_of(change: ShownChange) -> tuple[str, Role]:
    """The sign of a change: ``+`` for what appeared, ``-`` for what is gone, else ``~``."""
    if change.before == "unset":
        return "+", "value"
    if change.after == "unset":
        return "-", "error"
    return "~", "warning"


def _texts(before: Given | Standing, after: Given | Standing, limit: int) -> tuple[str, str]:
    """Both sides in a few words, so that one sees how the values differ."""
    if isinstance(before, str) or isinstance(after, str):
        return _text(before, limit), _text(after, limit)
    is_secret = before.is_masked or after.is_masked
    return differing(before.value, after.value, limit, is_secret=is_secret)


def _text(side: Given | Standing, limit: int) -> str:
    return STANDINGS[side] if isinstance(side, str) else brief_value(side.value, limit)


def _summary(signs: Counter[str], moved: int) -> str:
    counts = [
        (signs["~"], "changed"),
        (signs["+"], "appeared"),
        (signs["-"], "disappeared"),
        (moved, "from another source"),
    ]
    parts = [f"{count} {what}" for count, what in counts if count]
    if not parts:
        return "no value differs"
    return ", ".join(parts) if signs else f"no value differs; {parts[0]}"
