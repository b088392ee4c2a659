"""``effective-config`` and its commands."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, ClassVar

import click

from appconfig_merge._version import __version__
from appconfig_merge.cli.ends import ending
from appconfig_merge.cli.exit_codes import ALL, READING
from appconfig_merge.cli.inputs import inputs_of, reader
from appconfig_merge.cli.options import (
    input_options,
    output_option,
    strict_option,
    watch_option,
)
from appconfig_merge.cli.output import report_diagnostics, style_for, write
from appconfig_merge.cli.quick import COMPLETION
from appconfig_merge.cli.streams import width_of
from appconfig_merge.errors import ExitCode

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class DefaultGroup(click.Group):
    """A group whose default command needs no name: ``effective-config appConfig.js``."""

    default = "show"
    lazy: ClassVar = {
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
        "snapshot": "snapshot",
        "update": "change",
        "upgrade": "upgrade",
        "verify": "verify",
    }
    """The module of each command that is imported only when it is called."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, or answer a shell that asks what can stand where somebody types."""
        if COMPLETION in os.environ:
            from appconfig_merge.cli.completion.shells import answer_shells

            answer_shells()
        with ending():
            # What click itself would say at the end, ours says.
            sys.exit(super().main(*args, **{**kwargs, "standalone_mode": False}))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted([*super().list_commands(ctx), *self.lazy])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name not in self.lazy:
            return super().get_command(ctx, cmd_name)
        from importlib import import_module

        module = import_module(f"appconfig_merge.cli.{self.lazy[cmd_name]}")
        found: click.Command = getattr(module, cmd_name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take what is no command's name as the first argument of the default command."""
        commands = self.list_commands(ctx)
        if args and args[0] not in commands:
            if not ctx.resilient_parsing:
                from appconfig_merge.cli.usage import demand_no_misspelt_command

                demand_no_misspelt_command(args, commands)
            args = [self.default, *args]
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Let the default command have options that come before its argument."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(ExitCode.USAGE)
        own = {"--help", "-h", "--version"}
        if args and args[0].startswith("-") and args[0] not in own:
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Parse what comes before a command's name, and print --help and --version."""
        with ending():
            return super().make_context(*args, **kwargs)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """The commands and options, and what the default command can begin with."""
        default = self.get_command(ctx, self.default)
        assert default is not None
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

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that the words name."""
        with ending(ctx):
            return super().invoke(ctx)


@click.group(
    cls=DefaultGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=ALL,
)
@click.version_option(__version__, message="effective-config %(version)s")
def cli() -> None:
    """Show what configuration a self-hosted Twilio Flex UI will run with, and why.

    `effective-config appConfig.js` is short for `effective-config show appConfig.js`.
    """


@cli.command(epilog=READING)
@input_options
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "config", "js"]),
    default="text",
    show_default=True,
    help="text for people; json with everything; config, the effective object alone; js, a "
    "valid appConfig.js with the source of each value in a comment.",
)
@output_option
@strict_option
@watch_option
def show(
    app_config: str,
    output_format: str,
    output: str | None,
    *,
    strict: bool,
    watch: bool,
    **options: Any,
) -> None:
    """Show every effective value, its source, and what it overrode."""
    inputs = inputs_of(app_config, options)
    if watch:
        from appconfig_merge.cli import watch as watching
        from appconfig_merge.cli.watched_values import WatchedValues

        watching.demand_watchable(inputs, output_format, {"output": output, "strict": strict})
        watching.watch(inputs, WatchedValues(inputs, output_format), output_format)
    from appconfig_merge.rendering import pieces
    from appconfig_merge.rendering.style import PLAIN

    config = reader().config(inputs)
    to_terminal = output is None
    style = style_for(sys.stdout) if to_terminal else PLAIN
    width = width_of(sys.stdout)
    found = pieces(config, output_format, width=width, style=style)  # type: ignore[arg-type]
    write(found, output)
    report_diagnostics(config.diagnostics)
    if strict and config.unresolved:
        sys.exit(ExitCode.UNRESOLVED)
