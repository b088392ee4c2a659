"""Drifts as they may be shown: what text and JSON are made of, their secrets masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.rest.difference import Absent
from appconfig_merge.secrets.values import Masker, secrets_in, secrets_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.fleet.drift import Drift, DriftedValue, Missed
    from appconfig_merge.fleet.idle import Idle
    from appconfig_merge.paths import Path
    from appconfig_merge.values import JsonValue


class ShownDrifts(NamedTuple):
    """What drifted in environments. ``is_masked`` says that secrets in it are masked."""

    drifts: tuple[Drift, ...]
    is_masked: bool


def shown_drifts(drifts: Iterable[Drift], *, show_secrets: bool) -> ShownDrifts:
    """What of drifts is shown: all of it only where secrets are wanted."""
    found = tuple(drifts)
    if show_secrets:
        return ShownDrifts(found, is_masked=False)
    mask = Masker(secret for drift in found for secret in _secrets(drift))
    return ShownDrifts(tuple(_masked(mask, one) for one in found), is_masked=True)


def _secrets(drift: Drift) -> Iterator[str]:
    yield from drift.secrets
    for value in drift.values:
        for leaf in (value.before, value.after):
            if leaf is not None:
                yield from secrets_of(leaf)
    for path, one in _stored(drift):
        if not isinstance(one, Absent):
            yield from secrets_in(one, path)


def _stored(drift: Drift) -> Iterator[tuple[Path, JsonValue | Absent]]:
    """All values of resources and of what is expected of them, with their paths."""
    for idle in drift.idle:
        yield from ((idle.path, idle.before), (idle.path, idle.after))
    for missed in drift.missed:
        path = missed.unmet.statement.path
        yield from ((path, missed.unmet.statement.value), (path, missed.unmet.stored))


def _masked(mask: Masker, drift: Drift) -> Drift:
    mending = tuple(map(mask.text, drift.mending))
    return drift._replace(
        values=tuple(_value(mask, one) for one in drift.values),
        idle=tuple(_idle(mask, one) for one in drift.idle),
        missed=tuple(_missed(mask, one) for one in drift.missed),
        # With asterisks in it, it would do something else.
        mending=mending if mending == drift.mending else (),
        remarks=tuple(map(mask.text, drift.remarks)),
    )


def _value(mask: Masker, one: DriftedValue) -> DriftedValue:
    before, after = (None if leaf is None else mask.leaf(leaf) for leaf in (one.before, one.after))
    since = one.since
    if since is not None and since.commit is not None:
        commit = since.commit._replace(subject=mask.text(since.commit.subject))
        since = since._replace(commit=commit)
    return one._replace(path=mask.path(one.path), before=before, after=after, since=since)


def _idle(mask: Masker, one: Idle) -> Idle:
    before, after = (_json(mask, value, one.path) for value in (one.before, one.after))
    return one._replace(path=mask.path(one.path), before=before, after=after)


def _missed(mask: Masker, one: Missed) -> Missed:
    said, stored = one.unmet
    statement = said._replace(path=mask.path(said.path), value=mask.value(said.value, said.path))
    unmet = one.unmet._replace(statement=statement, stored=_json(mask, stored, said.path))
    return one._replace(unmet=unmet, leaf=None if one.leaf is None else mask.leaf(one.leaf))


def _json(mask: Masker, value: JsonValue | Absent, path: Path) -> JsonValue | Absent:
    return value if isinstance(value, Absent) else mask.value(value, path)
