"""What the sources say at a path, each by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from appconfig_merge.effective.contributions import ALIVE
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.checks.context import Alone, Context
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
        if path[0] not in source.config or (not source.is_script and path[0] in columns):
            continue
        for one in source.config.explain(path).contributions:
            if one.outcome in ALIVE:
                for value, location, verb in ways(one):
                    yield Said(source, value, location, verb)


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
