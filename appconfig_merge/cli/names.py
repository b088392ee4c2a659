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
    looks like a path.
    """
    word, *others = words
    if not word.replace("-", "").isalnum() or os.path.lexists(word):
        return
    # Only one file can be given without a command.
    is_one_file = not others or others[0].startswith("-")
    if is_one_file and _is_environment(word):
        return
    from appconfig_merge.suggestions import did_you_mean

    help = did_you_mean(word, MODULES)
    if help or not is_one_file:
        raise UsageError(
            f"there is no command {word}, and no file of that name",
            help=help or f"the commands are {', '.join(MODULES)}",
        )


def _is_environment(word: str) -> bool:
    """Whether a word is the name of an environment nearby."""
    from pathlib import Path

    from appconfig_merge.inputs.environments.reading import find_environments, read_environments

    file = find_environments(Path.cwd())
    try:
        return file is not None and read_environments(file).get(word) is not None
    except AppConfigError:
        return False
