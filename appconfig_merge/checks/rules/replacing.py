"""A rule about objects that a script sets again, whole: the merge's claims tell what was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.checks.rule import Found, Rule
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path
from appconfig_merge.values import Undefined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.checks.context import Context
    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.effective.contributions import Contribution
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue

_NAMED: Final = 3
"""How many of the lost keys a message names."""
_SHOWN: Final = 5
"""How many of them are shown where they stand."""
_HELP: Final = (
    "objects are set whole, not merged: to keep what was there, copy it in first "
    "(`{ ...before, key: value }`), or set single keys; else take the one before out"
)


class _Replaced(NamedTuple):
    """An object that another took the place of: where it was, and the keys that nothing has now.

    ``lost`` has for each of these what was said of it, or of the first key within it.
    """

    path: Path
    by: Contribution
    lost: dict[Path, Contribution]


def _replaced(context: Context) -> Iterator[Found]:
    again = {
        source.location(*one.again) for source, scan in context.scans for one in scan.duplicates
    }
    for source in context.alone:
        if not source.is_script:
            continue
        for one in _objects(source.config):
            if one.by.key_location not in again:  # else duplicate-key tells it
                yield _found(one, source.config)


def _found(one: _Replaced, config: EffectiveConfig) -> Found:
    lost = sorted(one.lost, key=lambda path: _order(one.lost[path].location))
    named = ", ".join(map(format_path, lost[:_NAMED]))
    more = f" and {len(lost) - _NAMED} more" if len(lost) > _NAMED else ""
    are = "are" if len(lost) > 1 else "is"
    what = format_path(one.path) if one.path else "the whole configuration"
    return Found(
        f"{what} is set again here, without {named}{more}, which {are} lost",
        one.by.location,
        _HELP,
        tuple(
            (f"{format_path(path)} is lost", at)
            for path in lost[:_SHOWN]
            if (at := _place(config, path, one.lost[path])) is not None
        ),
        one.path,
    )


def _order(location: Location | None) -> tuple[bool, str, int, int]:
    if location is None:
        return True, "", 0, 0
    return False, location.file, location.line, location.column


def _place(config: EffectiveConfig, path: Path, within: Contribution) -> Location | None:
    """Where the key of something lost stood."""
    said = config.said(path)
    place = next((one for one in said if one.rival == within.rival), within)
    return place.key_location or place.location


def _objects(config: EffectiveConfig) -> Iterator[_Replaced]:
    """The objects of a configuration that others took the place of, with what is lost by it."""
    values = config.to_dict()
    found: dict[Location, _Replaced | None] = {}
    for gone in config.shadowed():
        for one in gone.contributions:
            at = one.rival.location if one.rival is not None else None
            if one.rule != "parent-replaced" or at is None or _is_nothing(one):
                continue
            if at not in found:
                found[at] = _replaced_at(config, gone.path, at)
            replaced, lost = found[at], _outermost(values, gone.path)
            if replaced is not None and lost is not None:
                replaced.lost.setdefault(lost, one)
    yield from (one for one in found.values() if one is not None and one.lost)


def _is_nothing(one: Contribution) -> bool:
    return isinstance(one.value, Undefined) or one.value == {}


def _replaced_at(config: EffectiveConfig, path: Path, at: Location) -> _Replaced | None:
    """The object around a path that the one at a place replaced; None where that is none.

    What is set to null is meant to go, and of what the page decides nobody knows what it has.
    """
    for length in range(len(path)):
        for one in config.said(path[:length]):
            if one.location == at:
                return _Replaced(path[:length], one, {}) if isinstance(one.value, dict) else None
    return None


def _outermost(values: ConfigValue, path: Path) -> Path | None:
    """The outermost key on the way to a path that is gone, too.

    None where it isn't gone: it is set again, or something around it is, to what has no keys.
    """
    for length, key in enumerate(path, start=1):
        if not isinstance(values, dict):
            return None
        if key not in values:
            return path[:length]
        values = values[key]
    return None


RULES: Final = (
    Rule(
        "object-replaced",
        "warning",
        "an object is set again, whole, and keys of it are lost",
        "Flex UI merges appConfig.js over ui_attributes; within the script nothing is merged. A "
        "second `var appConfig = {...}`, a local file after a common one, `appConfig.theme = "
        "{...}` or an Object.assign put a new object in the place of the one before, and every "
        "key that isn't written again is gone: what the page gets for it is the resource's or a "
        "default.",
        "Copy what is to stay into the new object, `appConfig.theme = { ...appConfig.theme, "
        "isLight: false }`, or set single keys, `appConfig.theme.isLight = false`. If all of it "
        "was to go, take the first one out.",
        _replaced,
    ),
)
