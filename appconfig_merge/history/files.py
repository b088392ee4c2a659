"""The files of a revision, in the place of those on the disk; what was asked for is noted."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from appconfig_merge.errors import InputError
from appconfig_merge.history.objects import Found
from appconfig_merge.inputs.git import GitError
from appconfig_merge.inputs.tree import DISK
from appconfig_merge.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from appconfig_merge.history.commits import Repository
    from appconfig_merge.inputs.folders import Folder
    from appconfig_merge.source import Language

FOLDER: Final = Found("folder")
_LEADS_OUT: Final = "it is a link that leads out of the repository"


class RevisionFiles:
    """A ``Tree`` of what a revision has.

    ``asked`` has what was found at each path that was asked for, in that order; a path at which
    nothing was is part of it. ``through`` are the paths of links that led there. What lies outside
    of the repository, or is one of ``untracked``, is what it is now.
    """

    def __init__(self, repository: Repository, tree: str, untracked: Collection[str] = ()) -> None:
        self._repository = repository
        self._tree = tree
        self._untracked = untracked
        self.asked: dict[str, Found | None] = {}
        self.through: set[str] = set()

    def read(self, name: str, language: Language) -> Source:
        """A file as a source. Raises InputError and LimitError."""
        path = self._path(name)
        if path is None:
            return DISK.read(name, language)
        found = self.at(path)
        if found is None or found.kind != "file":
            raise InputError(f"{name}: {_reason(found)}")
        return Source.from_bytes(name, self._repository.objects.blob(found.id), language)

    def data(self, name: str, most: int) -> bytes | None:
        """The bytes of a file, ``most`` of them; None where there is none that can be read."""
        path = self._path(name)
        if path is None:
            return DISK.data(name, most)
        found = self.at(path)
        is_file = found is not None and found.kind == "file"
        return self._repository.objects.blob(found.id, most) if found and is_file else None

    def is_file(self, name: str) -> bool:
        """Whether a name is that of a file."""
        path = self._path(name)
        if path is None:
            return DISK.is_file(name)
        found = self.at(path)
        return found is not None and found.kind == "file"

    def is_folder(self, name: str) -> bool:
        """Whether a name is that of a folder."""
        path = self._path(name)
        return DISK.is_folder(name) if path is None else self.at(path) == FOLDER

    def folder(self, name: str, read: Callable[[str], Source]) -> Folder:
        """The folder of a name, from which a page's server gives files; ``read`` reads one."""
        if self._repository.path(os.path.join(name, ".")) is None:  # noqa: PTH118
            return DISK.folder(name, read)
        return _RevisionFolder(name, read, self)

    def at(self, path: str) -> Found | None:
        """What is at a path of the repository."""
        if path not in self.asked:
            find = self._repository.objects.find
            self.asked[path] = find(self._tree, path, self.through)
        return self.asked[path]

    def is_there(self, name: str) -> bool:
        """Whether the repository has a file of this name at this revision."""
        path = self._path(name)
        return path is not None and self.at(path) is not None

    def found(self, name: str) -> Found | None:
        """What is at a name; a file now where it is one that the repository doesn't have."""
        path = self._path(name)
        if path is None:
            return Found("file") if DISK.is_file(name) else None
        return self.at(path)

    def _path(self, name: str) -> str | None:
        path = self._repository.path(name)
        return None if path in self._untracked else path


class _RevisionFolder:
    """A folder of a revision, as a page's server has it."""

    def __init__(self, name: str, read: Callable[[str], Source], files: RevisionFiles) -> None:
        self._path = "" if name == "." else name
        self._read = read
        self._files = files
        self.shown = name or "."

    def name(self, segments: Sequence[str]) -> str:
        """What a file below it is called."""
        return os.path.join(self._path, *segments)  # noqa: PTH118 - as people gave it

    def read(self, segments: Sequence[str]) -> Source | str | None:
        """A file below it, or why it can't be read, as a clause; None where there is none."""
        name = self.name(segments)
        found = self._files.found(name)
        if found is None:
            return None
        if found.kind != "file":
            return _reason(found)
        try:
            source = self._read(name)
        except GitError:
            raise
        except InputError as error:
            return f"it can't be read: {error.message.removeprefix(f'{name}: ')}"
        return "it is no text" if b"\0" in source.data else source


def _reason(found: Found | None) -> str:
    if found is None:
        return "there was no such file"
    return "it is a folder" if found == FOLDER else _LEADS_OUT
