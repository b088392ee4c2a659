"""The course of history: the commits, what was called how at each, and where inputs changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from appconfig_merge.history.commits import Pair, Repository, Revision


class Course:
    """The commits of a repository, and what they touched of the paths that are watched."""

    def __init__(self, repository: Repository, revisions: Sequence[Revision]) -> None:
        self.repository = repository
        self.revisions = revisions
        self.by_id = {one.id: one for one in revisions}
        edges = (
            (self.by_id[parent].tree, one.tree)
            for one in revisions
            for parent in one.parents
            if parent in self.by_id
        )
        self._pairs = [pair for pair in dict.fromkeys(edges) if pair[0] != pair[1]]
        self._touching: dict[str, set[Pair]] = {}
        self._renames: dict[Pair, dict[str, str]] = {}
        self._stretches: dict[Hashable, dict[str, Stretch]] = {}
        self._moved: dict[str, str] | None = None

    def watch(self, paths: Iterable[str]) -> bool:
        """Find out which commits touch some paths; gives whether any of them is a new one."""
        new = [path for path in dict.fromkeys(paths) if path not in self._touching]
        if new:
            self._touching |= self.repository.touching(self._pairs, new)
        return bool(new)

    def ever_had(self, path: str) -> bool:
        """Whether any commit has something at a path that is watched, or HEAD by another name."""
        if self._touching[path] or self.names_of_head([path]):
            return True
        find = self.repository.objects.find
        return bool(self.revisions) and find(self.revisions[0].tree, path, set()) is not None

    def stretches(self, followed: Iterable[str], watched: Iterable[str]) -> dict[str, Stretch]:
        """The stretch that each commit belongs to, by its id: those along which nothing changes.

        ``followed`` are paths that may have had other names. Where several commits have one
        parent, what is said by the first of them in order holds for it.
        """
        own = tuple(followed)
        key = own, frozenset(watched)
        if key not in self._stretches:
            self._stretches[key] = self._stretched(*key)
        return self._stretches[key]

    def _stretched(self, own: tuple[str, ...], watched: Iterable[str]) -> dict[str, Stretch]:
        touched = set().union(*(self._touching[path] for path in watched))
        found: dict[str, Stretch] = {}
        if self.revisions:
            head = self.revisions[0]
            found[head.id] = Stretch(head, self.names_of_head(own))
        for one in self.revisions:
            here = found[one.id]
            for id in one.parents:
                parent = self.by_id.get(id)
                if parent is None or id in found:
                    continue
                if (parent.tree, one.tree) in touched:
                    names = self._names_before(parent.tree, one.tree, own, here.names)
                    found[id] = Stretch(parent, names)
                else:
                    found[id] = here
        return found

    def names_of_head(self, followed: Iterable[str]) -> Mapping[str, str]:
        """What HEAD calls files that were moved and aren't committed, by what they are called."""
        if not self.revisions:
            return {}
        tree = self.revisions[0].tree
        find = self.repository.objects.find
        missing = [path for path in followed if find(tree, path, set()) is None]
        if missing and self._moved is None:
            self._moved = self.repository.renamed_since(tree)
        moved = self._moved or {}
        return {path: moved[path] for path in missing if path in moved}

    def _names_before(
        self, before: str, after: str, followed: tuple[str, ...], names: Mapping[str, str]
    ) -> Mapping[str, str]:
        """What the followed paths were called in a tree; ``names`` has that for the next one."""
        find = self.repository.objects.find
        made = dict(names)
        for path in followed:
            now = names.get(path, path)
            if find(after, now, set()) is None or find(before, now, set()) is not None:
                continue
            pair = before, after
            if pair not in self._renames:
                self._renames[pair] = self.repository.renamed(before, after)
            if now in self._renames[pair]:
                made[path] = self._renames[pair][now]
        return made if made != names else names


class Stretch:
    """Commits in a row that have the same at all watched paths; ``newest`` is one of them.

    ``names`` has what followed paths were called, where that isn't what they are called now.
    """

    __slots__ = ("names", "newest")

    def __init__(self, newest: Revision, names: Mapping[str, str]) -> None:
        self.newest = newest
        self.names = names
