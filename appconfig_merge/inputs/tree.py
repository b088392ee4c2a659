"""Where the names of files lead: to the disk, or to what another time had there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, Protocol

from appconfig_merge.inputs.files import read_source
from appconfig_merge.inputs.folders import DiskFolder

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.inputs.folders import Folder
    from appconfig_merge.source import Language, Source


class Tree(Protocol):
    """Files and folders by the names that people call them by, from where they are."""

    def read(self, name: str, language: Language) -> Source:
        """A file as a source. Raises InputError and LimitError."""

    def data(self, name: str, most: int) -> bytes | None:
        """The bytes of a file, ``most`` of them; None where there is none that can be read."""

    def is_file(self, name: str) -> bool:
        """Whether a name is that of a file."""

    def is_folder(self, name: str) -> bool:
        """Whether a name is that of a folder."""

    def folder(self, name: str, read: Callable[[str], Source]) -> Folder:
        """The folder of a name, from which a page's server gives files; ``read`` reads one."""


class _Disk:
    """What is there now."""

    def read(self, name: str, language: Language) -> Source:
        """A file as a source. Raises InputError and LimitError."""
        return read_source(name, language)

    def data(self, name: str, most: int) -> bytes | None:
        """The bytes of a file, ``most`` of them; None where there is none that can be read."""
        if not self.is_file(name):  # a pipe would be waited for
            return None
        try:
            with open(name, "rb") as file:  # noqa: PTH123
                return file.read(most)
        except (OSError, ValueError):
            return None

    def is_file(self, name: str) -> bool:
        """Whether a name is that of a file."""
        return os.path.isfile(name)  # noqa: PTH113

    def is_folder(self, name: str) -> bool:
        """Whether a name is that of a folder."""
        return os.path.isdir(name)  # noqa: PTH112

    def folder(self, name: str, read: Callable[[str], Source]) -> Folder:
        """The folder of a name, from which a page's server gives files; ``read`` reads one."""
        return DiskFolder(name, read)


DISK: Final[Tree] = _Disk()
