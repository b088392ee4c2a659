"""The text and the csv of ``effective-config matrix``: a row a path, a column an environment."""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING

from appconfig_merge.brief import Places, brief_value, printable, shorten
from appconfig_merge.display_width import pad, width
from appconfig_merge.effective.contributions import winner
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path
from appconfig_merge.rendering.excerpts import excerpts
from appconfig_merge.rendering.explanation.candidates import brief_candidates
from appconfig_merge.rendering.wording import STANDINGS
from appconfig_merge.values import BigInt, Function, RegExp, Undefined, Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from appconfig_merge.paths import Path
    from appconfig_merge.questions.comparison import Group, Row, Values
    from appconfig_merge.rendering.comparison.shown import ShownRows
    from appconfig_merge.rendering.style import Style

_CELL = 32
_VALUE = 48
_WHOLE = 10_000
_MINIMUM = 20
_NAMED_PLACES = 2
_GROUPS = 20
"""So many values of a path are told in a block: an account's own SID is a value for each."""
_NAMED_LOST = 5
"""So many that can't be read are named in the summary; each is named with its reason elsewhere."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With one of these a cell begins that a spreadsheet takes for a formula (OWASP, CSV injection)."""


class Matrix(NamedTuple):
    """The configurations of many environments, and the rows of them that are to be shown.

    ``total`` counts all paths that any of them has.
    """

    names: tuple[str, ...]
    shown: ShownRows
    total: int
    unreadable: tuple[str, ...] = ()


def render_matrix(matrix: Matrix, total: int, style: Style) -> str:
    """A table, or where it would be too wide a block a path; with a final newline.

    ``total`` is the columns that there are.
    """
    writer = _Writer(matrix, style)
    lines: list[str] = []
    if matrix.shown.rows:
        table = writer.table(total)
        lines.extend(table if table is not None else writer.blocks(total))
        lines.append("")
    lines.append(style(_summary(matrix), "dim"))
    return "\n".join(lines) + "\n"


class _Cell(NamedTuple):
    value: str
    source: str


class _Writer:
    def __init__(self, matrix: Matrix, style: Style) -> None:
        self.matrix = matrix
        self.style = style
        self.names = [printable(name) for name in matrix.names]
        self.places = [Places(config.layers, width=0) for config in matrix.shown.configs]

    def values(self, row: Row, limit: int) -> list[str]:
        """The values of a row's groups in a few words, no two of them in the same."""
        whole = [self._whole(group) for group in row.groups]
        short = excerpts(whole, limit)
        twice = {text for text in short if short.count(text) > 1}
        return [
            f"{text} ({number})" if text in twice else text
            for number, text in enumerate(short, start=1)
        ]

    def _whole(self, group: Group) -> str:
        if group.leaf is None:
            return STANDINGS[group.standing]
        shown = group.leaf.value
        if isinstance(shown, Unresolved):
            candidates = brief_candidates(shown)
            if candidates:
                return f"unresolved: {candidates}"
        return brief_value(shown, _WHOLE)

    def place(self, path: Path, index: int, *, short: bool = False) -> str:
        """Where the value in force stands; ``short`` leaves the file's folder out."""
        leaf = self.matrix.shown.configs[index].leaves.get(path)
        if leaf is None:
            return ""
        one = winner(leaf)
        places = self.places[index]
        return (places.short if short else places.full)(one.location, one.layer)

    def table(self, total: int) -> list[str] | None:
        """A column an environment, the source beneath each value; None where that is too wide."""
        if sum(map(width, self.names)) + 2 * len(self.names) > total:
            return None
        grid = [self._cells(row) for row in self.matrix.shown.rows]
        columns = [
            max(width(name), *(width(text) for cells in grid for text in cells[index]))
            for index, name in enumerate(self.names)
        ]
        paths = [printable(format_path(row.path)) or "(all)" for row in self.matrix.shown.rows]
        first = max(map(width, paths))
        if first + sum(columns) + 2 * len(columns) > total:
            return None
        lines = [self._line("", self.names, first, columns, "path")]
        for path, cells in zip(paths, grid, strict=True):
            lines.append(self._line(path, [one.value for one in cells], first, columns, "value"))
            sources = [one.source for one in cells]
            lines.append(self._line("", sources, first, columns, "source"))
        return lines

    def _line(
        self, path: str, cells: Sequence[str], first: int, columns: Sequence[int], role: str
    ) -> str:
        line = [self.style(pad(path, first), "path")]
        last = max((index for index, cell in enumerate(cells) if cell), default=-1)
        line.extend(
            self.style(cell if index == last else pad(cell, columns[index]), role)  # type: ignore[arg-type]
            for index, cell in enumerate(cells[: last + 1])
        )
        return "  ".join(line).rstrip()

    def _cells(self, row: Row) -> list[_Cell]:
        found = {}
        for group, value in zip(row.groups, self.values(row, _CELL), strict=True):
            for index in group.members:
                found[index] = _Cell(value, self.place(row.path, index, short=True))
        return [found[index] for index in range(len(self.names))]

    def blocks(self, total: int) -> Iterator[str]:
        """A path, then a line a value with the environments that have it, most of them last."""
        for at, row in enumerate(self.matrix.shown.rows):
            if at:
                yield ""
            yield self.style(printable(format_path(row.path)) or "(all)", "path")
            yield from self._block(row, total)

    def _block(self, row: Row, total: int) -> Iterator[str]:
        """The values of a row; where nearly every environment has its own only some of them."""
        more = row.groups[_GROUPS:]
        row = row._replace(groups=row.groups[:_GROUPS])
        values = self.values(row, min(_VALUE, max(total // 3, _MINIMUM)))
        widest = max(map(width, values))
        most = len(row.groups[0].members)
        is_majority = len(row.groups) > 1 and most > max(2, len(self.names) // 2)
        pairs = list(zip(values, row.groups, strict=True))
        for value, group in pairs[1:] if is_majority else pairs:
            yield from self._group(row, group, pad(value, widest), total, False)
        if more:
            environments = _counted(sum(len(one.members) for one in more), "environment")
            yield self.style(f"  and {_counted(len(more), 'more value')} of {environments}", "dim")
        if is_majority:
            value, group = pairs[0]
            yield from self._group(row, group, pad(value, widest), total, True)

    def _group(self, row: Row, group: Group, value: str, total: int, others: bool) -> Iterator[str]:
        count = len(group.members)
        names = [self.names[index] for index in group.members]
        room = max(total - width(value) - 4, _MINIMUM)
        if others:
            who = f"{count} others"
        elif len(row.groups) == 1 and count == len(self.names) and count > 1:
            who = f"all {count}"
        else:
            who = shorten(", ".join(names), room - 6 if count > 1 else room)
            who += f" ({count})" if count > 1 else ""
        yield f"  {self.style(value, 'value')}  {who}"
        if group.leaf is not None:
            where = shorten(self._sources(row, group), room)
            yield f"  {' ' * width(value)}  {self.style(where, 'source')}"

    def _sources(self, row: Row, group: Group) -> str:
        """Where the value stands: the first places, how many more there are, and the layers.

        Resources that were fetched have no places: of several it is told how many they are.
        """
        layers: dict[str, None] = {}
        places: dict[str, None] = {}
        fetched: dict[str, dict[str, None]] = {}
        for index in group.members:
            one = winner(self.matrix.shown.configs[index].leaves[row.path])
            where = self.places[index].full(one.location, one.layer)
            if self.places[index].is_live(one.layer):
                fetched.setdefault(one.layer, {})[where] = None
            else:
                places[where] = layers[one.layer] = None
        for layer, accounts in fetched.items():
            if len(accounts) == 1:
                places.update(accounts)
                layers[layer] = None
        told = list(islice(places, _NAMED_PLACES))
        more = len(places) - len(told)
        found = f"{', '.join(told)}{f' and {more} more' if more else ''}"
        names = [printable(layer) for layer in layers]
        parts = [found if names == told else f"{found} ({', '.join(names)})"] if places else []
        parts.extend(
            f"{printable(layer)} of {len(accounts)} accounts"
            for layer, accounts in fetched.items()
            if len(accounts) > 1
        )
        return ", ".join(parts)


def _summary(matrix: Matrix) -> str:
    count = sum(row.differs for row in matrix.shown.rows)
    environments = _counted(len(matrix.names), "environment")
    text = f"{count} of {_counted(matrix.total, 'path')} differ{'s' if count == 1 else ''}"
    text += f" between {environments}"
    lost = matrix.unreadable
    if len(lost) > _NAMED_LOST:
        text += f"; {len(lost)} could not be read"
    elif lost:
        text += f"; could not be read: {', '.join(map(printable, lost))}"
    return text


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def render_csv(matrix: Matrix) -> str:
    """RFC 4180: path, a column of values an environment, then a column of sources an environment.

    A value is written as JSON; what JSON can't say, in words. What isn't set is empty.
    """
    import csv
    import io

    writer = _Writer(matrix, lambda text, _role: text)
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    names = writer.names
    table.writerow(map(_safe, ("path", *names, *(f"{name} source" for name in names))))
    for row in matrix.shown.rows:
        values = [_csv_value(row, config) for config in matrix.shown.configs]
        sources = [writer.place(row.path, index) for index in range(len(names))]
        table.writerow(map(_safe, (printable(format_path(row.path)), *values, *sources)))
    return out.getvalue()


def _csv_value(row: Row, config: Values) -> str:
    leaf = config.leaves.get(row.path)
    if leaf is None:
        standing = config.standing(row.path)
        return "" if standing == "unset" else STANDINGS[standing]
    value = leaf.value
    if isinstance(value, float | Undefined | BigInt | RegExp | Function | Unresolved):
        return brief_value(value, 10_000)
    from appconfig_merge.rendering.encoding import encode
    from appconfig_merge.rendering.json_text import dump_line

    return printable(dump_line(encode(value)))


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; a number stays one."""
    if not cell.startswith(_FORMULA):
        return cell
    try:
        is_number = math.isfinite(float(cell))
    except ValueError:
        is_number = False
    return cell if is_number else f"'{cell}"
