"""Backups: the resource as it was answered, byte for byte, for its owner's eyes."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from typing import TYPE_CHECKING

from appconfig_merge.errors import InputError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from appconfig_merge.rest.configuration import Configuration

_MOST_OF_ONE_SECOND = 1000


def save_backup(configuration: Configuration, folder: Path, at: datetime) -> Path:
    """Write a new file with mode 0600, named by account and time; no file is overwritten.

    The bytes are on the disk when this returns. Raises InputError.
    """
    account = re.sub(r"[^0-9A-Za-z]", "", configuration.account_sid)[:40]
    stem = f"flex-configuration-{account}-{at:%Y%m%dT%H%M%SZ}"
    for number in range(1, _MOST_OF_ONE_SECOND):
        path = folder / (f"{stem}.json" if number == 1 else f"{stem}-{number}.json")
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        except OSError as error:
            raise _unwritable(path, error) from None
        if sys.platform != "win32":
            # The umask may have taken the owner's rights too.
            with contextlib.suppress(OSError):
                os.fchmod(descriptor, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(configuration.body)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            path.unlink(missing_ok=True)
            raise _unwritable(path, error) from None
        return path
    raise InputError(f"{folder / stem}.json: there are too many backups of this second")


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError(
        f"{path}: the backup can't be written: {error.strerror or error}",
        help="nothing is changed without a backup; --backup-dir names another folder",
    )
