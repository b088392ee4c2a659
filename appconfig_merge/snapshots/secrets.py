"""What looks secret in a snapshot: to be kept out of all that is told of it, evidence among it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.secrets.values import secrets_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.paths import Path
    from appconfig_merge.snapshots.snapshot import Snapshot
    from appconfig_merge.values import ConfigValue


def secrets_of_snapshot(snapshot: Snapshot) -> Iterator[str]:
    """The secrets in all values that a snapshot holds, each judged at its path."""
    for path, value in _values(snapshot):
        yield from secrets_in(value, path)


def _values(snapshot: Snapshot) -> Iterator[tuple[Path, ConfigValue]]:
    cached = snapshot.cached_resource
    columns = (snapshot.resource, None if cached is None else cached.value)
    for held in (snapshot.configuration, snapshot.stored, *columns):
        if held is not None:
            yield from (((key,), value) for key, value in held.items())
    handed = (snapshot.by_name, snapshot.on_window, snapshot.handed)
    yield from (((), value) for value in handed if value is not None)
    yield from (((), call.value) for call in snapshot.calls)
    for props in snapshot.moved.values():
        yield from (((prop,), value) for prop, value in props.items())
    for name, value in snapshot.page_values.items():
        yield tuple(name.split(".")), value
