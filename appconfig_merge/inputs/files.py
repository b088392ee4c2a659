"""Files and standard input, read as sources."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from appconfig_merge.errors import InputError
from appconfig_merge.inputs.record import STANDARD_INPUT
from appconfig_merge.source import Source, read_bounded

if TYPE_CHECKING:
    from appconfig_merge.inputs.record import Readable
    from appconfig_merge.source import Language


def read_source(readable: Readable, language: Language = "javascript") -> Source:
    """Read a file; a text with a name is one already. Raises InputError."""
    if isinstance(readable, Source):
        return readable
    name = os.fspath(readable)
    try:
        # pathlib would cost more start-up time than reading the file takes.
        with open(name, "rb") as stream:  # noqa: PTH123
            raw = read_bounded(name, stream)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        shown = name or "''"  # an empty name is what an empty variable of a shell leaves
        help = None
        if isinstance(error, FileNotFoundError):
            from appconfig_merge.inputs.neighbours import instead_of

            help = instead_of(name)
        elif language == "javascript" and os.path.isdir(name):  # noqa: PTH112
            from appconfig_merge.inputs.neighbours import inside

            help = inside(name)
        raise InputError(f"{shown}: {reason}", help=help) from None
    return Source.from_bytes(name, raw, language)


def read_named(name: str, language: Language = "javascript") -> Source:
    """Read the file that a command line names: ``-`` is standard input. Raises InputError."""
    if name != STANDARD_INPUT:
        return read_source(name, language)
    # Python has no stream where the descriptor is closed (<&-).
    if sys.stdin is None:
        raise InputError("standard input is closed", help="give the name of a file")
    try:
        raw = read_bounded("<stdin>", sys.stdin.buffer)
    except OSError as error:
        raise InputError(f"standard input: {error.strerror or error}") from None
    return Source.from_bytes("<stdin>", raw, language)
