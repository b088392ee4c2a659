"""What a change of the resource does to the effective configuration of a self-hosted Flex UI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from appconfig_merge.effective.merge import merge_as
from appconfig_merge.errors import InputError
from appconfig_merge.inputs.following import release_of
from appconfig_merge.layers.properties import UI_ATTRIBUTES
from appconfig_merge.layers.resource import resource_from_data
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.questions.comparison import ValueChange, value_changes
from appconfig_merge.releases import DOCUMENTED
from appconfig_merge.rest.difference import leaf_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.effective.contributions import Contribution
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.rest.plan import Plan
    from appconfig_merge.values import JsonValue


class WithoutEffect(NamedTuple):
    """An edit that changes no effective value, and why.

    ``path`` is that of the configuration, without the property in front. ``reason`` is
    ``overridden`` or ``redundant`` (another layer sets the value, at ``location``: the script, or
    a column that Flex UI puts in the place of a dead key), ``unresolved``
    (the script's value isn't known, so the edit may or may not show) or ``none``.
    """

    path: Path
    reason: Literal["overridden", "redundant", "unresolved", "none"]
    layer: str
    location: Location | None


class Consequences(NamedTuple):
    """The effective values that change, and the edits that change none."""

    changes: tuple[ValueChange, ...]
    without_effect: tuple[WithoutEffect, ...]


def consequences(plan: Plan, script: Layer, flex_ui: str = DOCUMENTED) -> Consequences:
    """Merge a script over the resource as it is and as it would be.

    ``flex_ui`` is as for ``effective_config``. By the documented rules only ui_attributes count;
    a release looks at other columns, too. Raises ReleaseError, and InputError for ui_attributes
    that are neither an object nor null.
    """
    names = {change.name for change in plan.changes}
    if not names or (flex_ui == DOCUMENTED and UI_ATTRIBUTES not in names):
        return Consequences((), ())
    stored = plan.configuration.properties
    before = _effective(stored, script, flex_ui)
    after = _effective(
        {**stored, **{change.name: change.after for change in plan.changes}}, script, flex_ui
    )
    changes = value_changes(before, after)
    is_shown = shown_by(changes)
    idle = []
    for change in plan.changes:
        for difference in change.differences() if change.name == UI_ATTRIBUTES else ():
            for path in (whole[1:] for whole in leaf_paths(difference)):
                if is_shown(path):
                    continue
                entry = before if difference.kind == "removed" else after
                idle.append(why_without_effect(entry, path))
    return Consequences(changes, tuple(idle))


def shown_by(changes: Iterable[ValueChange]) -> Callable[[Path], bool]:
    """Which paths some changes are at, in or around."""
    whole = {path for path, _, _ in changes}
    touched = {path[:end] for path in whole for end in range(len(path) + 1)}

    def is_shown(path: Path) -> bool:
        return path in touched or any(path[:end] in whole for end in range(len(path)))

    return is_shown


def _effective(properties: Mapping[str, JsonValue], script: Layer, flex_ui: str) -> EffectiveConfig:
    if not isinstance(properties.get(UI_ATTRIBUTES), dict | None):
        raise InputError(
            "ui_attributes that are no object are not merged, so nobody can tell what changes",
            help="leave out --app-config, and set ui_attributes to an object with --replace",
        )
    resource = resource_from_data(properties)
    return merge_as(release_of(flex_ui, script.file, resource), script, resource)


def why_without_effect(
    config: EffectiveConfig, path: Path, layer: str = UI_ATTRIBUTES
) -> WithoutEffect:
    """The first word on the path, or on what it lies in, that beats that of a ``layer``."""
    for end in range(len(path), 0, -1):
        own = _own(config.explain(path[:end]).contributions, layer)
        if own is None:
            continue
        if own.rival is not None and own.outcome in {"overridden", "removed"}:
            return WithoutEffect(path, "overridden", own.rival.layer, own.rival.location)
        if own.rival is not None and own.outcome == "redundant":
            return WithoutEffect(path, "redundant", own.rival.layer, own.rival.location)
        if own.rival is not None and own.outcome == "uncertain":
            return WithoutEffect(path, "unresolved", own.rival.layer, own.rival.location)
        break
    return WithoutEffect(path, "none", "", None)


def _own(contributions: Sequence[Contribution], layer: str) -> Contribution | None:
    return next((one for one in contributions if one.layer == layer), None)
