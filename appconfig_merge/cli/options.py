"""The parameters that commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from appconfig_merge.cli.parameters import Argument, Option
from appconfig_merge.inputs.options import OPTIONS

if TYPE_CHECKING:
    from appconfig_merge.cli.parameters import Parameter
    from appconfig_merge.inputs.options import Option as InputOption

APP_CONFIG = Argument("app_config", "APP_CONFIG", "file", completes="sides")
"""A script, a page, or an environment by its name."""


_KINDS: Final[dict[str, Literal["file", "flag"]]] = {
    "file": "file",
    "files": "file",
    "flag": "flag",
}
"""What the kinds of inputs' options are to a command line, but for those that are any text."""


def input_option(one: InputOption, side: str | None = None) -> Option:
    """An option of what is read; in a comparison for side ``a`` or ``b``, or for both, ``""``.

    What holds there without the option may be an environment's own business.
    """
    default = f"  [default: {one.default}]" if one.default and side is None else ""
    return Option(
        f"{one.flag}-{side}" if side else one.flag,
        f"{one.name}_{side}" if side else one.name,
        f"{one.help}{default}",
        "choice" if one.choices else _KINDS.get(one.kind, "text"),
        one.metavar,
        choices=one.choices,
        is_repeatable=one.is_repeatable,
        is_once=one.kind != "flag" and not one.is_repeatable,
        is_hidden=bool(side),
        completes="releases" if one.name == "flex_ui" else "",
    )


def named(name: str) -> Option:
    """The option of an input, by its name."""
    return next(input_option(one) for one in OPTIONS if one.name == name)


RESOURCE = tuple(input_option(one) for one in OPTIONS if one.part == "resource")
"""The options that say what is beneath a script, and which release merges them."""
PAGE = tuple(input_option(one) for one in OPTIONS if one.part == "page")
"""The options that say what the page has besides the script."""
INPUTS: tuple[Parameter, ...] = (APP_CONFIG, *RESOURCE, *PAGE)

OUTPUT = Option(
    "--output", "output", "Write the result to FILE instead of standard output.", "file", "FILE"
)
STRICT = Option("--strict", "strict", "Exit with 4 if a value is unresolved.", "flag")
WATCH = Option(
    "--watch",
    "watch",
    "Go on, and tell what changes whenever a file does, until interrupted.",
    "flag",
)
SHOW_SECRETS = Option("--show-secrets", "show_secrets", "Show values that look secret.", "flag")


def format_option(help: str, *choices: str) -> Option:
    """The option ``--format``; the first choice holds where it isn't given."""
    return Option("--format", "output_format", help, "choice", choices=choices, default=choices[0])


FORMAT = format_option("text for people, json for programs.", "text", "json")
