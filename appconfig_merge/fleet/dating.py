"""Since when a value is what it is: a commit's, or a resource's that was kept."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from appconfig_merge.fleet.completing import inputs_of
from appconfig_merge.fleet.state import is_same
from appconfig_merge.fleet.stored import of_kept
from appconfig_merge.history.log import History
from appconfig_merge.history.subjects import Subject
from appconfig_merge.history.walk import Since as Back
from appconfig_merge.inputs.git import GitError
from appconfig_merge.inputs.record import STANDARD_INPUT
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.questions.comparison import Values
from appconfig_merge.questions.equivalence import equivalent_leaves

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.fleet.state import State
    from appconfig_merge.history.commits import Commit
    from appconfig_merge.history.log import Entry
    from appconfig_merge.inputs.environments.environment import Environment
    from appconfig_merge.inputs.kept import Kept
    from appconfig_merge.paths import Path


class Since(NamedTuple):
    """Since when a value is so.

    By a ``commit``; or by the resource that was first seen ``at`` a time, with its
    ``date_updated`` then. Neither where the files on the disk are not committed yet.
    """

    at: datetime | None = None
    date_updated: str | None = None
    commit: Commit | None = None


def since_resource(
    paths: Sequence[Path], now: State, base: datetime, earlier: Sequence[Kept]
) -> dict[Path, Since]:
    """Since when the resource gives the values at some paths, under the files of now.

    That is the first of those kept after a base from which on each has had the value.
    """
    if now.stored is None:
        return {}
    current = Values(now.config)
    found = dict.fromkeys(paths, Since(now.stored.at, now.stored.date_updated))
    left = list(paths)
    for kept in reversed([one for one in earlier if one.at > base]):
        then = of_kept(kept.file)
        values = Values(now.over(then))
        left = [path for path in left if is_same(path, values, current)]
        if not left:
            break
        found.update(dict.fromkeys(left, Since(then.at, then.date_updated)))
    return found


class FileDates:
    """Since when files give values, by the history of git. To be closed.

    ``file`` names the environments. Each is looked up by itself: what two of them are read from
    may be the same now and not have been, and what a commit changes hangs on the resource, too.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._history: History | None = None

    def close(self) -> None:
        """End what was asked."""
        if self._history is not None:
            self._history.__exit__()

    def since_files(
        self,
        environment: Environment,
        paths: Sequence[Path],
        now: State,
        base: datetime,
        earlier: Sequence[Kept],
    ) -> Mapping[Path, Since]:
        """The change since a base that gave some paths the values of now.

        Nothing where git can't tell, or where no change since then gave one: a merge may bring
        what a commit did long before.
        """
        is_named = self._file != STANDARD_INPUT
        if self._history is None:
            folder = os.path.dirname(self._file) if is_named else ""  # noqa: PTH120
            self._history = History(folder, inputs_of, is_optional=True)
        newest = now.stored.kept if now.stored is not None else None
        kept = dict.fromkeys((*earlier, *((newest,) if newest is not None else ())))
        subject = Subject(environment, self._file if is_named else None, tuple(kept))
        try:
            log = self._history.log(subject, paths, Back(base))
        except GitError:
            return {}
        leaves = now.config.by_path()
        return {
            path: _since(entries[0])
            for path, entries in log.entries.items()
            if entries and _gives(entries[0], path, leaves.get(path))
        }


def _gives(entry: Entry, path: Path, now: Leaf | None) -> bool:
    """Whether a path is now what a change made of it."""
    then = entry.after.leaves.get(path)
    if then is None or now is None:
        return then is now and entry.after.error is None
    return equivalent_leaves(then, now)


def _since(entry: Entry) -> Since:
    if entry.kept is not None:
        return Since(entry.at, of_kept(entry.kept.file).date_updated)
    return Since(entry.at, commit=entry.commit)
