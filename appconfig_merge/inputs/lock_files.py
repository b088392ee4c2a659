"""The version of Flex UI in the lock files of npm, yarn and pnpm.

A lock file of a workspace is for several projects, which may use several versions.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PACKAGE: Final = "@twilio/flex-ui"

_VERSION: Final = r"\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?"
_ENTRY: Final = re.compile(r"""(['"]?)(.+?)\1:(?: +['"]?(.*))?""")
_SECTIONS: Final = (("dependencies",), ("devDependencies",), ("optionalDependencies",))
_DEEPEST: Final = ("importers", "PROJECT", "SECTION", "PACKAGE", "version")
"""The longest path to a version in pnpm's lock file."""


class Wanted(NamedTuple):
    """What a project wants: its folder from the lock file's own, and package.json's range."""

    project: str
    range: str

    @property
    def is_alone(self) -> bool:
        """Whether the lock file stands beside its package.json, so that it is this project's."""
        return self.project == "."


def _npm(text: str, wanted: Wanted) -> str | None:
    """What npm writes: format 2 and 3, or 1."""
    try:
        lock: Any = json.loads(text)
    except (ValueError, RecursionError):
        return None
    packages = _member(lock, "packages")
    if isinstance(packages, dict):
        if not wanted.is_alone and wanted.project not in packages:
            return None
        return next(filter(None, (_npm_entry(packages, at) for at in _homes(wanted.project))), None)
    return _npm_entry(_member(lock, "dependencies"), PACKAGE) if wanted.is_alone else None


def _homes(project: str) -> Iterator[str]:
    """Where the package may be installed for a project, the nearest place first."""
    parts = [] if project == "." else project.split("/")
    for end in range(len(parts), -1, -1):
        yield "/".join((*parts[:end], "node_modules", PACKAGE))


def _npm_entry(entries: Any, key: str) -> str | None:
    entry = _member(entries, key)
    version = _member(entry, "version")
    # An entry with another name is another package, in the place of this one.
    if isinstance(version, str) and (_member(entry, "name") or PACKAGE) == PACKAGE:
        return version
    return None


def _member(data: Any, key: str) -> Any:
    return data.get(key) if isinstance(data, dict) else None


def _yarn(text: str, wanted: Wanted) -> str | None:
    """yarn.lock, whose entries are named by the ranges that they are for; of any version."""
    entries = list(_yarn_entries(text))
    for ranges, version in entries:
        if wanted.range in ranges:
            return version
    # Where resolutions say otherwise, the range of package.json isn't there.
    versions = {version for _, version in entries}
    return versions.pop() if wanted.is_alone and len(versions) == 1 else None


def _yarn_entries(text: str) -> Iterator[tuple[set[str], str]]:
    """The ranges and the version of each entry of the package."""
    ranges: set[str] = set()
    for line in text.split("\n"):
        if line[:1] not in {" ", "\t"}:
            names = line.rstrip(": ").replace('"', "").split(", ")
            ranges = {
                name.removeprefix(f"{PACKAGE}@").removeprefix("npm:")
                for name in names
                if name.startswith(f"{PACKAGE}@")
            }
        elif ranges:
            match = re.fullmatch(rf'\s+version:? "?({_VERSION})"?\s*', line)
            if match is not None:
                yield ranges, match[1]
                ranges = set()


def _pnpm(text: str, wanted: Wanted) -> str | None:
    """pnpm-lock.yaml: the entry of the project, or the one version that there is."""
    versions: set[str] = set()
    for whole, value in _yaml_entries(text):
        path = _of_project(whole, wanted.project)
        if path[:1] == ("packages",) and len(path) == 2:
            match = re.match(rf"/?{PACKAGE}[@/]({_VERSION})", path[1])
            versions.update([match[1]] if match is not None else [])
        elif path[:1] in _SECTIONS and path[1:] in {(PACKAGE,), (PACKAGE, "version")}:
            match = re.match(_VERSION, value)
            if match is not None:
                return match[0]
    return versions.pop() if len(versions) == 1 else None


def _of_project(path: tuple[str, ...], project: str) -> tuple[str, ...]:
    """A path as it is in the entry of a project; empty where it is of another one.

    A lock file of one project alone has no importers.
    """
    if path[0] == "importers":
        return path[2:] if path[1:2] == (project,) else ()
    return path if project == "." else ()


def _yaml_entries(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The path of every entry and the value on its line, of YAML as pnpm writes it."""
    above: list[tuple[int, str]] = []
    for line in text.split("\n"):
        entry = line.lstrip(" ")
        match = _ENTRY.fullmatch(entry)
        if match is None:
            continue
        indent = len(line) - len(entry)
        while above and above[-1][0] >= indent:
            above.pop()
        above.append((indent, match[2]))
        if len(above) <= len(_DEEPEST):
            yield tuple(key for _, key in above), match[3] or ""


READERS: Final[tuple[tuple[str, Callable[[str, Wanted], str | None]], ...]] = (
    ("npm-shrinkwrap.json", _npm),
    ("package-lock.json", _npm),
    ("yarn.lock", _yarn),
    ("pnpm-lock.yaml", _pnpm),
)
"""The lock files in the order in which they are asked: their names, and what reads the version."""
