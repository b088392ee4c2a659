"""The update that brings a resource to what is expected of it, if one call does just that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.errors import AppConfigError
from appconfig_merge.paths import format_path
from appconfig_merge.rest.difference import leaf_paths
from appconfig_merge.rest.document import write
from appconfig_merge.rest.edit_options import parse_merge_patch, parse_set, parse_unset
from appconfig_merge.rest.plan import plan_update
from appconfig_merge.secrets.values import secrets_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from appconfig_merge.fleet.expected import Expected, Unmet
    from appconfig_merge.rest.configuration import Configuration
    from appconfig_merge.rest.edits import Edit

_MOST_SET: Final = 3
"""Values that are set one by one where files don't do it."""


def mending(
    configuration: Configuration, expected: Expected, unmet: Sequence[Unmet]
) -> tuple[str, ...]:
    """The edits of ``update`` that mend what is unmet, as options; empty where none are right.

    They are tried: all that is expected holds then, nothing else changes, no guard objects. A
    value that looks secret is in none.
    """
    for options, edits in _candidates(expected, unmet):
        try:
            plan = plan_update(configuration, list(edits))
        except AppConfigError:
            continue
        after = {**configuration.properties, **{one.name: one.after for one in plan.changes}}
        meant = [one.statement.path for one in unmet]
        changed = (
            path
            for change in plan.changes
            for difference in change.differences()
            for path in leaf_paths(difference)
        )
        is_right = not plan.guards and not expected.unmet(after)
        if is_right and all(any(_lies_in(path, one) for one in meant) for path in changed):
            return options
    return ()


def _candidates(
    expected: Expected, unmet: Sequence[Unmet]
) -> Iterator[tuple[tuple[str, ...], Iterator[Edit]]]:
    """What may mend it: one file, a few values, all files."""
    sources = expected.sources
    for one in sources:
        yield ("--merge-patch", one.name), iter([parse_merge_patch(one)])
    said = [one.statement for one in unmet]
    is_secret = any(True for one in said for _ in secrets_in(one.value, one.path))
    if len(said) <= _MOST_SET and not is_secret:
        texts = [
            ("--unset", format_path(one.path))
            if one.value is None
            else ("--set", f"{format_path(one.path)}={write(one.value)}")
            for one in said
        ]
        edits = (
            parse_unset(text) if option == "--unset" else parse_set(text) for option, text in texts
        )
        yield tuple(word for pair in texts for word in pair), edits
    if len(sources) > 1:
        names = tuple(word for one in sources for word in ("--merge-patch", one.name))
        yield names, map(parse_merge_patch, sources)


def _lies_in(path: tuple[str | int, ...], other: tuple[str | int, ...]) -> bool:
    return path[: len(other)] == other
