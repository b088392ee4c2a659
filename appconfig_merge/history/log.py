"""When the effective value at a path changed, over the history of git and kept resources.

A *state* is the files of a revision with a resource as it was kept. Of a path

- a commit is an entry if its files give another value than those of each of its parents, all with
  the resource that was kept last at the commit's time: a merge counts only if it differs from all
  its parents, a first commit if there is a value (and git ever had the script or page);
- a kept resource but the first is an entry if it gives another value than the one kept before,
  both with the files of that time: those of the newest commit along the first parents of HEAD
  that isn't younger, else of the oldest;
- the files on the disk are an entry if they give another value than those of HEAD.

Where the resource comes from the service and none was kept yet, there is none. That a
configuration can't be read is a state of its own, whatever the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.history.commits import Repository
from appconfig_merge.history.course import Course
from appconfig_merge.history.moments import differs, moved
from appconfig_merge.history.states import EnvironmentsFiles, States
from appconfig_merge.history.subjects import as_given
from appconfig_merge.history.walk import Since, Walk
from appconfig_merge.inputs.git import GitError
from appconfig_merge.inputs.record import LiveResource
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from typing import Self

    from appconfig_merge.history.commits import Commit
    from appconfig_merge.history.moments import Moment
    from appconfig_merge.history.subjects import Complete, Subject
    from appconfig_merge.history.walk import Step
    from appconfig_merge.inputs.kept import Kept
    from appconfig_merge.paths import Path


class Entry(NamedTuple):
    """A change of the value at a path.

    Made by a ``commit``, or first seen in a ``kept`` resource; by neither where it isn't committed
    yet, and ``at`` is None. ``files`` are the inputs that changed with it, as people call them,
    and ``renamed`` those of them that were called otherwise before, by their new names.
    """

    at: datetime | None
    commit: Commit | None
    kept: Kept | None
    before: Moment
    after: Moment
    files: tuple[str, ...] = ()
    renamed: Mapping[str, str] = {}


class Log(NamedTuple):
    """The history of a subject's paths, each one's entries newest first.

    ``remarks`` say what of the past isn't known. ``commits`` counts those that there are,
    ``states`` what had to be read of them. ``now`` is what the paths are on the disk, with the
    resource that was kept last.
    """

    now: Mapping[Path, Moment]
    entries: Mapping[Path, tuple[Entry, ...]]
    remarks: tuple[Diagnostic, ...]
    commits: int
    states: int


class History:
    """The history of a repository, for the logs of several subjects. To be closed.

    ``folder`` is one of its work tree's. ``complete`` says what an environment is read from. With
    ``sources`` it is a change, too, that another layer gives the same value. Raises GitError where
    there is no repository, unless ``is_optional``.
    """

    def __init__(
        self,
        folder: str,
        complete: Complete = as_given,
        *,
        sources: bool = False,
        is_optional: bool = False,
    ) -> None:
        self._complete = complete
        self._sources = sources
        self._files = EnvironmentsFiles()
        self.reason: GitError | None = None
        self._course: Course | None = None
        try:
            repository = Repository(folder)
            self._course = Course(repository, repository.revisions())
        except GitError as error:
            if not is_optional:
                raise
            self.reason = error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """End what was asked."""
        if self._course is not None:
            self._course.repository.objects.close()

    def since(self, revision: str) -> Since | None:
        """A tag or commit to go back to; None where there is no such."""
        if self._course is None:
            return None
        repository = self._course.repository
        id = repository.meant(revision)
        return None if id is None else Since(repository.commits([id])[id].committed, id)

    def prepare(self, subjects: Iterable[Subject]) -> None:
        """Find out at once which commits touch what many subjects are read from."""
        if self._course is not None:
            repository = self._course.repository
            names = (name for one in subjects for name in one.files)
            self._course.watch(path for name in names if (path := repository.path(name)))

    def log(self, subject: Subject, paths: Iterable[Path], since: Since | None = None) -> Log:
        """When the values at some paths changed. Raises GitError where git gives no answer."""
        wanted = tuple(dict.fromkeys(paths))
        course = self._course
        repository = course.repository if course is not None else None
        states = States(repository, subject, wanted, self._complete, self._files)
        walk = Walk(course, states, since)
        steps = {path: self._changing(walk.steps, path) for path in wanted}
        commits: dict[str, Commit] = {}
        if repository is not None:
            every = (one.revision for found in steps.values() for one in found)
            commits = repository.commits(dict.fromkeys(one.id for one in every if one is not None))
        entries = {
            path: tuple(_entry(one, path, walk, commits) for one in found)
            for path, found in steps.items()
        }
        remarks = tuple(_remarks(walk, self.reason))
        now = states.now(len(subject.kept)).moments
        return Log(now, entries, remarks, len(course.revisions) if course else 0, states.count)

    def _changing(self, steps: Iterable[Step], path: Path) -> list[Step]:
        """The steps with which the value at a path changes: it differs from all before it."""
        return [
            one
            for one in steps
            if all(
                self._differs(before.moments[path], one.after.moments[path])
                for before in one.before
            )
        ]

    def _differs(self, before: Moment, after: Moment) -> bool:
        return differs(before, after) or (self._sources and moved(before, after))


def _entry(step: Step, path: Path, walk: Walk, commits: Mapping[str, Commit]) -> Entry:
    revision, kept = step.revision, step.kept
    before, after = step.before[0].moments[path], step.after.moments[path]
    if kept is not None:
        return Entry(kept.at, None, kept, before, after)
    files = walk.changed_on_disk(step) if revision is None else walk.changed(step)
    renamed = {name: was for name, was in files.items() if was is not None}
    at = revision.at if revision is not None else None
    commit = commits[revision.id] if revision is not None else None
    return Entry(at, commit, None, before, after, tuple(files), renamed)


def _remarks(walk: Walk, reason: GitError | None) -> Iterator[Diagnostic]:
    """What of the past isn't known, and what was taken for it."""
    subject = walk.subject
    for name in walk.untracked:
        yield _remark("not-in-git", f"{name} is not in git: it is taken as it is now")
    for name in walk.stored_otherwise:
        yield _remark(
            "stored-otherwise",
            f"{name} is unchanged, but git stores it otherwise than it is here (a filter, or a "
            "sparse checkout): commits are told as git stores them",
        )
    if walk.states.is_told_by_now:
        yield _remark(
            "not-in-git-yet",
            f"where git has no {subject.file} yet, it is taken as it is now",
        )
    if reason is not None:
        yield _remark("no-history", f"{reason.message}: there are no commits to look at")
    elif not walk.has_commits:
        yield _remark("no-history", "there is no commit yet")
    for one in walk.revisions:
        if one.is_cut:
            message = f"this clone ends at {one.id[:10]}: what was before isn't known"
            yield _remark("shallow-history", message, "git fetch --unshallow gets the rest")
    yield from _remarks_of_resource(walk)


def _remarks_of_resource(walk: Walk) -> Iterator[Diagnostic]:
    """Where the resource isn't known, which comes from the service."""
    subject = walk.subject
    if isinstance(subject.now.inputs.resource, LiveResource):
        if subject.kept:
            at = f"{subject.kept[0].at:%Y-%m-%d %H:%M:%S}Z"
            text = f"the resource was first kept at {at}: what was before is read without it"
        else:
            text = "the resource comes from the service, and none is kept: it is left out"
        yield _remark("unknown-resource", text)
    for version in walk.states.versions_without:
        what = "the resource of no version" if version is None else f"that for Flex UI {version}"
        versions = subject.versions
        times = (one.at for one in subject.kept if versions.get(one.file) == version)
        first = next(times, None)
        text = f"{what} is not kept: it is left out"
        if first is not None:
            at = f"{first:%Y-%m-%d %H:%M:%S}Z"
            text = f"{what} was first kept at {at}: what was before is read without it"
        yield _remark("unknown-resource", text)
    if walk.states.was_of_another:
        text = "it was of another account before: that is read without a resource"
        yield _remark("unknown-resource", text)


def _remark(code: str, message: str, help: str | None = None) -> Diagnostic:
    return Diagnostic(code, "info", message, help=help)
