"""What click says of calls that mean nothing, told as every other error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from appconfig_merge.errors import UsageError
from appconfig_merge.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable


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
