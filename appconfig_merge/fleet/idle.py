"""What changed in a resource though no effective value shows it, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from appconfig_merge.layers.properties import UI_ATTRIBUTES
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.rest.difference import ABSENT, Absent, differences, leaf_paths
from appconfig_merge.rest.document import equivalent
from appconfig_merge.rest.effects import shown_by, why_without_effect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.questions.comparison import ValueChange
    from appconfig_merge.rest.difference import Difference
    from appconfig_merge.values import JsonValue

    IsShown: TypeAlias = Callable[[Path], bool]
    """Whether some changes show a path of the configuration."""

    Reason: TypeAlias = Literal["overridden", "redundant", "unresolved", "none", "unread"]
    """Why no effective value shows a change: as :class:`rest.effects.WithoutEffect` has it, or
    because no configuration is made of that property."""

_ALWAYS_OTHERWISE: Final = frozenset({"date_created", "date_updated", "url"})
"""What tells of a resource itself: that it changed is no change."""


class Quiet(NamedTuple):
    """Why a change has no effect: another ``layer`` decides, at ``location``, if one does."""

    reason: Reason
    layer: str = ""
    location: Location | None = None


class Idle(NamedTuple):
    """A change at a path of the resource that no effective value shows."""

    path: Path
    before: JsonValue | Absent
    after: JsonValue | Absent
    why: Quiet


def idle_changes(
    before: Mapping[str, JsonValue],
    after: Mapping[str, JsonValue],
    changes: Iterable[ValueChange],
    configs: tuple[EffectiveConfig, EffectiveConfig],
) -> tuple[Idle, ...]:
    """The changes between two states of a resource that are not among ``changes``.

    Those are what differs between ``configs``, which are read with either and else the same.
    """
    is_shown = shown_by(changes)
    return tuple(
        Idle(path, old, new, why)
        for difference in differences(_decided(before), _decided(after))
        for path, old, new in _leaves(difference)
        if (why := why_quiet(path, configs[0 if isinstance(new, Absent) else 1], is_shown))
    )


def why_quiet(path: Path, config: EffectiveConfig, is_shown: IsShown) -> Quiet | None:
    """Why a change at a path of the resource has no effect; None where it has one."""
    property, inside = str(path[0]), path[1:]
    layer = UI_ATTRIBUTES
    if property != UI_ATTRIBUTES:
        columns = config.release.column_paths if config.release is not None else {}
        if property not in columns:
            return Quiet("unread")
        # What stands in there may be called otherwise by then.
        inside, layer = columns[property], f"column {property}"
    if is_shown(inside):
        return None
    found = why_without_effect(config, inside, layer)
    return Quiet(found.reason, found.layer, found.location)


def _decided(properties: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    return {name: one for name, one in properties.items() if name not in _ALWAYS_OTHERWISE}


def _leaves(
    difference: Difference,
) -> Iterator[tuple[Path, JsonValue | Absent, JsonValue | Absent]]:
    """The values that a difference changes, each before and after, but for how they are written."""
    for path in leaf_paths(difference):
        inside = path[len(difference.path) :]
        before, after = (_at(one, inside) for one in (difference.before, difference.after))
        if isinstance(before, Absent) or isinstance(after, Absent) or not equivalent(before, after):
            yield path, before, after


def _at(value: JsonValue | Absent, path: Path) -> JsonValue | Absent:
    """What is at a path of keys."""
    for key in path:
        if not isinstance(value, dict) or key not in value:
            return ABSENT
        value = value[str(key)]
    return value
