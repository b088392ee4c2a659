"""A walk through the history of one subject: each step from one state of its inputs to another."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from appconfig_merge.history.moments import NOTHING, differs
from appconfig_merge.history.states import State
from appconfig_merge.inputs.tree import DISK
from appconfig_merge.limits import MAX_SOURCE
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from appconfig_merge.history.commits import Revision
    from appconfig_merge.history.course import Course, Stretch
    from appconfig_merge.history.states import States
    from appconfig_merge.history.subjects import Subject
    from appconfig_merge.inputs.kept import Kept


class Since(NamedTuple):
    """How far back to go: to a time, or to what is in the history of a commit."""

    at: datetime
    commit: str | None = None


class Step(NamedTuple):
    """A way from one state, or several, to the next: of a commit, a kept resource, or the disk."""

    revision: Revision | None
    kept: Kept | None
    before: tuple[State, ...]
    after: State
    names: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {})
    """What followed files were called before (in the first parent), and after."""


class Walk:
    """The steps of a subject's history, newest first, as far back as is wanted.

    ``revisions`` are the commits that are looked at, ``untracked`` the files that none has.
    ``stored_otherwise`` are files that aren't on the disk what HEAD has of them, though nobody
    changed them.
    """

    def __init__(self, course: Course | None, states: States, since: Since | None) -> None:
        self.states = states
        self.subject: Subject = states.subject
        self.revisions: Sequence[Revision] = ()
        self.untracked: list[str] = []
        self.stored_otherwise: dict[str, None] = {}
        self.has_commits = course is not None and bool(course.revisions)
        self._course = course
        self._since = since
        self._times = [one.at for one in self.subject.kept]
        self._stretches: Mapping[str, Stretch] = {}
        self._followed: dict[str, str] = {}
        if course is not None:
            self._followed = self._tracked(course)
            self.revisions = self._wanted(course)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All steps. Raises GitError."""
        of_commits = self._of_commits()
        return (*self._of_disk(), *self._merged(of_commits, list(self._of_kept())))

    def changed(self, step: Step) -> dict[str, str | None]:
        """The inputs that a commit changed, as people call them; what they were called before."""
        assert self._course is not None
        assert step.revision is not None
        repository = self._course.repository
        find = repository.objects.find
        parents = step.revision.parents
        before = self._course.by_id[parents[0]].tree if parents else None
        pairs = ((step.names[1].get(path, path), was) for path, was in step.names[0].items())
        renamed = {now: was for now, was in pairs if now != was}
        found: dict[str, str | None] = {}
        for path in dict.fromkeys((*step.after.asked, *step.before[0].asked)):
            old = find(before, path, set()) if before is not None else None
            new = find(step.revision.tree, path, set())
            if old != new and path not in renamed.values():
                was = renamed.get(path)
                found[repository.name(path)] = None if was is None else repository.name(was)
        return found

    def changed_on_disk(self, step: Step) -> dict[str, str | None]:
        """The same of the inputs that aren't on the disk as HEAD has them."""
        if self._course is None:
            return {}
        repository = self._course.repository
        moved = {was: now for now, was in step.names[0].items()}
        changed: dict[str, str | None] = {}
        for path, found in step.before[0].asked.items():
            name = repository.name(moved.get(path, path))
            here = DISK.data(name, MAX_SOURCE + 1)
            there = repository.objects.blob(found.id) if found and found.id else None
            if here == there:
                continue
            if found and found.id and repository.is_stored_as(moved.get(path, path), found.id):
                self.stored_otherwise[name] = None
            else:
                changed[name] = repository.name(path) if path in moved else None
        return changed

    def _tracked(self, course: Course) -> dict[str, str]:
        """The paths of the followed files by their names, without those that no commit has."""
        path_of = course.repository.path
        paths = {name: path_of(name) for name in self.subject.files}
        course.watch(path for path in paths.values() if path is not None)
        tracked = {
            name: path for name, path in paths.items() if path is not None and course.ever_had(path)
        }
        if course.revisions:
            self.untracked = [name for name in paths if name not in tracked]
        self.states.untracked = {path for path in paths.values() if path} - {*tracked.values()}
        return tracked

    def _wanted(self, course: Course) -> Sequence[Revision]:
        since = self._since
        if since is None:
            return course.revisions
        if since.commit is not None:
            after = course.repository.after(since.commit)
            return [one for one in course.revisions if one.id in after]
        begin = since.at.timestamp()
        return [one for one in course.revisions if one.committed >= begin]

    def _of_commits(self) -> list[Step]:
        """The steps of commits. What their states ask for is watched, until nothing new is."""
        if self._course is None or not self._course.revisions:
            return []
        followed = dict.fromkeys(self._followed.values())
        watched = set(followed)
        while True:
            self._stretches = self._course.stretches(followed, watched)
            # A stretch is one only if its own state asks for nothing that changes along it.
            more = {
                path for state in self._of_stretches() for path in (*state.asked, *state.through)
            }
            more.update(name for one in self._stretches.values() for name in one.names.values())
            if more <= watched:
                return list(self._crossings())
            watched |= more
            self._course.watch(more)

    def _of_stretches(self) -> Iterator[State]:
        """A state of each stretch that is looked at, HEAD's among them."""
        assert self._course is not None
        revisions = (self._course.revisions[0], *self.revisions)
        for one in dict.fromkeys(self._stretches[each.id] for each in revisions):
            newest = one.newest
            yield self._state(newest, self._kept_by(newest))

    def _kept_by(self, revision: Revision) -> int:
        """How many resources had been kept when a revision was committed."""
        return bisect_right(self._times, revision.at)

    def _crossings(self) -> Iterator[Step]:
        """The steps of commits along which something that is watched changed."""
        assert self._course is not None
        for one in self.revisions:
            here = self._stretches[one.id]
            if not one.parents:
                after = self._state(one, self._kept_by(one))
                if not one.is_cut and after.script not in self.untracked:
                    yield Step(one, None, (self._nothing(),), after, ({}, here.names))
                continue
            if any(self._stretches[id] is here for id in one.parents):
                continue
            parents = [self._course.by_id[id] for id in one.parents]
            kept = self._kept_by(one)
            yield Step(
                one,
                None,
                tuple(self._state(parent, kept) for parent in parents),
                self._state(one, kept),
                (self._stretches[parents[0].id].names, here.names),
            )

    def _of_kept(self) -> Iterator[Step]:
        """The steps of kept resources, newest first."""
        chain = list(self._first_parents())
        for at in range(len(self._times) - 1, 0, -1):
            kept = self.subject.kept[at]
            if self._since is not None and kept.at < self._since.at:
                return
            then = next((one for one in chain if one.at <= kept.at), chain[-1] if chain else None)
            before, after = (
                self.states.now(count) if then is None else self._state(then, count)
                for count in (at, at + 1)
            )
            yield Step(None, kept, (before,), after)

    def _of_disk(self) -> Iterator[Step]:
        """The step from HEAD to the files on the disk."""
        head = self._course.revisions[0] if self._course and self._course.revisions else None
        if head is None and self._course is None:
            return
        count = len(self._times)
        before = self._nothing() if head is None else self._state(head, count)
        names = self._stretches[head.id].names if head is not None else {}
        step = Step(None, None, (before,), self.states.now(count), (names, {}))
        is_same = not any(
            differs(one, step.after.moments[path]) for path, one in before.moments.items()
        )
        if is_same or self.changed_on_disk(step) or not self.stored_otherwise:
            yield step

    def _first_parents(self) -> Iterator[Revision]:
        """HEAD, its first parent, and so on."""
        course = self._course
        at = course.revisions[0] if course and course.revisions else None
        while at is not None:
            yield at
            assert course is not None
            at = course.by_id.get(at.parents[0]) if at.parents else None

    def _merged(self, commits: Sequence[Step], kept: Sequence[Step]) -> Iterator[Step]:
        """Both, newest first; of the same time what was kept counts as the later one."""
        waiting = list(kept[::-1])
        for step in commits:
            assert step.revision is not None
            while waiting and _kept_at(waiting[-1]) >= step.revision.at:
                yield waiting.pop()
            yield step
        yield from waiting[::-1]

    def _state(self, revision: Revision, kept: int) -> State:
        """The state of a revision with the newest of so many kept resources."""
        stretch = self._stretches[revision.id]
        names = {
            name: self._course.repository.name(stretch.names[path])
            for name, path in self._followed.items()
            if self._course and path in stretch.names
        }
        return self.states.at(stretch.newest.tree, names, kept)

    def _nothing(self) -> State:
        return State(dict.fromkeys(self.states.paths, NOTHING), {})


def _kept_at(step: Step) -> datetime:
    assert step.kept is not None
    return step.kept.at
