"""``// effective-config: ignore[rule-id]``: findings that a comment in the script takes back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from appconfig_merge.checks.comments import comments_in
from appconfig_merge.checks.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.location import Location
    from appconfig_merge.source import Source

_MARK: Final = b"effective-config:"
_IGNORE: Final = re.compile(rb"effective-config:\s*ignore\b(?:\s*\[([^\]\r\n]{0,1000})\])?")


class Ignore(NamedTuple):
    """A comment that ignores findings of some rules on one line. ``ids`` is empty if it names none.

    ``line`` is the line that it is about: its own, or the next one where it stands alone.
    """

    ids: tuple[str, ...]
    line: int
    location: Location


def ignores_in(source: Source) -> tuple[Ignore, ...]:
    """The comments of a script that ignore something, in order."""
    if _MARK not in source.data:
        return ()
    return tuple(
        found for start, end in comments_in(source) for found in _ignores(source, start, end)
    )


def _ignores(source: Source, start: int, end: int) -> Iterator[Ignore]:
    for match in _IGNORE.finditer(source.data, start, end):
        named = source.slice(*match.span(1)) if match[1] is not None else ""
        ids = tuple(id for part in named.split(",") if (id := part.strip()))
        whole = source.location(start, end)
        line = whole.end_line + _stands_alone(source, whole)
        yield Ignore(ids, line, source.location(*match.span()))


def _stands_alone(source: Source, comment: Location) -> bool:
    before = source.line(comment.line)[: comment.column - 1]
    after = source.line(comment.end_line)[comment.end_column - 1 :]
    return not before.strip() and not after.strip()


RULES: Final = (
    Rule(
        "unused-ignore",
        "warning",
        "a comment ignores nothing",
        "An ignore that nothing needs any more hides the next mistake on its line, and one that "
        "names no rule, or a rule that doesn't exist, never ignored anything.",
        "Take the comment out, or mend the rule's id: `effective-config check --rules` lists them.",
        needs="sources",
    ),
)
