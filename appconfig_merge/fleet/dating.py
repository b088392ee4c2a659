"""Since when a value is what it is: a commit's, or a resource's that was kept."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from appconfig_merge.fleet.completing import inputs_of
from appconfig_merge.fleet.state import is_same
from appconfig_merge.fleet.stored import of_kept
from appconfig_merge.history.log import History
from appconfig_merge.history.subjects import Subject
from appconfig_merge.history.walk import Since as Back
from appconfig_merge.inputs.git import GitError
from appconfig_merge.inputs.record import STANDARD_INPUT, LiveResource
from appconfig_merge.questions.comparison import Values

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence
    from datetime import datetime

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

    ``file`` names the environments. What several of them share is looked up once.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._history: History | None = None
        self._found: dict[Hashable, Mapping[Path, Since]] = {}

    def close(self) -> None:
        """End what was asked."""
        if self._history is not None:
            self._history.__exit__()

    def since_files(
        self,
        environment: Environment,
        paths: Sequence[Path],
        base: datetime,
        kept: Sequence[Kept],
    ) -> Mapping[Path, Since]:
        """The newest change at each of some paths since a base; nothing where git can't tell."""
        inputs = environment.inputs
        if isinstance(inputs.resource, LiveResource):
            # Whose it is makes no difference to what the files say.
            inputs = inputs._replace(resource=None)
        key = inputs, tuple(paths), base, bool(kept)
        if key not in self._found:
            self._found[key] = self._looked_up(environment, paths, base, kept)
        return self._found[key]

    def _looked_up(
        self,
        environment: Environment,
        paths: Sequence[Path],
        base: datetime,
        kept: Sequence[Kept],
    ) -> Mapping[Path, Since]:
        is_named = self._file != STANDARD_INPUT
        if self._history is None:
            folder = os.path.dirname(self._file) if is_named else ""  # noqa: PTH120
            self._history = History(folder, inputs_of, is_optional=True)
        subject = Subject(environment, self._file if is_named else None, tuple(kept))
        try:
            log = self._history.log(subject, paths, Back(base))
        except GitError:
            return {}
        return {path: _since(entries[0]) for path, entries in log.entries.items() if entries}


def _since(entry: Entry) -> Since:
    if entry.kept is not None:
        return Since(entry.at, of_kept(entry.kept.file).date_updated)
    return Since(entry.at, commit=entry.commit)
