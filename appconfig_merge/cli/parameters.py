"""What commands are and take, each declared once and knowing nothing of click.

:mod:`appconfig_merge.cli.plain` reads a command line by it, :mod:`appconfig_merge.cli.clicked`
makes click's commands of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    Kind = Literal["text", "choice", "file", "folder", "readable folder", "number"]


class Argument(NamedTuple):
    """What stands at a place of its own. Nothing comes after one of which there may be many.

    ``completes`` names the function of ``completion.candidates`` that says what can stand there.
    """

    name: str
    metavar: str
    kind: Kind = "text"
    how_many: Literal["one", "optional", "many"] = "one"
    choices: tuple[str, ...] = ()
    completes: str = ""


class Option(NamedTuple):
    """What stands behind a flag, or a flag that stands alone.

    Of several values of an option that isn't repeatable the last one counts, or with ``is_once``
    none: that is an error. A file need not be there; a folder, where something is, must be one.
    ``range`` is the least and the most of a number. ``then`` is what is run instead of the
    command, whatever else is given, and gets the value.
    """

    flag: str
    name: str
    help: str
    kind: Kind | Literal["flag"] = "text"
    metavar: str = ""
    short: str = ""
    choices: tuple[str, ...] = ()
    range: tuple[int, int | None] = (0, None)
    default: str | None = None
    is_repeatable: bool = False
    is_once: bool = False
    is_required: bool = False
    is_hidden: bool = False
    completes: str = ""
    then: Callable[[Any], None] | None = None

    @property
    def silence(self) -> bool | str | None:
        """The value where the option isn't given, if it has one value."""
        return False if self.kind == "flag" else self.default


Parameter: TypeAlias = Argument | Option


class Command(NamedTuple):
    """A command: its function gets the value of each parameter by name, and has its help.

    ``order`` is what the function calls the names of the options in the order that they are given
    in, for a command to which that matters.
    """

    function: Callable[..., None]
    parameters: tuple[Parameter, ...]
    epilog: str = ""
    order: str = ""

    @property
    def name(self) -> str:
        """What it is called by."""
        return self.function.__name__


def command(
    *parameters: Parameter, epilog: str = "", order: str = ""
) -> Callable[[Callable[..., None]], Command]:
    """Make a function a command that takes these, in the order of help."""
    return lambda function: Command(function, parameters, epilog, order)
