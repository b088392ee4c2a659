"""Environments by the names that people write where a file could stand, too."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from appconfig_merge.errors import InputError
from appconfig_merge.inputs.environments.reading import find_environments, read_environments
from appconfig_merge.inputs.neighbours import instead_of
from appconfig_merge.inputs.record import STANDARD_INPUT

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.inputs.environments.environment import Environment, Environments


class NamedEnvironments:
    """The environments of a file; where none is given, those of the one nearby.

    ``announce`` is called with the name of that one before it is read.
    """

    def __init__(self, file: str | None, announce: Callable[[str], None]) -> None:
        self._announce = announce
        self._given = read_environments(file) if file else None
        self._nearby: Environments | None = None

    def get(self, name: str) -> Environment | None:
        """The environment that a name means; None where a file is meant, or none is known.

        A file wins over the environments nearby, those of a given file over both. Raises
        InputError for a name that is neither, where there are environments.
        """
        given = self._given.get(name) if self._given else None
        if given is not None or not is_no_file(name):
            return given
        known = self._given or self._found()
        found = known.get(name) if known else None
        if known is not None and found is None:
            raise InputError(
                f"{name}: {what_it_is(name)}, and there is no such environment in {known.file}",
                help=_instead(name, known),
            )
        return found

    def _found(self) -> Environments | None:
        if self._nearby is None:
            nearby = find_environments(Path.cwd())
            if nearby is not None:
                self._announce(nearby)
                self._nearby = read_environments(nearby)
        return self._nearby


def is_no_file(name: str) -> bool:
    """Whether a name can't be meant as a file's: nothing is there, or a folder is."""
    if name == STANDARD_INPUT or ":" in name:
        return False
    return not os.path.lexists(name) or Path(name).is_dir()


def what_it_is(name: str) -> str:
    """Why a name is no file's, as a clause."""
    return "this is a folder" if Path(name).is_dir() else "there is no such file"


def _instead(name: str, known: Environments) -> str:
    """What may have been meant: a file where the name is one of files, or environments."""
    near = known.near(name)
    file = None if near and not Path(name).suffix else instead_of(name)
    if file is not None:
        return file
    near = near or [one.name for one in known.all][:10]
    return f"there {'is' if len(near) == 1 else 'are'} {', '.join(near)}"
