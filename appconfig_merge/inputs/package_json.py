"""Which Flex UI a project uses, as package.json and its lock file say."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.inputs.lock_files import PACKAGE, READERS, Wanted
from appconfig_merge.releases.choice import Dependency

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_BYTES: Final = 50_000_000
_SECTIONS: Final = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")


def flex_ui_dependency(script: str) -> Dependency | None:
    """The Flex UI of the nearest package.json at or above a script that has it as a dependency.

    A lock file beside that package.json says it exactly, or one above it that has it as part of
    a workspace. None where there is no such file, or the script is no file. Files that can't be
    read, or aren't what they should be, say nothing.
    """
    if not os.path.isfile(script):  # noqa: PTH113
        return None
    for folder in _upwards(os.path.dirname(os.path.abspath(script))):  # noqa: PTH100, PTH120
        name = os.path.join(folder, "package.json")  # noqa: PTH118
        wanted = _range(name)
        if wanted is not None:
            return _locked(folder, wanted) or Dependency(
                wanted, is_range=True, file=_shown_name(name)
            )
    return None


def _upwards(folder: str) -> Iterator[str]:
    """A folder and those that it is in."""
    yield folder
    above = os.path.dirname(folder)  # noqa: PTH120
    while above != folder:
        yield above
        folder, above = above, os.path.dirname(above)  # noqa: PTH120


def _range(name: str) -> str | None:
    try:
        package: Any = json.loads(_text(name) or "null")
    except (ValueError, RecursionError):
        return None
    sections = [package.get(one) for one in _SECTIONS] if isinstance(package, dict) else []
    found = (section.get(PACKAGE) for section in sections if isinstance(section, dict))
    return next((wanted for wanted in found if isinstance(wanted, str)), None)


def _locked(folder: str, wanted: str) -> Dependency | None:
    """The version of the nearest lock file that has it for the project in a folder."""
    for at in _upwards(folder):
        project = os.path.relpath(folder, at).replace(os.sep, "/")
        for name, read in READERS:
            file = os.path.join(at, name)  # noqa: PTH118
            text = _text(file) or ""
            version = read(text, Wanted(project, wanted)) if PACKAGE in text else None
            if version is not None:
                return Dependency(version, is_range=False, file=_shown_name(file))
    return None


def _shown_name(file: str) -> str:
    """A file's name as people call it, from where they are."""
    try:
        return os.path.relpath(file)
    except ValueError:  # on another drive
        return file


def _text(name: str) -> str | None:
    if not os.path.isfile(name):  # noqa: PTH113 - a pipe would be waited for
        return None
    try:
        with open(name, "rb") as file:  # noqa: PTH123
            raw = file.read(_MAX_BYTES)
    except (OSError, ValueError):
        return None
    return raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")
