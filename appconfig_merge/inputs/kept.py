"""Folders of kept resources: which there are of an account, and which of them counts.

``FOLDER/ACCOUNT/20261130T104500Z.json`` is what the account's Configuration resource was from that
time (UTC) on, as far as anybody looked; ``FOLDER/ACCOUNT/ui-2.17.1/...`` what was answered when
the resource of that pinned version was asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class Kept(NamedTuple):
    """A resource that was kept: when it was first seen so, and its file."""

    at: datetime
    file: str


def kept_resources(
    folder: str, account_sid: str, ui_version: str | None = None
) -> tuple[Kept, ...]:
    """What is kept of an account, oldest first. Raises InputError for a folder that isn't one."""
    raise NotImplementedError


def newest_kept(folder: str) -> str:
    """The newest file of a folder that holds one account's resources, or is that account's.

    Raises InputError where there is none, or more than one account.
    """
    raise NotImplementedError
