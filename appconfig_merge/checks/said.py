"""What the sources say at a path, each by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from appconfig_merge.effective.contributions import ALIVE
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.checks.context import Alone, Context
    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.effective.contributions import Contribution
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue


class Said(NamedTuple):
    """A value that a source sets, or may set; ``verb`` is "is" or "may be"."""

    source: Alone
    value: ConfigValue
    location: Location | None
    verb: str

    @property
    def file(self) -> str:
        """Where a finding about it belongs that has no place."""
        return self.source.layer.file or self.source.layer.id


def said(context: Context, path: Path) -> Iterator[Said]:
    """What each source says at a path; of ui_attributes not what a column takes the place of."""
    release = context.exact.release if context.exact is not None else None
    columns = {one.key for one in release.columns} if release is not None else set()
    for source in context.alone:
        if (not source.is_script and path[0] in columns) or not _has(source.config, path):
            continue
        for one in source.config.said(path):
            if one.outcome in ALIVE:
                for value, location, verb in ways(one):
                    yield Said(source, value, location, verb)


def _has(config: EffectiveConfig, path: Path) -> bool:
    """Whether there is something at a path, or may be: what isn't there is not worth explaining."""
    value: object = config
    for key in path:
        if not isinstance(value, Mapping):
            return isinstance(value, Unresolved)
        if key not in value:
            return False
        value = value[key]
    return True


def ways(one: Contribution) -> Iterator[tuple[ConfigValue, Location | None, str]]:
    """The value, or those that it may be as far as they are known, each with its place."""
    work: list[tuple[ConfigValue, Location | None, str]] = [(one.value, one.location, "is")]
    while work:
        value, location, verb = work.pop()
        if isinstance(value, Unresolved):
            work.extend(
                (way.value, way.location, "may be")
                for way in reversed(value.candidates)
                if way.present
            )
        else:
            yield value, location, verb
