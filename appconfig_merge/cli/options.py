"""The options that commands share, and what they make of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from appconfig_merge.releases import DOCUMENTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.source import Language, Source

    _F = TypeVar("_F", bound=Callable[..., Any])

GROUP_EPILOG = """\b
Exit codes:
    0  done
    1  a check found something, a dry run would change something, or a question was answered with no
    2  wrong usage
    3  a file could not be read or written
    4  unresolved values remain, and --strict was given
    5  the Flex API could not be reached, or refused
    6  somebody else's change of the resource came in between
  130  interrupted
"""
EPILOG = """\b
Exit codes:
    0  done
    2  wrong usage
    3  an input could not be read: a missing file, a syntax error, no appConfig
    4  unresolved values remain, and --strict was given
    5  the Flex API could not be reached, or refused
  130  interrupted
"""
FETCH_EPILOG = """\b
Exit codes:
  0  done
  2  wrong usage, or no credentials in the environment
  3  the file could not be written
  5  the Flex API could not be reached, or refused
"""

CHANGE_EPILOG = """\b
Exit codes:
    0  changed, or nothing to change
    1  --dry-run would change something, or the question was answered with no
    2  wrong usage, read-only properties, or reasons that need --force
    3  a file could not be read or written
    5  the Flex API could not be reached, or refused; the message says what is stored
    6  somebody else's change came in between
  130  interrupted; the message says what is stored
"""


FILE = click.Path(readable=False)
"""The name of a file, which shells complete. What ails the file is told by who reads it."""


class Inputs(NamedTuple):
    """What the shared options give."""

    app_config: str
    configuration: str | None
    live: bool
    ui_version: str | None
    api_url: str | None
    ui_attributes: str | None
    flex_ui: str
    define: tuple[str, ...]
    page_url: str | None
    script: tuple[str, ...]
    assume: tuple[str, ...]
    global_name: str
    parser: str


class ScriptOptions(NamedTuple):
    """What is said of a script besides its name."""

    define: tuple[str, ...]
    page_url: str | None
    script: tuple[str, ...]
    assume: tuple[str, ...]
    global_name: str
    parser: str


def input_options(function: _F) -> _F:
    """The argument APP_CONFIG and the options that say what to read and what the page has."""
    argument = click.argument("app_config", metavar="APP_CONFIG", type=FILE)
    return _all(function, (argument, resource_options, script_options))


def resource_options(function: _F) -> _F:
    """The options that say what is beneath a script, and which release merges them."""
    decorators = (
        click.option(
            "--configuration",
            metavar="FILE",
            type=FILE,
            help="The Configuration resource, as GET returns it; its ui_attributes are merged "
            "beneath APP_CONFIG.",
        ),
        click.option(
            "--live",
            is_flag=True,
            help="Fetch the Configuration resource, with the credentials in the environment.",
        ),
        click.option(
            "--ui-attributes",
            metavar="FILE",
            type=FILE,
            help="The ui_attributes object alone.",
        ),
        flex_ui_option,
        ui_version_option,
        api_url_option,
    )
    return _all(function, decorators)


def demand_one_resource(inputs: Mapping[str, Any]) -> None:
    """Raise UsageError for options of :func:`resource_options` that exclude each other."""
    names = ("configuration", "live", "ui_attributes")
    given = [f"--{name.replace('_', '-')}" for name in names if inputs[name]]
    if len(given) > 1:
        raise click.UsageError(f"{' and '.join(given)} exclude each other.")
    if inputs["ui_version"] and not inputs["live"]:
        raise click.UsageError("--ui-version needs --live: it says what to fetch.")


ui_version_option = click.option(
    "--ui-version", metavar="VERSION", help="Fetch the resource for this pinned UI version."
)
api_url_option = click.option(
    "--api-url",
    metavar="URL",
    help="Another address for the Flex API: a fake or a proxy. EFFECTIVE_CONFIG_API_URL works too.",
)


def completing(name: str) -> Callable[..., Any]:
    """What a shell is told of a parameter's values: a function of :mod:`cli.candidates`.

    It is imported only where a shell asks.
    """

    def complete(ctx: click.Context, _param: object, incomplete: str) -> Any:
        from appconfig_merge.cli.completion import candidates

        return getattr(candidates, name)(ctx, incomplete)

    return complete


flex_ui_option = click.option(
    "--flex-ui",
    metavar="VERSION",
    shell_complete=completing("releases"),
    default=DOCUMENTED,
    show_default=True,
    help="Merge exactly as this Flex UI release does: 2.17.1, 2.17, 2, 1.34; or auto, which asks "
    "package.json at or above APP_CONFIG, then the resource. documented merges as Twilio "
    "documents it.",
)

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


def _all(function: _F, decorators: tuple[Callable[[_F], _F], ...]) -> _F:
    for decorator in reversed(decorators):
        function = decorator(function)
    return function


def script_options(function: _F) -> _F:
    """The options that say what the page has besides the script."""
    decorators = (
        click.option(
            "--define",
            metavar="NAME=JSON",
            multiple=True,
            help="Give a value that only the page knows, such as "
            """location.hostname='"flex.example.com"'. Repeatable.""",
        ),
        click.option(
            "--page-url",
            metavar="URL",
            help="Where the page is loaded from: gives location, document.location and "
            "document.URL.",
        ),
        click.option(
            "--script",
            metavar="FILE",
            type=FILE,
            multiple=True,
            help="A script that the page loads before APP_CONFIG. Repeatable, in order.",
        ),
        click.option(
            "--assume",
            metavar="NAME",
            multiple=True,
            help="A name that some other script defines; its value is unresolved. Repeatable.",
        ),
        click.option(
            "--global",
            "global_name",
            metavar="NAME",
            default="appConfig",
            show_default=True,
            help="The global that holds the configuration; may be dotted.",
        ),
        click.option(
            "--parser",
            type=click.Choice(["tree-sitter", "pyjsparser"]),
            default="tree-sitter",
            show_default=True,
            help="pyjsparser is a second opinion: ES5 only, without positions.",
        ),
    )
    return _all(function, decorators)


def read(inputs: Inputs) -> EffectiveConfig:
    """Read what the options name, and merge it."""
    from appconfig_merge import api

    demand_one_resource(inputs._asdict())
    names = (inputs.app_config, inputs.configuration, inputs.ui_attributes, *inputs.script)
    demand_one_standard_input(names)
    resource = None
    if inputs.configuration:
        resource = api.resource_of(read_input(inputs.configuration, "json"))
    if inputs.ui_attributes:
        resource = api.attributes_alone(read_input(inputs.ui_attributes, "json"))
    options = ScriptOptions(
        inputs.define,
        inputs.page_url,
        inputs.script,
        inputs.assume,
        inputs.global_name,
        inputs.parser,
    )
    script = read_script(inputs.app_config, options)
    if inputs.live:
        # Last, so that a mistake in the files is told without a request.
        from appconfig_merge.cli.live import connect

        with connect(inputs.api_url) as client:
            resource = api.resource_of(client.fetch(inputs.ui_version))
    return api.merge_as(inputs.flex_ui, script, resource)


def demand_one_standard_input(names: Iterable[str | None]) -> None:
    """Raise UsageError where ``-`` is among the inputs' names more than once."""
    if sum(name == "-" for name in names) > 1:
        raise click.UsageError("Only one input can be standard input.")


def read_script(name: str, options: ScriptOptions) -> Layer:
    """Read the script that holds the configuration."""
    from appconfig_merge import api
    from appconfig_merge.page.definitions import parse_definition, with_page_url

    return api.script_layer(
        read_input(name, "javascript"),
        defined=with_page_url(map(parse_definition, options.define), options.page_url),
        scripts=[read_input(script, "javascript") for script in options.script],
        assume=options.assume,
        global_name=options.global_name,
        parser=options.parser,  # type: ignore[arg-type]
    )


def read_input(name: str, language: Language) -> Source:
    """Read a file, or standard input for ``-``."""
    from appconfig_merge.api import read_source
    from appconfig_merge.source import Source, read_bounded

    if name == "-":
        raw = read_bounded("<stdin>", sys.stdin.buffer)
        return Source.from_bytes("<stdin>", raw, language)
    return read_source(name, language)
