"""Calls that mean nothing, told as every other error: what click says, and commands misspelt."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from appconfig_merge.errors import UsageError
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

    A file of that name is meant where there is one, and where the word looks like a path.
    """
    word, *others = words
    if not word.replace("-", "").isalnum() or os.path.lexists(word):
        return
    help = did_you_mean(word, commands)
    # Only one file can be given without a command.
    if help or (others and not others[0].startswith("-")):
        raise UsageError(
            f"there is no command {word}, and no file of that name",
            help=help or f"the commands are {', '.join(commands)}",
        )
