"""The names of all commands, and which of them a call means."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Final

from appconfig_merge.errors import AppConfigError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.cli.parameters import Command

PROGRAM: Final = "effective-config"
COMPLETION: Final = "_EFFECTIVE_CONFIG_COMPLETE"
"""Where a shell says, in the environment, what it wants completed."""
DEFAULT: Final = "show"
"""The command that needs no name: ``effective-config appConfig.js``."""
OWN_FLAGS: Final = ("--help", "-h", "--version")
"""The options that come before a command's name."""
MODULES: Final = {
    "backup": "remote",
    "check": "check",
    "completion": "completion.command",
    "diff": "diff",
    "drift": "drift",
    "explain": "explain",
    "fetch": "remote",
    "log": "log",
    "matrix": "matrix",
    "report": "report",
    "restore": "change",
    "show": "show",
    "snapshot": "snapshot",
    "update": "change",
    "upgrade": "upgrade",
    "verify": "verify",
}
"""The module of each command, in the order of help; it is imported when it is called."""


def command_named(name: str) -> Command:
    """The command of a name."""
    module = import_module(f"appconfig_merge.cli.{MODULES[name]}")
    found: Command = getattr(module, name)
    return found


def help_of(name: str = "") -> str:
    """The call that shows the help of a command, or of all."""
    return f"{PROGRAM} {name} --help" if name else f"{PROGRAM} --help"


def demand_no_misspelt_command(words: Sequence[str]) -> None:
    """Raise UsageError where the first word was meant for a command, but is none.

    A file or an environment of that name is meant where there is one, and a file where the word
    looks like a path. What is more like an environment is left to whoever looks for that.
    """
    word, *others = words
    if not word.replace("-", "").isalnum() or os.path.lexists(word):
        return
    # Only one file can be given without a command.
    is_one_file = not others or others[0].startswith("-")
    environments = _environments() if is_one_file else ()
    if word in environments:
        return
    from appconfig_merge.suggestions import suggest

    near = suggest(word, [*MODULES, "--help", *environments])
    if near and near[0] in environments:
        return
    if near or not is_one_file:
        commands = f"the commands are {', '.join(MODULES)}"
        raise UsageError(
            f"there is no command {word}, and no file of that name",
            help=f"did you mean {near[0]}?" if near else commands,
        )


def _environments() -> tuple[str, ...]:
    """The names of the environments nearby."""
    from pathlib import Path

    from appconfig_merge.inputs.environments.reading import find_environments, read_environments

    file = find_environments(Path.cwd())
    try:
        return () if file is None else tuple(one.name for one in read_environments(file).all)
    except AppConfigError:
        return ()
