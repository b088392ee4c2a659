"""The line of a syntax error, and what is found out about it."""

from __future__ import annotations

from appconfig_merge.named_tuples import NamedTuple


class Line(NamedTuple):
    """The line of an error: ``text`` as written, ``blank`` with NUL in its strings, the column."""

    text: str
    blank: str
    column: int


class Cause(NamedTuple):
    """A message and help for a stretch of the line. Without a message the error's own stays."""

    message: str | None
    help: str
    start: int = 0
    end: int = 0
