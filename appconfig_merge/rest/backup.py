"""Backups: the resource as it was answered, byte for byte, for its owner's eyes."""

from __future__ import annotations

import errno
import os
import re
from stat import S_ISDIR
from typing import TYPE_CHECKING

from appconfig_merge.errors import InputError
from appconfig_merge.file_writing import create_private_file, demand_access

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from appconfig_merge.rest.configuration import Configuration

_MOST_OF_ONE_SECOND = 1000


def save_backup(configuration: Configuration, folder: Path, at: datetime) -> Path:
    """Write a new file with mode 0600, named by account and time; no file is overwritten.

    It is on the disk when this returns. Raises InputError.
    """
    account = re.sub(r"[^0-9A-Za-z]", "", configuration.account_sid)[:40]
    stem = f"flex-configuration-{account}-{at:%Y%m%dT%H%M%SZ}"
    for number in range(1, _MOST_OF_ONE_SECOND):
        path = folder / (f"{stem}.json" if number == 1 else f"{stem}-{number}.json")
        try:
            create_private_file(path, configuration.body)
        except FileExistsError:
            continue
        except OSError as error:
            raise _unwritable(path, error) from None
        return path
    raise InputError(f"{folder / stem}.json: there are too many backups of this second")


def demand_backup_folder(folder: Path) -> None:
    """Raise InputError for a folder in which a backup can't be written, before there is one."""
    try:
        if not S_ISDIR(folder.stat().st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        demand_access(folder, os.W_OK | os.X_OK)
    except OSError as error:
        raise _unwritable(folder, error) from None


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError(
        f"{path}: the backup can't be written: {error.strerror or error}",
        help="nothing is changed without a backup; --backup-dir names another folder",
    )
