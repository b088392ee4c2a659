"""Which Flex UI a project uses, as package.json and its lock file say."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.inputs.lock_files import PACKAGE, READERS, Wanted
from appconfig_merge.inputs.tree import DISK
from appconfig_merge.releases.choice import Dependency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.inputs.tree import Tree

_MAX_BYTES: Final = 50_000_000
_SECTIONS: Final = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")


def flex_ui_dependency(script: str, tree: Tree = DISK) -> Dependency | None:
    """The Flex UI of the nearest package.json at or above a script that has it as a dependency.

    A lock file beside that package.json says it exactly, or one above it that has it as part of
    a workspace. None where there is no such file, or the script is no file. Files that can't be
    read, or aren't what they should be, say nothing.
    """
    if not tree.is_file(script):
        return None
    for folder in _upwards(os.path.dirname(os.path.abspath(script))):  # noqa: PTH100, PTH120
        name = os.path.join(folder, "package.json")  # noqa: PTH118
        wanted = _range(_text(name, tree))
        if wanted is not None:
            return _locked(folder, wanted, tree) or Dependency(wanted, _shown_name(name))
    return None


def _upwards(folder: str) -> Iterator[str]:
    """A folder and those that it is in."""
    yield folder
    above = os.path.dirname(folder)  # noqa: PTH120
    while above != folder:
        yield above
        folder, above = above, os.path.dirname(above)  # noqa: PTH120


def _range(text: str | None) -> str | None:
    try:
        package: Any = json.loads(text or "null")
    except (ValueError, RecursionError):
        return None
    sections = [package.get(one) for one in _SECTIONS] if isinstance(package, dict) else []
    found = (section.get(PACKAGE) for section in sections if isinstance(section, dict))
    return next((wanted for wanted in found if isinstance(wanted, str)), None)


def _locked(folder: str, wanted: str, tree: Tree) -> Dependency | None:
    """The version of the nearest lock file that has it for the project in a folder."""
    for at in _upwards(folder):
        project = os.path.relpath(folder, at).replace(os.sep, "/")
        for name, read in READERS:
            file = os.path.join(at, name)  # noqa: PTH118
            text = _text(file, tree) or ""
            version = read(text, Wanted(project, wanted)) if PACKAGE in text else None
            if version is not None:
                return Dependency(version, _shown_name(file))
    return None


def _shown_name(file: str) -> str:
    """A file's name as people call it, from where they are."""
    try:
        return os.path.relpath(file)
    except ValueError:  # on another drive
        return file


def _text(name: str, tree: Tree) -> str | None:
    raw = tree.data(name, _MAX_BYTES)
    return None if raw is None else raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")
