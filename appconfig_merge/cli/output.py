"""Where results and remarks go: results to stdout or a file, all else to stderr."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

from appconfig_merge.errors import AppConfigError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.rendering.style import Role, Style

USAGE = 2
UNREADABLE = 3
UNRESOLVED = 4
REST = 5
CONFLICT = 6
INTERRUPTED = 130

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


def style_for(stream: TextIO) -> Style:
    """Colours on a terminal that wants them (https://no-color.org), none elsewhere."""
    from appconfig_merge.rendering.style import PLAIN

    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return PLAIN

    def coloured(text: str, role: Role) -> str:
        return click.style(text, **_COLOURS[role]) if text else text

    return coloured


def width_of(stream: TextIO) -> int:
    """The columns of the terminal; of a pipe or file, enough for a line to be whole."""
    return shutil.get_terminal_size((100, 24)).columns if stream.isatty() else 200


def write(text: str, output: str | None) -> None:
    """Write a result as UTF-8, to stdout or to a file that is replaced only when all is well."""
    data = text.encode("utf-8", "backslashreplace")
    if output is None or output == "-":
        if sys.stdout.isatty():
            click.echo(text, nl=False)
        else:
            click.echo(data, nl=False)
        return
    try:
        with click.open_file(output, "wb", atomic=True) as file:
            file.write(data)
    except OSError as error:
        raise InputError(f"{output}: {error.strerror or error}") from None


def report_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Say on stderr what the readers noticed."""
    for diagnostic in diagnostics:
        from appconfig_merge.rendering.problems import render_diagnostic

        style = style_for(sys.stderr)
        click.echo(render_diagnostic(diagnostic, style), nl=False, err=True)


def fail(error: AppConfigError) -> int:
    """Say on stderr what is wrong; give the exit code."""
    from appconfig_merge.rendering.problems import render_error

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
