"""What click says of calls that mean nothing, told as every other error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from appconfig_merge.cli.names import DEFAULT, PROGRAM
from appconfig_merge.errors import UsageError
from appconfig_merge.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable


_MORE: Final = (
    f"`{PROGRAM} explain APP_CONFIG PATH` tells of one value, `{PROGRAM} diff A B` compares two "
    "files"
)
"""For a call without a command's name that has one word too many."""


def usage_error(error: click.ClickException) -> UsageError:
    """What click found wrong, in the words of this package."""
    if isinstance(error, click.NoSuchOption):
        name = error.option_name
        return UsageError(f"there is no option {name}", help=did_you_mean(name, _options(error)))
    text = " ".join(error.format_message().split()).removesuffix(".")
    context = error.ctx if isinstance(error, click.UsageError) else None
    is_of_default = context is not None and context.command.name == DEFAULT
    help = _MORE if is_of_default and text.startswith("Got unexpected extra argument") else None
    return UsageError(text[:1].lower() + text[1:], help=help)


def _options(error: click.UsageError) -> Iterable[str]:
    """The options that could have been given instead."""
    if error.ctx is None:
        return ()
    params = error.ctx.command.get_params(error.ctx)
    return [name for param in params if isinstance(param, click.Option) for name in param.opts]
