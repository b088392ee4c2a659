"""The commits of a repository: which there are, what they touch, who made them."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from appconfig_merge.history.objects import SECONDS, Objects
from appconfig_merge.inputs.git import GitError, ask
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_AT_ONCE: Final = 200
"""Paths of one call: they are arguments, of which systems take so many."""
_RENAMES: Final = 2_000
"""Files that appeared or vanished in a commit, beyond which git looks for exact renames alone."""
_FIELDS: Final = "%H%x00%an%x00%ae%x00%aI%x00%cI%x00%s"
_FIRST: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""What git shows of a time that is none."""
_LAST: Final = datetime(9999, 12, 30, tzinfo=UTC)
"""What is told of later times: git has them, and there is a day left for all zones."""
_FAR: Final = re.compile(r"\d{5,}-")

Pair: TypeAlias = "tuple[str, str]"
"""Two trees."""


class Revision(NamedTuple):
    """A commit, as far as the order of all is concerned. ``committed`` is in seconds since 1970.

    ``is_cut`` says that it has parents that a shallow clone left out.
    """

    id: str
    tree: str
    parents: tuple[str, ...]
    committed: int
    is_cut: bool = False

    @property
    def at(self) -> datetime:
        """When it was committed."""
        return datetime.fromtimestamp(min(self.committed, _LAST.timestamp()), UTC)


class Commit(NamedTuple):
    """A commit, as people know it. Times are in the zones of who made it."""

    id: str
    author: str
    mail: str
    authored: datetime
    committed: datetime
    subject: str


class Repository:
    """A repository, asked about its history. All that asks git raises GitError.

    ``folder`` is one of its work tree's, as people call it.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder or "."
        self._about = folder or "this folder"
        top = os.fsdecode(self._ask("rev-parse", "--show-toplevel")).rstrip("\n")
        # Git takes paths from where it is called.
        self._folder = self._top = os.path.realpath(top)
        self._paths: dict[str, str | None] = {}
        self.objects = Objects(self._top, self._about)

    def path(self, name: str) -> str | None:
        """The path in the repository of what people call so; None for what lies elsewhere.

        Links within the repository are part of it: where they lead is a question of the revision.
        Those that lead into it from outside lead where they lead now.
        """
        if name not in self._paths:
            self._paths[name] = self._path(name)
        return self._paths[name]

    def _path(self, name: str) -> str | None:
        given = Path(os.path.abspath(name))  # noqa: PTH100
        try:
            path = self._below_top(given).as_posix()
        except (ValueError, OSError):
            return None
        return None if path == ".git" or path.startswith(".git/") else path

    def _below_top(self, given: Path) -> Path:
        """An absolute path as one below the top. Raises ValueError for what lies elsewhere."""
        for above in (*reversed(given.parents), given):
            if os.path.realpath(above) == self._top:
                return given.relative_to(above)
        return Path(os.path.realpath(given.parent), given.name).relative_to(self._top)

    def name(self, path: str) -> str:
        """What people call a path of the repository, from where they are."""
        return os.path.relpath(os.path.join(self._top, path))  # noqa: PTH118

    def revisions(self) -> tuple[Revision, ...]:
        """All commits of HEAD, the newest first, and none before one of its children."""
        try:
            head = self._ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        except GitError:
            return ()  # there is no commit yet
        cut = self._cut()
        listed = self._ask(
            "rev-list", "--date-order", "--format=%H %T %ct %P", head.decode().strip()
        )
        lines = listed.decode().splitlines()[1::2]
        return tuple(_revision(line.split(" "), cut) for line in lines)

    def commits(self, ids: Iterable[str]) -> dict[str, Commit]:
        """Who made some commits, and why."""
        given = "".join(f"{id}\n" for id in ids).encode()
        if not given:
            return {}
        shown = self._ask(
            "rev-list", "--no-walk=unsorted", "--encoding=UTF-8", f"--format={_FIELDS}", "--stdin",
            given=given,
        )  # fmt: skip
        lines = shown.decode("utf-8", "replace").split("\n")[1::2]
        made = (_commit(*line.split("\0")) for line in lines)
        return {one.id: one for one in made}

    def after(self, id: str) -> frozenset[str]:
        """The commits of HEAD that aren't in the history of another commit."""
        return frozenset(self._ask("rev-list", "HEAD", f"^{id}").decode().split())

    def meant(self, revision: str) -> str | None:
        """The commit that a word such as a tag means; None where there is none."""
        if revision.startswith("-") or "\0" in revision:
            return None
        try:
            found = self._ask("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        except GitError:
            return None
        return found.decode().strip()

    def touching(self, pairs: Sequence[Pair], paths: Iterable[str]) -> dict[str, set[Pair]]:
        """Which of some pairs of trees aren't the same at, or below, each of these paths."""
        given = "".join(f"{one} {other}\n" for one, other in pairs).encode()
        found: dict[str, set[Pair]] = {path: set() for path in paths}
        wanted = [path for path in found if path]
        for start in range(0, len(wanted), _AT_ONCE):
            chunk = wanted[start : start + _AT_ONCE]
            output = self._ask(
                "diff-tree", "--stdin", "-r", "--raw", "-z", "--no-renames", "--no-ext-diff",
                "--", *chunk, given=given,
            )  # fmt: skip
            for pair, path in _touched(output):
                for part in _upwards(path):
                    if part in found:
                        found[part].add(pair)
        return found

    def renamed(self, before: str, after: str) -> dict[str, str]:
        """What the files of a tree that weren't there in the one before it were called there."""
        output = self._ask(
            "diff-tree", "-r", "-M", f"-l{_RENAMES}", "--diff-filter=R", "--raw", "-z",
            "--no-ext-diff", before, after,
        )  # fmt: skip
        return _renames(output)

    def renamed_since(self, tree: str) -> dict[str, str]:
        """What files of the index, as it is staged, were called in a tree."""
        output = self._ask(
            "diff-index", "--cached", "-M", f"-l{_RENAMES}", "--diff-filter=R", "--raw", "-z",
            "--no-ext-diff", tree,
        )  # fmt: skip
        return _renames(output)

    def is_stored_as(self, path: str, id: str) -> bool:
        """Whether git stores a file on the disk as a blob, or left out to check that out.

        Its bytes may be others: a filter that attributes name puts them there.
        """
        try:
            if os.path.lexists(os.path.join(self._top, path)):  # noqa: PTH118
                return self._ask("hash-object", "--", path).decode().strip() == id
            return self._ask("ls-files", "-t", "-z", "--", path).startswith(b"S ")
        except GitError:
            return False

    def _cut(self) -> frozenset[str]:
        """The commits of which a shallow clone has no parents."""
        name = os.fsdecode(self._ask("rev-parse", "--git-path", "shallow")).rstrip("\n")
        try:
            text = Path(self._folder, name).read_text("ascii", "replace")
        except OSError:
            return frozenset()
        return frozenset(text.split())

    def _ask(self, *arguments: str, given: bytes | None = None) -> bytes:
        words = ("--literal-pathspecs", "-c", "core.quotePath=true", *arguments)
        return ask(words, self._about, self._folder, given=given, seconds=SECONDS)


def _revision(words: list[str], cut: frozenset[str]) -> Revision:
    id, tree, committed, *parents = words
    # Of a time that is none git says nothing.
    return Revision(id, tree, tuple(filter(None, parents)), int(committed or 0), id in cut)


def _commit(id: str, author: str, mail: str, authored: str, committed: str, subject: str) -> Commit:
    return Commit(id, author, mail, _time(authored), _time(committed), subject)


def _touched(output: bytes) -> Iterator[tuple[Pair, str]]:
    """The pairs of trees of ``git diff-tree --stdin --raw -z``, and each path that differs."""
    pair, at = ("", ""), 0
    while at < len(output):
        if output[at : at + 1] == b":":
            start = output.index(b"\0", at) + 1
            end = output.index(b"\0", start)
            yield pair, os.fsdecode(output[start:end])
        else:
            end = output.index(b"\n", at)
            one, _, other = output[at:end].decode().partition(" ")
            pair = one, other
        at = end + 1


def _renames(output: bytes) -> dict[str, str]:
    """The old names of files by the new ones, of git's raw form with NULs."""
    parts = os.fsdecode(output).split("\0")
    return {new: old for _, old, new in zip(*[iter(parts)] * 3, strict=False)}


def _upwards(path: str) -> Iterator[str]:
    """A path, and the folders that it lies in."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def _time(text: str) -> datetime:
    try:
        return min(datetime.fromisoformat(text), _LAST)
    except ValueError:
        return _LAST if _FAR.match(text) else _FIRST
