"""A place in a file, as people and programs are shown it."""

from __future__ import annotations

from appconfig_merge.named_tuples import NamedTuple


class Location(NamedTuple):
    """A stretch of a file. Lines and columns count from 1; columns count code points.

    ``end_line`` and ``end_column`` name the place just after the last character.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
