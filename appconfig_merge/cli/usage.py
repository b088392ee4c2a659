"""Calls that mean nothing, told as every other error: what click says, and commands misspelt."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appconfig_merge.errors import AppConfigError, UsageError
from appconfig_merge.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def usage_error(error: click.ClickException) -> UsageError:
    """What click found wrong, in the words of this package."""
    if isinstance(error, click.NoSuchOption):
        name = error.option_name
        return UsageError(f"there is no option {name}", help=did_you_mean(name, _options(error)))
    text = " ".join(error.format_message().split()).removesuffix(".")
    return UsageError(text[:1].lower() + text[1:])


def _options(error: click.UsageError) -> Iterable[str]:
    """The options that could have been given instead."""
    if error.ctx is None:
        return ()
    params = error.ctx.command.get_params(error.ctx)
    return [name for param in params if isinstance(param, click.Option) for name in param.opts]


def demand_no_misspelt_command(words: Sequence[str], commands: Sequence[str]) -> None:
    """Raise UsageError where the first word was meant for a command, but is none.

    A file or an environment of that name is meant where there is one, and a file where the word
    looks like a path.
    """
    word, *others = words
    if not word.replace("-", "").isalnum() or os.path.lexists(word):
        return
    help = did_you_mean(word, commands)
    # Only one file can be given without a command.
    is_one_file = not others or others[0].startswith("-")
    if (help or not is_one_file) and not (is_one_file and _is_environment(word)):
        raise UsageError(
            f"there is no command {word}, and no file of that name",
            help=help or f"the commands are {', '.join(commands)}",
        )


def _is_environment(word: str) -> bool:
    """Whether a word is the name of an environment nearby."""
    from appconfig_merge.inputs.environments.reading import find_environments, read_environments

    file = find_environments(Path.cwd())
    try:
        return file is not None and read_environments(file).get(word) is not None
    except AppConfigError:
        return False
