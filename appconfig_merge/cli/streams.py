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


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person is at the other end of a stream; None is one that is closed."""
    return stream is not None and stream.isatty()


def width_of(stream: TextIO | None) -> int:
    """The columns of the terminal; of a pipe or file, enough for a line to be whole."""
    if not is_terminal(stream):
        return FILE_WIDTH
    from shutil import get_terminal_size

    return get_terminal_size((100, 24)).columns


def echo(text: str, stream: TextIO | None) -> None:
    """Write to a stream of the process at once; nothing to one that is closed. Raises OSError."""
    if stream is None:
        return
    if os.name == "nt":
        import click  # old consoles need its wrapper for colours and for most characters

        click.echo(text, nl=False, err=stream is sys.stderr)
        return
    if codecs.lookup(stream.encoding).name == "ascii":
        stream.buffer.write(text.encode("utf-8", "replace"))
    else:
        stream.write(text)
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
