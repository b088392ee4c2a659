"""The streams of the process: whether a person is at the other end, and how wide it is there."""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

FILE_WIDTH = 200
"""The columns of a pipe or file: enough for a line to be whole."""
_UNKNOWN_WIDTH = 100
"""The columns of a terminal that doesn't say how many it has."""


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person is at the other end of a stream; None is one that is closed."""
    return stream is not None and stream.isatty()


def width_of(stream: TextIO | None) -> int:
    """The columns of the terminal; of a pipe or file, enough for a line to be whole."""
    return _columns() if is_terminal(stream) else FILE_WIDTH


def _columns() -> int:
    """What shutil.get_terminal_size says, without all that shutil imports."""
    try:
        wanted = max(int(os.environ["COLUMNS"]), 0)
    except (KeyError, ValueError):
        wanted = 0
    if wanted or sys.__stdout__ is None:
        return wanted or _UNKNOWN_WIDTH
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or _UNKNOWN_WIDTH
    except (ValueError, OSError):
        return _UNKNOWN_WIDTH


def encoding_of(stream: TextIO) -> str:
    """How a stream is written to: ASCII is what nobody chose, so it is UTF-8 there."""
    is_ascii = codecs.lookup(stream.encoding).name == "ascii"
    return "utf-8" if is_ascii else stream.encoding


def echo(text: str, stream: TextIO | None) -> None:
    """Write to a stream of the process at once; nothing to one that is closed. Raises OSError."""
    if stream is None:
        return
    if os.name == "nt":
        import click  # old consoles need its wrapper for colours and for most characters

        click.echo(text, nl=False, err=stream is sys.stderr)
        return
    if encoding_of(stream) == stream.encoding:
        stream.write(text)
    else:
        stream.buffer.write(text.encode(encoding_of(stream), "replace"))
    stream.flush()


def say(text: str) -> None:
    """Write to standard error what is no result. Raises OSError."""
    echo(text, sys.stderr)


def silence(stream: TextIO | None) -> None:
    """Let Python's own flush at the end neither wait nor complain."""
    if stream is not None:
        with suppress(OSError, ValueError):
            descriptor = stream.fileno()
            os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
