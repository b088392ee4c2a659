"""Many environments, and what happens in them, in few words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.brief import printable
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.rendering.encoding import error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from appconfig_merge.fleet.configurations import Unreadable
    from appconfig_merge.rendering.style import Style

_MOST: Final = 5
"""Environments that couldn't be read beyond which a summary counts them: stderr names each."""
_NAMED: Final = 3
"""Environments that a line names before it counts the others."""


class Told(NamedTuple):
    """What happens at a path: its name, what stands before and after that, the lines beneath."""

    sign: str
    name: str
    rest: str
    lines: tuple[str, ...]


def together(told: Iterable[Told], style: Style) -> Iterator[str]:
    """The lines of what happens; where the same happens at paths in a row, they share a line."""
    for (sign, rest, lines), same in groupby(told, lambda one: (one.sign, one.rest, one.lines)):
        names = ", ".join(style(one.name, "path") for one in same)
        yield f"{sign} {names}: {rest}"
        yield from lines


def who(names: Sequence[str], total: int) -> str:
    """``prod-de, prod-fr, prod-es and 41 more``, or ``all 44``, of so many in total."""
    if len(names) == total > 1:
        return f"all {total}"
    more = len(names) - _NAMED
    # To count a single one would take as much room as its name.
    shown = names if more <= 1 else names[:_NAMED]
    text = ", ".join(map(printable, shown))
    return text if shown is names else f"{text} and {more} more"


def counted(count: int, what: str) -> str:
    """``1 environment``, ``2 environments``."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def unread(names: Sequence[str]) -> str:
    """``; could not be read: prod-de``, at the end of a summary; empty where all could be."""
    if len(names) > _MOST:
        return f"; {len(names)} could not be read"
    return f"; could not be read: {', '.join(map(printable, names))}" if names else ""


def unreadable_data(lost: Sequence[Unreadable]) -> list[dict[str, Any]]:
    """The environments that could not be read, and why, as data."""
    return [{"name": one.name, **error(one.error)} for one in lost]
