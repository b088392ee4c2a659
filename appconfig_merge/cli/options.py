"""The options that commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from appconfig_merge.inputs.options import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from appconfig_merge.inputs.options import Option

    _F = TypeVar("_F", bound=Callable[..., Any])

FILE = click.Path(readable=False)
"""The name of a file, which shells complete. What ails the file is told by who reads it."""


def app_config_argument(name: str = "app_config", **more: Any) -> Callable[[_F], _F]:
    """The argument APP_CONFIG: a script, a page, or an environment by its name."""
    metavar = more.pop("metavar", "APP_CONFIG")
    return click.argument(
        name, metavar=metavar, type=FILE, shell_complete=completing("sides"), **more
    )


def input_options(function: _F) -> _F:
    """The argument APP_CONFIG and the options that say what to read and what the page has."""
    return _all(function, (app_config_argument(), resource_options, page_options))


def verified_options(function: _F) -> _F:
    """The same for what is held against a running page, whose release is followed by default."""
    options = (
        option(one._replace(default="that of the page") if one.name == "flex_ui" else one)
        for one in OPTIONS
    )
    return _all(function, (app_config_argument(), *options))


def resource_options(function: _F) -> _F:
    """The options that say what is beneath a script, and which release merges them."""
    return _all(function, [option(one) for one in OPTIONS if one.part == "resource"])


def page_options(function: _F) -> _F:
    """The options that say what the page has besides the script."""
    return _all(function, [option(one) for one in OPTIONS if one.part == "page"])


def named(name: str) -> Callable[[_F], _F]:
    """One of the options by its name."""
    return next(option(one) for one in OPTIONS if one.name == name)


def option(one: Option, side: str | None = None) -> Callable[[_F], _F]:
    """The option of a command; in a comparison for side ``a`` or ``b``, or for both, ``""``.

    What holds there without the option may be an environment's own business.
    """
    default = f"  [default: {one.default}]" if one.default and side is None else ""
    is_single = one.kind != "flag" and not one.is_repeatable
    is_file = one.kind in {"file", "files"}
    return click.option(
        f"{one.flag}-{side}" if side else one.flag,
        f"{one.name}_{side}" if side else one.name,
        metavar=one.metavar or None,
        type=click.Choice(one.choices) if one.choices else FILE if is_file else None,
        is_flag=one.kind == "flag",
        # click would take the last of several, and say nothing.
        multiple=one.is_repeatable or is_single,
        callback=the_only if is_single else None,
        shell_complete=completing("releases") if one.name == "flex_ui" else None,
        help=f"{one.help}{default}",
        hidden=bool(side),
    )


def the_only(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> str | None:
    """The value of an option that has one. Raises UsageError where it is given more often."""
    if len(given) > 1 and not ctx.resilient_parsing:
        from appconfig_merge.errors import UsageError

        flag = param.opts[0]
        # Only of a file's name is it certain that it is no secret.
        named = f": {' and '.join(given)}" if param.type is FILE else ""
        times = "twice" if len(given) == 2 else f"{len(given)} times"
        raise UsageError(
            f"{flag} is given {times}{named}",
            help="it has one value: leave the others out",
        )
    return given[-1] if given else None


def completing(name: str) -> Callable[..., Any]:
    """What a shell is offered for a parameter: what a function of ``completion.candidates`` gives.

    It is imported only where a shell asks.
    """

    def complete(ctx: click.Context, _param: object, incomplete: str) -> Any:
        from appconfig_merge.cli.completion import candidates

        return getattr(candidates, name)(ctx, incomplete)

    return complete


output_option = click.option(
    "--output",
    metavar="FILE",
    type=FILE,
    help="Write the result to FILE instead of standard output.",
)
strict_option = click.option("--strict", is_flag=True, help="Exit with 4 if a value is unresolved.")
watch_option = click.option(
    "--watch",
    is_flag=True,
    help="Go on, and tell what changes whenever a file does, until interrupted.",
)
format_option = click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text for people, json for programs.",
)


def _all(function: _F, decorators: Sequence[Callable[[_F], _F]]) -> _F:
    for decorator in reversed(decorators):
        function = decorator(function)
    return function
