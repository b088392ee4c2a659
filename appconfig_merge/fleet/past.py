"""What time a comparison begins at, and what the files were then."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.errors import AppConfigError, UsageError
from appconfig_merge.history.commits import Repository
from appconfig_merge.history.files import RevisionFiles
from appconfig_merge.inputs.environments.reading import parse_environments
from appconfig_merge.inputs.git import GitError
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import STANDARD_INPUT
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from appconfig_merge.history.commits import Revision
    from appconfig_merge.inputs.environments.environment import Environment, Environments

_TIME: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].*)?")


class When(NamedTuple):
    """A time, and the revision that it was named by, where it was."""

    at: datetime
    revision: Revision | None = None


class Then:
    """The files of a revision, and the environments that it names.

    ``untracked`` are the files that were asked for and that git doesn't have: they are today's.
    """

    def __init__(self, repository: Repository, revision: Revision, head: str, file: str) -> None:
        self.revision = revision
        self._name = repository.name
        self._untracked = _Untracked(repository, revision.tree, head)
        self._files = RevisionFiles(repository, revision.tree, self._untracked)
        self.reader = Reader(tree=self._files)
        self._environments = self._read(file)

    def environment(self, name: str) -> Environment | None:
        """What an environment was read from; None where there was none, or nobody can tell."""
        found = self._environments
        return None if found is None else found.get(name)

    @property
    def untracked(self) -> tuple[str, ...]:
        """The names of the files that git doesn't have."""
        return tuple(map(self._name, self._untracked))

    def _read(self, file: str) -> Environments | None:
        try:
            return parse_environments(self._files.read(file, "json"))
        except AppConfigError:
            return None


class Past:
    """The past of the files that an environments file names, as far as git knows it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._then: dict[str, Then] = {}
        self._chain: tuple[Revision, ...] | None = None
        self._error: GitError | None = None
        self._repository: Repository | None = None
        try:
            folder = "" if file == STANDARD_INPUT else os.path.dirname(file)  # noqa: PTH120
            self._repository = Repository(folder)
        except GitError as error:
            self._error = error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        """End the process of git."""
        if self._repository is not None:
            self._repository.objects.close()

    def when(self, text: str) -> When:
        """The time that a text says: an ISO 8601 date or time, or a revision.

        A time without a zone is one of here. Raises UsageError for what is neither.
        """
        if _TIME.fullmatch(text):
            try:
                return When(datetime.fromisoformat(text).astimezone())
            except (ValueError, OverflowError):
                raise UsageError(f"{text!r} is no time", help=_HELP) from None
        id = self._repository.meant(text) if self._repository is not None else None
        found = next((one for one in self._revisions() if one.id == id), None)
        if found is None:
            raise UsageError(
                f"{text[:80]!r} is neither a time nor a revision that led to this one", help=_HELP
            )
        return When(found.at, found)

    def then(self, when: When) -> Then | None:
        """What the files were at a time; None where git doesn't know.

        That is the revision that was named; else the newest on the way that HEAD's first parents
        lead which was committed by then.
        """
        seconds = when.at.timestamp()
        revision = when.revision or next(
            (one for one in self._first_parents if one.committed <= seconds), None
        )
        if revision is None or self._repository is None:
            return None
        if revision.id not in self._then:
            head = self._revisions()[0].tree
            self._then[revision.id] = Then(self._repository, revision, head, self.file)
        return self._then[revision.id]

    def why_unknown(self, when: When) -> str:
        """Why nobody knows what the files were at a time."""
        if self._error is not None:
            return self._error.reason
        return f"git has no commit of {when.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} or before"

    @property
    def untracked(self) -> tuple[str, ...]:
        """The files that were asked for and that git doesn't have: today's stood for them."""
        names = (name for then in self._then.values() for name in then.untracked)
        return tuple(dict.fromkeys(names))

    def _revisions(self) -> tuple[Revision, ...]:
        if self._chain is None:
            self._chain = () if self._repository is None else self._repository.revisions()
        return self._chain

    @cached_property
    def _first_parents(self) -> tuple[Revision, ...]:
        """HEAD, its first parent, and so on."""
        by_id = {one.id: one for one in self._revisions()}
        found = []
        at = next(iter(self._revisions()), None)
        while at is not None:
            found.append(at)
            at = by_id.get(at.parents[0]) if at.parents else None
        return tuple(found)


_HELP: Final = "give a time such as 2026-11-30 or 2026-11-30T10:45, or a revision such as v1.2"


class _Untracked:
    """The paths that neither a revision nor HEAD has, though there is a file now."""

    def __init__(self, repository: Repository, tree: str, head: str) -> None:
        self._repository = repository
        self._trees = (tree, head)
        self.met: dict[str, bool] = {}

    def __contains__(self, path: object) -> bool:
        if not isinstance(path, str):
            return False
        if path not in self.met:
            find = self._repository.objects.find
            self.met[path] = all(
                find(tree, path, set()) is None for tree in self._trees
            ) and os.path.isfile(self._repository.name(path))  # noqa: PTH113
        return self.met[path]

    def __iter__(self) -> Iterator[Any]:
        return iter(path for path, is_one in self.met.items() if is_one)

    def __len__(self) -> int:
        return sum(self.met.values())
