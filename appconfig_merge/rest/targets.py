"""Where an edit of the resource goes, and where it was probably meant to go.

Flex UI merges ui_attributes: a key of the configuration is set in there, and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.known_keys.facts import facts
from appconfig_merge.known_keys.objections import is_never_read, known_instead
from appconfig_merge.layers.properties import PROPERTIES, UI_ATTRIBUTES, why_not_set
from appconfig_merge.paths import format_path
from appconfig_merge.questions.meaning import without_address
from appconfig_merge.releases import newest
from appconfig_merge.rest.difference import leaf_paths
from appconfig_merge.suggestions import did_you_mean, fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from appconfig_merge.paths import Path
    from appconfig_merge.rest.difference import Difference

_NOT_MERGED: Final = frozenset({"attributes", "public_attributes"})
"""Properties that plugins read, and that are taken for the configuration."""
_MOST_PATHS: Final = 1_000
"""Places of an edit that are looked at."""


def help_for_no_property(path: Path, own_keys: Collection[str] = ()) -> str | None:
    """What was probably meant by a path that begins with no property of the resource.

    ``own_keys`` are those that ui_attributes have, which may be anybody's own.
    """
    name = str(path[0])
    same = next((one for one in PROPERTIES if fold(one) == fold(name)), None)
    if same is not None:
        return f"did you mean {format_path((same, *path[1:]))}?"
    inside = without_address(path)
    key = path if inside is None else inside
    if not key:
        return f"did you mean {UI_ATTRIBUTES}?"
    if inside is not None or facts(key) is not None or key[0] in own_keys:
        return _help(known_instead(key, newest().version) or key)
    instead = known_instead(key, newest().version)
    return _help(instead) if instead is not None else did_you_mean(name, PROPERTIES)


def _help(key: Path) -> str:
    """Where a key of the configuration is set."""
    column = _column_of(key)
    if column is None:
        return f"did you mean {format_path((UI_ATTRIBUTES, *key))}?"
    name = format_path(key)
    return (
        f"did you mean {name} of the configuration? Set it in appConfig.js: in place of "
        f"ui_attributes Flex UI takes it from the property {column}"
    )


def _column_of(key: Path) -> str | None:
    """The property that the newest release puts in the place of a key of ui_attributes."""
    columns = newest().column_paths
    return next((name for name, path in columns.items() if path[:1] == key[:1]), None)


def remarks_on(differences: Iterable[Difference]) -> Iterator[Diagnostic]:
    """What is to be said of the places that an edit sets: that Flex UI reads nothing there."""
    told: set[str] = set()
    places = (path for one in differences for path in leaf_paths(one) if one.kind != "removed")
    for path, _ in zip(places, range(_MOST_PATHS), strict=False):
        found = _remark(path)
        if found is not None and found.message not in told:
            told.add(found.message)
            yield found


def _remark(path: Path) -> Diagnostic | None:
    property, key = path[0], path[1:]
    if property in _NOT_MERGED:
        return _not_merged(str(property), key)
    if property != UI_ATTRIBUTES or not key:
        return None
    release = newest()
    column = _column_of(key)
    if column is not None:
        return Diagnostic(
            "dead-key",
            "warning",
            f"{release.name} never reads {format_path((UI_ATTRIBUTES, key[0]))}: it takes "
            f"{format_path(release.column_paths[column])} from the property {column}",
            help=f"set it in appConfig.js{_or_there(column)}",
        )
    if not is_never_read(key, release.version):
        return None
    inside = without_address(key)
    instead = known_instead(key, release.version) or inside
    return Diagnostic(
        "unread-key",
        "warning",
        f"{release.name} never reads {format_path(path)}",
        help=_help(instead) if instead else f"{key[0]} is a property beside {UI_ATTRIBUTES}",
    )


def _or_there(column: str) -> str:
    why = why_not_set(column)
    return f"; {why}" if why else f", or change {column}"


def _not_merged(property: str, key: Path) -> Diagnostic:
    """That a property isn't part of the configuration, though it looks as if."""
    text = f"Flex UI merges {UI_ATTRIBUTES} only: {property} is another property, for plugins"
    meant = key if key and facts(key) is not None else known_instead(key, newest().version)
    if meant is None:
        return Diagnostic("not-merged", "info", text)
    return Diagnostic("not-merged", "warning", text, help=_help(meant))
