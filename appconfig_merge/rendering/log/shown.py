"""Logs as they may be shown: what text and JSON are made of, their secrets masked."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from appconfig_merge.effective.contributions import winner
from appconfig_merge.history.moments import Seen
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.questions.comparison import Comparison
from appconfig_merge.secrets.values import Masker, secrets_in
from appconfig_merge.values import same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.history.log import Entry
    from appconfig_merge.history.moments import Moment
    from appconfig_merge.paths import Path
    from appconfig_merge.questions.comparison import SourceChange, Standing, ValueChange


class PathLog(NamedTuple):
    """The log of one path of a configuration, before anything is masked.

    ``environment`` is empty where files are given, the first of which is ``app_config``.
    ``entries`` are all or the newest of ``total``.
    """

    environment: str
    app_config: str
    path: Path
    now: Moment
    entries: Sequence[Entry]
    total: int
    commits: int
    remarks: Sequence[Diagnostic] = ()


class Change(NamedTuple):
    """A value at or beneath the path that isn't what it was, or has another source.

    The standings are those of the path. ``is_secret`` says that some of it is masked.
    """

    path: Path
    before: Leaf | None
    after: Leaf | None
    standings: tuple[Standing, Standing]
    is_secret: bool


class ShownEntry(NamedTuple):
    """An entry, with what differs: ``values``, or ``sources`` of the same values."""

    entry: Entry
    values: tuple[Change, ...]
    sources: tuple[Change, ...]


class ShownLog(NamedTuple):
    """The log of one path, as it is shown."""

    log: PathLog
    entries: tuple[ShownEntry, ...]
    is_masked: bool


def shown_logs(logs: Sequence[PathLog], *, show_secrets: bool) -> tuple[ShownLog, ...]:
    """What of some logs is shown: all of it only where secrets are wanted.

    What is a secret in one place is masked in all texts of all logs.
    """
    mask = None if show_secrets else Masker(_secrets(logs))
    return tuple(_shown(one, mask) for one in logs)


def _secrets(logs: Iterable[PathLog]) -> Iterator[str]:
    for log in logs:
        moments = (log.now, *(one for entry in log.entries for one in (entry.before, entry.after)))
        for moment in moments:
            yield from moment.secrets
            for path, leaf in moment.leaves.items():
                yield from secrets_in(leaf.value, path)


def _shown(log: PathLog, mask: Masker | None) -> ShownLog:
    entries = tuple(_entry(one, mask) for one in log.entries)
    if mask is not None:
        log = log._replace(
            path=mask.path(log.path),
            now=_masked_moment(log.now, mask),
            remarks=[mask.diagnostic(one) for one in log.remarks],
        )
    return ShownLog(log, entries, mask is not None)


def _entry(entry: Entry, mask: Masker | None) -> ShownEntry:
    compared = Comparison(Seen(entry.before), Seen(entry.after))

    def changes(found: Iterable[ValueChange | SourceChange]) -> tuple[Change, ...]:
        return tuple(_change(one, compared, mask) for one in found)

    values, sources = changes(compared.values), changes(compared.sources)
    return ShownEntry(entry if mask is None else _masked_entry(entry, mask), values, sources)


def _change(one: ValueChange | SourceChange, compared: Comparison, mask: Masker | None) -> Change:
    path, before, after = one.path, one.before, one.after
    standings = compared.before.standing(path), compared.after.standing(path)
    if mask is None:
        return Change(path, before, after, standings, is_secret=False)
    shown = [leaf and _leaf(leaf, mask) for leaf in (before, after)]
    is_secret = any(
        old is not None and new is not None and not same(old.value, new.value)
        for old, new in zip((before, after), shown, strict=True)
    )
    return Change(mask.path(path), shown[0], shown[1], standings, is_secret)


def _leaf(leaf: Leaf, mask: Masker) -> Leaf:
    """What a log shows of a leaf: the value, and who gives it."""
    value = mask.value(leaf.value, leaf.path)
    giver = winner(leaf)._replace(value=value, elements=(), trace=())
    return leaf._replace(path=mask.path(leaf.path), value=value, contributions=(giver,))


def _masked_entry(entry: Entry, mask: Masker) -> Entry:
    commit = entry.commit
    return entry._replace(
        commit=commit and commit._replace(subject=mask.text(commit.subject)),
        before=_masked_moment(entry.before, mask),
        after=_masked_moment(entry.after, mask),
    )


def _masked_moment(moment: Moment, mask: Masker) -> Moment:
    leaves = (_leaf(leaf, mask) for leaf in moment.leaves.values())
    error = copy(moment.error)
    if error is not None:
        error.message = mask.text(error.message)
        error.help = error.help and mask.text(error.help)
    return moment._replace(leaves={leaf.path: leaf for leaf in leaves}, error=error)
