"""``// effective-config: ignore[rule-id]``: findings that a comment in the script takes back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.syntax.tree_sitter.comments import comments_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.checks.finding import Finding
    from appconfig_merge.location import Location
    from appconfig_merge.source import Source

_MARK: Final = b"effective-config:"
_IGNORE: Final = rb"effective-config:\s*ignore\b(?:\s*\[([^\]\r\n]{0,1000})\])?"


class Ignore(NamedTuple):
    """A comment that ignores findings of some rules on one line. ``ids`` is empty if it names none.

    ``line`` is the line that it is about: its own, or the next one where it stands alone.
    """

    ids: tuple[str, ...]
    line: int
    location: Location


class Ignored(NamedTuple):
    """Findings without those that comments ignore, and which rules each comment was needed for."""

    kept: tuple[Finding, ...]
    used: frozenset[tuple[Ignore, str]]


def ignores_in(source: Source) -> tuple[Ignore, ...]:
    """The comments of a script that ignore something, in order."""
    if _MARK not in source.data:
        return ()
    return tuple(
        found for start, end in comments_in(source) for found in _ignores(source, start, end)
    )


def apply_ignores(ignores: Iterable[Ignore], findings: Iterable[Finding]) -> Ignored:
    """Take back each finding that is about the line of a comment which names its rule.

    A finding is about the line where it stands and about those of the places related to it.
    """
    by_line: dict[tuple[str, int], list[Ignore]] = {}
    for ignore in ignores:
        by_line.setdefault((ignore.location.file, ignore.line), []).append(ignore)
    kept: list[Finding] = []
    used: set[tuple[Ignore, str]] = set()
    for finding in findings:
        places = (finding.location, *(related.location for related in finding.related))
        hits = [
            (ignore, finding.rule)
            for at in places
            if at is not None
            for ignore in by_line.get((at.file, at.line), ())
            if finding.rule in ignore.ids
        ]
        used.update(hits)
        if not hits:
            kept.append(finding)
    return Ignored(tuple(kept), frozenset(used))


def _ignores(source: Source, start: int, end: int) -> Iterator[Ignore]:
    for match in re.compile(_IGNORE).finditer(source.data, start, end):
        named = source.slice(*match.span(1)) if match[1] is not None else ""
        ids = tuple(id for part in named.split(",") if (id := part.strip()))
        whole = source.location(start, end)
        line = whole.end_line + _stands_alone(source, whole)
        yield Ignore(ids, line, source.location(*match.span()))


def _stands_alone(source: Source, comment: Location) -> bool:
    before = source.line(comment.line)[: comment.column - 1]
    after = source.line(comment.end_line)[comment.end_column - 1 :]
    return not before.strip() and not after.strip()
