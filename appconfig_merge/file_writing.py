"""Files written whole or not at all, and never where others could read what is private.

Own code, because the libraries lack what matters here: atomicwrites is archived, boltons'
AtomicSaver opens its temporary file to others before there is anything in it, and both put a
plain file in place of a link, a device or a pipe.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE, S_ISREG
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BINARY = getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
_THERE = os.O_WRONLY | getattr(os, "O_NOCTTY", 0) | _BINARY
_FOR_ALL, _FOR_OWNER = 0o666, 0o600

_DESCRIPTOR = re.compile(r"/(?:dev|proc/self)/fd/([0-9]{1,9})")
_STREAMS = {"/dev/stdout": 1, "/dev/stderr": 2}


def replace_file(name: str, data: bytes | Iterable[bytes], *, private: bool = False) -> None:
    """Make ``data`` all that a file holds, or leave everything as it was. Raises OSError.

    What comes in pieces is written as they come; whatever is raised on the way leaves everything
    as it was, too.

    A regular file is replaced by one that was written beside it, so that whoever reads it gets
    the old text or the new one, also after a loss of power. It keeps its permissions, and its
    owner and group as far as the system lets this user give files away. A symbolic link stays,
    and its target is replaced. Other hard links of the file keep the old text: they can only be
    served by writing into it, which isn't all or nothing. A new file has the permissions that
    the umask leaves, a ``private`` one is for its owner only.

    What is no regular file is written to and stays: a device, a named pipe, or a descriptor of
    this process (``/dev/stdout``, ``/dev/fd/3``, and with it a shell's ``>(command)``).
    """
    pieces = [data] if isinstance(data, bytes) else data
    descriptor = _own_descriptor(name)
    if descriptor is not None:
        # Not opened by its name: that would begin a file anew that is appended to (>> file).
        _write(os.dup(descriptor), pieces)
        return
    found = _regular_file(name)
    if found is None or S_ISREG(found.st_mode):
        # Only a link is followed: the folders above may be closed to this user.
        path = Path(name)
        _replace(path.resolve() if path.is_symlink() else path, pieces, found, private=private)
    else:
        _write(os.open(name, _THERE), pieces)


def create_private_file(path: Path, data: bytes) -> None:
    """Write a new file for its owner only; file and name are on the disk when this returns.

    Raises FileExistsError where there is a file, and other OSErrors; then nothing is left.
    """
    _create(path, [data], private=True)
    # Windows can't open folders, and some file systems can't do this to them.
    with suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def demand_access(path: str | Path, mode: int) -> None:
    """Raise PermissionError where this user may not do what a ``mode`` of os.access says."""
    if not os.access(path, mode, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _own_descriptor(name: str) -> int | None:
    match = _DESCRIPTOR.fullmatch(name)
    return int(match[1]) if match else _STREAMS.get(name)


def _regular_file(name: str) -> os.stat_result | None:
    """What is there; None where a file can be made. Raises OSError."""
    try:
        found = os.stat(name)  # noqa: PTH116 - a Path forgets the slash at a name's end
    except FileNotFoundError:
        if os.path.basename(name):  # noqa: PTH119
            return None
        code = errno.EISDIR if name else errno.ENOENT
        raise OSError(code, os.strerror(code), name) from None
    # Replacing needs no right to the file itself. Its owner took that away for a reason.
    demand_access(name, os.W_OK)
    return found


def _replace(
    path: Path, pieces: Iterable[bytes], found: os.stat_result | None, *, private: bool
) -> None:
    temporary = path.with_name(f".effective-config-{os.urandom(8).hex()}")
    try:
        _create(temporary, pieces, found, private=private)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _create(
    path: Path, pieces: Iterable[bytes], like: os.stat_result | None = None, *, private: bool
) -> None:
    """Write a new file, with the permissions of another once all is in it."""
    for_owner = private or like is not None
    descriptor = os.open(path, _NEW, _FOR_OWNER if for_owner else _FOR_ALL)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
            file.flush()
            if sys.platform != "win32":
                if like is not None:
                    _give_away(descriptor, like)
                elif private:
                    # The umask may have taken the owner's rights, too.
                    os.fchmod(descriptor, _FOR_OWNER)
            os.fsync(descriptor)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _give_away(descriptor: int, like: os.stat_result) -> None:
    """Give a file the owner, the group and the permissions of another."""
    mode = S_IMODE(like.st_mode)
    try:
        os.fchown(descriptor, -1, like.st_gid)
    except OSError:
        mode &= ~0o070  # what the file's group may do isn't for this user's group
    with suppress(OSError):
        os.fchown(descriptor, like.st_uid, -1)  # only root can
    os.fchmod(descriptor, mode)


def _write(descriptor: int, pieces: Iterable[bytes]) -> None:
    with os.fdopen(descriptor, "wb") as stream:
        stream.writelines(pieces)
