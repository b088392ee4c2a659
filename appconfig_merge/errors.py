"""The errors a caller can meet: data first, one base class.

How they read on a terminal is :mod:`appconfig_merge.rendering.problems`' business. The class
and ``code`` of an error are part of the public API; the wording of a message is not.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from appconfig_merge.location import Location


class ExitCode(IntEnum):
    """How ``effective-config`` ends. A code keeps its meaning (docs/compatibility.md)."""

    DONE = 0
    FOUND = 1
    """Differences, findings or changes, for a call that asks whether there are any."""
    USAGE = 2
    UNREADABLE = 3
    """A file can't be read or written, or isn't what it is said to be."""
    UNRESOLVED = 4
    SERVICE = 5
    """The Flex API or a page can't be reached, or refuses."""
    CONFLICT = 6
    """Somebody else changed what was to be changed."""
    BUG = 70
    """EX_SOFTWARE of BSD's sysexits.h: this program is at fault, and nobody else."""
    INTERRUPTED = 130
    """128 + SIGINT, as a shell tells it."""
    BROKEN_PIPE = 141
    """128 + SIGPIPE."""


class AppConfigError(Exception):
    """Base class of every error that this package raises on purpose.

    ``message`` says what is wrong in one sentence, ``location`` where (None where there is no
    such place), ``line_text`` the text of that line, ``help`` what a person can do about it.
    """

    code: ClassVar[str] = "error"

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE
    """How a command ends that meets this error."""

    def __init__(
        self,
        message: str,
        *,
        location: Location | None = None,
        line_text: str | None = None,
        help: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.location = location
        self.line_text = line_text
        self.help = help

    def __str__(self) -> str:
        return f"{self.location}: {self.message}" if self.location else self.message

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, vars(self)))


def _rebuild(
    cls: type[AppConfigError], message: str, attributes: dict[str, object]
) -> AppConfigError:
    """Make an error again from its pickle, whatever arguments its class takes."""
    error = cls.__new__(cls, message)
    vars(error).update(attributes)
    return error


class InputError(AppConfigError):
    """A file can't be read, or isn't what it is said to be."""

    code = "unreadable-input"
    exit_code = ExitCode.UNREADABLE


class SourceSyntaxError(InputError):
    """A script or a JSON text breaks its grammar: the browser would load nothing of it."""

    code = "syntax-error"


class UnsupportedSyntaxError(InputError):
    """The chosen parser can't read syntax that a browser can."""

    code = "unsupported-syntax"


class ScriptThrowsError(InputError):
    """The script throws before it sets the configuration object."""

    code = "script-throws"


class NoConfigError(InputError):
    """The script never sets the configuration object, or sets it to something else."""

    code = "no-config-object"


class UnresolvedConfigError(InputError):
    """The configuration object as a whole can't be known without running the page."""

    code = "unresolved-config-object"


class LimitError(InputError):
    """An input goes past a limit of :mod:`appconfig_merge.limits`."""

    code = "limit-exceeded"


class UsageError(AppConfigError):
    """The words of a command line don't make a call."""

    code = "wrong-usage"


class InternalError(AppConfigError):
    """This package failed where it mustn't: a bug, told without what the failure may quote."""

    code = "internal-error"
    exit_code = ExitCode.BUG


class PathError(AppConfigError):
    """A path expression is malformed."""

    code = "malformed-path"


class DefinitionError(AppConfigError):
    """A ``--define`` or ``--assume`` argument is malformed."""

    code = "malformed-definition"


class MissingExtraError(AppConfigError):
    """An optional dependency that this call needs isn't installed."""

    code = "missing-extra"
