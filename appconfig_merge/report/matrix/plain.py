"""The rows as a plain table: what is printed, and what is read where no script runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.brief import brief_value, printable, reason_text
from appconfig_merge.effective.contributions import winner
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path
from appconfig_merge.rendering.excerpts import excerpts
from appconfig_merge.rendering.explanation.candidates import brief_candidates
from appconfig_merge.rendering.wording import STANDINGS
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from appconfig_merge.paths import Path
    from appconfig_merge.questions.comparison import Group
    from appconfig_merge.report.matrix.data import MatrixData
    from appconfig_merge.report.matrix.stories import Told

MAX_PLAIN: Final = 2_000
"""Rows of the plain table, those that differ first: more would make the page slow for everybody."""
MAX_GROUPS: Final = 50
"""Groups that a plain row tells."""
MAX_NAMES: Final = 20
"""Environments that a plain group names."""

_VALUE: Final = 240
_WHOLE: Final = 10_000


class PlainGroup(NamedTuple):
    """A value in a few words, which environments have it, and where the first one sets it.

    ``is_most`` says that most environments have it, and none of them is named.
    """

    value: str
    note: str
    who: str
    is_most: bool
    place: str


class PlainRow(NamedTuple):
    """A path and its groups; ``more`` is how many groups it lacks."""

    path: str
    groups: tuple[PlainGroup, ...]
    more: int


class Plain(NamedTuple):
    """The table; ``more`` is how many rows it lacks."""

    rows: tuple[PlainRow, ...]
    more: int


def plain_rows(page: MatrixData) -> Plain:
    """What differs, then that in which all agree."""
    every = sorted(page.rows, key=lambda one: not one.row.differs)
    rows = tuple(_row(one, page) for one in every[:MAX_PLAIN])
    return Plain(rows, len(every) - len(rows))


def _row(one: Told, page: MatrixData) -> PlainRow:
    path = one.row.path
    groups = one.row.groups[:MAX_GROUPS]
    values = excerpts([_value(group, path, page) for group in groups], _VALUE)
    name = printable(format_path(page.path(path))) or "(all)"
    return PlainRow(
        name,
        tuple(_group(group, value, one, page) for group, value in zip(groups, values, strict=True)),
        len(one.row.groups) - len(groups),
    )


def _group(group: Group, value: str, one: Told, page: MatrixData) -> PlainGroup:
    note = ""
    if group.leaf is not None:
        shown = page.value(group.leaf.value, one.row.path)
        if isinstance(shown, Unresolved):
            note = brief_candidates(shown) or printable(reason_text(shown))
    return PlainGroup(value, note, *_who(group, one, page), _place(group, page))


def _value(group: Group, path: Path, page: MatrixData) -> str:
    if group.leaf is None:
        return STANDINGS[group.standing]
    return brief_value(page.value(group.leaf.value, path), _WHOLE)


def _who(group: Group, one: Told, page: MatrixData) -> tuple[str, bool]:
    """Which environments these are; whether they are the most, who aren't named."""
    count = len(group.members)
    if not one.row.differs:
        return (f"all {count}" if count > 1 else ""), False
    if count > max(2, len(page.environments) // 2):
        return f"{count} others", True
    names = [printable(page.environments[index].side.name) for index in group.members[:MAX_NAMES]]
    more = count - len(names)
    return ", ".join(names) + (f" and {more} more" if more else ""), False


def _place(group: Group, page: MatrixData) -> str:
    if group.leaf is None:
        return ""
    environment = page.environments[group.members[0]]
    giver = winner(group.leaf)
    place = environment.place(giver.location)
    if place is None:
        return printable(giver.layer)
    file, line, column = place
    more = " and others" if file < 0 and len(group.members) > 1 else ""
    return f"{printable(page.file(file, environment))}:{line}:{column}{more}"
