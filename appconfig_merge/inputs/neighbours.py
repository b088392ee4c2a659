"""What lies where a file is missing, or in a folder that is none: what may have been meant."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Final

from appconfig_merge.suggestions import is_slip

if TYPE_CHECKING:
    from collections.abc import Iterable

_FOLDERS: Final = ("", "public", "public/assets", "assets", "static", "src", "dist", "build")
"""Where a project keeps its appConfig.js, below its own folder."""
_USUAL: Final = ("appConfig.js", "index.html")
"""What the file is called that a configuration is read from."""
_EXAMPLE: Final = re.compile(
    r"(?:^|[._-])(?:example|sample|template|dist|tmpl|tpl|default)(?=[._-]|$)"
)
_MOST: Final = 2_000
"""Names of a folder that are looked at."""


def instead_of(name: str) -> str | None:
    """The help for a file that isn't there; None where nothing near it is."""
    path = Path(name)
    if not path.name:
        return None
    for folder in _FOLDERS:
        below = path.parent / folder
        names = _names(below)
        same = [one for one in names if one.lower() == path.name.lower()]
        if same:
            return f"did you mean {below / same[0]}?"
        for one in names:
            if _EXAMPLE.sub("", one.lower()).lstrip("._-") == path.name.lower():
                copy = "copy" if os.name == "nt" else "cp"
                command = (
                    f"{copy} {shlex.quote(str(below / one))} {shlex.quote(str(below / path.name))}"
                )
                return f"there is {below / one}: `{command}` makes a copy to fill in"
    alike = [one for one in _names(path.parent) if _is_alike(path.name, one)]
    return f"did you mean {path.parent / alike[0]}?" if alike else None


def inside(name: str) -> str | None:
    """The help for a folder that is no script; None where none lies in it."""
    for folder in _FOLDERS:
        below = Path(name) / folder
        found = next((one for one in _USUAL if (below / one).is_file()), None)
        if found is not None:
            return f"did you mean {below / found}?"
    return None


def _is_alike(name: str, other: str) -> bool:
    """Whether one of two names is the other with a slip; their endings are the same."""
    return Path(name).suffix == Path(other).suffix and is_slip(Path(name).stem, Path(other).stem)


def _names(folder: Path) -> list[str]:
    """The files of a folder, in order; none of what can't be listed."""
    try:
        with os.scandir(folder) as entries:
            return sorted(_files(entries))[:_MOST]
    except (OSError, ValueError):
        return []


def _files(entries: Iterable[os.DirEntry[str]]) -> Iterable[str]:
    return (entry.name for entry in entries if entry.is_file())
