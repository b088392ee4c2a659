"""Kept resources: each one that was fetched, by account and time, for later questions."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from stat import S_ISDIR
from typing import TYPE_CHECKING, Literal

from appconfig_merge.errors import AppConfigError, InputError
from appconfig_merge.file_writing import create_private_file, demand_access
from appconfig_merge.inputs.kept import Kept, account_folder, file_name, kept_resources
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.rest.configuration import Configuration
from appconfig_merge.rest.document import equivalent

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOR_OWNER = 0o700
_MOST_AT_ONCE = 100
_MICROSECOND = timedelta(microseconds=1)


class Keeping(NamedTuple):
    """What keeping a resource came to: the file that holds it ``now``, and the one ``before``.

    ``state`` is ``new`` for an account of which nothing was kept, and ``unchanged`` where the last
    one that was kept says the same: then no file was written.
    """

    state: Literal["new", "changed", "unchanged"]
    now: Kept
    before: Kept | None


def keep(found: Configuration, folder: str, ui_version: str | None = None) -> Keeping:
    """Store a fetched resource beneath a folder, unless the last one of its account is the same.

    The same is what has the same values; the order of keys and the writing of numbers aside. Stored
    is byte for byte what was answered, for its owner alone, whole or not at all, in a file of its
    own: nothing is ever overwritten. Others may do this at the same time. Raises InputError.
    """
    at = found.fetched_at or datetime.now(UTC)
    own = account_folder(folder, found.account_sid, ui_version)
    try:
        _make_folders(Path(folder), Path(own))
        with _alone(own):
            kept = kept_resources(folder, found.account_sid, ui_version)
            # By others something may have been kept that is later than what was found here.
            earlier = [one for one in kept if one.at <= at]
            if earlier and _is_same(found, earlier[-1]):
                before = earlier[-2] if len(earlier) > 1 else None
                return Keeping("unchanged", earlier[-1], before)
            later = kept[len(earlier) :]
            if later and _is_same(found, later[0]):
                # Asked for before that one, and answered after it.
                return Keeping("unchanged", later[0], earlier[-1] if earlier else None)
            now = _stored(found.body, Path(own), at)
    except OSError as error:
        raise _unwritable(own, error) from None
    return Keeping("changed", now, earlier[-1]) if earlier else Keeping("new", now, None)


def demand_kept_folder(folder: str) -> None:
    """Make a folder where there is none. Raises InputError where nothing could be kept in it."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True, mode=_FOR_OWNER)
        demand_access(folder, os.W_OK | os.X_OK)
    except (OSError, ValueError) as error:
        raise _unwritable(folder, error) from None


def _unwritable(place: str, error: OSError | ValueError) -> InputError:
    reason = (error.strerror if isinstance(error, OSError) else None) or error
    return InputError(
        f"{place}: no resource can be kept there: {reason}",
        help="--kept names a folder that is yours to write in",
    )


def _make_folders(folder: Path, own: Path) -> None:
    """Make what is missing, for its owner alone. Raises OSError, also for a link below."""
    folder.mkdir(parents=True, exist_ok=True, mode=_FOR_OWNER)
    for part in reversed([own, *own.parents][: len(own.relative_to(folder).parts)]):
        with suppress(FileExistsError):
            part.mkdir(mode=_FOR_OWNER)
        if not S_ISDIR(part.lstat().st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))


@contextmanager
def _alone(folder: str) -> Iterator[None]:
    """While no other run keeps anything in a folder, where the system can tell."""
    try:
        import fcntl
    except ImportError:  # Windows; there the same may be kept twice
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network's file systems have no locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _is_same(found: Configuration, kept: Kept) -> bool:
    try:
        before = Path(kept.file).read_bytes()
        if before == found.body:
            return True
        properties = Configuration.from_bytes(kept.file, before).properties
    except (OSError, AppConfigError):  # damaged, and so no answer of the service
        return False
    return equivalent(properties, found.properties)


def _stored(body: bytes, folder: Path, at: datetime) -> Kept:
    """Write a new file that is called by a time, or by one as close to it as can be."""
    temporary = folder / f".effective-config-{os.urandom(8).hex()}"
    create_private_file(temporary, body)
    try:
        for moment in (at.replace(microsecond=0), *_moments(at)):
            path = folder / file_name(moment)
            with suppress(FileExistsError):
                _name(temporary, path)
                return Kept(moment, str(path))
    finally:
        with suppress(OSError):
            temporary.unlink()
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))


def _moments(at: datetime) -> Iterator[datetime]:
    for _ in range(_MOST_AT_ONCE):
        yield at
        at += _MICROSECOND


def _name(file: Path, path: Path) -> None:
    """Give a file its name at once, unless there is one. Raises FileExistsError, OSError."""
    try:
        path.hardlink_to(file)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists() or path.is_symlink():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        file.rename(path)
