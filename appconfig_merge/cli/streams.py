"""The streams of the process: whether a person is at the other end, and how wide it is there."""

from __future__ import annotations

import os
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


def silence(stream: TextIO | None) -> None:
    """Let Python's own flush at the end neither wait nor complain."""
    if stream is not None:
        with suppress(OSError, ValueError):
            descriptor = stream.fileno()
            os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
