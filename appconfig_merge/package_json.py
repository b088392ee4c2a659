"""Which Flex UI a project uses, as package.json and its lock file say."""

from __future__ import annotations

import json
import os
import re
from typing import Any, Final, NamedTuple

PACKAGE: Final = "@twilio/flex-ui"

_MAX_BYTES: Final = 50_000_000
_SECTIONS: Final = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")
_YARN: Final = re.compile(
    r'^"?@twilio/flex-ui@[^\n]*:\n(?:[ \t]+[^\n]*\n)*?[ \t]+version:? "?([\w.-]+)', re.MULTILINE
)
_PNPM: Final = re.compile(r"^  ['\"]?/?@twilio/flex-ui[@/](\d[\w.-]*)", re.MULTILINE)


class Dependency(NamedTuple):
    """What a project says: a range of package.json, or the exact version of a lock file."""

    version: str
    is_range: bool
    file: str


def flex_ui_dependency(script: str) -> Dependency | None:
    """The Flex UI of the nearest package.json at or above a script that has it as a dependency.

    A lock file beside that package.json says it exactly. None where there is no such file, or
    the script is no file. Files that can't be read, or aren't what they should be, say nothing.
    """
    if not os.path.isfile(script):  # noqa: PTH113
        return None
    folder = os.path.dirname(os.path.abspath(script))  # noqa: PTH100, PTH120
    while True:
        name = os.path.join(folder, "package.json")  # noqa: PTH118
        wanted = _range(_json(name))
        if wanted is not None:
            return _locked(folder) or Dependency(wanted, is_range=True, file=_told(name))
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return None
        folder = above


def _range(package: Any) -> str | None:
    sections = [package.get(name) for name in _SECTIONS] if isinstance(package, dict) else []
    found = (section.get(PACKAGE) for section in sections if isinstance(section, dict))
    return next((wanted for wanted in found if isinstance(wanted, str)), None)


def _locked(folder: str) -> Dependency | None:
    """The version of a lock file in a folder."""
    for name in ("npm-shrinkwrap.json", "package-lock.json"):
        file = os.path.join(folder, name)  # noqa: PTH118
        version = _npm_version(_json(file))
        if version is not None:
            return Dependency(version, is_range=False, file=_told(file))
    for name, pattern in (("yarn.lock", _YARN), ("pnpm-lock.yaml", _PNPM)):
        file = os.path.join(folder, name)  # noqa: PTH118
        match = pattern.search(_text(file) or "")
        if match is not None:
            return Dependency(match[1], is_range=False, file=_told(file))
    return None


def _npm_version(lock: Any) -> str | None:
    """The version in npm's lock file: of format 2 and 3, or 1."""
    if not isinstance(lock, dict):
        return None
    for section, key in (("packages", f"node_modules/{PACKAGE}"), ("dependencies", PACKAGE)):
        found = lock.get(section)
        one = found.get(key) if isinstance(found, dict) else None
        version = one.get("version") if isinstance(one, dict) else None
        if isinstance(version, str):
            return version
    return None


def _told(file: str) -> str:
    """A file's name as people call it, from where they are."""
    try:
        return os.path.relpath(file)
    except ValueError:  # on another drive
        return file


def _json(name: str) -> Any:
    try:
        return json.loads(_text(name) or "null")
    except (ValueError, RecursionError):
        return None


def _text(name: str) -> str | None:
    try:
        with open(name, "rb") as file:  # noqa: PTH123
            return file.read(_MAX_BYTES).decode("utf-8", "replace").replace("\r\n", "\n")
    except (OSError, ValueError):
        return None
