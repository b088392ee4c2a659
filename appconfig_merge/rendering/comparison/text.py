"""The text of ``effective-config diff``: what changed, with both sources, then what only moved."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from appconfig_merge.brief import Places, brief_value, printable, reason_text
from appconfig_merge.display_width import width
from appconfig_merge.effective.contributions import winner
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path
from appconfig_merge.rendering.differing import differing
from appconfig_merge.rendering.explanation.candidates import brief_candidates
from appconfig_merge.rendering.streaming import in_pieces
from appconfig_merge.rendering.wording import STANDINGS
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.questions.comparison import SourceChange, ValueChange, Values
    from appconfig_merge.rendering.comparison.shown import ShownComparison
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
        self.sides = (compared.before, compared.after)
        self.secret_paths = compared.secret_paths
        self.places = tuple(Places(side.layers) for side in self.sides)
        self.signs: Counter[str] = Counter()

    def change(self, change: ValueChange) -> Iterator[str]:
        """A value that differs: both values, both places, candidates."""
        leaves = (change.before, change.after)
        sign, role = kind_of(change, *self.sides)
        self.signs[sign] += 1
        name = printable(format_path(change.path)) or "the configuration"
        room = max((self.how.width - width(name) - 8) // 2, _MINIMUM)
        texts = _value_texts(change, room, is_secret=change.path in self.secret_paths)
        words = [
            text or STANDINGS[side.standing(change.path)]
            for text, side in zip(texts, self.sides, strict=True)
        ]
        shown = {"+": words[1], "-": words[0]}.get(sign, f"{words[0]} -> {words[1]}")
        yield f"{self.how.style(sign, role)} {self.how.style(name, 'path')}: {shown}"
        wheres = [self.where(leaf, index) for index, leaf in enumerate(leaves) if leaf is not None]
        yield from self._joined(wheres)
        for letter, leaf in zip("AB", leaves, strict=True):
            if leaf is not None:
                yield from self._candidates(leaf, letter)

    def moved(self, moved: SourceChange) -> Iterator[str]:
        """A value that stayed, with its place before and after."""
        name = printable(format_path(moved.path)) or "the configuration"
        room = max(self.how.width - width(name) - 5, _MINIMUM)
        text = brief_value(moved.after.value, room)
        yield f"{self.how.style('=', 'dim')} {self.how.style(name, 'path')}: {text}"
        yield from self._joined([self.where(moved.before, 0), self.where(moved.after, 1)])

    def where(self, leaf: Leaf, index: int) -> str:
        """The place of the value in force, and its layer."""
        one = winner(leaf)
        where = self.places[index].full(one.location, one.layer)
        return where if one.location is None else f"{where} ({printable(one.layer)})"

    def _joined(self, wheres: list[str]) -> Iterator[str]:
        """Both places on a line, or where that is too long on two."""
        style = self.how.style
        if len(wheres) == 2 and wheres[0] == wheres[1]:
            yield f"    {style(wheres[0], 'source')} in both"
            return
        if sum(map(width, wheres)) + 8 <= self.how.width:
            yield "    " + " -> ".join(style(where, "source") for where in wheres)
            return
        yield f"    {style(wheres[0], 'source')}"
        yield from (f"    -> {style(where, 'source')}" for where in wheres[1:])

    def _candidates(self, leaf: Leaf, letter: str) -> Iterator[str]:
        value = leaf.value
        if isinstance(value, Unresolved):
            words = brief_candidates(value) or printable(reason_text(value))
            yield f"    {letter}: {self.how.style(words, 'unresolved')}"


def kind_of(change: ValueChange, before: Values, after: Values) -> tuple[str, Role]:
    """The sign of a change: ``+`` for what appeared, ``-`` for what is gone, else ``~``."""
    if change.before is None and before.standing(change.path) == "unset":
        return "+", "value"
    if change.after is None and after.standing(change.path) == "unset":
        return "-", "error"
    return "~", "warning"


def _value_texts(
    change: ValueChange, limit: int, *, is_secret: bool
) -> tuple[str | None, str | None]:
    """The values before and after in a few words, so that one sees how they differ.

    None stands for no value. ``is_secret`` says that some of it is masked.
    """
    before, after = change.before, change.after
    if before is None or after is None:
        return (
            None if before is None else brief_value(before.value, limit),
            None if after is None else brief_value(after.value, limit),
        )
    return differing(before.value, after.value, limit, is_secret=is_secret)


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
