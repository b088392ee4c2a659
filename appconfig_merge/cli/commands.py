"""``effective-config`` as click has it: help, mistakes, completion, and what isn't plain."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import click

from appconfig_merge._version import __version__
from appconfig_merge.cli.clicked import ClickedCommand, telling
from appconfig_merge.cli.exit_codes import ALL
from appconfig_merge.cli.names import (
    COMPLETION,
    DEFAULT,
    MODULES,
    OWN_FLAGS,
    PROGRAM,
    command_named,
    demand_no_misspelt_command,
    help_of,
)
from appconfig_merge.errors import ExitCode

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class DefaultGroup(click.Group):
    """A group whose default command needs no name: ``effective-config appConfig.js``."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, or answer a shell that asks what can stand where somebody types."""
        if COMPLETION in os.environ:
            from appconfig_merge.cli.completion.shells import answer_shells

            answer_shells()
        with telling(help_of()):
            # What click itself would say at the end, ours says.
            sys.exit(super().main(*args, **{**kwargs, "standalone_mode": False}))

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return [*MODULES]

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        return _command(cmd_name) if cmd_name in MODULES else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take what is no command's name as the first argument of the default command."""
        if args and args[0] not in MODULES:
            if not ctx.resilient_parsing:
                demand_no_misspelt_command(args)
            args = [DEFAULT, *args]
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Let the default command have options that come before its argument."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(ExitCode.USAGE)
        if args and args[0].startswith("-") and args[0] not in OWN_FLAGS:
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Parse what comes before a command's name, and print --help and --version."""
        with telling(help_of()):
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that the words name."""
        with telling(help_of()):
            return super().invoke(ctx)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """The commands and options, and what the default command can begin with."""
        default = _command(DEFAULT)
        found = super().shell_complete(ctx, incomplete)
        found += default.shell_complete(click.Context(default, parent=ctx), incomplete)
        if not incomplete.startswith("-"):
            from appconfig_merge.cli.completion.candidates import sides

            found += [
                one
                for one in sides(ctx, incomplete)
                if one.type == "file" or one.value.startswith(incomplete)
            ]
        return found


@cache
def _command(name: str) -> click.Command:
    return ClickedCommand(command_named(name))


@click.group(
    PROGRAM,
    cls=DefaultGroup,
    context_settings={"help_option_names": [*OWN_FLAGS[:2]]},
    epilog=ALL,
)
@click.version_option(__version__, message=f"{PROGRAM} %(version)s")
def cli() -> None:
    """Show what configuration a self-hosted Twilio Flex UI will run with, and why.

    `effective-config appConfig.js` is short for `effective-config show appConfig.js`.
    """
