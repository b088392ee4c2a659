"""Where results and remarks go: results to stdout or a file, all else to stderr."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from appconfig_merge.cli.streams import encoding_of, is_terminal, say, silence
from appconfig_merge.errors import ExitCode, InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.errors import AppConfigError
    from appconfig_merge.rendering.style import Role, Style

_COLOURS: dict[Role, str] = {
    "path": "\x1b[1m",  # bold
    "value": "\x1b[32m",  # green
    "source": "\x1b[36m",  # cyan
    "loser": "\x1b[90m",  # bright black
    "unresolved": "\x1b[33m",  # yellow
    "dim": "\x1b[2m",
    "error": "\x1b[31m\x1b[1m",  # red and bold
    "warning": "\x1b[33m",
    "info": "\x1b[34m",  # blue
    "caret": "\x1b[31m",
}
"""What begins each role (ECMA-48, SGR)."""
_RESET = "\x1b[0m"


def style_for(stream: TextIO | None) -> Style:
    """Colours on a terminal that wants them (https://no-color.org), none elsewhere."""
    from appconfig_merge.rendering.style import PLAIN

    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    if plain or not is_terminal(stream):
        return PLAIN

    def coloured(text: str, role: Role) -> str:
        return f"{_COLOURS[role]}{text}{_RESET}" if text else text

    return coloured


def write(text: str | Iterable[str], output: str | None, *, private: bool = False) -> None:
    """Write a result as UTF-8, to stdout or to a file that is replaced only when all is well.

    What comes in pieces is written as they come. A ``private`` file that is new is for its owner
    only. Raises InputError; ends the process quietly where nobody reads on.
    """
    pieces = [text] if isinstance(text, str) else text
    if output is None or output == "-":
        try:
            _write_out(pieces)
        except OSError as error:
            _lost(error)
        return
    from appconfig_merge.file_writing import replace_file

    try:
        replace_file(output, _encoded(pieces), private=private)
    except BrokenPipeError:
        sys.exit(ExitCode.BROKEN_PIPE)
    except OSError as error:
        raise _unwritable(output, error) from None


def _unwritable(name: str, error: OSError) -> InputError:
    from pathlib import Path  # which the start does without

    folder = Path(name).parent
    help = None
    if isinstance(error, IsADirectoryError) or not name:
        help = "give the name of a file"
    elif not folder.is_dir():
        help = f"there is no folder {folder} to write it into"
    elif isinstance(error, PermissionError):
        help = "the file and its folder must be writable: the file is replaced by a new one"
    return InputError(f"{name or repr(name)}: {error.strerror or error}", help=help)


def unwritten(error: OSError) -> None:
    """End the process: standard output takes no more."""
    try:
        _lost(error)
    except InputError as failure:
        sys.exit(fail(failure))


def _lost(error: OSError) -> NoReturn:
    """End the process quietly where nobody reads on, else raise InputError."""
    silence(sys.stdout)
    if isinstance(error, BrokenPipeError):
        sys.exit(ExitCode.BROKEN_PIPE)
    raise InputError(f"standard output: {error.strerror or error}") from None


def _write_out(pieces: Iterable[str]) -> None:
    stream = sys.stdout
    if stream is None:
        raise InputError("standard output is closed")
    encoding = encoding_of(stream) if stream.isatty() else "utf-8"
    if sys.platform == "win32":
        # Consoles of old need its help with colours and with all that isn't ASCII.
        import click

        for piece in pieces if stream.isatty() else _encoded(pieces):
            click.echo(piece, nl=False)
        return
    for piece in _encoded(pieces, encoding):
        stream.buffer.write(piece)
    stream.flush()


def _encoded(pieces: Iterable[str], encoding: str = "utf-8") -> Iterator[bytes]:
    return (piece.encode(encoding, "backslashreplace") for piece in pieces)


def report_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Say on stderr what the readers noticed."""
    for diagnostic in diagnostics:
        from appconfig_merge.rendering.problems import render_diagnostic

        style = style_for(sys.stderr)
        with suppress(OSError):
            say(render_diagnostic(diagnostic, style))


def fail(error: AppConfigError, see: str | None = None) -> ExitCode:
    """Say on stderr what is wrong, and which command to ``see``; give the exit code."""
    from appconfig_merge.rendering.problems import render_error

    text = render_error(error, style_for(sys.stderr), see)
    with suppress(OSError):
        say(f"error: {text}")
    return error.exit_code
