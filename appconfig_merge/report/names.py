"""What a page calls files: folders are not told."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_BEFORE: Final = r"(?<![\w/\\])"
"""What a name isn't the end of."""


class Names:
    """The short names of files, alone and wherever a text has a long one."""

    def __init__(self, files: Iterable[str]) -> None:
        self.short = short_names(files)
        self._long = _long_names(self.short)

    def text(self, text: str) -> str:
        """A text in which files have their short names."""
        return (
            text if self._long is None else self._long.sub(lambda found: self.short[found[0]], text)
        )


def short_names(files: Iterable[str]) -> dict[str, str]:
    """What the page calls each file: its own name, with as much of its folder as tells it apart."""
    parts = {file: file.replace("\\", "/").split("/") for file in files}
    short = {file: names[-1] for file, names in parts.items()}
    clashing = {file for file in parts if sum(short[file] == other for other in short.values()) > 1}
    if clashing:
        folders = [parts[file][:-1] for file in clashing]
        pairs = zip(min(folders), max(folders), strict=False)
        common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        for file in clashing:
            short[file] = "/".join(parts[file][common:])
    return short


def _long_names(names: Mapping[str, str]) -> re.Pattern[str] | None:
    """What finds files in texts by names that the page has shorter ones for.

    A relative name that is the end of an address or of another path is none.
    """
    long = sorted((file for file, name in names.items() if file != name), key=len, reverse=True)
    is_whole = re.compile(r"[/\\]|\w:")
    found = (f"{'' if is_whole.match(file) else _BEFORE}{re.escape(file)}" for file in long)
    return re.compile("|".join(found)) if long else None
