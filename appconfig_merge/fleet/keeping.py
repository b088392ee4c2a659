"""Kept resources: each one that was fetched, by account and time, for later questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from appconfig_merge.inputs.kept import Kept
    from appconfig_merge.rest.configuration import Configuration


def keep(found: Configuration, folder: str, ui_version: str | None = None) -> Kept:
    """Store a fetched resource beneath a folder, unless the last one of its account is the same.

    Byte for byte, for its owner alone, whole or not at all. Gives the file that holds it now.
    Raises InputError.
    """
    raise NotImplementedError
