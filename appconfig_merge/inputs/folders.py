"""The folder that a page's server gives its files from: on the disk, or of a git revision."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, Final, Protocol

from appconfig_merge.errors import InputError
from appconfig_merge.limits import MAX_SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from appconfig_merge.source import Source

_TOO_LONG: Final = f"it is longer than the {MAX_SOURCE:,} bytes that are read"
_MISSING: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL})


class Folder(Protocol):
    """A folder with all that is below it. ``shown`` is what it is called."""

    shown: str

    def name(self, segments: Sequence[str]) -> str:
        """What a file below it is called."""

    def read(self, segments: Sequence[str]) -> Source | str | None:
        """A file below it, or why it can't be read, as a clause; None where there is none."""


class DiskFolder:
    """A folder on the disk; links lead to files below it, or to none."""

    def __init__(self, path: str, read: Callable[[str], Source]) -> None:
        # What lies here is called by its name alone.
        self._path = "" if path == "." else path
        self._real = os.path.realpath(path)
        self._read = read
        self.shown = path or "."

    def name(self, segments: Sequence[str]) -> str:
        """What a file below it is called."""
        return os.path.join(self._path, *segments)  # noqa: PTH118 - as people gave it

    def read(self, segments: Sequence[str]) -> Source | str | None:
        """A file below it, or why it can't be read, as a clause; None where there is none."""
        name = self.name(segments)
        try:
            real = os.path.realpath(name)
            found = os.stat(real)  # noqa: PTH116
        except (OSError, ValueError) as error:
            number = error.errno if isinstance(error, OSError) else errno.EINVAL
            return None if number in _MISSING else f"it can't be read: {_reason(error)}"
        # A drive or the root itself ends with a separator.
        if not real.startswith(os.path.join(self._real, "")):  # noqa: PTH118
            return f"it is a link that leads out of {self.shown}"
        if stat.S_ISDIR(found.st_mode):
            return "it is a folder"
        if not stat.S_ISREG(found.st_mode):
            return "it is no file"
        if found.st_size > MAX_SOURCE:
            return _TOO_LONG
        return _text(self._read, name)


class RevisionFolder:
    """A folder of a git revision, such as ``HEAD:public``; ``HEAD:`` is the top of it."""

    def __init__(self, name: str, read: Callable[[str], Source]) -> None:
        self._before = name if name.endswith((":", "/")) else f"{name}/"
        self._read = read
        self.shown = name

    def name(self, segments: Sequence[str]) -> str:
        """What a file below it is called."""
        return self._before + "/".join(segments)

    def read(self, segments: Sequence[str]) -> Source | str | None:
        """A file below it, or why it can't be read, as a clause; None where there is none."""
        from appconfig_merge.inputs.git import GitError

        try:
            return _text(self._read, self.name(segments))
        except GitError as error:
            is_missing = (
                "exist" in error.reason
            )  # "does not exist in", "exists on disk, but not in"
            return None if is_missing else f"git can't read it: {error.reason}"


def _text(read: Callable[[str], Source], name: str) -> Source | str:
    """A file's text, or why it has none. Raises GitError."""
    from appconfig_merge.inputs.git import GitError

    try:
        source = read(name)
    except GitError:
        raise
    except InputError as error:
        return f"it can't be read: {error.message.removeprefix(f'{name}: ')}"
    return "it is no text" if b"\0" in source.data else source


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
