"""Where results and remarks go: results to stdout or a file, all else to stderr."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NoReturn

import click

from appconfig_merge.cli.quick import FILE_WIDTH
from appconfig_merge.errors import AppConfigError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.rendering.style import Role, Style

USAGE = 2
UNREADABLE = 3
UNRESOLVED = 4
REST = 5
CONFLICT = 6
INTERRUPTED = 130
BROKEN_PIPE = 141

_COLOURS: dict[Role, dict[str, Any]] = {
    "path": {"bold": True},
    "value": {"fg": "green"},
    "source": {"fg": "cyan"},
    "loser": {"fg": "bright_black"},
    "unresolved": {"fg": "yellow"},
    "dim": {"dim": True},
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow"},
    "info": {"fg": "blue"},
    "caret": {"fg": "red"},
}


def style_for(stream: TextIO | None) -> Style:
    """Colours on a terminal that wants them (https://no-color.org), none elsewhere."""
    from appconfig_merge.rendering.style import PLAIN

    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    if plain or stream is None or not stream.isatty():
        return PLAIN

    def coloured(text: str, role: Role) -> str:
        return click.style(text, **_COLOURS[role]) if text else text

    return coloured


def width_of(stream: TextIO | None) -> int:
    """The columns of the terminal; of a pipe or file, enough for a line to be whole."""
    is_terminal = stream is not None and stream.isatty()
    return shutil.get_terminal_size((100, 24)).columns if is_terminal else FILE_WIDTH


def write(text: str, output: str | None, *, private: bool = False) -> None:
    """Write a result as UTF-8, to stdout or to a file that is replaced only when all is well.

    A ``private`` file that is new is for its owner only. Raises InputError; ends the process
    quietly where nobody reads on.
    """
    data = text.encode("utf-8", "backslashreplace")
    name = output
    try:
        if output is None or output == "-":
            name = "standard output"
            _write_out(text, data)
        else:
            with _mask(0o077 if private else None), click.open_file(output, "wb", atomic=True) as f:
                f.write(data)
    except OSError as error:
        if name != "standard output" and not isinstance(error, BrokenPipeError):
            raise InputError(f"{name}: {error.strerror or error}") from None
        _lost(error)


def unwritten(error: OSError) -> None:
    """End the process: standard output takes no more."""
    try:
        _lost(error)
    except InputError as told:
        sys.exit(fail(told))


def _lost(error: OSError) -> NoReturn:
    """End the process quietly where nobody reads on, else raise InputError."""
    _silence(sys.stdout)
    if isinstance(error, BrokenPipeError):
        sys.exit(BROKEN_PIPE)
    raise InputError(f"standard output: {error.strerror or error}") from None


def _write_out(text: str, data: bytes) -> None:
    if sys.stdout is None:
        raise InputError("standard output is closed")
    if sys.stdout.isatty():
        click.echo(text, nl=False)
    else:
        click.echo(data, nl=False)


def _silence(stream: TextIO) -> None:
    """Let Python's own flush at the end find nothing to complain about."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def _mask(bits: int | None) -> Iterator[None]:
    """Make new files without these permissions."""
    if bits is None:
        yield
        return
    before = os.umask(bits)
    try:
        yield
    finally:
        os.umask(before)


def report_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Say on stderr what the readers noticed."""
    for diagnostic in diagnostics:
        from appconfig_merge.rendering.problems import render_diagnostic

        style = style_for(sys.stderr)
        with suppress(OSError):
            click.echo(render_diagnostic(diagnostic, style), nl=False, err=True)


def fail(error: AppConfigError) -> int:
    """Say on stderr what is wrong; give the exit code."""
    from appconfig_merge.rendering.problems import render_error

    with suppress(OSError):
        click.echo("error: " + render_error(error, style_for(sys.stderr)), nl=False, err=True)
    return exit_code(error)


def exit_code(error: AppConfigError) -> int:
    """The exit code that stands for an error."""
    if isinstance(error, InputError):
        return UNREADABLE
    if not type(error).__module__.startswith("appconfig_merge.rest."):
        return USAGE
    # Imported already, since one of its errors has been raised.
    from appconfig_merge.rest import (
        ConflictError,
        FailedTestError,
        InterruptedUpdateError,
        RestError,
        UpdateError,
    )

    if isinstance(error, ConflictError | FailedTestError):
        return CONFLICT
    if isinstance(error, InterruptedUpdateError):
        return INTERRUPTED
    return REST if isinstance(error, RestError | UpdateError) else USAGE
