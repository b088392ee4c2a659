"""Click's commands, made of the records in which each command says what it takes."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from appconfig_merge.cli.ends import ending
from appconfig_merge.cli.names import help_of
from appconfig_merge.cli.parameters import Argument, Option
from appconfig_merge.cli.usage import usage_error
from appconfig_merge.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from appconfig_merge.cli.parameters import Command, Parameter


class ClickedCommand(click.Command):
    """A command as click has it."""

    def __init__(self, record: Command) -> None:
        super().__init__(
            record.name,
            callback=record.function,
            help=record.function.__doc__,
            epilog=record.epilog,
        )
        self._record = record
        self._see = help_of(record.name)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """What the command takes; made here, since most commands are only listed."""
        self.params = self.params or [_parameter(one) for one in self._record.parameters]
        return super().get_params(ctx)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Parse the words behind the command's name."""
        with telling(self._see):
            return super().make_context(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Note the order of options before the values of each are gathered, where it matters."""
        if self._record.order and not ctx.resilient_parsing:
            _, _, order = self.make_parser(ctx).parse_args(list(args))
            ctx.params[self._record.order] = [one.name for one in order]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        with telling(self._see):
            return super().invoke(ctx)


@contextmanager
def telling(see: str) -> Iterator[None]:
    """End the process as what is raised inside says; what click raises, too."""
    with ending(see):
        try:
            yield
        except click.ClickException as error:
            raise usage_error(error) from None
        except click.Abort:
            raise KeyboardInterrupt from None


def _parameter(one: Parameter) -> click.Parameter:
    more: dict[str, Any] = {"metavar": one.metavar or None, "type": _type(one)}
    if one.completes:
        more["shell_complete"] = _completing(one.completes)
    if isinstance(one, Argument):
        count = -1 if one.how_many == "many" else 1
        return click.Argument([one.name], nargs=count, required=one.how_many != "optional", **more)
    if one.default is not None:
        more.update(default=one.default, show_default=True)
    if one.then is not None:
        more.update(is_eager=True, expose_value=False, callback=_ending_with(one.then))
    elif one.is_once:
        more["callback"] = _the_only(one)
    return click.Option(
        [*([one.short] if one.short else []), one.flag, one.name],
        # Where it is False, click takes an option's value for one that may be left out.
        is_flag=True if one.kind == "flag" else None,
        # click would take the last of several, and say nothing.
        multiple=one.is_repeatable or one.is_once,
        required=one.is_required,
        hidden=one.is_hidden,
        help=one.help,
        **more,
    )


def _type(one: Parameter) -> click.ParamType[Any] | None:
    if one.kind == "number":
        assert isinstance(one, Option)
        kind = click.IntRange(*one.range)
        kind.name = "number"  # of itself it calls what isn't one no integer range
        return kind
    if one.kind == "choice":
        return click.Choice(one.choices)
    if one.kind == "file":
        # The name of a file. What ails the file is told by who reads it.
        return click.Path(readable=False)
    if one.kind in {"folder", "readable folder"}:
        return click.Path(file_okay=False, readable=one.kind == "readable folder")
    return None


def _the_only(one: Option) -> Callable[..., str | None]:
    """Gives the value of an option, or raises UsageError where it is given more often."""

    def the_only(ctx: click.Context, _param: object, given: tuple[str, ...]) -> str | None:
        if len(given) > 1 and not ctx.resilient_parsing:
            # Only of a file's name is it certain that it is no secret.
            named = f": {' and '.join(given)}" if one.kind == "file" else ""
            times = "twice" if len(given) == 2 else f"{len(given)} times"
            raise UsageError(
                f"{one.flag} is given {times}{named}",
                help="it has one value: leave the others out",
            )
        return given[-1] if given else None

    return the_only


def _ending_with(function: Callable[[Any], None]) -> Callable[..., None]:
    """Runs a function in place of the command, where its option is given."""

    def run(ctx: click.Context, _param: object, given: object) -> None:
        if given not in {None, False} and not ctx.resilient_parsing:
            function(given)
            ctx.exit()

    return run


def _completing(name: str) -> Callable[..., Any]:
    """What a shell is offered: what a function of ``completion.candidates`` gives.

    It is imported only where a shell asks.
    """

    def complete(ctx: click.Context, _param: object, incomplete: str) -> Any:
        from appconfig_merge.cli.completion import candidates

        return getattr(candidates, name)(ctx, incomplete)

    return complete
