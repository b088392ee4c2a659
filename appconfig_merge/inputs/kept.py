"""Folders of kept resources: which there are of an account, and which of them counts.

``FOLDER/ACCOUNT/20261130T104500Z.json`` is what the account's Configuration resource was from that
time (UTC) on, as far as anybody looked; ``FOLDER/ACCOUNT/ui-2.17.1/...`` what was answered when
the resource of that pinned version was asked for. Whatever else lies there is left alone, and so
are links: what is kept was written here.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from appconfig_merge.errors import InputError
from appconfig_merge.inputs.access import is_account_sid
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TIME: Final = re.compile(r"(\d{8}T\d{6})(?:\.(\d{6}))?Z\.json")
_SECONDS: Final = "%Y%m%dT%H%M%S"
_PINNED: Final = "ui-"
_VERSION: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}")
_NAMED: Final = 10
"""Names that an error lists."""


class Kept(NamedTuple):
    """A resource that was kept: when it was first seen so (UTC), and its file."""

    at: datetime
    file: str


def account_folder(folder: str, account_sid: str, ui_version: str | None = None) -> str:
    """Where an account's resources lie, or those of a pinned version of it.

    Raises InputError for an account SID or a version that no folder could be called by.
    """
    if not is_account_sid(account_sid):
        raise InputError(
            "this is no account SID, by which a resource could be kept",
            help="an account SID is AC and 32 hexadecimal digits",
        )
    if ui_version is None:
        return os.path.join(folder, account_sid)  # noqa: PTH118 - as people gave it
    if not _VERSION.fullmatch(ui_version):
        raise InputError(
            "the resource of a version that is no name for a folder can't be kept",
            help="a version looks like 2.17.1",
        )
    return os.path.join(folder, account_sid, f"{_PINNED}{ui_version}")  # noqa: PTH118


def file_name(at: datetime) -> str:
    """What a resource of that time is called: to the second, or as exactly as the time is."""
    moment = at.astimezone(UTC)
    part = f".{moment.microsecond:06}" if moment.microsecond else ""
    return f"{moment:{_SECONDS}}{part}Z.json"


def seen_at(file: str) -> datetime | None:
    """When the resource of a kept file was first seen so; None for a file of any other name."""
    return _time(os.path.basename(file))  # noqa: PTH119 - as people gave it


def demand_own_account(file: str, account_sid: object) -> None:
    """Raise InputError where a kept file holds the resource of another account than its folder's.

    Somebody put it there: it would be taken for what that account has. Other files are not judged.
    """
    if seen_at(file) is None or not isinstance(account_sid, str):
        return
    folder = os.path.dirname(file)  # noqa: PTH120 - as people gave it
    if os.path.basename(folder).startswith(_PINNED):  # noqa: PTH119
        folder = os.path.dirname(folder)  # noqa: PTH120
    own = os.path.basename(folder)  # noqa: PTH119
    if is_account_sid(own) and own != account_sid:
        raise InputError(
            f"{file}: this is the resource of another account than the one whose folder it is in",
            help="move it into the folder of its account_sid, or remove it",
        )


def kept_resources(
    folder: str, account_sid: str, ui_version: str | None = None
) -> tuple[Kept, ...]:
    """What is kept of an account, oldest first; nothing where there is no such folder yet.

    Raises InputError for a folder that can't be listed, and as :func:`account_folder`.
    """
    return _resources(account_folder(folder, account_sid, ui_version))


def kept_of_all_versions(folder: str, account_sid: str) -> tuple[tuple[Kept, str | None], ...]:
    """All that is kept of an account, oldest first, each with the version that was asked for.

    Raises as :func:`kept_resources`.
    """
    versions = _versions(account_folder(folder, account_sid))
    found = ((one, version) for version, kept in versions for one in kept)
    return tuple(sorted(found, key=lambda one: one[0]))


def kept_accounts(folder: str) -> tuple[str, ...]:
    """The accounts that a folder has something of, in order. Raises InputError."""
    return tuple(sorted(one.name for one in _folders(folder) if is_account_sid(one.name)))


def newest_kept(folder: str, ui_version: str | None = None) -> str:
    """The newest resource of a folder that holds one account's, or is that account's.

    It is one of the version asked for; where only one version is kept, with or without a pin, it
    is of that one. Raises InputError where there is none, or where nobody says which is meant.
    """
    own = _resources(folder)
    if own:
        return own[-1].file
    accounts = kept_accounts(folder)
    if len(accounts) > 1:
        raise InputError(
            f"{folder}: resources of {len(accounts)} accounts are kept here",
            help=f"name the folder of one of them: {_listed(accounts)}",
        )
    at = os.path.join(folder, *accounts)  # noqa: PTH118 - as people gave it
    found = {version: kept for version, kept in _versions(at) if kept}
    if not found:
        raise InputError(
            f"{folder}: no resource is kept here",
            help="what --kept FOLDER keeps is called such as "
            "AC00000000000000000000000000000000/20261130T104500Z.json",
        )
    kept = next(iter(found.values())) if len(found) == 1 else found.get(ui_version)
    if kept is None:
        folders = [os.path.dirname(one[0].file) for one in found.values()]  # noqa: PTH120
        wanted = (
            f"that was asked for as version {ui_version}" if ui_version else "without a version"
        )
        raise InputError(
            f"{at}: resources of several versions are kept here, and none {wanted}",
            help=f"name the folder of one of them: {_listed(folders)}",
        )
    return kept[-1].file


def _versions(account: str) -> Iterator[tuple[str | None, tuple[Kept, ...]]]:
    """What is kept of an account, by the version that was asked for; None where none was."""
    yield None, _resources(account)
    for one in sorted(_folders(account), key=lambda entry: entry.name):
        if one.name.startswith(_PINNED):
            yield one.name.removeprefix(_PINNED), _resources(one.path)


def _resources(folder: str) -> tuple[Kept, ...]:
    found = (
        Kept(at, entry.path)
        for entry in _entries(folder)
        if (at := _time(entry.name)) and entry.is_file(follow_symlinks=False)
    )
    return tuple(sorted(found))


def _time(name: str) -> datetime | None:
    """The time that a file's name says; None where it is no name of a kept resource."""
    match = _TIME.fullmatch(name)
    if match is None:
        return None
    try:
        whole = datetime.strptime(match[1], _SECONDS).replace(tzinfo=UTC)
    except ValueError:  # such as the thirtieth of February
        return None
    return whole.replace(microsecond=int(match[2] or 0))


def _folders(folder: str) -> Iterator[os.DirEntry[str]]:
    return (one for one in _entries(folder) if one.is_dir(follow_symlinks=False))


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder or ".") as entries:
            return list(entries)
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"{folder}: {reason}") from None


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} others" if more > 0 else "")
